import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `sankey`. */
export const sankeySpec = {
  name: 'sankey',
  form: 'variables',
  group: 'chart',
  arguments: [{ role: 'stage', accepts: 'categorical', atLeast: 2 }],
  condition: 'yes',
  options: {},
  effect: 'reads',
  executable: true,
  emits: ['flow'],
  help: {
    nb: 'Strømmer mellom kategoriene i to eller flere variabler.',
    en: 'Flows between the categories of two or more variables.',
  },
  examples: ['sankey status19 status20 status21'],
} as const satisfies CommandSpec;
