import type { CommandSpec } from '../../../lang/command-spec.ts';
import { noconstantOption, robustOption } from '../../shared/options.ts';

/** Declaration of `oaxaca`. */
export const oaxacaSpec = {
  name: 'oaxaca',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  byVariables: { atLeast: 1, atMost: 1 },
  condition: 'yes',
  options: {
    robust: robustOption,
    noconstant: noconstantOption,
    pool: {
      type: 'flag',
      help: { nb: 'Bruk koeffisientene fra gruppene under ett.', en: 'Use the coefficients of the groups together.' },
    },
  },
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Deler forskjellen mellom to grupper i en forklart og en uforklart del.',
    en: 'Divides the difference between two groups into an explained and an unexplained part.',
  },
  examples: ['oaxaca wage age i.sector by sex, pool'],
} as const satisfies CommandSpec;
