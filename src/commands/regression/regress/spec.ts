import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  clusterOption,
  controlOption,
  levelOption,
  marginsOption,
  noconstantOption,
  robustOption,
} from '../../shared/options.ts';

/** Declaration of `regress`. */
export const regressSpec = {
  name: 'regress',
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
    ov: {
      type: 'flag',
      help: { nb: 'Test for utelatte variabler (RESET).', en: 'Test for omitted variables (RESET).' },
    },
    vif: { type: 'flag', help: { nb: 'Vis variansinflasjon.', en: 'Show variance inflation factors.' } },
    het_bp: {
      type: 'flag',
      help: { nb: 'Breusch–Pagans test for ulik varians.', en: 'The Breusch–Pagan test of unequal variances.' },
    },
    het_iid: {
      type: 'flag',
      help: { nb: 'Koenkers test for ulik varians.', en: "Koenker's test of unequal variances." },
    },
    het_fstat: { type: 'flag', help: { nb: 'F-test for ulik varians.', en: 'F test of unequal variances.' } },
    standardize: { type: 'flag', help: { nb: 'Standardiserte koeffisienter.', en: 'Standardised coefficients.' } },
    margins: marginsOption,
  },
  conflicts: [
    ['robust', 'cluster'],
    ['standardize', 'noconstant'],
    ['standardize', 'margins'],
  ],
  effect: 'reads',
  executable: true,
  emits: ['model'],
  help: {
    nb: 'Lineær regresjon med minste kvadraters metode.',
    en: 'Linear regression by ordinary least squares.',
  },
  examples: ['regress wage age i.sex##i.sector, robust'],
} as const satisfies CommandSpec;
