import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupStatistic } from '../../../src/disclosure/protection.ts';
import type { Column } from '../../../src/runtime/column.ts';
import { exactStatistics } from '../../../src/runtime/columnar/exact-groups.ts';
import { groupRows } from '../../../src/runtime/columnar/group-rows.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { decimals, integers, plain, texts } from '../../helpers/columns.ts';
import { aggregated, statisticNames } from '../../helpers/oracle/statistics.ts';

type Cell = number | string | null;
const all = statisticNames as readonly GroupStatistic[];

/** Groups of units: by runs where they ascend, otherwise by sorting. */
async function statisticsOf(
  units: readonly (number | null)[],
  column: Column,
  names: readonly GroupStatistic[],
  threads: number,
): Promise<{ readonly keys: readonly Cell[]; readonly results: readonly Cell[][]; readonly groupOf: Int32Array }> {
  const runner = createFoldRunner({ threads });
  try {
    const known = units.filter((unit) => unit !== null);
    const isAscending =
      known.length === units.length && known.every((unit, row) => row === 0 || known[row - 1]! <= unit);
    const by: Column = { kind: 'unit', unitType: 'X', units: Int32Array.from(units, (unit) => unit ?? -1) };
    const groups = await groupRows(runner, [by], isAscending);
    const { isWhole, keys } = groups;
    const segments = await groups.segments();
    const found = await exactStatistics(runner, { column, statistics: names, segments, isWhole });
    const results = found.map((numbers) =>
      plain(numbers instanceof Int32Array ? { kind: 'int32', values: numbers } : { kind: 'float64', values: numbers }),
    );
    return { keys: plain(keys[0]!), results, groupOf: await groups.groupOf() };
  } finally {
    await runner.close();
  }
}

/** The same, group by group and statistic by statistic. */
function naive(units: readonly (number | null)[], cells: readonly Cell[], names: readonly string[]): Cell[][] {
  const keys = [...new Set(units)].filter((unit) => unit !== null).sort((a, b) => a - b);
  const valid = cells.filter((cell) => cell !== null);
  return names.map((name) =>
    keys.map((key) => {
      const own = cells.filter((cell, row) => units[row] === key && cell !== null);
      return aggregated(name, own, valid);
    }),
  );
}

const close = (cells: readonly (readonly Cell[])[]): unknown[][] =>
  cells.map((list) => list.map((x): unknown => (typeof x === 'number' ? expect.closeTo(x, 9) : x)));

const unit = fc.option(fc.integer({ min: 0, max: 6 }), { freq: 8 });
const whole = fc.option(fc.integer({ min: -3, max: 6 }), { freq: 4 });
const decimal = fc.option(
  fc.integer({ min: -300, max: 900 }).map((x) => x / 64),
  { freq: 4 },
);

describe('statistics by a key', () => {
  it('are those of a naive computation, for integers and decimals, sorted rows or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ unit, whole, decimal }), { maxLength: 80 }),
        fc.boolean(),
        async (rows, isSorted) => {
          const sorted = rows.filter((row) => row.unit !== null).sort((a, b) => (a.unit ?? 0) - (b.unit ?? 0));
          const chosen = isSorted ? sorted : rows;
          const units = chosen.map((row) => row.unit);
          for (const cells of [chosen.map((row) => row.whole), chosen.map((row) => row.decimal)]) {
            const column = cells.every((x) => x === null || Number.isInteger(x)) ? integers(cells) : decimals(cells);
            const { results } = await statisticsOf(units, column, all, 1);
            expect(results).toEqual(close(naive(units, cells, all)));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of large groups', async () => {
    const units = Array.from({ length: 1500 }, (_, row) => (row < 900 ? 0 : row < 930 ? 1 : 2));
    const cells = units.map((_, row) => (row % 11 === 0 ? null : ((row * 7919) % 1009) / 64));
    const { results, keys } = await statisticsOf(units, decimals(cells), all, 1);
    expect(keys).toEqual([0, 1, 2]);
    expect(results).toEqual(close(naive(units, cells, all)));
  });

  it('count texts', async () => {
    const { results } = await statisticsOf([0, 0, 1, 2], texts(['a', null, null, 'b']), ['count', 'percent'], 1);
    expect(results).toEqual([
      [1, 0, 1],
      [50, 0, 50],
    ]);
  });

  it('see an open end of a spell as the latest of all days, and as missing', async () => {
    const open = Number.POSITIVE_INFINITY;
    const column = integers([5, open, open, null]);
    const names = ['max', 'min', 'count', 'sum', 'mean', 'median'] as const;
    const { results } = await statisticsOf([0, 0, 1, 2], column, names, 1);
    expect(results).toEqual([
      [open, open, null],
      [5, open, null],
      [1, 0, 0],
      [5, 0, 0],
      [5, null, null],
      [5, null, null],
    ]);
  });

  it('are the same to the bit with any number of threads, and tell the group of each row', async () => {
    const rows = 40_000;
    const values = Array.from({ length: rows }, (_, row) => (row % 13 === 0 ? null : Math.sin(row) * 1e5));
    for (const units of [
      values.map((_, row) => Math.floor(row / 3)),
      values.map((_, row) => (row % 17 === 0 ? null : (row * 7919) % 20_011)),
    ]) {
      const runs: Awaited<ReturnType<typeof statisticsOf>>[] = [];
      for (const threads of [1, 2, 4, 8]) runs.push(await statisticsOf(units, decimals(values), all, threads));
      const [one, ...others] = runs.map(({ results }) => JSON.stringify(results));
      for (const other of others) expect(other === one).toBe(true);
      const { keys, groupOf } = runs.at(-1)!;
      expect(units.every((key, row) => (groupOf[row]! < 0 ? key === null : keys[groupOf[row]!] === key))).toBe(true);
    }
  });
});
