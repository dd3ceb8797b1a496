import { afterAll, describe, expect, test } from 'vitest';
import { executeAnova } from '../../src/commands/describe/anova/execute.ts';
import { secret } from '../../src/disclosure/gate.ts';
import type { ExactVariance } from '../../src/disclosure/model-nodes.ts';
import type { SetCounts } from '../../src/disclosure/nodes.ts';
import type { VarianceBody } from '../../src/disclosure/released.ts';
import { releaseRows } from '../../src/disclosure/rules/counts.ts';
import { noised, signKey, signOf } from '../../src/disclosure/rules/magnitudes.ts';
import { limitDigits, roundSignificant } from '../../src/disclosure/rules/significant-digits.ts';
import { createFoldRunner } from '../../src/runtime/threads/runner.ts';
import { studentizedRangeUpperQuantile } from '../../src/stats/distributions/studentized-range.ts';
import { attack, type JsonBody, lastBodies, numbersIn, opening } from '../attacks/attacker.ts';
import { columnarDataset, testKeys } from '../helpers/columnar.ts';
import { readingContext, released } from '../helpers/reading-context.ts';
import { context, range, rules, session } from './helpers.ts';

const runner = createFoldRunner({ threads: 1 });
afterAll(() => runner.close());

const size = 900;
const groupOf = (row: number): number => 1 + (row % 7 < 3 ? 0 : 1);
const response = range(0, size).map((row) => 20 * groupOf(row) + ((row * 7919) % 1009) / 10 + ((row * row) % 17));
const keys = testKeys(size);

async function analysisOf(
  policy: string,
  y: readonly (number | null)[] = response,
  g: readonly number[] = range(0, size).map(groupOf),
): Promise<VarianceBody> {
  const dataset = columnarDataset({ y, g: { int32: g } });
  const operation = {
    type: 'anova',
    dataset: 'd',
    response: 'y',
    terms: [{ factors: [{ variable: 'g', role: 'factor' }] }],
    unmarked: ['g'],
    hasConstant: true,
    posthoc: true,
  } as const;
  const reading = readingContext(runner, dataset, { policy });
  const execution = await executeAnova(operation, reading);
  if (execution.type === 'failure') throw new Error(`refused: ${execution.rule}`);
  const body = await released(executeAnova, operation, reading);
  if (body.type !== 'variance') throw new Error(`refused: ${body.rule}`);
  return body;
}

