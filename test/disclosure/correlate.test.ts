import { describe, expect, test } from 'vitest';
import { executeCorrelate } from '../../src/commands/describe/correlate/execute.ts';
import { secret } from '../../src/disclosure/gate.ts';
import type { ExactMatrix, PairBlock, SetCounts } from '../../src/disclosure/nodes.ts';
import type { MatrixBody } from '../../src/disclosure/released.ts';
import { releaseRows } from '../../src/disclosure/rules/counts.ts';
import { noised, signKey, signOf } from '../../src/disclosure/rules/magnitudes.ts';
import { limitDigits } from '../../src/disclosure/rules/significant-digits.ts';
import { createFoldRunner } from '../../src/runtime/threads/runner.ts';
import { correlationPValue } from '../../src/stats/descriptive/correlation.ts';
import { attack, bodiesOf, type JsonBody, lastBodies, numbersIn, opening } from '../attacks/attacker.ts';
import { everybody } from '../attacks/population.ts';
import { columnarDataset, testKeys } from '../helpers/columnar.ts';
import { readingContext, released } from '../helpers/reading-context.ts';
import { blockOf, context, numberOf, range, rules, session, setOf } from './helpers.ts';

const runner = createFoldRunner({ threads: 1 });

/** What is to be compared: values by variable, a `null` for none, and the unit of each row. */
interface Data {
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
  readonly units: readonly number[];
}

const noisy = (row: number, seed: number): number => ((row * seed) % 1009) / 10 + ((row * row) % 17);

/** One row for each of 500 persons, and two to four rows for each of 200. */
const persons: Data = {
  units: range(0, 500),
  values: {
    x: range(0, 500).map((row) => (row % 13 === 0 ? null : noisy(row, 7919))),
    y: range(0, 500).map((row) => noisy(row, 7919) + noisy(row, 104_729)),
    z: range(0, 500).map((row) => (row % 10 < 3 ? 1 : 0)),
  },
};
const severalUnits = range(0, 200).flatMap((unit) => Array.from({ length: 2 + (unit % 3) }, () => unit));
const several: Data = {
  units: severalUnits,
  values: {
    x: severalUnits.map((unit, row) => (row % 7 === 0 ? null : noisy(row, 7919) + unit)),
    y: severalUnits.map((unit, row) => noisy(row, 104_729) + (unit % 50)),
    z: severalUnits.map((unit) => unit % 2),
  },
};

async function matrixOf(
  data: Data,
  policy: string,
  asked: { readonly covariance?: boolean; readonly pairwise?: boolean } = {},
): Promise<MatrixBody> {
  const isDistinct = new Set(data.units).size === data.units.length;
  const dataset = columnarDataset(data.values, isDistinct ? {} : { units: data.units });
  const operation = {
    type: 'correlate',
    dataset: 'd',
    variables: Object.keys(data.values),
    covariance: false,
    pairwise: false,
    obs: true,
    sig: true,
    ...asked,
  } as const;
  const body = await released(executeCorrelate, operation, readingContext(runner, dataset, { policy }));
  if (body.type !== 'matrix') throw new Error('refused');
  return body;
}

/** The same worked out row by row: r' and s' of two variables, as rule DC-14 says, with n'. */
function expectedPair(data: Data, policy: string, names: readonly [string, string], sample: readonly string[]) {
  const applied = rules(policy);
  const rows = range(0, data.units.length).filter((row) => sample.every((name) => data.values[name]![row] !== null));
  const units = [...new Set(rows.map((row) => data.units[row]!))];
  const keys = testKeys(Math.max(...data.units) + 1);
  const total = (of: Uint32Array): number => units.reduce((all, unit) => (all + of[unit]!) >>> 0, 0);
  const set: SetCounts = { units: units.length, rows: rows.length, sumA: total(keys.a), sumB: total(keys.b) };
  const mean = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0) / values.length;
  const centred = names.map((name) => {
    const values = rows.map((row) => data.values[name]![row]!);
    return values.map((value) => value - mean(values));
  }) as [number[], number[]];
  const [dx, dy] = centred;
  const sxy = mean(dx.map((d, i) => d * dy[i]!));
  const [sx, sy] = centred.map((d) => Math.sqrt(mean(d.map((value) => value * value)))) as [number, number];
  const r = sxy / (sx * sy);
  const { lo, hi } = signKey(applied, set);
  const withNoise = (exact: number, psi: (row: number) => number): number => {
    const perUnit = new Map<number, number>();
    for (const [i, row] of rows.entries()) {
      const unit = data.units[row]!;
      perUnit.set(unit, (perUnit.get(unit) ?? 0) + psi(i));
    }
    let signed = 0;
    for (const [unit, sum] of perUnit) signed += sum * signOf(keys.a[unit]!, keys.b[unit]!, lo, hi);
    const all = [...perUnit.values()];
    const influence = {
      signed,
      squares: all.reduce((sum, value) => sum + value * value, 0),
      largest: Math.max(...all.map(Math.abs)),
    };
    return noised(applied, set, exact, influence, applied.policy.magnitude.lambda);
  };
  const n = rows.length;
  const shownRows = releaseRows(applied, set);
  const correlation = withNoise(r, (i) => {
    const [zx, zy] = [dx[i]! / sx, dy[i]! / sy];
    return zx * zy - 0.5 * r * (zx * zx + zy * zy);
  });
  const covariance = (withNoise(sxy, (i) => dx[i]! * dy[i]! - sxy) * n) / (n - 1);
  return { correlation, covariance, n: shownRows, p: correlationPValue(limitDigits(correlation, 6), shownRows), r };
}

