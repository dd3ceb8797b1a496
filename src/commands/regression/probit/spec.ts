import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  clusterOption,
  controlOption,
  levelOption,
  marginsOption,
  mfxAtOption,
  mfxOption,
  noconstantOption,
  robustOption,
} from '../../shared/options.ts';

/** Declaration of `probit`. */
export const probitSpec = {
  name: 'probit',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
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
    margins: marginsOption,
  },
  conflicts: [['robust', 'cluster']],
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Probitregresjon for en 0/1-variabel.',
    en: 'Probit regression of a 0/1 variable.',
  },
  examples: ['probit employed age i.sex, mfx(dydx)'],
} as const satisfies CommandSpec;
