import type { Shown, SummaryBody } from '../../../src/disclosure/released.ts';
import { few, none, shown, tooFew } from './common.ts';

/** Statistics of three variables of different scales, one of them a date. */
export const summary: SummaryBody = {
  type: 'summary',
  command: 'summarize',
  statistics: ['mean', 'std', 'count', 'p1', 'p25', 'p50', 'p75', 'p99', 'gini', 'iqr'],
  rows: [
    {
      variable: 'INNTEKT_WLONN',
      display: 'number',
      values: [345_678.912, 123_456.7, 98_765, 0, 210_000, 330_000, 450_000, 1_200_000, 0.345678, 240_000].map(shown),
    },
    {
      variable: 'alder',
      display: 'number',
      values: [...[43.2123, 12.3, 98_765, 18, 30, 43, 56, 90].map(shown), none, shown(26)],
    },
    {
      variable: 'fodt',
      display: 'date',
      values: [4321.2, 5000.123, 98_765, -5000, 0, 3000, 9000, 12_000, 0.2, 260].map(shown),
    },
  ],
  notes: ['DC-02'],
};

/** Statistics at three times of a panel, one of which nobody has, of variables of two scales. */
export const summaryByTime: SummaryBody = {
  type: 'summary',
  command: 'summarize-panel',
  statistics: ['mean', 'std', 'count', 'p1', 'p25', 'p50', 'p75', 'p99', 'iqr'],
  times: {
    variable: 'date@panel',
    display: 'date',
    categories: [{ code: 10_957 }, { code: 11_323 }, { code: 11_688, label: 'etter reformen' }],
  },
  rows: ['INNTEKT_WLONN', 'alder'].flatMap((variable, v) =>
    [0, 1, 2].map((time) => ({
      variable,
      display: 'number' as const,
      time,
      values:
        time === 1
          ? [...new Array<Shown>(2).fill(tooFew), few, ...new Array<Shown>(6).fill(tooFew)]
          : [345_678.912, 123_456.7, 0, 1000, 210_000, 330_000, 450_000, 1_200_000, 240_000].map((n, i) =>
              shown(i === 2 ? 98_765 + time : v === 0 ? n + time : Math.round(n / 8000) + (i < 2 ? 0.25 : 0)),
            ),
    })),
  ),
  notes: ['DC-02', 'DC-04'],
};

/** Confidence intervals of means: of a large number, a small one, a date, and of a variable with too few values. */
export const intervals: SummaryBody = {
  type: 'summary',
  command: 'ci',
  statistics: ['obs', 'mean', 'se', 'ci_lower', 'ci_upper'],
  level: 99.5,
  rows: [
    ...(
      [
        ['INNTEKT_WLONN', 'number', [98_765, 345_679, 392.836, 344_576, 346_782]],
        ['andel', 'number', [4321, 0.038416, 0.00292, 0.030215, 0.046617]],
        ['fodt', 'date', [98_765, 4321.2, 15.9, 4276.6, 4365.8]],
      ] as const
    ).map(([variable, display, values]) => ({ variable, display, values: values.map(shown) })),
    { variable: 'sjelden', display: 'number', values: [few, tooFew, tooFew, tooFew, tooFew] },
  ],
  notes: ['DC-02b', 'DC-04'],
};
