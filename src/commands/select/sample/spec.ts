import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `sample`. */
export const sampleSpec = {
  name: 'sample',
  form: 'sample',
  group: 'select',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Beholder et tilfeldig utvalg av radene: en andel eller et antall, og et starttall som gjør utvalget gjentakbart.',
    en: 'Keeps a random sample of the rows: a share or a number, and a seed that makes the sample repeatable.',
  },
  examples: ['sample 0.25 4711', 'sample 10000 1'],
} as const satisfies CommandSpec;
