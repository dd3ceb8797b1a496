import type { CommandSpec } from '../../../lang/command-spec.ts';
import { clusterOption, levelOption, robustOption } from '../../shared/options.ts';

/** Declaration of `regress-panel-diff`. */
export const regressPanelDiffSpec = {
  name: 'regress-panel-diff',
  form: 'model',
  group: 'panel',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'group', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'treated', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 0 },
  ],
  leadingVariables: 3,
  coefficients: true,
  condition: 'yes',
  options: { level: levelOption, robust: robustOption, cluster: clusterOption },
  conflicts: [['robust', 'cluster']],
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Forskjell-i-forskjeller: virkningen av et tiltak på gruppen som fikk det.',
    en: 'Difference in differences: the effect of a measure on the group that got it.',
  },
  examples: ['regress-panel-diff wage programme after age, robust'],
} as const satisfies CommandSpec;
