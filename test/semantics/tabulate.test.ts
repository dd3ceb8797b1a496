import { describe, expect, it } from 'vitest';
import type { TableBody } from '../../src/disclosure/released.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const bank = testDatabank({
  ROW: { values: [1, 2, 3, 4, 5, 6, 7, 8] },
  G: { values: [1, 1, 1, 2, 2, 3, 3, null] },
  S: { values: ['a', 'a', 'b', 'a', 'b', 'b', 'b', 'a'] },
  H: { values: [0, 1, 0, 0, 1, 1, 1, 0] },
  X: { values: [1, 2, 3, 4, null, 6, 7, 8] },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/G as g
import t/S as s
import t/H as h
import t/X as x
`;

async function table(statement: string): Promise<TableBody> {
  const { statements } = await runTestScript(start + statement, [bank]);
  const body = statements.at(-1)?.results[0]?.body;
  if (body?.type !== 'table') throw new Error(`no table but ${JSON.stringify(body)}`);
  return body;
}

/** A table as lines: codes of the stub, a colon, and the cells; the measures of one cell are joined by `/`. */
async function lines(statement: string): Promise<readonly string[]> {
  const { rows, columns, column, stub, dimensions } = await table(statement);
  const code = (dimension: number, at: number | 'total'): string =>
    at === 'total' ? 'T' : String(dimensions[dimension]?.categories[at]?.code ?? '.');
  const cell = (v: number | null): string => (v === null ? '.' : String(Number(v.toFixed(2))));
  const head = column === undefined ? [] : [`: ${columns.map((at) => code(column, at)).join(' ')}`];
  return [
    ...head,
    ...rows.map(({ key, cells }) => {
      const label = key.map((at, level) => code(stub[level] ?? 0, at)).join(' ');
      return `${label}: ${cells.map((measures) => measures.map(({ v }) => cell(v)).join('/')).join(' ')}`;
    }),
  ];
}

describe('tabulate', () => {
  it.each<[string, readonly string[]]>([
    ['g', ['1: 3', '2: 2', '3: 2', 'T: 7']],
    ['g, missing', ['1: 3', '2: 2', '3: 2', '.: 1', 'T: 8']],
    ['g if x > 2', ['1: 1', '2: 1', '3: 2', 'T: 4']],
    ['g, cellpct', ['1: 42.86', '2: 28.57', '3: 28.57', 'T: 100']],
    ['g, cellpct freq', ['1: 42.86/3', '2: 28.57/2', '3: 28.57/2', 'T: 100/7']],
    ['g, freq cellpct missing', ['1: 3/37.5', '2: 2/25', '3: 2/25', '.: 1/12.5', 'T: 8/100']],
    ['g, rowsort()', ['2: 2', '3: 2', '1: 3', 'T: 7']],
    ['g, rowsort() bottom(1)', ['1: 3', 'T: 7']],
    ['g, rowsort() top(2)', ['2: 2', '3: 2', 'T: 7']],
    ['g, missing rowsort()', ['.: 1', '2: 2', '3: 2', '1: 3', 'T: 8']],
    ['g s', [': a b T', '1: 2 1 3', '2: 1 1 2', '3: 0 2 2', 'T: 3 4 7']],
    ['g s, missing', [': a b T', '1: 2 1 3', '2: 1 1 2', '3: 0 2 2', '.: 1 0 1', 'T: 4 4 8']],
    ['s g, missing', [': 1 2 3 . T', 'a: 2 1 0 1 4', 'b: 1 1 2 0 4', 'T: 3 2 2 1 8']],
    ['g s, rowpct', [': a b T', '1: 66.67 33.33 100', '2: 50 50 100', '3: 0 100 100', 'T: 42.86 57.14 100']],
    ['g s, colpct', [': a b T', '1: 66.67 25 42.86', '2: 33.33 25 28.57', '3: 0 50 28.57', 'T: 100 100 100']],
    [
      'g s, cellpct',
      [': a b T', '1: 28.57 14.29 42.86', '2: 14.29 14.29 28.57', '3: 0 28.57 28.57', 'T: 42.86 57.14 100'],
    ],
    [
      'g s, rowpct freq',
      [': a b T', '1: 66.67/2 33.33/1 100/3', '2: 50/1 50/1 100/2', '3: 0/0 100/2 100/2', 'T: 42.86/3 57.14/4 100/7'],
    ],
    [
      "g s, rowpct rowsort('a')",
      [': a b T', '3: 0 100 100', '2: 50 50 100', '1: 66.67 33.33 100', 'T: 42.86 57.14 100'],
    ],
    ["g s, rowsort('b') bottom(1)", [': a b T', '3: 0 2 2', 'T: 3 4 7']],
    ['g s, rowpct rowsort()', [': a b T', '1: 66.67 33.33 100', '2: 50 50 100', '3: 0 100 100', 'T: 42.86 57.14 100']],
    ['g s, colsort()', [': a b T', '1: 2 1 3', '2: 1 1 2', '3: 0 2 2', 'T: 3 4 7']],
    ['g s, colsort(1)', [': b a T', '1: 1 2 3', '2: 1 1 2', '3: 2 0 2', 'T: 4 3 7']],
    ['g s, colsort(1) rowsort()', [': b a T', '2: 1 1 2', '3: 2 0 2', '1: 1 2 3', 'T: 4 3 7']],
    [
      'g s h',
      [
        ': a b T',
        '1 0: 1 1 2',
        '1 1: 1 0 1',
        '1 T: 2 1 3',
        '2 0: 1 0 1',
        '2 1: 0 1 1',
        '2 T: 1 1 2',
        '3 1: 0 2 2',
        '3 T: 0 2 2',
        'T T: 3 4 7',
      ],
    ],
    ['g s h, flatten', [': a b T', '1 0: 1 1 2', '1 1: 1 0 1', '2 0: 1 0 1', '2 1: 0 1 1', '3 1: 0 2 2', 'T T: 3 4 7']],
    ['g s h, rowsort() top(2)', [': a b T', '1 1: 1 0 1', '2 0: 1 0 1', 'T T: 3 4 7']],
    [
      'g s h, rowpct',
      [
        ': a b T',
        '1 0: 50 50 100',
        '1 1: 100 0 100',
        '1 T: 66.67 33.33 100',
        '2 0: 100 0 100',
        '2 1: 0 100 100',
        '2 T: 50 50 100',
        '3 1: 0 100 100',
        '3 T: 0 100 100',
        'T T: 42.86 57.14 100',
      ],
    ],
    [
      'g s h, colsort(2, 0)',
      [': b a T', '1 0: 1 1 2', '1 1: 0 1 1', '2 0: 0 1 1', '2 1: 1 0 1', '3 1: 2 0 2', 'T T: 4 3 7'],
    ],
    ['g, summarize(x)', ['1: 2', '2: 4', '3: 6.5', 'T: 3.83']],
    ['g, summarize(x) missing', ['1: 2', '2: 4', '3: 6.5', '.: 8', 'T: 4.43']],
    ['g, summarize(x) mean freq', ['1: 2/3', '2: 4/1', '3: 6.5/2', 'T: 3.83/6']],
    ['g, summarize(x) std', ['1: 1', '2: .', '3: 0.71', 'T: 2.32']],
    [
      'g, summarize(x) sum p25 p50 p75 iqr',
      ['1: 6/1.5/2/2.5/1', '2: 4/4/4/4/0', '3: 13/6.25/6.5/6.75/0.5', 'T: 23/2.25/3.5/5.5/3.25'],
    ],
    ['g, summarize(x) gini', ['1: 0.22', '2: 0', '3: 0.04', 'T: 0.31']],
    ['g, summarize(x row) mean', ['1: 2/2', '2: 4/4.5', '3: 6.5/6.5', 'T: 3.83/4']],
    ['g, summarize(x, row)', ['1: 2/2', '2: 4/4.5', '3: 6.5/6.5', 'T: 3.83/4']],
    ['g s, summarize(x)', [': a b T', '1: 1.5 3 2', '2: 4 . 4', '3: . 6.5 6.5', 'T: 2.33 5.33 3.83']],
    ['g, summarize(x) rowsort() bottom(2)', ['2: 4', '3: 6.5', 'T: 3.83']],
    ["g s, summarize(x) rowsort('a')", [': a b T', '1: 1.5 3 2', '2: 4 . 4', '3: . 6.5 6.5', 'T: 2.33 5.33 3.83']],
    ["g s, summarize(x) rowsort('b')", [': a b T', '1: 1.5 3 2', '3: . 6.5 6.5', '2: 4 . 4', 'T: 2.33 5.33 3.83']],
  ])('%s', async (rest, expected) => {
    expect(await lines(`tabulate ${rest}`)).toEqual(expected);
  });

  it('tests independence', async () => {
    const { tests, layout } = await table('tabulate g s, rowpct freq chi2 nolabels');
    expect(tests[0]).toMatchObject({ key: 'chi2', df: 2 });
    expect(tests[0]?.statistic.v).toBeCloseTo(2.236111111, 9);
    expect(tests[0]?.pValue.v).toBeCloseTo(Math.exp(-2.236111111 / 2), 9);
    expect(layout.showCodes).toBe(true);
    const single = await table('tabulate g s if g == 1, chi2');
    expect(single.tests[0]).toMatchObject({ df: 0, statistic: { v: 0 }, pValue: { v: 1 } });
  });

  it('keeps ten rows when no number is given', async () => {
    const many = testDatabank({ N: { values: Array.from({ length: 30 }, (_, i) => i % 15) } });
    const script = 'require test.bank:1 as t\ncreate-dataset d\nimport t/N as n\ntabulate n, bottom()';
    const { statements } = await runTestScript(script, [many]);
    const body = statements.at(-1)?.results[0]?.body;
    expect(body?.type === 'table' ? body.rows.length : 0).toBe(11);
  });

  it.each([
    'tabulate g, rowpct',
    'tabulate g, colpct',
    'tabulate g, chi2',
    'tabulate g s, mean',
    'tabulate g s, p50',
    'tabulate g s, summarize(x) rowpct',
    'tabulate g s, summarize(x) cellpct',
    'tabulate g s, summarize(x) chi2',
    'tabulate g, summarize(s)',
    'tabulate g, top(3) bottom(3)',
    'tabulate g g',
    'tabulate g s, colsort(1, 2)',
    'tabulate g s h, colsort(1)',
    'tabulate',
    'tabulate PERSONID_1',
    'tabulate g, rowpct if x > 2',
    'tabulate g s, top(0)',
    'tabulate g s, freq freq',
  ])('%s is a mistake', async (statement) => {
    await expect(table(statement)).rejects.toThrow(/^(?!no table)/u);
  });
});
