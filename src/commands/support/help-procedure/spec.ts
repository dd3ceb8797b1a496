import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `help-procedure`. */
export const helpProcedureSpec = {
  name: 'help-procedure',
  form: 'words',
  group: 'support',
  arguments: [{ role: 'function', accepts: 'any', atLeast: 0, atMost: 1 }],
  condition: 'no',
  options: {},
  effect: 'session',
  executable: true,
  emits: ['document'],
  help: {
    nb: 'Viser hjelp om prosedyrene, det vil si funksjonene for bindinger.',
    en: 'Shows help about the procedures, that is the functions for bindings.',
  },
  examples: ['help-procedure date_fmt'],
} as const satisfies CommandSpec;
