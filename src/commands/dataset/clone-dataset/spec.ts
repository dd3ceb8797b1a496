import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `clone-dataset`. */
export const cloneDatasetSpec = {
  name: 'clone-dataset',
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
    nb: 'Kopierer et datasett med alt innhold. Det aktive datasettet er det samme som før.',
    en: 'Copies a dataset with everything in it. The active dataset stays the same.',
  },
  examples: ['clone-dataset people copy'],
} as const satisfies CommandSpec;
