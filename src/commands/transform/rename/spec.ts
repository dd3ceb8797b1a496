import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `rename`. */
export const renameSpec = {
  name: 'rename',
  form: 'pair',
  group: 'transform',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Gir en variabel et nytt navn.',
    en: 'Gives a variable a new name.',
  },
  examples: ['rename INNTEKT_WLONN wage'],
} as const satisfies CommandSpec;
