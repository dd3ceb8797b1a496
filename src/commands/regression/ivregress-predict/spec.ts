import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  gmmOption,
  limlOption,
  noconstantOption,
  predictedOption,
  residualsOption,
  tslsOption,
} from '../../shared/options.ts';

/** Declaration of `ivregress-predict`. */
export const ivregressPredictSpec = {
  name: 'ivregress-predict',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 0 },
  ],
  leadingVariables: 1,
  instruments: true,
  condition: 'yes',
  options: {
    predicted: predictedOption,
    residuals: residualsOption,
    noconstant: noconstantOption,
    tsls: tslsOption,
    liml: limlOption,
    gmm: gmmOption,
  },
  conflicts: [
    ['tsls', 'liml'],
    ['tsls', 'gmm'],
    ['liml', 'gmm'],
  ],
  effect: 'changes',
  executable: false,
  emits: ['model', 'message'],
  help: {
    nb: 'Regresjon med instrumentvariabler som legger predikerte verdier til datasettet.',
    en: 'Instrumental-variable regression that adds predicted values to the dataset.',
  },
  examples: ['ivregress-predict wage age (schooling = distance), predicted(expected)'],
} as const satisfies CommandSpec;
