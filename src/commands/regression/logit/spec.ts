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

/** Declaration of `logit`. */
export const logitSpec = {
  name: 'logit',
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
    or: {
      type: 'flag',
      help: { nb: 'Vis oddsforhold i stedet for koeffisienter.', en: 'Show odds ratios instead of coefficients.' },
    },
    robust: robustOption,
    cluster: clusterOption,
    control: controlOption,
    margins: marginsOption,
  },
  conflicts: [
    ['robust', 'cluster'],
    ['or', 'mfx'],
    ['or', 'mfx_at'],
  ],
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Logistisk regresjon for en 0/1-variabel.',
    en: 'Logistic regression of a 0/1 variable.',
  },
  examples: ['logit employed age i.sex, or'],
} as const satisfies CommandSpec;
