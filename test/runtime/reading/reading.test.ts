import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { CellBlock, StatisticsBlock } from '../../../src/disclosure/nodes.ts';
import { createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import type { Classification } from '../../../src/runtime/engine/reading.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
const engines = runners.map(createReadingEngine);
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

const noSigns = (valid: CellBlock): { lo: Uint32Array; hi: Uint32Array } => ({
  lo: new Uint32Array(valid.rows.length),
  hi: new Uint32Array(valid.rows.length),
});
const noLimits = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

/** Pseudo-random numbers in [0, 1), the same every time. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function classified(
  engine: (typeof engines)[number],
  population: Parameters<(typeof engines)[number]['classify']>[0],
  variables: readonly string[],
  missing: 'drop' | 'category' = 'drop',
): Promise<Classification> {
  const found = await engine.classify(
    population,
    variables.map((variable) => ({ variable, missing })),
  );
  if (found === undefined) throw new Error('too many cells');
  return found;
}

describe('classification', () => {
  it('numbers texts, whole numbers and decimals by code, missing last', async () => {
    const data = columnarDataset({
      text: ['b', 'a', null, 'b'],
      whole: { int32: [7, null, 3, 7] },
      doubles: [2, 1, null, 2],
      decimals: [0.5, -1.5, null, 0.5],
    });
    for (const engine of engines) {
      const kept = await classified(engine, populationOf(data), ['text', 'whole', 'doubles', 'decimals'], 'category');
      expect(kept.dimensions.map((d) => d.codes)).toEqual([
        ['a', 'b', null],
        [3, 7, null],
        [1, 2, null],
        [-1.5, 0.5, null],
      ]);
      const one = await classified(engine, populationOf(data), ['decimals']);
      expect([...(await engine.countCells(one, [true])).rows]).toEqual([1, 2]);
      expect(one.total.rows).toBe(3);
    }
  });

  it('leaves out categories whose rows are missing elsewhere or not selected', async () => {
    const data = columnarDataset({ a: ['x', 'y', 'z', 'x'], b: [1, null, 2, 3] });
    const found = await classified(engines[0]!, populationOf(data, [true, true, true, false]), ['a', 'b']);
    expect(found.dimensions.map((d) => d.codes)).toEqual([
      ['x', 'z'],
      [1, 2],
    ]);
  });

  it('refuses grids with millions of cells', async () => {
    const n = 3000;
    const data = columnarDataset({
      a: Array.from({ length: n }, (_, i) => i + 0.5),
      b: Array.from({ length: n }, (_, i) => i + 0.25),
    });
    expect(
      await engines[0]!.classify(populationOf(data), [
        { variable: 'a', missing: 'drop' },
        { variable: 'b', missing: 'drop' },
      ]),
    ).toBeUndefined();
  });
});

const code = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null, freq: 5 });
const table = fc.array(
  fc.tuple(code, code, fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { nil: null }), fc.boolean()),
  {
    maxLength: 60,
  },
);

/** Naive counts: rows and key sums of the rows with these codes (`undefined` = pooled). */
function naive(
  rows: readonly (readonly [number | null, number | null, number | null, boolean])[],
  keys: { readonly a: Uint32Array; readonly b: Uint32Array },
  units: readonly number[],
  a: number | null | undefined,
  b: number | null | undefined,
): { rows: number; units: number; sumA: number; sumB: number } {
  const inside = rows.flatMap(([x, y, , selected], row) =>
    selected && (a === undefined || x === a) && (b === undefined || y === b) ? [row] : [],
  );
  const distinct = [...new Set(inside.map((row) => units[row]!))];
  const sum = (key: Uint32Array): number => distinct.reduce((total, unit) => (total + key[unit]!) >>> 0, 0);
  return { rows: inside.length, units: distinct.length, sumA: sum(keys.a), sumB: sum(keys.b) };
}

describe('counting', () => {
  it('equals naive counts in every grid, also when units have several rows', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (rows, several) => {
        const units = rows.map((_, row) => (several ? Math.floor(row / 3) : row));
        const data = columnarDataset(
          { a: rows.map(([a]) => (a === null ? null : `c${a}`)), b: rows.map(([, b]) => b) },
          { units },
        );
        const population = populationOf(
          data,
          rows.map(([, , , selected]) => selected),
        );
        const found = await classified(engines[0]!, population, ['a', 'b'], 'category');
        for (const keeps of [
          [true, true],
          [true, false],
          [false, true],
          [false, false],
        ]) {
          const block = await engines[0]!.countCells(found, keeps);
          const as = keeps[0] === true ? found.dimensions[0]!.codes : [undefined];
          const bs = keeps[1] === true ? found.dimensions[1]!.codes : [undefined];
          const numberOf = (text: string | number | null | undefined): number | null | undefined =>
            typeof text === 'string' ? Number(text.slice(1)) : text;
          const expected = as.flatMap((a) =>
            bs.map((b) => naive(rows, data.units.keys, units, numberOf(a), numberOf(b))),
          );
          expect([...block.rows]).toEqual(expected.map((cell) => cell.rows));
          expect([...block.units]).toEqual(expected.map((cell) => cell.units));
          expect([...block.sumA]).toEqual(expected.map((cell) => cell.sumA));
          expect([...block.sumB]).toEqual(expected.map((cell) => cell.sumB));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts a unit once even where blocks of rows meet', async () => {
    const n = 40_000;
    const units = Array.from({ length: n }, (_, row) => Math.floor(row / 7));
    const data = columnarDataset({ a: Array.from({ length: n }, () => 1) }, { units });
    for (const engine of engines) {
      const set = await engine.countSet(populationOf(data));
      expect(set.units).toBe(Math.ceil(n / 7));
      expect(set.sumA).toBe(data.units.keys.a.reduce((sum, key) => (sum + key) >>> 0, 0));
    }
  });
});

/** Sorted valid values. */
function sortedValid(values: readonly (number | null)[]): number[] {
  return values
    .filter((value) => value !== null)
    .map((value) => value + 0)
    .sort((x, y) => x - y);
}

const shapes: Readonly<Record<string, (u: () => number) => number | null>> = {
  'uniform decimals': (u) => u(),
  'heavy tails': (u) => Math.exp(12 * u() * u()),
  'few distinct values': (u) => Math.floor(u() * 3),
  'mostly zero': (u) => (u() < 0.9 ? 0 : u() * 1e-3),
  constant: () => 5,
  'mostly missing': (u) => (u() < 0.99 ? null : u()),
  'all missing': () => null,
  'one extreme': (u) => (u() < 0.0001 ? 1e15 : u()),
};

describe('order statistics', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    for (const n of [0, 1, 10, 16_384, 16_385, 50_000]) {
      it(`equal a sort: ${name}, ${n} rows`, async () => {
        const u = uniform(n + name.length);
        const values = Array.from({ length: n }, () => shape(u));
        const data = columnarDataset({ x: values, g: Array.from({ length: n }, () => Math.floor(u() * 5)) });
        const sorted = sortedValid(values);
        const ranges = [0.01, 0.5, 0.99].map((p) => {
          const middle = Math.round(p * sorted.length);
          return { from: Math.max(1, middle - 10), to: Math.min(sorted.length, middle + 10) };
        });
        for (const engine of engines) {
          const whole = await classified(engine, populationOf(data), []);
          const found = await engine.orderStatistics(whole, [], 'x', [ranges]);
          expect(found[0]!.map((part) => [...part])).toEqual(
            ranges.map(({ from, to }) => sorted.slice(from - 1, Math.max(from - 1, to))),
          );
          if (n > 16_384) continue;
          const groups = await classified(engine, populationOf(data), ['g']);
          const byGroup = await engine.orderStatistics(
            groups,
            [true],
            'x',
            groups.dimensions[0]!.codes.map(() => [{ from: 1, to: n }]),
          );
          const g = data.columns.get('g')!;
          const expected = groups.dimensions[0]!.codes.map((group) =>
            sortedValid(values.filter((_, row) => g.kind === 'float64' && g.values[row] === group)),
          );
          expect(byGroup.map(([all]) => [...all!])).toEqual(expected);
        }
      });
    }
  }
});

