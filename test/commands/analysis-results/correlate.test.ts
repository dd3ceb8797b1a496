import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { CorrelateOperation } from '../../../src/commands/describe/correlate/analyse.ts';
import { executeCorrelate } from '../../../src/commands/describe/correlate/execute.ts';
import type { MatrixBody } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf, type Values } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
const [alone] = runners;
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface Matrices {
  readonly correlation: readonly (readonly number[])[];
  readonly covariance: readonly (readonly number[])[];
  readonly n: readonly (readonly number[])[];
  readonly p: Readonly<Record<string, number>>;
}

const reference = readReference('correlation-cross.json') as {
  readonly names: readonly string[];
  readonly listwise: Matrices;
  readonly pairwise: Matrices;
  readonly 'alder lonn': { readonly r: number; readonly p: number; readonly n: number };
  readonly large: {
    readonly n: number;
    readonly correlation: number;
    readonly covariance: number;
    readonly variances: readonly [number, number];
  };
};

const cross = crossColumns();
const without = (name: string, divisor: number): (number | null)[] =>
  cross[name]!.map((value, row) => (cross['id']![row]! % divisor === 0 ? null : value));
const dataset = columnarDataset({
  ...cross,
  jobb: { int32: cross['jobb']! },
  formue: without('formue', 7),
  z1: without('z1', 5),
});

const operation = (variables: readonly string[], asked: Partial<CorrelateOperation> = {}): CorrelateOperation => ({
  type: 'correlate',
  dataset: 'd',
  variables,
  covariance: false,
  pairwise: false,
  obs: false,
  sig: false,
  ...asked,
});

/** The matrix of hand-made data under the policy `open`, or another one. */
async function matrixOf(
  data: Readonly<Record<string, Values>>,
  asked: Partial<CorrelateOperation> = {},
  options: { readonly policy?: string; readonly units?: readonly number[] } = {},
): Promise<MatrixBody> {
  const { units, policy } = options;
  const made = columnarDataset(data, units === undefined ? {} : { units });
  const context = readingContext(alone!, made, policy === undefined ? {} : { policy });
  return matrix(await released(executeCorrelate, operation(Object.keys(data), asked), context));
}

function matrix(body: { readonly type: string }): MatrixBody {
  if (body.type !== 'matrix') throw new Error('refused');
  return body as MatrixBody;
}

const valuesOf = (body: MatrixBody): (number | null)[][] => body.rows.map((row) => row.map((cell) => cell.value.v));

/** Tells which numbers of two matrices are apart. */
function apart(found: readonly (readonly (number | null)[])[], expected: readonly (readonly number[])[]): string[] {
  return found.flatMap((row, i) =>
    row.flatMap((value, j) => (isClose(value ?? Number.NaN, expected[i]![j]!) ? [] : [`${i}, ${j}: ${value}`])),
  );
}

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  const context = readingContext(runner, dataset);

  it.each([
    ['listwise', false],
    ['pairwise', true],
  ] as const)(
    '%s correlations, covariances, p-values and numbers of rows are the reference’s',
    async (name, pairwise) => {
      const { names } = reference;
      const expected = reference[name];
      for (const covariance of [false, true]) {
        const asked = { covariance, pairwise, obs: true, sig: true };
        const body = matrix(await released(executeCorrelate, operation(names, asked), context));
        expect(body.variables).toEqual(names);
        expect(apart(valuesOf(body), covariance ? expected.covariance : expected.correlation)).toEqual([]);
        expect(body.rows.map((row) => row.map((cell) => cell.n!.v))).toEqual(expected.n);
        for (const [pair, p] of Object.entries(expected.p)) {
          const [i, j] = pair.split(' ').map((part) => names.indexOf(part)) as [number, number];
          expect(isClose(body.rows[i]![j]!.p!.v!, p), `${pair}: ${body.rows[i]![j]!.p!.v}`).toBe(true);
          expect(body.rows[j]![i]!.p!.v! - p === 0 || isClose(body.rows[j]![i]!.p!.v!, p)).toBe(true);
        }
        expect(body.rows.map((row, i) => row[i]!.p)).toEqual(names.map(() => undefined));
        expect(body.sample).toEqual(pairwise ? undefined : { v: expected.n[0]![0] });
      }
    },
  );

  it('has the spot values of the specification', async () => {
    const body = matrix(
      await released(executeCorrelate, operation(['alder', 'lonn'], { sig: true, obs: true }), context),
    );
    const { r, p, n } = reference['alder lonn'];
    const [, cell] = body.rows[0]!;
    expect(isClose(cell!.value.v!, r)).toBe(true);
    expect(Math.abs(cell!.value.v! - 0.58784060664)).toBeLessThan(1e-11);
    expect(Math.abs(cell!.p!.v! / p - 1)).toBeLessThan(1e-8);
    expect(cell!.n!.v).toBe(n);
    expect(body.rows[0]![0]).toEqual({ value: { v: 1 }, n: { v: n } });
  });
});

