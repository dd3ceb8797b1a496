import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExactCategory, ExactCountTable } from '../../src/disclosure/nodes.ts';
import type { MeasureKey, TableBody, TableLayout } from '../../src/disclosure/released.ts';
import { codes, context, countTable, numberOf, type Person, range, session } from './helpers.ts';

const plain: TableLayout = { showCodes: false, flatten: false };
const sex = { variable: 'kjonn', categories: codes(1, 3) };
const region = { variable: 'region', categories: codes(1, 4) };
const education = { variable: 'utd', categories: codes(0, 2) };

const release = (id: string, node: ExactCountTable & { readonly kind: 'countTable' }): TableBody => {
  const { body } = session(id).release(node, context);
  if (body.type !== 'table') throw new Error(`refused by ${body.rule}`);
  return body;
};
const rule = (id: string, node: ExactCountTable & { readonly kind: 'countTable' }): string => {
  const { body } = session(id).release(node, context);
  return body.type === 'refusal' ? body.rule : 'shown';
};
/** A table as text: one line per row, `key | cells`, `--` where nothing is shown. */
const asText = (table: TableBody): string[] =>
  table.rows.map((row) => {
    const key = row.key.map((entry, level) => {
      if (entry === 'total') return 'T';
      const category = table.dimensions[table.stub[level]!]!.categories[entry]!;
      return category.pooled === true ? 'other' : String(category.code);
    });
    const cells = row.cells.map((cell) =>
      cell.map((shown) => (shown.v === null ? '--' : String(Math.round(shown.v * 100) / 100))).join('/'),
    );
    return `${key.join(' ')} | ${cells.join(' ')}`;
  });
const columnsOf = (table: TableBody): string[] =>
  table.columns.map((column) =>
    column === 'total' ? 'T' : String(table.dimensions[table.column!]!.categories[column]!.code),
  );

/** People in the cells of a two-way table, as many as the matrix says. */
const crossed = (matrix: readonly (readonly number[])[]): Person[] => {
  let unit = 0;
  return matrix.flatMap((row, r) => row.flatMap((n, c) => range(0, n).map(() => ({ unit: unit++, at: [r, c] }))));
};
const two = crossed([
  [400, 300, 100],
  [200, 350, 250],
]);

describe('tabulate under open', () => {
  test('two variables: counts with totals of rows and columns', () => {
    const table = release('open', countTable(two, [sex, region]));
    expect(columnsOf(table)).toEqual(['1', '2', '3', 'T']);
    expect(asText(table)).toEqual(['1 | 400 300 100 800', '2 | 200 350 250 800', 'T | 600 650 350 1600']);
    expect(table.population).toEqual({ v: 1600 });
    expect(table.notes).toEqual([]);
  });

  test('percentages of rows, columns and the whole, with their margins', () => {
    const of = (measure: MeasureKey): string[] =>
      asText(release('open', countTable(two, [sex, region], { measures: [measure] })));
    expect(of('rowpct')).toEqual(['1 | 50 37.5 12.5 100', '2 | 25 43.75 31.25 100', 'T | 37.5 40.63 21.88 100']);
    expect(of('colpct')).toEqual(['1 | 66.67 46.15 28.57 50', '2 | 33.33 53.85 71.43 50', 'T | 100 100 100 100']);
    expect(of('cellpct')).toEqual(['1 | 25 18.75 6.25 50', '2 | 12.5 21.88 15.63 50', 'T | 37.5 40.63 21.88 100']);
  });

  test('Pearson’s test equals its textbook value', () => {
    const table = release(
      'open',
      countTable(
        crossed([
          [10, 20],
          [30, 40],
        ]),
        [sex, education],
        { chi2: true },
      ),
    );
    // 100·(10·40 − 20·30)² / (30·70·40·60)
    expect(numberOf(table.tests[0]?.statistic)).toBeCloseTo((100 * 200 ** 2) / (30 * 70 * 40 * 60), 12);
    expect(table.tests[0]?.df).toBe(1);
    expect(numberOf(table.tests[0]?.pValue)).toBeCloseTo(0.37299, 4);
  });

  test('three variables: the second heads the columns, the others nest with subtotals', () => {
    const people = range(0, 240).map((unit) => ({ unit, at: [unit % 2, unit % 3, unit % 4 < 3 ? 0 : 1] }));
    const table = release('open', countTable(people, [sex, region, education]));
    expect(table.stub).toEqual([0, 2]);
    expect(asText(table)).toEqual([
      '1 0 | 40 40 40 120',
      '1 T | 40 40 40 120',
      '2 0 | 20 20 20 60',
      '2 1 | 20 20 20 60',
      '2 T | 40 40 40 120',
      'T T | 80 80 80 240',
    ]);
    const flat = release('open', countTable(people, [sex, region, education], { layout: { ...plain, flatten: true } }));
    expect(asText(flat).map((line) => line.slice(0, 3))).toEqual(['1 0', '2 0', '2 1', 'T T']);
  });

  test('an empty cell is 0, its percentages too; a category that nobody has is not listed', () => {
    const table = release(
      'open',
      countTable(
        crossed([
          [5, 0, 0],
          [3, 0, 2],
        ]),
        [sex, region],
        { measures: ['freq', 'colpct'] },
      ),
    );
    expect(columnsOf(table)).toEqual(['1', '3', 'T']);
    expect(asText(table)).toEqual(['1 | 5/62.5 0/0 5/50', '2 | 3/37.5 2/100 5/50', 'T | 8/100 2/100 10/100']);
    expect(table.dimensions[1]?.categories).toEqual([{ code: 1 }, { code: 3 }]);
  });
});

