import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `delete-dataset`. */
export const deleteDatasetSpec = {
  name: 'delete-dataset',
  form: 'dataset',
  group: 'dataset',
  arguments: [],
  names: 'datasets',
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Sletter et datasett med alle variablene. Var det aktivt, er ingen datasett aktive etterpå.',
    en: 'Deletes a dataset with all its variables. If it was active, no dataset is active afterwards.',
  },
  examples: ['delete-dataset people'],
} as const satisfies CommandSpec;
