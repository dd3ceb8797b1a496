import type { CommandSpec } from '../../../lang/command-spec.ts';
import { noconstantOption, predictedOption, residualsOption } from '../../shared/options.ts';

/** Declaration of `regress-mml-predict`. */
export const regressMmlPredictSpec = {
  name: 'regress-mml-predict',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  byVariables: { atLeast: 1, atMost: 2 },
  condition: 'yes',
  options: { predicted: predictedOption, residuals: residualsOption, noconstant: noconstantOption },
  effect: 'changes',
  executable: false,
  emits: ['model', 'message'],
  help: {
    nb: 'Lineær flernivåmodell som legger predikerte verdier til datasettet.',
    en: 'Linear multilevel model that adds predicted values to the dataset.',
  },
  examples: ['regress-mml-predict grade hours by school, predicted(expected)'],
} as const satisfies CommandSpec;
