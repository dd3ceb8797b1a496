import type { CommandSpec } from '../../../lang/command-spec.ts';
import { noconstantOption, predictedOption, residualsOption } from '../../shared/options.ts';

/** Declaration of `regress-predict`. */
export const regressPredictSpec = {
  name: 'regress-predict',
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
    cooksd: {
      type: 'name',
      optionalArgument: true,
      defaultName: 'cooksd',
      help: { nb: 'Navnet på variabelen med Cooks avstand.', en: "The name of the variable with Cook's distance." },
    },
    noconstant: noconstantOption,
  },
  effect: 'changes',
  executable: false,
  emits: ['model', 'message'],
  help: {
    nb: 'Lineær regresjon som legger predikerte verdier og residualer til datasettet.',
    en: 'Linear regression that adds predicted values and residuals to the dataset.',
  },
  examples: ['regress-predict wage age i.sex, predicted(expected) residuals(rest)'],
} as const satisfies CommandSpec;
