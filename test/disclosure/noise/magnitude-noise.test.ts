import { describe, expect, test } from 'vitest';
import type { RecordKeys } from '../../../src/disclosure/protection.ts';
import type { Rules } from '../../../src/disclosure/rules/context.ts';
import { countOrZero, releaseUnits } from '../../../src/disclosure/rules/counts.ts';
import { giniInfluence } from '../../../src/disclosure/rules/gini.ts';
import { noised, signKey, signOf } from '../../../src/disclosure/rules/magnitudes.ts';
import { range, rules, sum } from '../helpers.ts';
import { correlation, errorsOfMean, errorsOfVariance, momentsOf, mostErrors } from './measures.ts';
import { countsOf, drawSet, draws, type Progression, recordKeysUnder, secretNumber, unitOf } from './sets.ts';

/** √100,000 · 0.014 = 4.4 standard errors; the specification asks for less than 0.02. */
const mostCorrelation = 0.014;
const sets = 100_000;
const secrets = 4000;

/** Noise on a statistic of a set, as 0 + λ·(M/n)·τ, from the influence of each unit. */
function noiseOn(applied: Rules, keys: RecordKeys, set: Progression, influence: ArrayLike<number>): number {
  const counts = countsOf(keys, set);
  const { lo, hi } = signKey(applied, counts);
  let signed = 0;
  let squares = 0;
  let largest = 0;
  for (let at = 0; at < set.size; at++) {
    const unit = unitOf(set, at);
    const own = influence[at]!;
    signed += own * signOf(keys.a[unit]!, keys.b[unit]!, lo, hi);
    squares += own * own;
    largest = Math.max(largest, Math.abs(own));
  }
  return noised(applied, counts, 0, { signed, squares, largest }, applied.policy.magnitude.lambda);
}

const meanOf = (values: readonly number[]): number => sum(values) / values.length;
const centred = (values: readonly number[]): number[] => {
  const mean = meanOf(values);
  return values.map((value) => value - mean);
};

/** Values of thirty units: like incomes, evenly spread, one far above all others, and two values. */
const shapes = {
  'like incomes': range(0, 30).map((at) => Math.exp(12 + 0.6 * Math.sin(at * 2.7) + 0.4 * Math.cos(at * 1.3))),
  'evenly spread': range(0, 30).map((at) => at),
  'with one unit far above all others': range(0, 30).map((at) => (at === 17 ? 1000 : at % 3)),
  'of two values': range(0, 30).map((at) => (at % 7 === 0 ? 1 : 0)),
} as const;

/** Influence values of the statistics that carry this noise, as the specification defines them. */
const influences: Readonly<Record<string, (values: readonly number[]) => readonly number[]>> = {
  mean: centred,
  variance: (values) => centred(centred(values).map((deviation) => deviation ** 2)),
  gini: (values) => [...giniInfluence(Float64Array.from([...values].sort((a, b) => a - b))).influence],
  covariance: (values) => {
    const other = centred(values.map((value, at) => value / 2 + (at % 5)));
    return centred(centred(values).map((deviation, at) => deviation * other[at]!));
  },
  correlation: (values) => {
    const standard = (list: readonly number[]): number[] => {
      const deviations = centred(list);
      const spread = Math.sqrt(meanOf(deviations.map((deviation) => deviation ** 2)));
      return deviations.map((deviation) => deviation / spread);
    };
    const x = standard(values);
    const y = standard(values.map((value, at) => value / 2 + (at % 5)));
    const r = meanOf(x.map((z, at) => z * y[at]!));
    return x.map((z, at) => z * y[at]! - (r / 2) * (z * z + y[at]! * y[at]!));
  },
};

const underSecrets = range(0, secrets).map((number) => {
  const secret = secretNumber(1000 + number);
  return { strict: rules('strict', secret), hardened: rules('hardened', secret), keys: recordKeysUnder(secret, 32) };
});
const everybody: Progression = { start: 0, step: 1, size: 30 };

describe.each(Object.entries(shapes))('DC-14: the noise under 4,000 secrets on values %s', (_, values) => {
  test.each(Object.entries(influences))('%s: zero on average, at most 2.5·λ·M/n, and about λ·M/n in size', (__, of) => {
    const influence = of(values);
    const size = Math.max(...influence.map(Math.abs)) / 30;
    const noise = Float64Array.from(underSecrets, ({ strict, keys }) => noiseOn(strict, keys, everybody, influence));
    expect(Math.abs(errorsOfMean(noise, 0))).toBeLessThan(mostErrors);
    expect(noise.every((one) => Math.abs(one) <= 2.5 * size * (1 + 1e-12))).toBe(true);
    // τ has variance 1 before it is clipped, and some 0.98 after.
    const spread = momentsOf(noise.map((one) => one / size)).variance;
    expect(spread).toBeGreaterThan(0.88);
    expect(spread).toBeLessThan(1.08);
  });
});

