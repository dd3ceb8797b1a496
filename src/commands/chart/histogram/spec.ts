import type { CommandSpec } from '../../../lang/command-spec.ts';
import { singleByOption } from '../../shared/options.ts';

/** Declaration of `histogram`. */
export const histogramSpec = {
  name: 'histogram',
  form: 'variables',
  group: 'chart',
  arguments: [{ role: 'variable', accepts: 'any', atLeast: 1, atMost: 1 }],
  condition: 'yes',
  options: {
    by: singleByOption,
    density: {
      type: 'flag',
      help: { nb: 'Høyden er tetthet (standard).', en: 'The height is the density (the default).' },
    },
    freq: { type: 'flag', help: { nb: 'Høyden er antall.', en: 'The height is the count.' } },
    fraction: { type: 'flag', help: { nb: 'Høyden er andel.', en: 'The height is the share.' } },
    percent: { type: 'flag', help: { nb: 'Høyden er prosent.', en: 'The height is the percentage.' } },
    bin: {
      type: 'number',
      integer: true,
      minimum: 1,
      help: { nb: 'Antall intervaller, høyst 30.', en: 'Number of intervals, 30 at most.' },
    },
    width: {
      type: 'number',
      minimum: 0,
      exclusive: true,
      help: { nb: 'Bredden på intervallene.', en: 'Width of the intervals.' },
    },
    normal: { type: 'flag', help: { nb: 'Tegn normalfordelingen oppå.', en: 'Draw the normal curve on top.' } },
    discrete: { type: 'flag', help: { nb: 'Én søyle per verdi.', en: 'One bar per value.' } },
  },
  conflicts: [
    ['density', 'freq'],
    ['density', 'fraction'],
    ['density', 'percent'],
    ['freq', 'fraction'],
    ['freq', 'percent'],
    ['fraction', 'percent'],
    ['bin', 'discrete'],
    ['bin', 'width'],
    ['width', 'discrete'],
  ],
  effect: 'reads',
  executable: true,
  emits: ['distribution', 'countTable'],
  help: {
    nb: 'Histogram over fordelingen av en variabel.',
    en: 'Histogram of the distribution of a variable.',
  },
  examples: ['histogram wage, bin(20) percent'],
} as const satisfies CommandSpec;
