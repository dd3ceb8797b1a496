import { afterAll, describe, expect, it } from 'vitest';
import { signOf } from '../../../src/disclosure/rules/magnitudes.ts';
import { createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import type { Design, RowForms } from '../../../src/runtime/engine/design.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
const engines = runners.map(createReadingEngine);
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

const n = 40_001;
const x = Array.from({ length: n }, (_, i) => Math.sin(i) * 10 + (i === 777 ? 1e4 : 0));
const z = { int32: Array.from({ length: n }, (_, i) => (i * 7919) % 101) };
const f = Array.from({ length: n }, (_, i) => `f${(i * 31) % 4}`);
const selected = Array.from({ length: n }, (_, i) => i % 5 !== 0);
const limits = { lower: 10, upper: 60 };
const design: Design = {
  blocks: [
    { values: [{ variable: 'z', limits }], factors: [], shift: 50, scale: 0.02 },
    { values: [{ variable: 'x' }, { variable: 'z', limits }], factors: [], shift: 0, scale: 1e-3 },
    { values: [{ variable: 'z' }], factors: [{ variable: 'f', codes: ['f1', 'f2', 'f3'] }], shift: 0, scale: 0.01 },
    { values: [{ variable: 'x' }], factors: [], shift: 1, scale: 0.1 },
    { values: [], factors: [], shift: 0, scale: 1 },
    { values: [], factors: [{ variable: 'f', codes: ['f1', 'f3'] }], shift: 0, scale: 1 },
  ],
};
const columns = 9;

/** A row of the design, written out. */
function rowOf(i: number): number[] {
  const value = z.int32[i]!;
  const clipped = Math.min(60, Math.max(10, value));
  const dummies = ['f1', 'f2', 'f3'].map((code) => (f[i] === code ? value * 0.01 : 0));
  return [
    (clipped - 50) * 0.02,
    x[i]! * clipped * 1e-3,
    ...dummies,
    (x[i]! - 1) * 0.1,
    1,
    f[i] === 'f1' ? 1 : 0,
    f[i] === 'f3' ? 1 : 0,
  ];
}

const forms: RowForms = {
  count: 3,
  weights: Float64Array.from({ length: 3 * columns }, (_, at) => (at === 2 ? 0 : Math.cos(at))),
};
const residual = Float64Array.from({ length: columns }, (_, j) => (j === 5 ? 1 : Math.sin(j)));
const valueOf = (weights: Float64Array, row: readonly number[]): number =>
  row.reduce((sum, value, j) => sum + value * weights[j]!, 0);
const formOf = (k: number): Float64Array => forms.weights.subarray(k * columns, (k + 1) * columns);
const key = { lo: 0xdeadbeef, hi: 0x12345678 };

describe.each([
  ['one row per unit', Array.from({ length: n }, (_, i) => i)],
  ['units of one to three rows', Array.from({ length: n }, (_, i) => Math.floor(i / 3) + (i % 7 === 0 ? 20_000 : 0))],
])('%s', (_, drawn) => {
  // Rows of a unit are adjacent.
  const units = drawn.map((unit, i) => (i > 0 && drawn[i - 1]! > unit ? drawn[i - 1]! : unit));
  const named = new Map<number, number>();
  const dense = units.map((unit) => {
    const known = named.get(unit);
    if (known !== undefined) return known;
    named.set(unit, named.size);
    return named.size - 1;
  });
  const data = columnarDataset({ x: x.map((v, i) => (selected[i]! ? v : null)), z, f }, { units: dense });
  const population = populationOf(data, selected);
  const rows = dense.flatMap((unit, i) => (selected[i]! ? [{ unit, row: rowOf(i) }] : []));

  /** Sums per unit of a number of each row. */
  function perUnit(of: (row: readonly number[]) => number): Map<number, number> {
    const sums = new Map<number, number>();
    for (const { unit, row } of rows) sums.set(unit, (sums.get(unit) ?? 0) + of(row));
    return sums;
  }

  it('squares of combinations, the nine units with most of them, to the bit with any number of threads', async () => {
    const [one, four] = await Promise.all(engines.map((engine) => engine.leadingSquares(population, design, forms, 9)));
    expect(four).toEqual(one);
    for (let k = 0; k < forms.count; k++) {
      const sums = [...perUnit((row) => valueOf(formOf(k), row) ** 2).values()].sort((a, b) => b - a);
      expect(one!.totals[k]! / sums.reduce((sum, square) => sum + square, 0)).toBeCloseTo(1, 11);
      expect(one!.leading[k]! / sums.slice(0, 9).reduce((sum, square) => sum + square, 0)).toBeCloseTo(1, 11);
    }
  });

  it('influences with the signs of rule DC-14, summed per unit', async () => {
    const [one, four] = await Promise.all(
      engines.map((engine) => engine.scoreInfluences(population, design, { forms, residual, blocks: [], key })),
    );
    expect(four).toEqual(one);
    const { a, b } = data.units.keys;
    for (let k = 0; k < forms.count; k++) {
      const psi = perUnit((row) => valueOf(formOf(k), row) * valueOf(residual, row));
      const values = [...psi.values()];
      const squares = values.reduce((sum, value) => sum + value * value, 0);
      const signed = [...psi].reduce(
        (sum, [unit, value]) => sum + value * signOf(a[unit]!, b[unit]!, key.lo, key.hi),
        0,
      );
      expect(one!.squares[k]! / squares).toBeCloseTo(1, 11);
      expect(Math.abs(one!.signed[k]! - signed)).toBeLessThan(1e-9 * Math.sqrt(squares));
      expect(one!.largest[k]! / Math.max(...values.map(Math.abs))).toBeCloseTo(1, 11);
    }
  });

  it.runIf(data.units.distinct)('and of the residuals by the levels of a factor, those of no level last', async () => {
    const request = { forms: { count: 0, weights: new Float64Array(0) }, residual, blocks: [5], key };
    const [one, four] = await Promise.all(engines.map((engine) => engine.scoreInfluences(population, design, request)));
    expect(four).toEqual(one);
    const { a, b } = data.units.keys;
    for (const [at, level] of ['f1', 'f3', undefined].entries()) {
      const isOf = (i: number): boolean => (level === undefined ? f[i] === 'f0' || f[i] === 'f2' : f[i] === level);
      const values = dense.flatMap((unit, i) =>
        selected[i]! && isOf(i) ? [[valueOf(residual, rowOf(i)), signOf(a[unit]!, b[unit]!, key.lo, key.hi)]] : [],
      );
      const squares = values.reduce((sum, [value]) => sum + value! * value!, 0);
      const signed = values.reduce((sum, [value, sign]) => sum + value! * sign!, 0);
      const found = one!.blocks[0]!;
      expect(found.squares[at]! / squares).toBeCloseTo(1, 11);
      expect(Math.abs(found.signed[at]! - signed)).toBeLessThan(1e-9 * Math.sqrt(squares));
      expect(found.largest[at]! / Math.max(...values.map(([value]) => Math.abs(value!)))).toBeCloseTo(1, 11);
    }
  });
});