describe('sorting and cutting use what is displayed', () => {
  const of = (layout: Partial<TableLayout>, measures: MeasureKey[] = ['freq']): TableBody =>
    release('open', countTable(two, [region, sex].reverse(), { layout: { ...plain, ...layout }, measures }));

  test('rows by the total or by the column with a code, totals stay', () => {
    const people = crossed([
      [5, 9],
      [7, 1],
      [6, 2],
    ]);
    const rows = (code: number | undefined): string[] =>
      asText(release('open', countTable(people, [region, education], { layout: { ...plain, rowSort: { code } } })));
    expect(rows(undefined)).toEqual(['2 | 7 1 8', '3 | 6 2 8', '1 | 5 9 14', 'T | 18 12 30']);
    expect(rows(0)).toEqual(['1 | 5 9 14', '3 | 6 2 8', '2 | 7 1 8', 'T | 18 12 30']);
  });

  test('columns by the total row or by the row that codes address', () => {
    expect(columnsOf(of({ columnSort: { codes: [] } }))).toEqual(['3', '1', '2', 'T']);
    expect(columnsOf(of({ columnSort: { codes: [2] } }))).toEqual(['1', '3', '2', 'T']);
    expect(of({ columnSort: { codes: [2] } }).layout.flatten).toBe(true);
  });

  test('a code that is not displayed leaves the order and says so', () => {
    const table = of({ rowSort: { code: 99 } });
    expect(asText(table)).toEqual(asText(of({})));
    expect(table.notes).toContain('sort-code-not-shown');
    expect(of({ columnSort: { codes: ['x'] } }).notes).toContain('sort-code-not-shown');
  });

  test('the first or last rows are kept, the grand total describes the whole table', () => {
    const people = range(0, 240).map((unit) => ({ unit, at: [unit % 3, unit % 2, unit % 2] }));
    const keep = (end: 'top' | 'bottom', rows: number): string[] =>
      asText(
        release('open', countTable(people, [region, sex, education], { layout: { ...plain, keep: { end, rows } } })),
      );
    expect(keep('top', 1)).toEqual(['1 0 | 40 0 40', '1 T | 40 40 80', 'T T | 120 120 240']);
    expect(keep('bottom', 1)).toEqual(['3 1 | 0 40 40', '3 T | 40 40 80', 'T T | 120 120 240']);
  });

  test('suppressed cells are sorted last, in code order', () => {
    const people = crossed([
      [300, 2],
      [300, 40],
      [300, 1],
      [300, 30],
    ]);
    const four = { variable: 'v', categories: codes(1, 5) };
    const node = countTable(people, [four, education], { layout: { ...plain, rowSort: { code: 1 } } });
    const table = release('hardened', node);
    expect(asText(table).map((line) => line[0])).toEqual(['4', '2', '1', '3', 'T']);
  });
});

