import { describe, expect, test } from 'vitest';
import { executeNormaltest } from '../../src/commands/describe/normaltest/execute.ts';
import type { SetCounts } from '../../src/disclosure/nodes.ts';
import type { RefusalBody, TestBody } from '../../src/disclosure/released.ts';
import { releaseRows } from '../../src/disclosure/rules/counts.ts';
import { roundSignificant } from '../../src/disclosure/rules/significant-digits.ts';
import { createFoldRunner } from '../../src/runtime/threads/runner.ts';
import { skewnessStatistic } from '../../src/stats/descriptive/normality.ts';
import { normalTwoSided } from '../../src/stats/distributions/normal.ts';
import { attack, bodiesOf, opening } from '../attacks/attacker.ts';
import { columnarDataset, testKeys } from '../helpers/columnar.ts';
import { readingContext, released } from '../helpers/reading-context.ts';
import { range, rules, session } from './helpers.ts';

const runner = createFoldRunner({ threads: 1 });

type Column = readonly (number | null)[];

async function resultOf(
  data: Readonly<Record<string, Column>>,
  policy: string,
  units?: readonly number[],
): Promise<TestBody | RefusalBody> {
  const dataset = columnarDataset(data, units === undefined ? {} : { units });
  const operation = { type: 'normaltest', dataset: 'd', variables: Object.keys(data), options: {} } as const;
  return released(executeNormaltest, operation, readingContext(runner, dataset, { policy }));
}

async function testsOf(
  data: Readonly<Record<string, Column>>,
  policy: string,
  units?: readonly number[],
): Promise<TestBody> {
  const body = await resultOf(data, policy, units);
  if (body.type !== 'test') throw new Error('refused');
  return body;
}

/** The first `n` units, one row each. */
function validOf(n: number): SetCounts {
  const keys = testKeys(n);
  const total = (of: Uint32Array): number => of.reduce((sum, key) => (sum + key) >>> 0, 0);
  return { units: n, rows: n, sumA: total(keys.a), sumB: total(keys.b) };
}

/** n' of the first `n` units. */
function releasedRows(policy: string, n: number): number {
  return releaseRows(rules(policy), validOf(n));
}

/** Winsorised values, with the limits that everything else uses. */
function winsorised(values: readonly number[], policy: string): readonly number[] {
  const disclosure = session(policy);
  const sorted = Float64Array.from(values).sort();
  const limit = (p: number): number => {
    const { from, to } = disclosure.percentileRanks(values.length, p);
    return disclosure.percentile(validOf(values.length), p, from, sorted.slice(from - 1, to));
  };
  const { lower, upper } = disclosure.policy.winsor;
  const low = lower > 0 ? limit(lower) : Number.NEGATIVE_INFINITY;
  const high = upper < 1 ? limit(upper) : Number.POSITIVE_INFINITY;
  return values.map((value) => Math.min(Math.max(value, low), high));
}

function skewnessOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (power: number): number =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  return moment(3) / moment(2) ** 1.5;
}

const spread = (n: number): number[] => range(0, n).map((row) => ((row * 7919) % 1009) ** 2 / 1000 + (row % 7));
const digitsOf = (value: number): number =>
  String(value)
    .replace(/e.*$/u, '')
    .replace(/^-?0\.0*|[-.]/gu, '').length;

