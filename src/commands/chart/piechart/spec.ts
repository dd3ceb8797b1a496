import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `piechart`. */
export const piechartSpec = {
  name: 'piechart',
  form: 'variables',
  group: 'chart',
  arguments: [{ role: 'variable', accepts: 'categorical', atLeast: 1, atMost: 1 }],
  condition: 'yes',
  options: {},
  effect: 'reads',
  executable: true,
  emits: ['countTable'],
  help: {
    nb: 'Kakediagram over kategoriene i en variabel.',
    en: 'Pie chart of the categories of a variable.',
  },
  examples: ['piechart status'],
} as const satisfies CommandSpec;