describe('DC-04/tabulate', () => {
  test('a category with no released margin is not listed anywhere', () => {
    const people = crossed([
      [300, 300, 300],
      [200, 200, 0],
    ]).concat(range(2000, 2003).map((unit) => ({ unit, at: [1, 2] })));
    const rare = crossed([[600, 600, 3]]);
    const table = release('hardened', countTable(rare, [{ variable: 'a', categories: codes(1, 2) }, region]));
    expect(columnsOf(table)).toEqual(['1', '2', 'T']);
    expect(JSON.stringify(table)).not.toContain('"code":3');
    expect(asText(release('hardened', countTable(people, [sex, region])))[1]).toContain('--');
  });

  test('percentages and tests of suppressed cells are suppressed or count as nothing', () => {
    const table = release(
      'hardened',
      countTable(
        crossed([
          [300, 300],
          [300, 2],
        ]),
        [sex, education],
        { measures: ['freq', 'rowpct', 'colpct', 'cellpct'], chi2: true },
      ),
    );
    expect(table.rows[1]?.cells[1]).toEqual([
      { v: null, why: 'suppressed' },
      { v: null, why: 'suppressed' },
      { v: null, why: 'suppressed' },
      { v: null, why: 'suppressed' },
    ]);
    expect(table.notes).toContain('DC-04');
    expect(table.tests[0]?.df).toBe(1);
  });
});

describe('DC-05/tabulate', () => {
  test('more than half of the inner cells under five is refused, exactly half is not', () => {
    const literal = (matrix: readonly (readonly number[])[]): string =>
      rule('literal', countTable(crossed(matrix), [sex, education]));
    expect(
      literal([
        [4, 4],
        [100, 100],
      ]),
    ).toBe('shown');
    expect(
      literal([
        [4, 4],
        [4, 100],
      ]),
    ).toBe('DC-05');
    expect(
      literal([
        [5, 5],
        [5, 5],
      ]),
    ).toBe('shown');
    expect(
      rule(
        'open',
        countTable(
          crossed([
            [1, 1],
            [1, 1],
          ]),
          [sex, education],
        ),
      ),
    ).toBe('shown');
  });

  test('categories that nobody has do not count as small cells', () => {
    expect(
      rule(
        'literal',
        countTable(
          crossed([
            [100, 0, 0],
            [100, 0, 0],
          ]),
          [sex, region],
        ),
      ),
    ).toBe('shown');
  });

  test('under strict, populations of none and of one to nine give byte-identical results', () => {
    const results = range(0, 10).map((n) =>
      JSON.stringify(
        session('strict').release(
          countTable(
            crossed([
              [n, 0],
              [0, 0],
            ]),
            [sex, education],
          ),
          context,
        ),
      ),
    );
    expect(new Set(results).size).toBe(1);
  });
});

describe('DC-08/tabulate', () => {
  const raw = (from: number, to: number): ExactCategory[] => codes(from, to, 'raw');
  const people = crossed([
    [300, 300],
    [300, 300],
    [4, 5],
    [6, 2],
    [300, 300],
  ]);
  const values = { variable: 'belop', categories: raw(10, 15) };

  test('values that fewer than ten units carry become one category before the missing one', () => {
    const withMissing = { variable: 'belop', categories: [...raw(10, 14), { code: null, listed: 'raw' } as const] };
    const table = release('strict', countTable(people, [withMissing, education]));
    expect(table.dimensions[0]?.categories).toEqual([
      { code: 10 },
      { code: 11 },
      { code: null, pooled: true },
      { code: null },
    ]);
    expect(table.notes).toContain('DC-08');
    expect(JSON.stringify(table)).not.toMatch(/"code":1[23]/u);
  });

  test('a pooled cell is released as the set of all its units', () => {
    const pooled = release('strict', countTable(people, [values, education]));
    const byHand = people.map((person) => ({
      ...person,
      at: [person.at[0] === 4 ? 3 : Math.min(2, person.at[0]!), person.at[1]!],
    }));
    const joined = release('strict', countTable(byHand, [{ variable: 'belop', categories: codes(1, 5) }, education]));
    const cellsOf = (table: TableBody) => table.rows.map((row) => row.cells);
    const order = [0, 1, 3, 2, 4];
    expect(order.map((at) => cellsOf(pooled)[at])).toEqual(cellsOf(joined));
  });

  test('a pooled category of fewer than ten units is not shown', () => {
    const few = crossed([
      [300, 300],
      [300, 300],
      [3, 3],
      [300, 300],
    ]);
    const table = release('strict', countTable(few, [{ variable: 'belop', categories: raw(1, 5) }, education]));
    expect(table.dimensions[0]?.categories.some((category) => category.pooled === true)).toBe(false);
  });

  test('public codes and policies without the rule list every value', () => {
    const listed = { variable: 'kode', categories: codes(10, 15) };
    expect(release('strict', countTable(people, [listed, education])).notes).not.toContain('DC-08');
    expect(release('open', countTable(people, [values, education])).rows.length).toBe(6);
  });
});

