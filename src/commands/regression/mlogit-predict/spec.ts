import type { CommandSpec } from '../../../lang/command-spec.ts';
import { noconstantOption, predictedOption, probabilitiesOption } from '../../shared/options.ts';

/** Declaration of `mlogit-predict`. */
export const mlogitPredictSpec = {
  name: 'mlogit-predict',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'categorical', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  condition: 'yes',
  options: { probabilities: probabilitiesOption, predicted: predictedOption, noconstant: noconstantOption },
  effect: 'changes',
  executable: false,
  emits: ['model', 'message'],
  help: {
    nb: 'Multinomisk regresjon som legger sannsynligheten for hver kategori til datasettet.',
    en: 'Multinomial regression that adds the probability of each category to the dataset.',
  },
  examples: ['mlogit-predict status age i.sex, probabilities(p)'],
} as const satisfies CommandSpec;
