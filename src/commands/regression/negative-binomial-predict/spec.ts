import type { CommandSpec } from '../../../lang/command-spec.ts';
import { exposureOption, noconstantOption, predictedOption, residualsOption } from '../../shared/options.ts';

/** Declaration of `negative-binomial-predict`. */
export const negativeBinomialPredictSpec = {
  name: 'negative-binomial-predict',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  condition: 'yes',
  options: {
    predicted: predictedOption,
    residuals: residualsOption,
    noconstant: noconstantOption,
    exposure: exposureOption,
  },
  effect: 'changes',
  executable: false,
  emits: ['model', 'message'],
  help: {
    nb: 'Negativ binomisk regresjon som legger forventet antall til datasettet.',
    en: 'Negative binomial regression that adds expected counts to the dataset.',
  },
  examples: ['negative-binomial-predict visits age, predicted(expected)'],
} as const satisfies CommandSpec;