describe('DC-09/tabulate', () => {
  test('percentages are shares of released counts by released margins, within 0 and 100', () => {
    const cell = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.tuple(cell, cell, cell, cell, cell, cell), (n) => {
        const people = crossed([n.slice(0, 3), n.slice(3)]);
        const node = countTable(people, [sex, region], { measures: ['freq', 'rowpct', 'colpct', 'cellpct'] });
        const { body } = session('strict').release(node, context);
        if (body.type === 'refusal') return;
        const total = body.rows.at(-1)!.cells;
        for (const row of body.rows) {
          for (const [c, [freq, rowpct, colpct, cellpct]] of row.cells.entries()) {
            if (freq?.v === null) continue;
            const expected = [row.cells.at(-1)![0], total[c]![0], total.at(-1)![0]].map((margin) =>
              Math.min(100, (100 * numberOf(freq)) / numberOf(margin)),
            );
            for (const [at, shown] of [rowpct, colpct, cellpct].entries()) {
              if (shown?.v === null) continue;
              expect(numberOf(shown)).toBeCloseTo(expected[at]!, 12);
            }
          }
        }
      }),
    );
  });

  test('no released frequency lies between 1 and 4', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 6 }), (n) => {
        const { body } = session('strict').release(
          countTable(crossed([n.slice(0, 3), n.slice(3)]), [sex, region]),
          context,
        );
        if (body.type === 'refusal') return;
        for (const shown of body.rows.flatMap((row) => row.cells.flat())) {
          if (shown.v !== null) expect(shown.v).toBeGreaterThanOrEqual(5);
        }
      }),
    );
  });
});

describe('DC-09/barchart', () => {
  test('shares are shares of the combination of over and by, or of everything', () => {
    const chart = {
      type: 'bar',
      series: [1],
      over: [0],
      by: [],
      stack: false,
      horizontal: false,
      statistic: 'percent',
      percent: true,
    } as const;
    const grouped = release('open', countTable(two, [sex, region], { measures: ['cellpct'], chart }));
    expect(asText(grouped)).toEqual(['1 | 50 37.5 12.5 100', '2 | 25 43.75 31.25 100', 'T | 37.5 40.63 21.88 100']);
    const alone = two.map((person) => ({ ...person, at: [person.at[1]!] }));
    const single = countTable(alone, [region], { measures: ['cellpct'], chart: { ...chart, series: [0], over: [] } });
    expect(asText(release('open', single))).toEqual(['1 | 37.5', '2 | 40.63', '3 | 21.88', 'T | 100']);
    expect(release('open', single).chart).toMatchObject({ series: [0], percent: true });
  });
});

describe('policy acro', () => {
  test('margins are recomputed from displayed cells, so that nothing can be solved for', () => {
    const table = release(
      'acro',
      countTable(
        crossed([
          [100, 3, 50],
          [20, 30, 40],
        ]),
        [sex, region],
      ),
    );
    expect(asText(table)).toEqual(['1 | 100 -- 50 150', '2 | 20 30 40 90', 'T | 120 30 90 240']);
  });
});

describe('the released table', () => {
  test('is the same bytes whatever the order of the people, and in another session with the same secret', () => {
    const node = countTable(two, [sex, region], { measures: ['freq', 'colpct'], chi2: true });
    const again = countTable([...two].reverse(), [sex, region], { measures: ['freq', 'colpct'], chi2: true });
    expect(JSON.stringify(release('strict', node))).toBe(JSON.stringify(release('strict', again)));
  });

  test('shows the same number for the same set wherever it stands', () => {
    const table = release('strict', countTable(two, [sex, region]));
    const men = two.filter((person) => person.at[0] === 0).map((person) => ({ ...person, at: [person.at[1]!] }));
    const alone = release('strict', countTable(men, [region]));
    expect(alone.rows.map((row) => row.cells[0]![0])).toEqual(table.rows[0]!.cells.map((cell) => cell[0]));
  });

  test('lacks a margin only by a bug, which surfaces', () => {
    const node = countTable(two, [sex, region]);
    const broken = { ...node, grids: node.grids.filter((grid) => grid.keeps.some(Boolean)) };
    expect(() => session('strict').release(broken, context)).toThrow('margin');
  });
});