describe('DC-14: the noise', () => {
  const secret = secretNumber(21);
  const keys = recordKeysUnder(secret);
  const strict = rules('strict', secret);
  const values = range(0, 40).map((at) => Math.exp(0.6 * Math.sin(at * 2.7) + 0.4 * Math.cos(at * 1.3)));
  const influenceOf = (size: number): readonly number[] => centred(values.slice(0, size));

  test('is twice as large under hardened, and the same draw', () => {
    const influence = centred(shapes['like incomes']);
    for (const { strict: one, hardened: two, keys: own } of underSecrets.slice(0, 200)) {
      expect(noiseOn(two, own, everybody, influence)).toBe(2 * noiseOn(one, own, everybody, influence));
    }
  });

  test('of a set says nothing about that of the set with one unit more or another unit', () => {
    const next = draws(201);
    const [few, more] = [influenceOf(20), influenceOf(21)];
    const own = new Float64Array(sets);
    const grown = new Float64Array(sets);
    const moved = new Float64Array(sets);
    for (let at = 0; at < sets; at++) {
      const set = drawSet(next, 20);
      own[at] = noiseOn(strict, keys, set, few);
      grown[at] = noiseOn(strict, keys, { ...set, size: 21 }, more);
      // All but the first unit stay, each with its value; the newcomer has that of the unit that left.
      moved[at] = noiseOn(strict, keys, { ...set, start: set.start + set.step }, [...few.slice(1), few[0]!]);
    }
    expect(Math.abs(correlation(own, grown))).toBeLessThan(mostCorrelation);
    expect(Math.abs(correlation(own, moved))).toBeLessThan(mostCorrelation);
    expect(Math.abs(errorsOfMean(own, 0))).toBeLessThan(mostErrors);
  });

  test('of a cell says nothing about that of its margin, nor about the noise on its count', () => {
    const next = draws(202);
    const [half, whole] = [influenceOf(15), influenceOf(30)];
    const cell = new Float64Array(sets);
    const rest = new Float64Array(sets);
    const margin = new Float64Array(sets);
    const count = new Float64Array(sets);
    for (let at = 0; at < sets; at++) {
      const set = drawSet(next, 30);
      const first = { ...set, size: 15 };
      const second = { ...first, start: set.start + 15 * set.step };
      cell[at] = noiseOn(strict, keys, first, half);
      rest[at] = noiseOn(strict, keys, second, half);
      margin[at] = noiseOn(strict, keys, set, whole);
      count[at] = countOrZero(releaseUnits(strict, countsOf(keys, first))) - 15;
    }
    expect(Math.abs(correlation(cell, margin))).toBeLessThan(mostCorrelation);
    expect(Math.abs(correlation(rest, margin))).toBeLessThan(mostCorrelation);
    expect(Math.abs(correlation(cell, rest))).toBeLessThan(mostCorrelation);
    expect(Math.abs(correlation(cell, count))).toBeLessThan(mostCorrelation);
  });

  test('has signs that are even, and of any two units independent', () => {
    const next = draws(203);
    const first = new Float64Array(sets);
    const second = new Float64Array(sets);
    const both = new Float64Array(sets);
    for (let at = 0; at < sets; at++) {
      const set = drawSet(next, 12);
      const { lo, hi } = signKey(strict, countsOf(keys, set));
      const signAt = (place: number): number => {
        const unit = unitOf(set, place);
        return signOf(keys.a[unit]!, keys.b[unit]!, lo, hi);
      };
      first[at] = signAt(0);
      second[at] = signAt(1);
      both[at] = first[at]! * second[at]!;
    }
    for (const signs of [first, second, both]) expect(Math.abs(errorsOfMean(signs, 0))).toBeLessThan(mostErrors);
  });

  test('of a group without variation is even between ±√3, with variance 1', () => {
    const next = draws(204);
    const noise = new Float64Array(sets);
    for (let at = 0; at < sets; at++) {
      const counts = countsOf(keys, drawSet(next, 20));
      noise[at] = noised(strict, counts, 0, { signed: 0, squares: 0, largest: 20 }, 1);
    }
    expect(noise.every((one) => Math.abs(one) <= Math.sqrt(3))).toBe(true);
    expect(Math.abs(errorsOfMean(noise, 0))).toBeLessThan(mostErrors);
    expect(Math.abs(errorsOfVariance(noise, 1))).toBeLessThan(mostErrors);
  });
});
