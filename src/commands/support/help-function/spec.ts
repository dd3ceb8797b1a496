import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `help-function`. */
export const helpFunctionSpec = {
  name: 'help-function',
  form: 'words',
  group: 'support',
  arguments: [{ role: 'function', accepts: 'any', atLeast: 0, atMost: 1 }],
  condition: 'no',
  options: {},
  effect: 'session',
  executable: true,
  emits: ['document'],
  help: {
    nb: 'Viser hjelp om funksjonene.',
    en: 'Shows help about the functions.',
  },
  examples: ['help-function quantile'],
} as const satisfies CommandSpec;
