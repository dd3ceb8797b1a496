import type { BoxBody } from '../../../src/disclosure/released.ts';
import { civil, industry, region } from './common.ts';

const boxOf = (variable: number, at: readonly number[], lower: number, length: number): BoxBody['boxes'][number] => ({
  variable,
  at,
  count: 1000 + length / 100,
  mean: lower + 0.52 * length + 0.25,
  lower,
  p25: lower + 0.25 * length,
  p50: lower + 0.4 * length,
  p75: lower + 0.6 * length,
  upper: lower + length,
});

/** Boxes of one variable that lie, over long names. */
export const boxes: BoxBody = {
  type: 'box',
  command: 'boxplot',
  variables: [{ variable: 'inntekt', display: 'number' }],
  dimensions: [industry],
  facets: 0,
  horizontal: true,
  boxes: industry.categories.map((_, i) => boxOf(0, [i], 120_000 + 15_000 * i, 600_000 - 20_000 * i)),
  notes: ['DC-02'],
};

/** Boxes of two variables over another, in facets; one box is not there, and some have no length. */
export const facetBoxes: BoxBody = {
  ...boxes,
  variables: [
    { variable: 'inntekt', display: 'number' },
    { variable: 'formue', display: 'number' },
  ],
  dimensions: [{ ...civil, categories: civil.categories.filter((_, i) => i !== 2) }, region],
  facets: 1,
  horizontal: false,
  boxes: [0, 1, 2].flatMap((r) =>
    [0, 1, 3].flatMap((c, at) => [
      ...(c === 1 && r === 1 ? [] : [boxOf(0, [at, r], 100_000 * (1 + r) + 20_000 * c, c === 3 ? 0 : 500_000)]),
      boxOf(1, [at, r], 50_000 * r - 200_000, 900_000),
    ]),
  ),
};

/** A box of dates. */
export const dateBox: BoxBody = {
  ...boxes,
  variables: [{ variable: 'fodt', display: 'date' }],
  dimensions: [],
  horizontal: false,
  boxes: [boxOf(0, [], -9000, 20_000)],
  notes: [],
};
