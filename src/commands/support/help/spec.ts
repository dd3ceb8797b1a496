import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `help`. */
export const helpSpec = {
  name: 'help',
  form: 'words',
  group: 'support',
  arguments: [{ role: 'command', accepts: 'any', atLeast: 0, atMost: 1 }],
  condition: 'no',
  options: {},
  effect: 'session',
  executable: true,
  emits: ['document'],
  help: {
    nb: 'Viser hjelp om kommandoene.',
    en: 'Shows help about the commands.',
  },
  examples: ['help tabulate'],
} as const satisfies CommandSpec;
