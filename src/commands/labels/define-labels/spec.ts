import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `define-labels`. */
export const defineLabelsSpec = {
  name: 'define-labels',
  form: 'define-labels',
  group: 'labels',
  arguments: [],
  names: 'code-lists',
  introduces: true,
  condition: 'no',
  options: {},
  effect: 'session',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Lager en kodeliste: koder med etiketter.',
    en: 'Makes a code list: codes with labels.',
  },
  examples: ['define-labels yesno 0 No 1 Yes'],
} as const satisfies CommandSpec;