describe.each([
  ['one row per unit', persons],
  ['several rows per unit', several],
] as const)('%s', (_, data) => {
  test.each(['strict', 'hardened'])(
    'DC-14/correlate DC-26/correlate: r, s, p and n under %s are as worked out by hand',
    async (policy) => {
      const names = Object.keys(data.values);
      for (const pairwise of [false, true]) {
        const r = await matrixOf(data, policy, { pairwise });
        const s = await matrixOf(data, policy, { pairwise, covariance: true });
        for (const [i, j] of [
          [0, 1],
          [0, 2],
          [1, 2],
        ] as const) {
          const pair = [names[i]!, names[j]!] as const;
          const expected = expectedPair(data, policy, pair, pairwise ? pair : names);
          expect(numberOf(r.rows[i]![j]!.value)).toBeCloseTo(limitDigits(expected.correlation, 6), 10);
          expect(numberOf(s.rows[i]![j]!.value) / limitDigits(expected.covariance, 6)).toBeCloseTo(1, 10);
          expect(numberOf(r.rows[i]![j]!.p)).toBeCloseTo(expected.p, 10);
          expect(r.rows[i]![j]!.n).toEqual({ v: expected.n });
          expect(s.rows[i]![j]!.p).toEqual(r.rows[i]![j]!.p);
          expect(r.rows[i]![j]!.value.v).not.toBeCloseTo(expected.r, 6);
          expect(r.rows[j]![i]).toEqual(r.rows[i]![j]);
        }
        expect(r.rows.map((row, i) => row[i]!.value)).toEqual([{ v: 1 }, { v: 1 }, { v: 1 }]);
      }
    },
  );
});

test('DC-14/correlate: the variance of a variable with two values is that of its released counts', async () => {
  const body = await matrixOf(persons, 'strict', { covariance: true, pairwise: true });
  const applied = rules('strict');
  const counts = [0, 1].map((value) => {
    const units = persons.units.filter((unit) => persons.values['z']![unit] === value);
    const keys = testKeys(500);
    const total = (of: Uint32Array): number => units.reduce((all, unit) => (all + of[unit]!) >>> 0, 0);
    const set = { units: units.length, rows: units.length, sumA: total(keys.a), sumB: total(keys.b) };
    return releaseRows(applied, set);
  }) as [number, number];
  const [a, b] = counts;
  expect(numberOf(body.rows[2]![2]!.value)).toBe(limitDigits((a * b) / (a + b) / (a + b - 1), 6));
});

/** A node about two variables in the rows of some persons; `top` is what the nine most deviant of them hold of both. */
function node(
  units: readonly number[],
  top: number,
  changed: Partial<PairBlock> = {},
): ExactMatrix & { readonly kind: 'matrix' } {
  const n = units.length;
  const pairs: PairBlock = {
    valid: blockOf([units, units, units]),
    products: Float64Array.of(n, n / 2, n),
    leftSquares: Float64Array.of(n, n, n),
    rightSquares: Float64Array.of(n, n, n),
    leftTop: Float64Array.of(n, n, n).map((all) => all * top),
    rightTop: Float64Array.of(n, n, n).map((all) => all * top),
    correlation: { signed: new Float64Array(3), squares: new Float64Array(3), largest: new Float64Array(3) },
    covariance: { signed: new Float64Array(3), squares: new Float64Array(3), largest: new Float64Array(3) },
    twoValued: [undefined, undefined],
    ...changed,
  };
  return {
    kind: 'matrix',
    command: 'correlate',
    population: setOf(units),
    variables: ['x', 'y'],
    measure: 'correlation',
    pairwise: false,
    significance: true,
    observations: true,
    pairs: secret(pairs),
  };
}

