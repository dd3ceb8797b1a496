import type { CommandSpec } from '../../../lang/command-spec.ts';
import { noconstantOption, predictedOption, probabilitiesOption, residualsOption } from '../../shared/options.ts';

/** Declaration of `logit-predict`. */
export const logitPredictSpec = {
  name: 'logit-predict',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  condition: 'yes',
  options: {
    probabilities: probabilitiesOption,
    predicted: predictedOption,
    residuals: residualsOption,
    noconstant: noconstantOption,
  },
  effect: 'changes',
  executable: false,
  emits: ['model', 'message'],
  help: {
    nb: 'Logistisk regresjon som legger sannsynligheter til datasettet.',
    en: 'Logistic regression that adds probabilities to the dataset.',
  },
  examples: ['logit-predict employed age i.sex, probabilities(p)'],
} as const satisfies CommandSpec;
