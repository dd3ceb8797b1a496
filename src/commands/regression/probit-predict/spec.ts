import type { CommandSpec } from '../../../lang/command-spec.ts';
import { noconstantOption, predictedOption, probabilitiesOption } from '../../shared/options.ts';

/** Declaration of `probit-predict`. */
export const probitPredictSpec = {
  name: 'probit-predict',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  condition: 'yes',
  options: { probabilities: probabilitiesOption, predicted: predictedOption, noconstant: noconstantOption },
  effect: 'changes',
  executable: false,
  emits: ['model', 'message'],
  help: {
    nb: 'Probitregresjon som legger sannsynligheter til datasettet.',
    en: 'Probit regression that adds probabilities to the dataset.',
  },
  examples: ['probit-predict employed age, probabilities(p)'],
} as const satisfies CommandSpec;
