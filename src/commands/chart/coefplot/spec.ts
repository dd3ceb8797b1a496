import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `coefplot`. */
export const coefplotSpec = {
  name: 'coefplot',
  form: 'nested',
  group: 'chart',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Tegner koeffisientene i regresjonen som står etter kommandoen.',
    en: 'Draws the coefficients of the regression that follows the command.',
  },
  examples: ['coefplot regress wage age i.sex'],
} as const satisfies CommandSpec;
