import type { Language } from '../base/language.ts';
import { definitionOf } from '../base/messages/catalogue.ts';
import { DatabankError, type DatabankProblem } from '../metadata/databank-error.ts';
import { databankFailure } from './databanks.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { messageText } from './failure.ts';
import { type ProgressLine, progressLine } from './progress.ts';
import type { Surroundings } from './surroundings.ts';

/** How much the databank commands say. */
export interface DatabankReporting {
  readonly language: Language;
  readonly quiet: boolean;
  readonly progress: boolean;
}

/** Does something with a databank, showing how far it is; what it returns is written to standard output. */
export async function withProgress(
  reporting: DatabankReporting,
  surroundings: Surroundings,
  act: (progress: ProgressLine) => Promise<string>,
): Promise<ExitCode> {
  const wanted = reporting.progress || (surroundings.errorIsTerminal && !reporting.quiet);
  const progress = progressLine(wanted, reporting.language, surroundings);
  try {
    const done = await act(progress);
    progress.clear();
    if (!reporting.quiet && done !== '') await surroundings.writeOutput(`${done}\n`);
    return exitCodes.ok;
  } catch (error) {
    progress.clear();
    throw databankFailure(error);
  }
}

/** Ends the command when a databank is to name a disclosure policy that there is not. */
export async function checkPolicyName(id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const [{ failOnPolicy }, { policyById, policyIds }] = await Promise.all([
    import('./policy.ts'),
    import('../disclosure/policies.ts'),
  ]);
  if (policyById(id) === undefined) failOnPolicy({ code: 'policy-unknown', policy: id, known: policyIds });
}

/** Tells problems on standard error, each on a line. Ends the command when there is an error among them. */
export function tellProblems(
  problems: readonly DatabankProblem[],
  { language, quiet }: DatabankReporting,
  surroundings: Surroundings,
): void {
  const tell = ({ code, parameters }: DatabankProblem): void => {
    surroundings.writeError(`microdata: ${messageText(code, parameters, language)}\n`);
  };
  const last = problems.at(-1);
  if (last !== undefined && problems.some(({ code }) => definitionOf(code).severity === 'error')) {
    problems.slice(0, -1).forEach(tell);
    throw new DatabankError(last);
  }
  if (!quiet) problems.forEach(tell);
}