const bodyOf = (policy: string, exact: ReturnType<typeof node>): JsonBody =>
  JSON.parse(JSON.stringify(session(policy).release(exact, context).body)) as JsonBody;

describe('rules on the node', () => {
  test.each([0, 1, 9])('DC-07/correlate: %i units are too few, and nothing tells how few', (count) => {
    expect(bodyOf('strict', node(range(0, count), 0))).toEqual(bodyOf('strict', node(range(50, 54), 0.5)));
    expect(bodyOf('strict', node(range(0, count), 0))).toMatchObject({ type: 'refusal', rule: 'DC-07' });
  });

  test('DC-07/correlate: a pair with few units in common is not shown, other pairs are', () => {
    const valid = blockOf([range(0, 100), range(0, 9), range(50, 150)]);
    const body = bodyOf('strict', { ...node(range(0, 150), 0, { valid }), pairwise: true });
    const few = { v: null, why: 'few' };
    const rows = body['rows'] as { value: unknown; p?: unknown }[][];
    expect(rows[0]![1]).toMatchObject({ value: few, p: few });
    expect(rows[0]![0]!.value).toEqual({ v: 1 });
    expect(body['notes']).toContain('DC-04');
    const fewer = blockOf([range(0, 100), range(0, 2), range(50, 150)]);
    const other = bodyOf('strict', { ...node(range(0, 150), 0, { valid: fewer }), pairwise: true });
    expect((other['rows'] as unknown[][])[0]![1]).toMatchObject({ value: few, p: few });
  });

  test('DC-26/correlate: a variable that hangs on nine units is missing, as a constant is', () => {
    const missing = { v: null, why: 'missing' };
    const zero = new Float64Array(3);
    const constant = bodyOf(
      'strict',
      node(range(0, 300), 0, {
        leftSquares: Float64Array.of(0, 0, 300),
        rightSquares: Float64Array.of(0, 300, 300),
        products: Float64Array.of(0, 0, 300),
      }),
    );
    const deviant = bodyOf(
      'strict',
      node(range(0, 300), 0, {
        leftSquares: Float64Array.of(5, 5, 300),
        leftTop: Float64Array.of(4.9, 4.9, 0),
        rightSquares: Float64Array.of(5, 300, 300),
        rightTop: Float64Array.of(4.9, 0, 0),
      }),
    );
    expect(deviant).toEqual(constant);
    expect((deviant['rows'] as unknown[][])[0]).toMatchObject([{ value: missing }, { value: missing, p: missing }]);
    expect((deviant['rows'] as unknown[][])[1]![1]).toMatchObject({ value: { v: 1 } });
    expect(deviant['notes']).toEqual(['DC-21n']);
    expect(bodyOf('strict', node(range(0, 300), 0.9))['notes']).toEqual([]);
    expect(bodyOf('strict', node(range(0, 300), 0.9001))['notes']).toEqual(['DC-21n']);
    const open = bodyOf('open', node(range(0, 300), 1, { leftSquares: zero }));
    expect(open['notes']).toEqual([]);
  });

  test('DC-26/correlate: a pair is missing where one of its variables hangs on nine of their units', () => {
    const top = Float64Array.of(0, 299, 0);
    const body = bodyOf('strict', node(range(0, 300), 0, { rightTop: top }));
    const rows = body['rows'] as { value: { v: number | null } }[][];
    expect(rows.map((row) => row.map(({ value }) => value.v))).toEqual([
      [1, null],
      [null, 1],
    ]);
  });

  test('DC-14/correlate: noise that cannot be worked out is a bug, never left out', () => {
    const bare = node(range(0, 300), 0);
    const pairs: PairBlock = {
      valid: blockOf([range(0, 300), range(0, 300), range(0, 300)]),
      products: Float64Array.of(300, 150, 300),
      leftSquares: Float64Array.of(300, 300, 300),
      rightSquares: Float64Array.of(300, 300, 300),
      leftTop: new Float64Array(3),
      rightTop: new Float64Array(3),
      twoValued: [undefined, undefined],
    };
    expect(() => session('strict').release({ ...bare, pairs: secret(pairs) }, context)).toThrow('not accumulated');
    expect(session('acro').release({ ...bare, pairs: secret(pairs) }, context).body).toMatchObject({ type: 'matrix' });
  });

  test('a correlation that noise takes beyond one is one', () => {
    const influence = {
      signed: Float64Array.of(9, 9, 9),
      squares: Float64Array.of(1, 1, 1),
      largest: Float64Array.of(9, 9, 9),
    };
    const n = 20;
    const close = { products: Float64Array.of(n, n * 0.999, n), correlation: influence };
    const rows = bodyOf('strict', node(range(0, n), 0, close))['rows'] as {
      value: { v: number };
      p?: { v: number };
    }[][];
    expect(rows[0]![1]).toMatchObject({ value: { v: 1 }, p: { v: 0 } });
  });
});

