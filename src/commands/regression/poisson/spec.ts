import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  clusterOption,
  controlOption,
  exposureOption,
  irrOption,
  levelOption,
  noconstantOption,
  robustOption,
} from '../../shared/options.ts';

/** Declaration of `poisson`. */
export const poissonSpec = {
  name: 'poisson',
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
    noconstant: noconstantOption,
    level: levelOption,
    robust: robustOption,
    cluster: clusterOption,
    control: controlOption,
    irr: irrOption,
    exposure: exposureOption,
  },
  conflicts: [['robust', 'cluster']],
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Poissonregresjon for antall.',
    en: 'Poisson regression of counts.',
  },
  examples: ['poisson visits age i.sex, irr exposure(days)'],
} as const satisfies CommandSpec;
