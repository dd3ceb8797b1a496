import type { FlowBody, ReleasedDimension, TableBody } from '../../../src/disclosure/released.ts';
import { few, shown } from './common.ts';

const work: ReleasedDimension = {
  variable: 'arbeid',
  display: 'text',
  categories: [
    { code: '1', label: 'Yrkesaktiv' },
    { code: '2', label: 'Arbeidsledig eller på tiltak' },
    { code: '3', label: 'Utenfor arbeidsstyrken' },
  ],
};

/** Transitions: one variable in rows and columns, counts with shares of where they begin. */
export const transitions: TableBody = {
  type: 'table',
  command: 'transitions-panel',
  dimensions: [
    { ...work, role: 'from' },
    { ...work, role: 'to' },
  ],
  stub: [0],
  column: 1,
  measures: [
    { key: 'freq', display: 'number' },
    { key: 'rowpct', display: 'number' },
  ],
  columns: [0, 1, 2, 'total'],
  rows: [0, 1, 2, 'total' as const].map((key, r) => ({
    key: [key],
    cells: [0, 1, 2, 3].map((c) =>
      r === 1 && c === 2 ? [few, few] : [shown(12_345 * (r + 1) + 100 * c), shown(25 + c)],
    ),
  })),
  layout: { showCodes: false, flatten: false },
  tests: [],
  population: shown(123_450),
  notes: ['DC-04'],
};

/** Shares of categories as a pie. */
export const pie: TableBody = {
  ...transitions,
  command: 'piechart',
  dimensions: [work],
  column: undefined,
  measures: [
    { key: 'freq', display: 'number' },
    { key: 'cellpct', display: 'number' },
  ],
  columns: ['total'],
  rows: [
    { key: [0], cells: [[shown(2_613_450), shown(78.123)]] },
    { key: [1], cells: [[few, few]] },
    { key: [2], cells: [[shown(731_234), shown(21.859)]] },
    { key: ['total'], cells: [[shown(3_345_300), shown(100)]] },
  ],
  chart: {
    type: 'pie',
    series: [0],
    over: [],
    by: [],
    stack: false,
    horizontal: false,
    statistic: 'count',
    percent: false,
  },
};

const housing: ReleasedDimension = {
  variable: 'bolig',
  display: 'text',
  categories: [
    { code: '1', label: 'Eier' },
    { code: '2', label: 'Leier av kommune eller selskap' },
  ],
};

/** Flows over three stages, the first and the last of the same categories; one link is suppressed. */
export const flow: FlowBody = {
  type: 'flow',
  command: 'sankey',
  stages: [{ ...work, variable: 'arbeid15' }, housing, { ...work, variable: 'arbeid20' }],
  nodes: [
    [shown(60_000), shown(9000), shown(31_000)],
    [shown(70_000), shown(30_000)],
    [shown(64_000), shown(6000), shown(30_000)],
  ],
  links: [
    [
      [shown(50_000), shown(10_000)],
      [shown(9000), few],
      [shown(11_002), shown(20_001)],
    ],
    [
      [shown(50_003), shown(2000), shown(18_000)],
      [shown(14_000), shown(4000), shown(12_000)],
    ],
  ],
  population: shown(100_000),
  notes: ['DC-04'],
};
