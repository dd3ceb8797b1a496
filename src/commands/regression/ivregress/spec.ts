import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  clusterOption,
  gmmOption,
  levelOption,
  limlOption,
  noconstantOption,
  robustOption,
  tslsOption,
} from '../../shared/options.ts';

/** Declaration of `ivregress`. */
export const ivregressSpec = {
  name: 'ivregress',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 0 },
  ],
  leadingVariables: 1,
  instruments: true,
  coefficients: true,
  condition: 'yes',
  options: {
    tsls: tslsOption,
    liml: limlOption,
    gmm: gmmOption,
    noconstant: noconstantOption,
    endog: {
      type: 'flag',
      help: { nb: 'Test om variablene virkelig er endogene.', en: 'Test whether the variables really are endogenous.' },
    },
    firststage: { type: 'flag', help: { nb: 'Vis første trinn.', en: 'Show the first stage.' } },
    overid: { type: 'flag', help: { nb: 'Test de overtallige instrumentene.', en: 'Test the surplus instruments.' } },
    level: levelOption,
    robust: robustOption,
    cluster: clusterOption,
  },
  conflicts: [
    ['tsls', 'liml'],
    ['tsls', 'gmm'],
    ['liml', 'gmm'],
    ['endog', 'liml'],
    ['endog', 'gmm'],
    ['overid', 'gmm'],
    ['robust', 'cluster'],
  ],
  effect: 'reads',
  executable: false,
  emits: ['model', 'test'],
  help: {
    nb: 'Regresjon med instrumentvariabler: (endogene = instrumenter).',
    en: 'Instrumental-variable regression: (endogenous = instruments).',
  },
  examples: ['ivregress wage age (schooling = distance), robust'],
} as const satisfies CommandSpec;
