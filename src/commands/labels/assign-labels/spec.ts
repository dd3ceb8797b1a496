import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `assign-labels`. */
export const assignLabelsSpec = {
  name: 'assign-labels',
  form: 'assign-labels',
  group: 'labels',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Knytter en kodeliste til en variabel.',
    en: 'Attaches a code list to a variable.',
  },
  examples: ['assign-labels retired yesno'],
} as const satisfies CommandSpec;
