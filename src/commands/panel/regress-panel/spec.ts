import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  betweenEffectsOption,
  clusterOption,
  fixedEffectsOption,
  levelOption,
  noconstantOption,
  pooledOption,
  randomEffectsOption,
  robustOption,
} from '../../shared/options.ts';

/** Declaration of `regress-panel`. */
export const regressPanelSpec = {
  name: 'regress-panel',
  form: 'model',
  group: 'panel',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  coefficients: true,
  condition: 'yes',
  options: {
    noconstant: noconstantOption,
    level: levelOption,
    fe: fixedEffectsOption,
    re: randomEffectsOption,
    be: betweenEffectsOption,
    pooled: pooledOption,
    robust: robustOption,
    cluster: clusterOption,
  },
  conflicts: [
    ['fe', 're'],
    ['fe', 'be'],
    ['fe', 'pooled'],
    ['re', 'be'],
    ['re', 'pooled'],
    ['be', 'pooled'],
    ['robust', 'cluster'],
  ],
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Lineær regresjon på et panel.',
    en: 'Linear regression on a panel.',
  },
  examples: ['regress-panel wage hours i.shift, fe'],
} as const satisfies CommandSpec;
