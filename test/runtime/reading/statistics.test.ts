import { afterAll, describe, expect, test } from 'vitest';
import type { CellBlock, StatisticsBlock } from '../../../src/disclosure/nodes.ts';
import { createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';

const runners = [1, 3].map((threads) => createFoldRunner({ threads }));
const engines = runners.map((runner) => createReadingEngine(runner));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

/** Keys that differ from cell to cell, and from grid to grid. */
function keysOf({ rows }: CellBlock): { lo: Uint32Array; hi: Uint32Array } {
  const mixed = (cell: number, by: number): number => Math.imul(rows[cell]! + 31 * cell + 1, by) >>> 0;
  return {
    lo: Uint32Array.from(rows, (_, cell) => mixed(cell, 0x9e3779b1)),
    hi: Uint32Array.from(rows, (_, cell) => mixed(cell, 0x85ebca77)),
  };
}

describe('statistics in the cells of several grids', () => {
  const n = 40_000;
  const values = Array.from({ length: n }, (_, i) => (i % 7 === 3 ? null : ((i * 7919) % 10_007) / 3 - 1000));
  const groups = Array.from({ length: n }, (_, i) => (i % 11 === 5 ? null : `g${(i * 31) % 4}`));
  const sexes = Array.from({ length: n }, (_, i) => Math.floor(i / 3) % 2);
  const limits = { lower: -900, upper: 2000 };
  const grids = [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ];
  /** One row, one unit; or each row twice, whose units carry the same sign. */
  const datasets = {
    'one row for each unit': columnarDataset({ x: values, g: groups, s: sexes }),
    'two rows for each unit': columnarDataset(
      { x: values, g: groups, s: sexes },
      { units: Array.from(values, (_, i) => i >> 1) },
    ),
  };

  for (const [name, data] of Object.entries(datasets)) {
    test(`${name}: signed sums and moments are those of each cell`, async () => {
      const found: (readonly StatisticsBlock[])[] = [];
      for (const engine of engines) {
        const dimensions = ['g', 's'].map((variable) => ({ variable, missing: 'drop' as const }));
        const classification = (await engine.classify(populationOf(data), dimensions))!;
        const request = { classification, grids, variable: 'x', limits, gini: false, signKeys: keysOf };
        found.push(await engine.statistics(request));
      }
      expect(found[1]).toEqual(found[0]);
      const { keys, index } = data.units;
      for (const [g, [byGroup, bySex]] of grids.entries()) {
        const block = found[0]![g]!;
        const { lo, hi } = keysOf(block.valid);
        block.mean.forEach((mean, cell) => {
          let [rows, sum, m2, m4, signs, signedD, signedD2] = [0, 0, 0, 0, 0, 0, 0];
          values.forEach((value, row) => {
            const group = groups[row];
            if (value === null || group === null || group === undefined) return;
            const own =
              (byGroup === true ? Number(group[1]) * (bySex === true ? 2 : 1) : 0) + (bySex === true ? sexes[row]! : 0);
            if (own !== cell) return;
            const unit = index === undefined ? row : index[row]!;
            const x = Math.min(Math.max(value, limits.lower), limits.upper);
            const sign =
              1 -
              2 *
                ((Math.imul(keys.a[unit]! ^ lo[cell]!, 0x9e3779b1) >>> 31) ^
                  (Math.imul(keys.b[unit]! ^ hi[cell]!, 0x85ebca77) >>> 31));
            const d = x - mean;
            rows++;
            sum += x;
            m2 += d * d;
            m4 += d ** 4;
            signs += sign;
            signedD += sign * d;
            signedD2 += sign * d * d;
          });
          expect(block.valid.rows[cell]).toBe(rows);
          expect(block.signSum[cell]).toBe(signs);
          expect(mean).toBeCloseTo(sum / rows, 9);
          expect(block.m2[cell]! / m2).toBeCloseTo(1, 10);
          expect(block.m4[cell]! / m4).toBeCloseTo(1, 10);
          expect(block.signedDeviation[cell]).toBeCloseTo(signedD, 4);
          expect(block.signedSquare[cell]! / signedD2).toBeCloseTo(1, 8);
        });
      }
    });
  }
});

describe('statistics in more cells than values are brought together by', () => {
  test('are those of the values of each cell', async () => {
    const cells = 5000;
    const n = 3 * cells;
    const values = Array.from({ length: n }, (_, i) => (i % 17 === 3 ? null : ((i * 7919) % 10_007) - 4000));
    const data = columnarDataset({ x: { int32: values }, g: { int32: values.map((_, i) => i % cells) } });
    const limits = { lower: -3000, upper: 5000 };
    for (const engine of engines) {
      const grid = (await engine.classify(populationOf(data), [{ variable: 'g', missing: 'drop' }]))!;
      const request = { classification: grid, variable: 'x', limits, gini: false, signKeys: keysOf };
      const [block] = await engine.statistics({ ...request, grids: [[true], [false]] });
      for (let cell = 0; cell < cells; cell += 37) {
        const own = [0, 1, 2]
          .map((turn) => values[cell + turn * cells] ?? null)
          .filter((value) => value !== null)
          .map((value) => Math.min(Math.max(value, limits.lower), limits.upper));
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        expect(block!.valid.rows[cell]).toBe(own.length);
        expect(block!.mean[cell]).toBeCloseTo(mean, 9);
        const m2 = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        expect(block!.m2[cell]).toBeCloseTo(m2, 3);
        expect(block!.maximum[cell]).toBe(Math.max(...own));
      }
    }
  });
});
