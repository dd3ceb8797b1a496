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

/** Declaration of `negative-binomial`. */
export const negativeBinomialSpec = {
  name: 'negative-binomial',
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
    nb: 'Negativ binomisk regresjon for antall med stor spredning.',
    en: 'Negative binomial regression of counts that spread widely.',
  },
  examples: ['negative-binomial visits age i.sex'],
} as const satisfies CommandSpec;
