import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `merge`. */
export const mergeSpec = {
  name: 'merge',
  form: 'merge',
  group: 'link',
  arguments: [{ role: 'variable', accepts: 'key-or-any', atLeast: 1 }],
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Kopierer variabler fra det aktive datasettet inn i et annet, rad for rad etter en felles nøkkel.',
    en: 'Copies variables from the active dataset into another one, row by row by a common key.',
  },
  examples: ['merge n_cars avg_weight into people', 'merge mother_wage into child on mother_key'],
} as const satisfies CommandSpec;
