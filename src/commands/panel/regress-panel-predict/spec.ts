import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  betweenEffectsOption,
  fixedEffectsOption,
  noconstantOption,
  pooledOption,
  predictedOption,
  randomEffectsOption,
  residualsOption,
} from '../../shared/options.ts';

/** Declaration of `regress-panel-predict`. */
export const regressPanelPredictSpec = {
  name: 'regress-panel-predict',
  form: 'model',
  group: 'panel',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  condition: 'yes',
  options: {
    predicted: predictedOption,
    residuals: residualsOption,
    effects: {
      type: 'name',
      optionalArgument: true,
      defaultName: 'effects',
      help: { nb: 'Navnet på variabelen med enhetens effekt.', en: "The name of the variable with the unit's effect." },
    },
    noconstant: noconstantOption,
    fe: fixedEffectsOption,
    re: randomEffectsOption,
    be: betweenEffectsOption,
    pooled: pooledOption,
  },
  conflicts: [
    ['fe', 're'],
    ['fe', 'be'],
    ['fe', 'pooled'],
    ['re', 'be'],
    ['re', 'pooled'],
    ['be', 'pooled'],
    ['effects', 'pooled'],
  ],
  effect: 'changes',
  executable: false,
  emits: ['model', 'message'],
  help: {
    nb: 'Panelregresjon som legger predikerte verdier, effekter og residualer til datasettet.',
    en: 'Panel regression that adds predicted values, effects and residuals to the dataset.',
  },
  examples: ['regress-panel-predict wage hours, re predicted(xb) effects(ui)'],
} as const satisfies CommandSpec;