describe('DC-26/normaltest', () => {
  test.each(['strict', 'hardened', 'literal', 'acro'])(
    "DC-02/normaltest DC-03/normaltest: under %s from x_w and n', with three digits",
    async (policy) => {
      const values = spread(500);
      const body = await testsOf({ values }, policy);
      const [skewness, , , , w] = body.rows;
      const exact = skewnessOf(winsorised(values, policy));
      const z = roundSignificant(skewnessStatistic(exact, releasedRows(policy, 500)), 3);
      expect(skewness).toMatchObject({
        coefficient: { v: roundSignificant(exact, 3) },
        statistic: { v: z },
        p: { v: normalTwoSided(z) },
      });
      for (const { test: name, coefficient, statistic } of body.rows) {
        if (name === 'shapiro-wilk') continue;
        expect(digitsOf(statistic.v!)).toBeLessThanOrEqual(3);
        expect(digitsOf(coefficient?.v ?? 0)).toBeLessThanOrEqual(3);
      }
      expect(w!.statistic.v).toBe(Math.round(w!.statistic.v! * 1000) / 1000);
      expect(body.notes.includes('DC-02')).toBe(policy !== 'acro');
    },
  );

  test('DC-07/normaltest: nothing of fewer than twenty units, and the refusal says so', async () => {
    const refused = await resultOf({ values: spread(19) }, 'strict');
    expect(refused).toEqual({ type: 'refusal', command: 'normaltest', rule: 'DC-07', minimum: 20, notes: [] });
    expect(await resultOf({ values: range(0, 500).map(() => null) }, 'strict')).toEqual(refused);
    expect((await testsOf({ values: spread(20) }, 'strict')).rows.every(({ p }) => p.v !== null)).toBe(true);
    const rare = spread(500).map((value, row) => (row < 19 ? value : null));
    const { rows, notes } = await testsOf({ rare, values: spread(500) }, 'strict');
    expect(rows.slice(0, 5).flatMap(({ statistic, p }) => [statistic, p])).toEqual(
      new Array(10).fill({ v: null, why: 'few' }),
    );
    expect(rows[5]!.p.v).not.toBeNull();
    expect(notes).toContain('DC-04');
  });

  test('DC-16/normaltest: units are counted, however many rows they have', async () => {
    const units = range(0, 190).map((row) => Math.floor(row / 10));
    const refused = await resultOf({ values: spread(190) }, 'strict', units);
    expect(refused).toMatchObject({ type: 'refusal', rule: 'DC-07' });
    // Ten rows that differ are one unit's.
    const rows = range(0, 300).map((row) => Math.floor(row / 10));
    const one = range(0, 300).map((row) => (row < 10 ? row : 100));
    expect((await testsOf({ one }, 'strict', rows)).rows.every(({ p }) => p.v === null)).toBe(true);
  });

  test('nobody and nine who differ from the rest look alike', async () => {
    const bodies = await Promise.all(
      range(0, 10).map((count) =>
        testsOf({ kroner: range(0, 60).map((row) => (row < count ? 1000 * (row + 1) : 0)) }, 'strict'),
      ),
    );
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    expect(bodies[0]!.notes).toContain('DC-21n');
    const twelve = await testsOf({ kroner: range(0, 60).map((row) => (row < 12 ? 1000 * (row + 1) : 0)) }, 'strict');
    expect(twelve.rows[0]!.p.v).not.toBeNull();
  });

  test('DC-03/normaltest: what is said of two values follows from their released counts', async () => {
    const yes = range(0, 400).map((row) => (row < 15 ? 7 : 3));
    const body = await testsOf({ yes }, 'strict');
    const keys = testKeys(400);
    const countOf = (from: number, to: number): number => {
      const total = (of: Uint32Array): number => of.slice(from, to).reduce((sum, key) => (sum + key) >>> 0, 0);
      return releaseRows(rules('strict'), {
        units: to - from,
        rows: to - from,
        sumA: total(keys.a),
        sumB: total(keys.b),
      });
    };
    const high = countOf(0, 15);
    const n = high + countOf(15, 400);
    const share = high / n;
    const skewness = (1 - 2 * share) / Math.sqrt(share * (1 - share));
    expect(body.rows[0]!.coefficient?.v).toBe(roundSignificant(skewness, 3));
    expect(body.rows[0]!.statistic.v).toBe(roundSignificant(skewnessStatistic(skewness, n), 3));
    const zeros = range(0, 400).map((row) => (row < 15 ? 1 : 0));
    expect((await testsOf({ yes: zeros }, 'strict')).rows).toEqual(body.rows);
    // Under `open` both roads lead to the same numbers.
    const [exact] = (await testsOf({ yes }, 'open')).rows;
    expect(exact!.coefficient?.v).toBeCloseTo((1 - 30 / 400) / Math.sqrt((15 / 400) * (385 / 400)), 10);
  });

  test('a script: as text in both languages, and JSON that says which rules acted', async () => {
    const script = `${opening}normaltest inntekt syk if region == 'K01'\nnormaltest`;
    const english = await attack(script, { policy: 'strict' });
    const norwegian = await attack(script, { policy: 'strict', language: 'no' });
    expect(english.text).toContain('Shapiro–Wilk');
    expect(english.text).toMatch(/Variable\s+Test\s+Coefficient\s+Statistic\s+p-value/u);
    expect(norwegian.text).toMatch(/Variabel\s+Test\s+Verdi\s+Måltall\s+p-verdi/u);
    const [first, all] = bodiesOf(english).filter(({ type }) => type === 'test');
    expect(first).toMatchObject({ command: 'normaltest', notes: ['DC-02'] });
    const variables = new Set((all?.['rows'] as TestBody['rows']).map((row) => row.variable));
    expect([...variables]).toEqual(['nr', 'faar', 'inntekt', 'syk']);
  });
});
