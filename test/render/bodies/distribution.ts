import type { DistributionBody } from '../../../src/disclosure/released.ts';
import { few, shown } from './common.ts';

/** A histogram with a suppressed bar and a normal curve. */
export const histogram: DistributionBody = {
  type: 'distribution',
  command: 'histogram',
  variable: 'inntekt',
  display: 'number',
  scale: 'density',
  facets: [
    {
      total: shown(36_000),
      bars: Array.from({ length: 8 }, (_, i) => ({
        lower: i * 100_000,
        upper: (i + 1) * 100_000,
        count: i === 7 ? few : shown(1000 * (8 - i)),
        height: i === 7 ? few : shown(1e-6 * (8 - i)),
      })),
      normal: {
        mean: shown(345_678.9),
        sd: shown(123_456.7),
        curve: Array.from({ length: 9 }, (_, i) => ({ x: i * 100_000, y: 8e-6 / (1 + (i - 3) ** 2) })),
      },
    },
  ],
  notes: ['DC-04', 'bins-limited'],
};
