import type { StubKey, TableBody } from '../../../src/disclosure/released.ts';
import { categoriesOf, civil, few, industry, none, region, sex, shown } from './common.ts';

const plainLayout = { showCodes: false, flatten: false } as const;

/** Counts and row percentages of two variables, with one suppressed cell and a test. */
export const twoWay: TableBody = {
  type: 'table',
  command: 'tabulate',
  dimensions: [civil, sex],
  stub: [0],
  column: 1,
  measures: [
    { key: 'freq', display: 'number' },
    { key: 'rowpct', display: 'number' },
  ],
  columns: [0, 1, 'total'],
  rows: categoriesOf(civil).map((row, i) => ({
    key: [row],
    cells: [0, 1, 2].map((c) =>
      i === 2 && c === 0 ? [few, few] : [shown(1234 * (i + 1) * (c + 1)), shown(33.333333 * (c + 1))],
    ),
  })),
  layout: plainLayout,
  tests: [{ key: 'chi2', statistic: shown(123.4567), df: 3, pValue: shown(1e-9) }],
  population: shown(18_510),
  notes: ['DC-04'],
};

const nestedKeys: readonly StubKey[] = [
  ...[0, 1].flatMap((a): StubKey[] => categoriesOf(region).map((b) => [a, b])),
  ['total', 'total'],
];

/** Means of two variables over three nested variables, with subtotals. */
export const nested: TableBody = {
  ...twoWay,
  dimensions: [civil, sex, region],
  stub: [0, 2],
  measures: [
    { key: 'mean', variable: 'inntekt', display: 'number' },
    { key: 'mean', variable: 'formue', display: 'number' },
  ],
  rows: nestedKeys.map((key, i) => ({
    key,
    cells: [0, 1, 2].map((c) => [
      shown(345_678.123 * (1 + i / 10)),
      c === 1 && i === 2 ? none : shown(1_234_567.1 + c),
    ]),
  })),
  tests: [],
};

/** More columns than a window holds, with long heads. */
export const wide: TableBody = {
  ...twoWay,
  dimensions: [civil, industry],
  measures: [{ key: 'freq', display: 'number' }],
  columns: categoriesOf(industry),
  rows: categoriesOf(civil).map((row, i) => ({
    key: [row],
    cells: categoriesOf(industry).map((_, c) => [shown(1000 * c + 37 + i)]),
  })),
  tests: [],
};

/** A grid with one head line and a stub column per variable. */
export const flat: TableBody = {
  ...twoWay,
  dimensions: [industry, sex, civil],
  stub: [0, 2],
  column: 1,
  rows: [...[0, 5, 7].flatMap((a) => [0, 2].map((b): StubKey => [a, b])), ['total', 'total'] as const].map((key) => ({
    key,
    cells: twoWay.rows[0]?.cells ?? [],
  })),
  layout: { showCodes: false, flatten: true },
  tests: [],
};

/** One variable with a missing and a pooled category, shown as codes. */
export const oneWay: TableBody = {
  ...twoWay,
  dimensions: [
    {
      variable: 'kommune',
      display: 'text',
      categories: [{ code: '0301', label: 'Oslo' }, { code: null, pooled: true }, { code: null }],
    },
  ],
  column: undefined,
  measures: [
    { key: 'freq', display: 'number' },
    { key: 'cellpct', display: 'number' },
  ],
  columns: ['total'],
  rows: [0, 1, 2, 'total' as const].map((key, i) => ({
    key: [key],
    cells: [[shown(700_000 * (i + 1)), shown(25 * (i + 1))]],
  })),
  layout: { showCodes: true, flatten: false },
  tests: [],
  notes: [],
};
