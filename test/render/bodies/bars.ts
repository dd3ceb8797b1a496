import type { TableBody } from '../../../src/disclosure/released.ts';
import { categoriesOf, industry, sex, shown } from './common.ts';
import { twoWay } from './table.ts';

/** Counts as grouped bars. */
export const groupedBars: TableBody = {
  ...twoWay,
  command: 'barchart',
  measures: [{ key: 'freq', display: 'number' }],
  tests: [],
  chart: {
    type: 'bar',
    series: [1],
    over: [0],
    by: [],
    stack: false,
    horizontal: false,
    statistic: 'count',
    percent: false,
  },
};

/** Means as horizontal bars in facets. */
export const facetBars: TableBody = {
  ...twoWay,
  command: 'barchart',
  dimensions: [industry, sex],
  measures: [{ key: 'mean', variable: 'inntekt', display: 'number' }],
  rows: categoriesOf(industry).map((row, i) => ({
    key: [row],
    cells: [0, 1, 2].map((c) => [shown(300_000 + 20_000 * i - 15_000 * c)]),
  })),
  tests: [],
  chart: {
    type: 'bar',
    series: [],
    over: [0],
    by: [1],
    stack: false,
    horizontal: true,
    statistic: 'mean',
    percent: false,
  },
};
