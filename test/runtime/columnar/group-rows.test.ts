import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Column } from '../../../src/runtime/column.ts';
import { groupRows } from '../../../src/runtime/columnar/group-rows.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { decimals, integers, plain, texts } from '../../helpers/columns.ts';

type Cell = number | string | null;

const runner = createFoldRunner({ threads: 1 });
afterAll(() => runner.close());

/** Missing values first, numbers by size, texts by code point. */
function order(a: Cell, b: Cell): number {
  return a === b ? 0 : a! < b! ? -1 : 1;
}

/** The groups that rows belong to: of those rows whose values are all there, ascending column by column. */
function naive(columns: readonly (readonly Cell[])[], rowCount: number): { groupOf: number[]; keys: Cell[][] } {
  const rows = Array.from({ length: rowCount }, (_, row) => columns.map((cells) => cells[row] ?? null));
  const known = rows.filter((row) => row.every((cell) => cell !== null));
  const distinct = [...new Map(known.map((row) => [JSON.stringify(row), row])).values()];
  distinct.sort((a, b) => a.map((cell, i) => order(cell, b[i]!)).find((sign) => sign !== 0) ?? 0);
  const texts = distinct.map((row) => JSON.stringify(row));
  return {
    groupOf: rows.map((row) => texts.indexOf(JSON.stringify(row))),
    keys: columns.map((_, i) => distinct.map((row) => row[i]!)),
  };
}

/** Few values that lie close together, far apart, between whole numbers, or are texts. */
const kinds = {
  near: { values: [null, 1, 2, 5, 1990], column: integers },
  far: { values: [null, -2_000_000_000, 0, 7, 2_000_000_000], column: integers },
  decimals: { values: [null, -0.5, 0, 0.25, 1e12, 3e300], column: decimals },
  texts: { values: [null, 'a', 'b', 'å'], column: texts },
} as const;
type Kind = keyof typeof kinds;

const column = fc.constantFrom(...(Object.keys(kinds) as Kind[])).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    cells: fc.array(fc.constantFrom<Cell>(...kinds[kind].values), { minLength: 12, maxLength: 12 }),
  }),
);

function columnOf({ kind, cells }: { readonly kind: Kind; readonly cells: readonly Cell[] }): Column {
  return (kinds[kind].column as (values: readonly Cell[]) => Column)(cells);
}

describe('groups of rows', () => {
  it('ascend with the values of one to three columns, near or far apart', async () => {
    const cases = fc.record({
      columns: fc.array(column, { minLength: 1, maxLength: 3 }),
      rowCount: fc.integer({ min: 0, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ columns, rowCount }) => {
        const cut = columns.map(({ kind, cells }) => ({ kind, cells: cells.slice(0, rowCount) }));
        const groups = await groupRows(runner, cut.map(columnOf));
        const expected = naive(
          cut.map(({ cells }) => cells),
          rowCount,
        );
        expect([...(await groups.groupOf())]).toEqual(expected.groupOf);
        expect(groups.keys.map(plain)).toEqual(expected.keys);
        expect(groups.keys.map(({ kind }) => kind)).toEqual(cut.map((own) => columnOf(own).kind));
        expect(groups.isWhole).toBe(expected.groupOf.every((group) => group >= 0));
      }),
      { numRuns: 300 },
    );
  });

  it('of two columns may be more than whole numbers of 32 bits count', async () => {
    const rows = 70_000;
    const first = Array.from({ length: rows }, (_, row) => row * 40_000);
    const second = Array.from({ length: rows }, (_, row) => (rows - row) * 40_000);
    const { count, keys, groupOf } = await groupRows(runner, [decimals(first), decimals(second)]);
    expect(count).toBe(rows);
    expect(keys.map(plain)).toEqual([first, second]);
    expect((await groupOf())[rows - 1]).toBe(rows - 1);
  });
});
