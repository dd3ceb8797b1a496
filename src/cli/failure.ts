import type { Language } from '../base/language.ts';
import type { MessageCode, MessageParametersOf } from '../base/messages/catalogue.ts';
import { definitionOf } from '../base/messages/catalogue.ts';
import type { MessageParameters } from '../base/messages/message.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** A mistake on the command line or in the surroundings: ends the command with a message and an exit code. */
export class CliFailure extends Error {
  readonly code: MessageCode;
  readonly parameters: MessageParameters;
  readonly exitCode: ExitCode;

  constructor(code: MessageCode, parameters: MessageParameters, exitCode: ExitCode) {
    super(code);
    this.name = 'CliFailure';
    this.code = code;
    this.parameters = parameters;
    this.exitCode = exitCode;
  }
}

/** Ends the command. */
export function fail<C extends MessageCode>(
  code: C,
  parameters: MessageParametersOf<C>,
  exitCode: ExitCode = exitCodes.usage,
): never {
  throw new CliFailure(code, parameters, exitCode);
}

/** A message's sentence, with its way out on a line of its own. */
export function messageText(code: MessageCode, parameters: MessageParameters, language: Language): string {
  const definition = definitionOf(code);
  const hint = definition.hint?.[language](parameters);
  return hint === undefined ? definition[language](parameters) : `${definition[language](parameters)}\n${hint}`;
}

/** A message of the program itself. */
export function say<C extends MessageCode>(code: C, parameters: MessageParametersOf<C>, language: Language): string {
  return messageText(code, parameters, language);
}
