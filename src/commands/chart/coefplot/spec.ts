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
  executable: true,
  emits: ['coefficients'],
  help: {
    nb: 'Tegner koeffisientene i regresjonen som står etter kommandoen, med konfidensintervaller. Konstantleddet tegnes ikke.',
    en: 'Draws the coefficients of the regression that follows the command, with their confidence intervals. The constant is not drawn.',
  },
  examples: ['coefplot regress wage age i.sex', 'coefplot regress wage age i.sex, standardize level(90)'],
} as const satisfies CommandSpec;
