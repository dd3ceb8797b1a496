import type { databankMessages } from '../base/messages/databank.ts';
import type { MessageParameters, ParametersOf } from '../base/messages/message.ts';

/** Codes of the messages about databanks. */
export type DatabankMessageCode = keyof typeof databankMessages;

/** One thing that is wrong with a databank or with files that should become one; has no place in a script. */
export interface DatabankProblem {
  readonly code: DatabankMessageCode;
  readonly parameters: MessageParameters;
}

/** Makes a problem with the parameters that its code takes. */
export function databankProblem<C extends DatabankMessageCode>(
  code: C,
  parameters: ParametersOf<(typeof databankMessages)[C]>,
): DatabankProblem {
  return { code, parameters };
}

/**
 * Thrown where a databank cannot be opened or read: the surroundings failed, not the script and not our code.
 * The command line turns `problem` into a sentence of the message catalogue.
 */
export class DatabankError extends Error {
  readonly problem: DatabankProblem;

  constructor(problem: DatabankProblem) {
    super(problem.code);
    this.name = 'DatabankError';
    this.problem = problem;
  }
}

/** What an error means that came up while a databank was written: a full disk or a forbidden place is the user's to mend. */
export function writingError(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const { code } = error;
  // The system's own names, such as ENOSPC; Node's own begin with ERR_ and are bugs of ours.
  if (typeof code !== 'string' || !/^E(?!RR_)[A-Z]+$/u.test(code)) return error;
  return new DatabankError(databankProblem('databank-place-unwritable', { folder, reason: code }));
}

/** Throws a `DatabankError`. */
export function failDatabank<C extends DatabankMessageCode>(
  code: C,
  parameters: ParametersOf<(typeof databankMessages)[C]>,
): never {
  throw new DatabankError(databankProblem(code, parameters));
}
