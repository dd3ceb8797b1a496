import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `drop-labels`. */
export const dropLabelsSpec = {
  name: 'drop-labels',
  form: 'variables',
  group: 'labels',
  arguments: [{ role: 'list', accepts: 'any', atLeast: 1 }],
  names: 'code-lists',
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Sletter kodelister. Variabler som brukte dem, mister etikettene.',
    en: 'Deletes code lists. Variables that used them lose their labels.',
  },
  examples: ['drop-labels yesno'],
} as const satisfies CommandSpec;