/** The set of the units in some rows, each of which is a unit of its own. */
function setOf(rows: readonly number[]): SetCounts {
  const total = (of: Uint32Array): number => rows.reduce((all, row) => (all + of[row]!) >>> 0, 0);
  return { units: rows.length, rows: rows.length, sumA: total(keys.a), sumB: total(keys.b) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Σ s_u ψ_u, Σ ψ_u² and max |ψ_u| for the key of a set. */
function influence(policy: string, set: SetCounts, psi: readonly (readonly [row: number, value: number])[]) {
  const { lo, hi } = signKey(rules(policy), set);
  return {
    signed: psi.reduce((sum, [row, value]) => sum + signOf(keys.a[row]!, keys.b[row]!, lo, hi) * value, 0),
    squares: psi.reduce((sum, [, value]) => sum + value * value, 0),
    largest: psi.reduce((most, [, value]) => Math.max(most, Math.abs(value)), 0),
  };
}

const groups = [1, 2].map((group) => range(0, size).filter((row) => groupOf(row) === group));
const valuesOf = (rows: readonly number[]): number[] => rows.map((row) => response[row]!);
const withinSquares = groups.reduce((sum, rows) => {
  const own = mean(valuesOf(rows));
  return sum + valuesOf(rows).reduce((all, value) => all + (value - own) ** 2, 0);
}, 0);

describe('worked out by hand', () => {
  test.each(['strict', 'hardened'])(
    'DC-14/anova DC-26/anova DC-03/anova: differences of noised means, released numbers in the intervals, %s',
    async (policy) => {
      const applied = rules(policy);
      const all = mean(response);
      const sd = Math.sqrt(response.reduce((sum, value) => sum + (value - all) ** 2, 0) / (size - 1));
      const means = groups.map((rows) => {
        const set = setOf(rows);
        const own = mean(valuesOf(rows));
        const found = influence(
          policy,
          set,
          rows.map((row) => [row, response[row]! - own] as const),
        );
        return noised(
          applied,
          set,
          own,
          { ...found, largest: Math.max(found.largest, sd) },
          applied.policy.magnitude.lambda,
        );
      });
      const counts = groups.map((rows) => releaseRows(applied, setOf(rows)));
      const count = releaseRows(applied, setOf(range(0, size)));
      const { seSigDigits } = applied.policy.models;
      const deviation = Math.sqrt(withinSquares / (size - 2));
      const shownDeviation = seSigDigits === null ? deviation : roundSignificant(deviation, seSigDigits);
      const error = shownDeviation * Math.sqrt((1 / counts[0]! + 1 / counts[1]!) / 2);
      const difference = limitDigits(means[1]! - means[0]!, 6);
      const reach = studentizedRangeUpperQuantile(0.05, 2, count - 2) * error;
      const [row] = (await analysisOf(policy)).comparisons[0]!.rows;
      expect(row!.meandiff.v).toBeCloseTo(difference, 4);
      expect(row!.lower.v).toBeCloseTo(difference - reach, 4);
      expect(row!.upper.v).toBeCloseTo(difference + reach, 4);
      expect(Math.abs(difference - (mean(valuesOf(groups[1]!)) - mean(valuesOf(groups[0]!))))).toBeGreaterThan(1e-3);
    },
  );

  test('DC-22/anova: what contains n is worked out with the released n; mean squares and F stay', async () => {
    const body = await analysisOf('strict');
    const exact = await analysisOf('open');
    const count = releaseRows(rules('strict'), setOf(range(0, size)));
    const header = new Map(body.header.map(({ key, value }) => [key, value.v!]));
    const [term, residual, total] = body.rows;
    expect(header.get('n')).toBe(count);
    expect(residual!.df.v).toBe(count - 2);
    expect(residual!.ss.v).toBeCloseTo((withinSquares / (size - 2)) * (count - 2), 5);
    expect(total!.ss.v).toBeCloseTo(term!.ss.v! + residual!.ss.v!, 5);
    expect(header.get('r2')).toBeCloseTo(term!.ss.v! / total!.ss.v!, 12);
    expect(term!.f).toEqual(exact.rows[0]!.f);
    expect(term!.ss).toEqual(exact.rows[0]!.ss);
    expect(count).not.toBe(size);
  });

  test('DC-24/anova: a sum of squares is the Wald form of the noised slope, with three digits', async () => {
    const applied = rules('hardened');
    const set = setOf(range(0, size));
    const [one, two] = groups.map((rows) => mean(valuesOf(rows)));
    const [n1, n2] = groups.map((rows) => rows.length);
    const psi = range(0, size).map((row): readonly [number, number] =>
      groupOf(row) === 2
        ? [row, (size / n2!) * (response[row]! - two!)]
        : [row, (-size / n1!) * (response[row]! - one!)],
    );
    const slope = noised(applied, set, two! - one!, influence('hardened', set, psi), applied.policy.models.lambda);
    const squares = (slope * slope * n1! * n2!) / size;
    const [term] = (await analysisOf('hardened')).rows;
    expect(term!.ss.v).toBe(roundSignificant(squares, 3));
    expect(term!.f.v).toBe(roundSignificant(squares / (withinSquares / (size - 2)), 3));
    const [exact] = (await analysisOf('open')).rows;
    expect(Math.abs(squares / exact!.ss.v! - 1)).toBeGreaterThan(1e-3);
  });

  test('DC-24/anova: without influences a policy of noise on every model shows nothing', () => {
    const bare: ExactVariance = {
      command: 'anova',
      sample: { unitType: 'PERSON', counts: secret(setOf(range(0, size))) },
      dependent: 'y',
      hasConstant: true,
      hasFactors: true,
      covariates: secret([]),
      whole: { slopes: secret({ slopes: Float64Array.of(2), inverse: Float64Array.of(0.01) }) },
      terms: [{ name: 'g', slopes: secret({ slopes: Float64Array.of(2), inverse: Float64Array.of(0.01) }) }],
      support: secret({ unsupported: 0 }),
      fit: secret({ parameters: 2, degreesOfFreedomModel: 1, degreesOfFreedomResidual: size - 2, rootMse: 3 }),
      comparisons: [],
    };
    const bodyOf = (policy: string) => session(policy).release({ kind: 'variance', ...bare }, context).body;
    expect(bodyOf('hardened')).toMatchObject({ type: 'refusal', rule: 'DC-24' });
    expect(bodyOf('strict')).toMatchObject({ type: 'variance' });
  });
});

describe('few units', () => {
  test('DC-14/anova: means of a response of two values follow from released counts', async () => {
    const two = range(0, size).map((row) => (row % 10 < 3 ? 1 : 0));
    const [row] = (await analysisOf('strict', two)).comparisons[0]!.rows;
    const applied = rules('strict');
    const shares = groups.map((rows) => {
      const [low, high] = [0, 1].map((value) => releaseRows(applied, setOf(rows.filter((at) => two[at] === value))));
      return high! / (low! + high!);
    });
    expect(row!.meandiff.v).toBeCloseTo(shares[1]! - shares[0]!, 5);
  });

  test('DC-07/anova: a group below the jittered minimum is compared with nobody', async () => {
    const sizes = range(10, 16);
    const shown: boolean[] = [];
    for (const few of sizes) {
      const g = range(0, size).map((row) => (row < few ? 9 : groupOf(row)));
      const [comparison] = (await analysisOf('hardened', response, g)).comparisons;
      const withNine = comparison!.rows.filter(({ group2 }) => group2 === 2);
      expect(new Set(withNine.map(({ meandiff }) => meandiff.v === null)).size).toBe(1);
      shown.push(withNine[0]!.meandiff.v !== null);
    }
    expect(shown).toContain(true);
    expect(shown).toContain(false);
  });
});

describe('DC-21/anova', () => {
  test('a level of nine units is as absent as one of nobody: its rows leave', async () => {
    const g = range(0, size).map((row) => (row < 9 ? 9 : groupOf(row)));
    const without = response.map((value, row) => (row < 9 ? null : value));
    const nine = await analysisOf('strict', response, g);
    expect(nine).toEqual(await analysisOf('strict', without));
    expect(nine.notes).toContain('DC-21n');
    const ten = await analysisOf(
      'strict',
      response,
      g.map((level, row) => (row === 9 ? 9 : level)),
    );
    expect(ten.rows[0]!.df.v).toBe(2);
  });

  test('a covariate that hangs on nine units is as good as a constant', async () => {
    const z = (values: (row: number) => number) => range(0, size).map(values);
    const nine = await withCovariate(z((row) => (row < 9 ? row + 1 : 0)));
    expect(nine).toEqual(await withCovariate(z(() => 5)));
    if (nine.type !== 'variance') throw new Error('refused');
    expect(nine.rows[1]).toMatchObject({ term: 'c.z', df: { v: 0 }, ss: { v: null } });
    expect(nine.notes).toContain('n-omitted');
  });

  test('a response that nine units dominate is not analysed', async () => {
    const spiked = response.map((value, row) => (row < 9 ? 1e7 * (row + 1) : value));
    await expect(analysisOf('strict', spiked)).rejects.toThrow('DC-21o');
  });

  function withCovariate(z: readonly number[]) {
    const dataset = columnarDataset({ y: response, g: { int32: range(0, size).map(groupOf) }, z });
    const operation = {
      type: 'anova',
      dataset: 'd',
      response: 'y',
      terms: [{ factors: [{ variable: 'g', role: 'factor' }] }, { factors: [{ variable: 'z', role: 'continuous' }] }],
      unmarked: [],
      hasConstant: true,
      posthoc: false,
    } as const;
    return released(executeAnova, operation, readingContext(runner, dataset, { policy: 'strict' }));
  }
});

describe('through a script', () => {
  const last = async (script: string, policy = 'strict'): Promise<JsonBody> => {
    const leaving = await attack(`${opening}${script}\n`, { policy });
    const body = lastBodies(leaving)[0];
    if (body === undefined) throw new Error(leaving.error + leaving.text);
    return body;
  };

  test('DC-20/anova DC-30/anova: nobody and nine people give the same refusal', async () => {
    const none = await last('anova faar kjonn if nr < 0');
    const nine = await last('anova faar kjonn if nr < 9');
    expect(nine).toEqual(none);
    expect(numbersIn(nine)).toEqual([]);
    expect((await last('anova faar kjonn if nr < 900, posthoc')).type).toBe('variance');
  });

  test('DC-13/anova: keys are no factors', async () => {
    const leaving = await attack(`${opening}import b/MOR as mor\nanova inntekt mor\n`, { policy: 'strict' });
    expect(leaving.exitCode).toBe(1);
    expect(leaving.text + leaving.json + leaving.html).toBe('');
  });

  test('covariates and options as they are written', async () => {
    const body = await last('anova inntekt kjonn##utd c.faar nr, posthoc', 'open');
    const rows = body['rows'] as readonly { readonly term?: string; readonly df: { readonly v: number } }[];
    expect(rows.map(({ term, df }) => [term, df.v])).toEqual([
      ['kjonn', 1],
      ['utd', 7],
      ['kjonn#utd', 7],
      ['c.faar', 1],
      ['c.nr', 1],
      [undefined, 12_000 - 18],
      [undefined, 11_999],
    ]);
    expect(body['notes']).toEqual(['n-covariate']);
    const comparisons = body['comparisons'] as readonly { readonly factors: readonly string[] }[];
    expect(comparisons.map(({ factors }) => factors.join())).toEqual(['kjonn', 'utd', 'kjonn,utd']);
    const without = await last('anova inntekt utd kjonn, noconstant', 'open');
    expect((without['rows'] as typeof rows).map(({ df }) => df.v).slice(0, 2)).toEqual([8, 1]);
  });
});