describe('numbers', () => {
  it('a mean of a million costs no digits', async () => {
    const { n, ...expected } = reference.large;
    const x = Array.from({ length: n }, (_, i) => 1_000_000 + (((i * 7919) % n) - n / 2) * 69.25);
    const y = Array.from({ length: n }, (_, i) => 1_000_000 + (((i * 7919) % n) + 3 * ((i * 104729) % n)) / 4096);
    const r = await matrixOf({ x, y });
    expect(isClose(r.rows[0]![1]!.value.v!, expected.correlation, 1e-11)).toBe(true);
    const [[xx, xy], [yx, yy]] = valuesOf(await matrixOf({ x, y }, { covariance: true })) as [number[], number[]];
    expect(isClose(xy!, expected.covariance, 1e-11)).toBe(true);
    expect(yx).toBe(xy);
    expect([isClose(xx!, expected.variances[0], 1e-11), isClose(yy!, expected.variances[1], 1e-11)]).toEqual([
      true,
      true,
    ]);
  });

  it('a constant has no correlation, and no covariance but 0, whatever rounding makes of its mean', async () => {
    const constant = Array.from({ length: 1000 }, () => 0.1);
    const x = Array.from({ length: 1000 }, (_, i) => (i * 37) % 101);
    const missing = { v: null, why: 'missing' };
    const body = await matrixOf({ constant, x }, { sig: true });
    expect(body.rows[0]).toEqual([{ value: missing }, { value: missing, p: missing }]);
    expect(body.rows[1]![1]!.value).toEqual({ v: 1 });
    const [[variance, covariance]] = valuesOf(await matrixOf({ constant, x }, { covariance: true })) as [number[]];
    expect([variance, covariance]).toEqual([0, 0]);
    expect(body.notes).toEqual([]);
  });

  it('two rows have a correlation without a p-value, one row has nothing', async () => {
    const two = await matrixOf({ x: [1, 2], y: [5, 3] }, { sig: true });
    expect(two.rows[0]![1]).toEqual({ value: { v: -1 }, p: { v: null, why: 'missing' } });
    const one = await matrixOf({ x: [1], y: [5] }, { covariance: true });
    expect(valuesOf(one)).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('a perfect correlation is one, with a p-value of 0', async () => {
    const x = Array.from({ length: 50 }, (_, i) => i * 0.1);
    const body = await matrixOf({ x, y: x.map((value) => 3 - value * 0.3) }, { sig: true });
    expect(body.rows[0]![1]!.value.v).toBeCloseTo(-1, 12);
    expect(body.rows[0]![1]!.p!.v).toBeLessThan(1e-12);
  });

  it('codes flagged missing are no values, of one variable or of both', async () => {
    const lists = { list: [{ code: 99, label: 'unknown', flaggedMissing: true }] } as const;
    const data = columnarDataset(
      { x: [1, 2, 3, 99, 5], y: [2, 1, 4, 100, 3], z: [1, null, 3, 4, 5] },
      { codeLists: { x: 'list' } },
    );
    const context = readingContext(alone!, data, { codeLists: lists });
    const n = async (pairwise: boolean): Promise<(number | null)[][]> => {
      const body = matrix(
        await released(executeCorrelate, operation(['x', 'y', 'z'], { pairwise, obs: true }), context),
      );
      return body.rows.map((row) => row.map((cell) => cell.n!.v));
    };
    expect(await n(false)).toEqual([
      [3, 3, 3],
      [3, 3, 3],
      [3, 3, 3],
    ]);
    expect(await n(true)).toEqual([
      [4, 4, 3],
      [4, 5, 4],
      [3, 4, 4],
    ]);
  });
});

const value = fc.option(fc.integer({ min: -50, max: 50 }), { nil: null, freq: 6 });
const rows = fc.array(fc.tuple(value, value, value, fc.boolean()), { minLength: 3, maxLength: 40 });

/** Σ(x − x̄)(y − ȳ)/(n − 1) of the pairs without a missing value. */
function naiveCovariance(pairs: readonly (readonly [number | null, number | null])[]): number {
  const valid = pairs.filter((pair): pair is [number, number] => !pair.includes(null));
  const mean = (of: 0 | 1): number => valid.reduce((sum, pair) => sum + pair[of], 0) / valid.length;
  const [mx, my] = [mean(0), mean(1)];
  return valid.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / (valid.length - 1);
}

describe('laws', () => {
  it('pairwise covariances are those of two variables alone, in any population', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const data = columnarDataset({
          a: table.map(([a]) => a),
          b: { int32: table.map(([, b]) => b) },
          c: table.map(([, , c]) => c),
        });
        const selected = table.map(([, , , isIn]) => isIn);
        const context = readingContext(alone!, data, { population: populationOf(data, selected) });
        const asked = { covariance: true, pairwise: true };
        const body = matrix(await released(executeCorrelate, operation(['a', 'b', 'c'], asked), context));
        const inside = table.filter(([, , , isIn]) => isIn);
        for (const i of [0, 1, 2] as const) {
          for (const j of [0, 1, 2] as const) {
            const pairs = inside.map((row) => [row[i], row[j]] as const);
            const expected = naiveCovariance(pairs);
            const found = body.rows[i]![j]!.value.v;
            if (Number.isFinite(expected)) expect(found).toBeCloseTo(expected, 8);
            else expect(found).toBeNull();
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('the order of the variables turns the matrix and changes no bit, also of noise', async () => {
    const context = readingContext(alone!, dataset, { policy: 'strict' });
    for (const asked of [{}, { pairwise: true }, { covariance: true, sig: true }]) {
      const there = matrix(await released(executeCorrelate, operation(['alder', 'lonn', 'z1'], asked), context));
      const back = matrix(await released(executeCorrelate, operation(['z1', 'lonn', 'alder'], asked), context));
      expect(back.rows.map((row) => [...row].reverse()).reverse()).toEqual(there.rows);
      expect(there.rows.map((row, i) => row.map((_, j) => there.rows[j]![i]))).toEqual(there.rows);
    }
  });

  it('any number of threads gives the same bytes, noise and panels included', async () => {
    const n = 60_000;
    const column = (seed: number): (number | null)[] =>
      Array.from({ length: n }, (_, i) => ((i * seed) % 11 === 0 ? null : ((i * seed) % 1009) / 7));
    const data = { x: column(7919), y: column(104_729), z: column(611_953) };
    const several = Array.from({ length: n }, (_, i) => Math.floor(i / 3));
    for (const units of [undefined, several]) {
      const made = columnarDataset(data, units === undefined ? {} : { units });
      for (const asked of [{ sig: true, covariance: true }, { pairwise: true }]) {
        const found: string[] = [];
        for (const threads of [1, 2, 4, 8]) {
          const runner = createFoldRunner({ threads });
          const context = readingContext(runner, made, { policy: 'hardened' });
          found.push(JSON.stringify(await released(executeCorrelate, operation(['x', 'y', 'z'], asked), context)));
          await runner.close();
        }
        expect(new Set(found).size).toBe(1);
        expect(found[0]).toContain('"type":"matrix"');
      }
    }
  });
});
