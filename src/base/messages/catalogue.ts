import { attackMessages } from './attack.ts';
import { cliMessages } from './cli.ts';
import { dataMessages } from './data.ts';
import { databankMessages } from './databank.ts';
import { findingMessages } from './finding.ts';
import { lintMessages } from './lint.ts';
import type { MessageDefinition, MessageParameters, ParametersOf } from './message.ts';
import { nameMessages } from './names.ts';
import { optionMessages } from './options.ts';
import { recordMessages } from './record.ts';
import { noteMessages, refusalMessages } from './refusals.ts';
import { renameMessages } from './rename.ts';
import { runMessages } from './run.ts';
import { statusMessages } from './status.ts';
import { syntaxMessages } from './syntax.ts';
import { typeMessages } from './types.ts';

/** Every user-facing sentence of the product, by its stable code. */
export const messageCatalogue = {
  ...syntaxMessages,
  ...nameMessages,
  ...optionMessages,
  ...renameMessages,
  ...typeMessages,
  ...dataMessages,
  ...databankMessages,
  ...findingMessages,
  ...lintMessages,
  ...runMessages,
  ...cliMessages,
  ...attackMessages,
  ...recordMessages,
  ...statusMessages,
  ...refusalMessages,
  ...noteMessages,
} as const;

/** A stable kebab-case code. */
export type MessageCode = keyof typeof messageCatalogue;

/** The parameters of the message with this code. */
export type MessageParametersOf<C extends MessageCode> = ParametersOf<(typeof messageCatalogue)[C]>;

/** The definition of a message, with its parameter type widened for generic printing. */
export function definitionOf(code: MessageCode): MessageDefinition<MessageParameters> {
  return messageCatalogue[code] as MessageDefinition<MessageParameters>;
}
