import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `create-dataset`. */
export const createDatasetSpec = {
  name: 'create-dataset',
  form: 'dataset',
  group: 'dataset',
  arguments: [],
  names: 'datasets',
  introduces: true,
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Lager et tomt datasett og gjør det aktivt.',
    en: 'Makes an empty dataset and makes it the active one.',
  },
  examples: ['create-dataset people'],
} as const satisfies CommandSpec;
