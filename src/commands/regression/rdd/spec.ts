import type { CommandSpec } from '../../../lang/command-spec.ts';
import { clusterOption, levelOption } from '../../shared/options.ts';

/** Declaration of `rdd`. */
export const rddSpec = {
  name: 'rdd',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'running variable', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 0 },
  ],
  leadingVariables: 2,
  condition: 'yes',
  options: {
    cutoff: { type: 'number', default: 0, help: { nb: 'Grensen.', en: 'The cutoff.' } },
    polynomial: {
      type: 'number',
      integer: true,
      minimum: 0,
      maximum: 20,
      default: 1,
      help: { nb: 'Graden på polynomet.', en: 'Degree of the polynomial.' },
    },
    fuzzy: {
      type: 'variables',
      accepts: 'numeric',
      atLeast: 1,
      atMost: 1,
      help: {
        nb: '0/1-variabelen som sier hvem som faktisk fikk tiltaket.',
        en: 'The 0/1 variable that says who actually was treated.',
      },
    },
    derivate: {
      type: 'number',
      integer: true,
      minimum: 0,
      default: 0,
      help: { nb: 'Hvilken derivert som estimeres.', en: 'Which derivative is estimated.' },
    },
    level: levelOption,
    cluster: clusterOption,
  },
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Regresjonsdiskontinuitet: spranget i utfallet der en annen variabel passerer en grense.',
    en: 'Regression discontinuity: the jump of the outcome where another variable passes a cutoff.',
  },
  examples: ['rdd wage score, cutoff(50)'],
} as const satisfies CommandSpec;
