import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  clusterOption,
  controlOption,
  levelOption,
  mfxAtOption,
  mfxOption,
  noconstantOption,
  robustOption,
} from '../../shared/options.ts';

/** Declaration of `mlogit`. */
export const mlogitSpec = {
  name: 'mlogit',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'categorical', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  coefficients: true,
  condition: 'yes',
  options: {
    mfx: mfxOption,
    mfx_at: mfxAtOption,
    noconstant: noconstantOption,
    level: levelOption,
    robust: robustOption,
    cluster: clusterOption,
    control: controlOption,
  },
  conflicts: [['robust', 'cluster']],
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Multinomisk logistisk regresjon for en variabel med flere enn to kategorier.',
    en: 'Multinomial logistic regression of a variable with more than two categories.',
  },
  examples: ['mlogit status age i.sex'],
} as const satisfies CommandSpec;