describe('statistics', () => {
  it('equal two-pass formulas in every grid, whatever the number of threads', async () => {
    const n = 33_000;
    const u = uniform(7);
    const values = Array.from({ length: n }, () => (u() < 0.1 ? null : 1e6 + 1e3 * u()));
    const groups = Array.from({ length: n }, () => `g${Math.floor(u() * 4)}`);
    const data = columnarDataset({ x: values, g: groups });
    const results: (readonly StatisticsBlock[])[] = [];
    for (const engine of engines) {
      const found = await classified(engine, populationOf(data), ['g']);
      const request = {
        classification: found,
        grids: [[true], [false]],
        variable: 'x',
        limits: noLimits,
        gini: true,
        signKeys: noSigns,
      };
      results.push(await engine.statistics(request));
    }
    expect(results[1]).toEqual(results[0]);
    const check = (block: (typeof results)[number][number], cell: number, x: readonly number[]): void => {
      const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
      const m2 = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const m4 = x.reduce((sum, value) => sum + (value - mean) ** 4, 0);
      expect(block.valid.rows[cell]).toBe(x.length);
      expect(block.mean[cell]! / mean).toBeCloseTo(1, 13);
      expect(block.m2[cell]! / m2).toBeCloseTo(1, 10);
      expect(block.m4[cell]! / m4).toBeCloseTo(1, 10);
      expect(block.minimum[cell]).toBe(Math.min(...x));
      expect(block.maximum[cell]).toBe(Math.max(...x));
      const sorted = x.toSorted((a, b) => a - b);
      const gini =
        (2 * sorted.reduce((sum, value, i) => sum + (i + 1) * value, 0)) / (x.length ** 2 * mean) -
        (x.length + 1) / x.length;
      expect(block.gini!.value[cell]).toBeCloseTo(gini, 12);
    };
    const valid = values.flatMap((value, row) => (value === null ? [] : [{ value, group: groups[row]! }]));
    ['g0', 'g1', 'g2', 'g3'].forEach((group, cell) =>
      check(
        results[0]![0]!,
        cell,
        valid.filter((row) => row.group === group).map((row) => row.value),
      ),
    );
    check(
      results[0]![1]!,
      0,
      valid.map((row) => row.value),
    );
  });

  it('the Gini coefficient of all rows is of all of them, in whatever chunk they are', async () => {
    const n = 9_000;
    const u = uniform(11);
    const values = Array.from({ length: n }, () => u());
    const data = columnarDataset({ x: values });
    const sorted = values.toSorted((a, b) => a - b);
    const total = sorted.reduce((sum, value) => sum + value, 0);
    const gini = (2 * sorted.reduce((sum, value, i) => sum + (i + 1) * value, 0)) / (n * total) - (n + 1) / n;
    for (const engine of engines) {
      const classification = await classified(engine, populationOf(data), []);
      const request = { classification, grids: [[]], variable: 'x', limits: noLimits, gini: true, signKeys: noSigns };
      const [block] = await engine.statistics(request);
      expect(block!.gini!.value[0]).toBeCloseTo(gini, 12);
    }
  });

  it('sign sums follow the keys of rule DC-14, and limits pull values in', async () => {
    const data = columnarDataset({ x: [1, 2, 3, 40, null] });
    const found = await classified(engines[0]!, populationOf(data), []);
    const [block] = await engines[0]!.statistics({
      classification: found,
      grids: [[]],
      variable: 'x',
      limits: { lower: 2, upper: 5 },
      gini: false,
      signKeys: () => ({ lo: Uint32Array.of(0xdeadbeef), hi: Uint32Array.of(0x12345678) }),
    });
    const inside = [2, 2, 3, 5];
    const { a, b } = data.units.keys;
    const signs = inside.map(
      (_, u) =>
        1 -
        2 * ((Math.imul(a[u]! ^ 0xdeadbeef, 0x9e3779b1) >>> 31) ^ (Math.imul(b[u]! ^ 0x12345678, 0x85ebca77) >>> 31)),
    );
    expect(block!.mean[0]).toBe(3);
    expect(block!.signSum[0]).toBe(signs.reduce((sum, sign) => sum + sign, 0));
    expect(block!.signedDeviation[0]).toBe(signs.reduce((sum, sign, i) => sum + sign * (inside[i]! - 3), 0));
    expect(block!.signedSquare[0]).toBe(signs.reduce((sum, sign, i) => sum + sign * (inside[i]! - 3) ** 2, 0));
    expect([block!.absoluteTotal[0], block!.largest[0], block!.secondLargest[0]]).toEqual([46, 40, 3]);
  });

  it('sum the influences of a unit over its rows, also where blocks meet', async () => {
    const n = 40_000;
    const u = uniform(3);
    const units = Array.from({ length: n }, (_, row) => Math.floor(row / 7));
    const values = Array.from({ length: n }, () => u() * 10);
    const groups = Array.from({ length: n }, () => Math.floor(u() * 2));
    const data = columnarDataset({ x: values, g: groups }, { units });
    for (const engine of engines) {
      const found = await classified(engine, populationOf(data), ['g']);
      const request = { classification: found, variable: 'x', limits: noLimits, gini: false, signKeys: noSigns };
      const [block] = await engine.statistics({ ...request, grids: [[true]] });
      for (const cell of [0, 1]) {
        const variance = block!.m2[cell]! / block!.valid.rows[cell]!;
        const deviations = new Map<number, number>();
        const squares = new Map<number, number>();
        values.forEach((x, row) => {
          if (groups[row] !== cell) return;
          const unit = units[row]!;
          const d = x - block!.mean[cell]!;
          deviations.set(unit, (deviations.get(unit) ?? 0) + d);
          squares.set(unit, (squares.get(unit) ?? 0) + d * d - variance);
        });
        const squared = (map: Map<number, number>): number =>
          [...map.values()].reduce((sum, psi) => sum + psi * psi, 0);
        const largest = (map: Map<number, number>): number => Math.max(...[...map.values()].map(Math.abs));
        expect(block!.valid.units[cell]).toBe(deviations.size);
        expect(block!.byUnit!.deviationSquares[cell]! / squared(deviations)).toBeCloseTo(1, 10);
        expect(block!.byUnit!.squareSquares[cell]! / squared(squares)).toBeCloseTo(1, 10);
        expect(block!.byUnit!.deviationLargest[cell]).toBeCloseTo(largest(deviations), 8);
        expect(block!.byUnit!.squareLargest[cell]).toBeCloseTo(largest(squares), 8);
      }
    }
  });

  it('do not depend on the order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: -50, max: 50 })), {
          minLength: 1,
          maxLength: 40,
        }),
        async (rows) => {
          const blocks: StatisticsBlock[] = [];
          for (const order of [rows, rows.toReversed()]) {
            const data = columnarDataset({ g: order.map(([g]) => g), x: order.map(([, x]) => x) });
            const found = await classified(engines[0]!, populationOf(data), ['g']);
            const [block] = await engines[0]!.statistics({
              classification: found,
              grids: [[true]],
              variable: 'x',
              limits: noLimits,
              gini: true,
              signKeys: noSigns,
            });
            blocks.push(block!);
          }
          expect([...blocks[1]!.valid.rows]).toEqual([...blocks[0]!.valid.rows]);
          blocks[0]!.mean.forEach((mean, cell) => expect(blocks[1]!.mean[cell]).toBeCloseTo(mean, 10));
          blocks[0]!.gini!.value.forEach((gini, cell) => expect(blocks[1]!.gini!.value[cell]).toBeCloseTo(gini, 10));
          blocks[0]!.gini!.squares.forEach((squares, cell) =>
            expect(blocks[1]!.gini!.squares[cell]).toBeCloseTo(squares, 8),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('profile', () => {
  it('knows a variable with exactly two values', async () => {
    const data = columnarDataset({ two: [3, null, 1, 3], three: [1, 2, 3, 3], one: { int32: [4, 4, 4, null] } });
    for (const engine of engines) {
      expect((await engine.profile(populationOf(data), 'two')).two).toEqual([1, 3]);
      expect((await engine.profile(populationOf(data), 'three')).two).toBeUndefined();
      expect((await engine.profile(populationOf(data), 'one')).two).toBeUndefined();
      expect((await engine.profile(populationOf(data, [false, true, true, false]), 'two')).valid.rows).toBe(1);
    }
  });
});

describe('narrowing', () => {
  it('leaves out missing values, codes and cells', async () => {
    const data = columnarDataset({ a: ['x', 'y', null, 'x', 'z'], b: [1, 2, 3, null, 9] });
    const engine = engines[0]!;
    const rows = async (exclusions: Parameters<typeof engine.narrow>[1]): Promise<number> =>
      (await engine.countSet(await engine.narrow(populationOf(data), exclusions))).rows;
    expect(await rows([{ type: 'missing', variable: 'a' }])).toBe(4);
    expect(await rows([{ type: 'missing', variable: 'b' }])).toBe(4);
    expect(await rows([{ type: 'codes', variable: 'b', codes: [2, 9] }])).toBe(3);
    expect(await rows([{ type: 'codes', variable: 'a', codes: ['x', 'q'] }])).toBe(3);
    const classification = await classified(engine, populationOf(data), ['a']);
    expect(await rows([{ type: 'cells', classification, leaves: Uint8Array.of(1, 0, 0) }])).toBe(2);
    const both = await classified(engine, populationOf(data), ['a', 'b']);
    const leaves = Uint8Array.from({ length: 9 }, (_, cell) => (cell === 0 ? 1 : 0));
    expect(await rows([{ type: 'cells', classification: both, leaves }])).toBe(2);
    expect(
      await rows([
        { type: 'cells', classification: both, leaves },
        { type: 'codes', variable: 'b', codes: [9] },
      ]),
    ).toBe(1);
    const among = await classified(engine, populationOf(data, [true, false, true, true, true]), ['a']);
    expect(await rows([{ type: 'cells', classification: among, leaves: Uint8Array.of(0, 1) }])).toBe(2);
  });
});

describe('bins', () => {
  it('are closed on the left, the last one on both sides, and take in what lies outside', async () => {
    const data = columnarDataset({ x: [-5, 0, 0.5, 1, 1.5, 2, 99, null] });
    const engine = engines[0]!;
    const all = await classified(engine, populationOf(data), []);
    const { bins } = await engine.countBins(all, 'x', Float64Array.of(0, 1, 2));
    expect([...bins.rows]).toEqual([3, 4]);
  });
});