describe('through a script', () => {
  const last = async (script: string, policy = 'strict'): Promise<JsonBody> => {
    const leaving = await attack(`${opening}${script}\n`, { policy });
    const body = lastBodies(leaving)[0];
    if (body === undefined) throw new Error(leaving.error + leaving.text);
    return body;
  };
  type Cells = readonly {
    readonly value: { readonly v: number | null };
    readonly n?: { readonly v: number | null };
  }[][];
  const cellsOf = (body: JsonBody): Cells => body['rows'] as Cells;

  test('DC-03/correlate: numbers of rows are released counts', async () => {
    const shown = cellsOf(await last('correlate inntekt faar if nr < 3000, obs'))[0]![1]!.n!.v!;
    expect(Math.abs(shown - 3000)).toBeLessThanOrEqual(5);
    expect((await last('tabulate kjonn if nr < 3000'))['population']).toEqual({ v: shown });
    expect((await last('correlate inntekt faar if nr < 3000'))['sample']).toEqual({ v: shown });
  });

  test('DC-07/correlate DC-30/correlate: nobody and nine people give the same refusal', async () => {
    const [none, nine, twenty] = [
      await last('correlate faar nr if nr < 0'),
      await last('correlate faar nr if nr < 9'),
      await last('correlate faar nr if nr < 20'),
    ];
    expect(nine).toEqual(none);
    expect(numbersIn(nine)).toEqual([['minimum', 10]]);
    expect(twenty.type).toBe('matrix');
  });

  test('DC-13/correlate: keys are not compared, and not among all numeric variables', async () => {
    const leaving = await attack(`${opening}import b/MOR as mor\ncorrelate mor inntekt\n`, { policy: 'strict' });
    expect(leaving.exitCode).toBe(1);
    expect(leaving.text + leaving.json + leaving.html).toBe('');
    const all = await last('import b/MOR as mor\ncorrelate');
    expect(all['variables']).toEqual(['nr', 'faar', 'inntekt', 'syk']);
  });

  test('DC-14/correlate: scale, shift and sign of a variable give no second draw', async () => {
    const leaving = await attack(
      `${opening}generate other = 5000000 - 3 * inntekt
correlate faar nr inntekt if nr < 2000
correlate faar nr other if nr < 2000
`,
      { policy: 'strict' },
    );
    const [plain, turned] = bodiesOf(leaving)
      .filter(({ type }) => type === 'matrix')
      .map((body) => cellsOf(body).map((row) => row.map(({ value }) => value.v!)));
    expect(plain![0]![1]).toBe(turned![0]![1]);
    expect(turned![0]![2]).toBeCloseTo(-plain![0]![2]!, 5);
    expect(turned![1]![2]).toBeCloseTo(-plain![1]![2]!, 5);
  });

  test('DC-26/correlate: a variable that few people vary in shows nothing; twelve are enough to show something', async () => {
    const few = await last('generate z = inntekt * (nr < 9) + 1\ncorrelate z faar');
    const none = await last('generate z = 1\ncorrelate z faar');
    expect(few).toEqual(none);
    expect(cellsOf(few)[0]!.map(({ value }) => value.v)).toEqual([null, null]);
    const soft = await last('generate z = 1 / (1 + (nr - 5000) * (nr - 5000))\ncorrelate z faar');
    expect(cellsOf(soft)[0]!.map(({ value }) => value.v)).toEqual([null, null]);
    expect(soft['notes']).toEqual(['DC-21n']);
    const rich = everybody().filter(({ inntekt }) => inntekt > 15_000_000).length;
    expect(rich).toBeGreaterThanOrEqual(12);
    const enough = await last('generate z = inntekt > 15000000\ncorrelate z faar');
    expect(cellsOf(enough)[0]![0]!.value.v).toBe(1);
  });
});
