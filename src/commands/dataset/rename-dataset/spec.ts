import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `rename-dataset`. */
export const renameDatasetSpec = {
  name: 'rename-dataset',
  form: 'pair',
  group: 'dataset',
  arguments: [],
  names: 'datasets',
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Gir et datasett et nytt navn.',
    en: 'Gives a dataset a new name.',
  },
  examples: ['rename-dataset people adults'],
} as const satisfies CommandSpec;
