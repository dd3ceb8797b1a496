import { afterAll, describe, expect, it } from 'vitest';
import { createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import type { Design, DesignBlock } from '../../../src/runtime/engine/design.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
const engines = runners.map(createReadingEngine);
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

const n = 40_001;
const x = Array.from({ length: n }, (_, i) => Math.sin(i) * 10 + 100);
const z = { int32: Array.from({ length: n }, (_, i) => (i * 7919) % 101) };
const f = Array.from({ length: n }, (_, i) => `f${(i * 31) % 4}`);
const g = Array.from({ length: n }, (_, i) => (i * 17) % 3);
const selected = Array.from({ length: n }, (_, i) => i % 5 !== 0);
// Values outside the sample are missing: they must not reach a sum.
const data = columnarDataset({
  x: x.map((value, i) => (selected[i]! ? value : null)),
  z,
  f,
  g,
  c: z.int32.map((v) => v % 7),
});
const population = populationOf(data, selected);

const block = (values: readonly string[], factors: DesignBlock['factors'], shift = 0, scale = 1): DesignBlock => ({
  values: values.map((variable) => ({ variable })),
  factors,
  shift,
  scale,
});
const fs = { variable: 'f', codes: ['f1', 'f2', 'f3'] };
const gs = { variable: 'g', codes: [1, 2] };
const design: Design = {
  blocks: [
    block(['z'], [], 50, 0.02),
    block(['x', 'z'], [], 5000, 1e-4),
    block([], [fs]),
    block([], [fs, gs]),
    block(['z'], [gs], 0, 0.01),
    block(['x'], [], 100, 0.1),
    block([], []),
  ],
};
const response = 1 + 1 + 3 + 6 + 2;

/** A row of the design, written out. */
function rowOf(i: number): number[] {
  const fDummies = fs.codes.map((code) => (f[i] === code ? 1 : 0));
  const gDummies = gs.codes.map((code) => (g[i] === code ? 1 : 0));
  return [
    (z.int32[i]! - 50) * 0.02,
    (x[i]! * z.int32[i]! - 5000) * 1e-4,
    ...fDummies,
    ...fDummies.flatMap((a) => gDummies.map((b) => a * b)),
    ...gDummies.map((b) => b * z.int32[i]! * 0.01),
    (x[i]! - 100) * 0.1,
    1,
  ];
}
const rows = x.flatMap((_, i) => (selected[i]! ? [{ i, row: rowOf(i) }] : []));
const columns = rows[0]!.row.length;

/** Σ weight · a a', for vectors of the rows. */
function outer(vectors: readonly { readonly weight: number; readonly row: readonly number[] }[]): number[] {
  const sums = new Array<number>(vectors[0]!.row.length ** 2).fill(0);
  for (const { weight, row } of vectors) {
    row.forEach((a, r) => row.forEach((b, c) => (sums[r * row.length + c]! += weight * a * b)));
  }
  return sums;
}

function expectSame(actual: Float64Array, expected: readonly number[], relative = 1e-9): void {
  expect(actual).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  expected.forEach((value, at) => expect(Math.abs(actual[at]! - value)).toBeLessThanOrEqual(relative * largest));
}

describe('cross products', () => {
  it('equal those of the design written out, to the bit with any number of threads', async () => {
    const [one, four] = await Promise.all(engines.map((engine) => engine.crossProducts(population, design)));
    expect(one!.rows).toBe(rows.length);
    expect(four).toEqual(one);
    expectSame(one!.matrix, outer(rows.map(({ row }) => ({ weight: 1, row }))));
  });

  it('weighted with squared residuals, summed over clusters, and with powers of fitted values', async () => {
    const coefficients = Float64Array.from({ length: columns }, (_, j) => (j === response ? 0 : Math.cos(j)));
    const fit = {
      response,
      coefficients,
      squaredResiduals: true,
      cluster: 'c',
      auxiliary: { fittedShift: 0.5, fittedScale: 2 },
    };
    const [one, four] = await Promise.all(engines.map((engine) => engine.fitSums(population, design, fit)));
    expect(four).toEqual(one);
    const fitted = rows.map(({ row }) => row.reduce((sum, value, j) => sum + value * coefficients[j]!, 0));
    const residuals = rows.map(({ row }, r) => row[response]! - fitted[r]!);
    const explaining = rows.map(({ row }) => row.map((value, j) => (j === response ? 0 : value)));
    expectSame(one!.squaredResiduals!, outer(explaining.map((row, r) => ({ weight: residuals[r]! ** 2, row }))));
    const scores = Array.from({ length: 7 }, () => new Array<number>(columns).fill(0));
    explaining.forEach((row, r) => {
      const score = scores[z.int32[rows[r]!.i]! % 7]!;
      row.forEach((value, j) => (score[j]! += value * residuals[r]!));
    });
    expectSame(one!.clusters!.matrix, outer(scores.map((row) => ({ weight: 1, row }))));
    const auxiliary = rows.map(({ row }, r) => {
      const w = (fitted[r]! - 0.5) / 2;
      return [...row, w ** 2, w ** 3, w ** 4, residuals[r]!, residuals[r]! ** 2];
    });
    const all = outer(auxiliary.map((row) => ({ weight: 1, row })));
    const width = columns + 5;
    const expected = Array.from({ length: 5 }, (_, a) =>
      all.slice((columns + a) * width, (columns + a + 1) * width),
    ).flat();
    expectSame(one!.auxiliary!, expected);
  });

  it('moments of products are those of the sample', async () => {
    const [moments] = await engines[0]!.productMoments(population, { blocks: [block(['x', 'z'], [])] });
    const products = rows.map(({ i }) => x[i]! * z.int32[i]!);
    expect(moments!.mean).toBeCloseTo(products.reduce((sum, value) => sum + value, 0) / products.length, 6);
    expect([moments!.minimum, moments!.maximum]).toEqual([Math.min(...products), Math.max(...products)]);
  });

  it('recombined columns are formed row by row', async () => {
    const small: Design = { blocks: [block(['x'], []), block([], [gs])] };
    const weights = Float64Array.of(1, 2, 3, 0, 1, -1, 0, 0, 2);
    const centres = Float64Array.of(100, 0.3, 0.4);
    const found = await Promise.all(
      engines.map((engine) => engine.recombinedProducts(population, small, { centres, weights })),
    );
    expect(found[1]).toEqual(found[0]);
    const recombined = rows.map(({ i }) => {
      const value = [x[i]! - 100, (g[i] === 1 ? 1 : 0) - 0.3, (g[i] === 2 ? 1 : 0) - 0.4];
      return { weight: 1, row: [0, 1, 2].map((j) => value.reduce((sum, v, k) => sum + v * weights[k * 3 + j]!, 0)) };
    });
    expectSame(found[0]!, outer(recombined));
  });
});
