import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SetCounts } from '../../../src/disclosure/nodes.ts';
import type { Rules } from '../../../src/disclosure/rules/context.ts';
import { noisedPercentile, noisedPercentileRanks } from '../../../src/disclosure/rules/percentile-noise.ts';
import { percentile, percentileRanks } from '../../../src/disclosure/rules/percentiles.ts';
import { rules, secretOf } from '../helpers.ts';

const strict = rules('strict');
const shares = [0.01, 0.25, 0.5, 0.75, 0.99];
const setOf = (units: number, sumA = 17): SetCounts => ({ units, rows: units, sumA, sumB: 4711 });

const at = (values: Float64Array, p: number, set = setOf(values.length), applied: Rules = strict): number => {
  const { from, to } = noisedPercentileRanks(applied.policy, values.length, p);
  return noisedPercentile(applied, set, p, from, values.subarray(from - 1, to));
};
const plain = (values: Float64Array, p: number): number => {
  const { percentiles } = strict.policy;
  const { from, to } = percentileRanks(percentiles, values.length, p);
  return percentile(percentiles, values.length, p, from, values.subarray(from - 1, to));
};
const ordered = (list: readonly number[]): Float64Array => Float64Array.from(list).sort();
const values = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 10, maxLength: 300 })
  .map(ordered);
/** Few different values, many of them the same. */
const tied = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 10, maxLength: 300 }).map(ordered);

test('DC-10: percentiles with noise keep their order and stay between the smallest and the largest value', () => {
  fc.assert(
    fc.property(fc.oneof(values, tied), fc.integer({ min: 0, max: 1e6 }), (list, sum) => {
      const set = setOf(list.length, sum);
      const noised = shares.map((p) => at(list, p, set));
      const slack = 1e-9 * Math.max(1, Math.abs(list[0]!), Math.abs(list.at(-1)!));
      for (const [k, value] of noised.entries()) {
        expect(value).toBeGreaterThanOrEqual((noised[k - 1] ?? list[0]!) - slack);
        expect(value).toBeLessThanOrEqual(list.at(-1)! + slack);
      }
    }),
    { numRuns: 1000 },
  );
});

test('DC-10: the noise of a percentile has no bias and the size of one rank', () => {
  const size = 2000;
  const evenly = Float64Array.from({ length: size }, (_, rank) => rank);
  for (const p of shares) {
    const errors = Array.from({ length: 2000 }, (_, sum) => at(evenly, p, setOf(size, sum)) - plain(evenly, p));
    const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
    const variance = errors.reduce((a, b) => a + (b - mean) ** 2, 0) / errors.length;
    // The standard normal distribution, cut at 2.5 on either side: the variance is 0.97.
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / errors.length));
    expect(variance).toBeGreaterThan(0.85);
    expect(variance).toBeLessThan(1.1);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(2.5 + 1e-9);
  }
});

test('DC-10: one value among many that are alike cannot be worked back from the highest percentile', () => {
  const found = Array.from({ length: 1000 }, (_, sum) => {
    const value = 300_000 + 37 * sum;
    const list = ordered([...Array.from({ length: 20 }, (__, k) => k % 3), value]);
    return Math.abs(7.5 * at(list, 0.99, setOf(21, sum)) - value) <= 0.1 * value;
  });
  // Without noise all of them; a tenth of the standard normal distribution on either side of nought holds 0.08.
  expect(found.filter(Boolean).length).toBeLessThan(110);
});

test('DC-10: values that are alike where a percentile lies give it without noise', () => {
  const list = ordered([...Array.from({ length: 40 }, () => 3), ...Array.from({ length: 25 }, (_, k) => 10 + k)]);
  expect(at(list, 0.25)).toBe(3);
});

test('DC-10: the draw belongs to the set and the secret; location, scale and sign of a variable change nothing', () => {
  fc.assert(
    fc.property(
      values.filter((list) => new Set(list).size > 5),
      fc.integer({ min: -3, max: 3 }).filter((scale) => scale !== 0),
      fc.integer({ min: -1000, max: 1000 }),
      fc.constantFrom(...shares),
      (list, scale, shift, p) => {
        // Whole multiples of five have groups of equal size, which are the same from either end.
        const whole = list.subarray(0, 5 * Math.floor(list.length / 5));
        const moved = ordered(Array.from(whole, (value) => scale * value + shift));
        const share = scale < 0 ? 1 - p : p;
        const expected = scale * at(whole, p) + shift;
        const size = Math.max(1, Math.abs(moved[0]!), Math.abs(moved.at(-1)!));
        const width = whole.at(-1)! - whole[0]!;
        // Values that look the same from either end have no other side that could be told from the first.
        fc.pre(
          whole.some((value, k) => Math.abs(value - whole[0]! - (whole.at(-1)! - whole.at(-1 - k)!)) > 1e-6 * width),
        );
        expect(Math.abs(at(moved, share) - expected)).toBeLessThanOrEqual(1e-7 * size);
      },
    ),
  );
  const list = ordered(Array.from({ length: 100 }, (_, rank) => rank ** 2));
  const drawn = (applied: Rules, sum: number): number => at(list, 0.5, setOf(100, sum), applied);
  expect(drawn(strict, 1)).toBe(drawn(rules('strict'), 1));
  expect(new Set([1, 2, 3, 4].map((sum) => drawn(strict, sum))).size).toBe(4);
  expect(drawn(rules('strict', secretOf(5)), 1)).not.toBe(drawn(strict, 1));
});

test('DC-10: where the policy has no noise, percentiles are the smoothed ones, of the same ranks', () => {
  fc.assert(
    fc.property(values, fc.constantFrom(...shares), (list, p) => {
      const literal = rules('literal');
      expect(at(list, p, setOf(list.length), literal)).toBe(plain(list, p));
      expect(noisedPercentileRanks(literal.policy, list.length, p)).toEqual(
        percentileRanks(literal.policy.percentiles, list.length, p),
      );
    }),
  );
});

test('DC-10 DC-16: a unit with many of the rows moves the percentile by as many ranks, and so does the noise', () => {
  const rows = 1000;
  const evenly = Float64Array.from({ length: rows }, (_, rank) => rank);
  const { from, to } = noisedPercentileRanks(strict.policy, rows, 0.5, 4);
  const errors = Array.from({ length: 500 }, (_, sum) => {
    const set = { units: 400, rows, sumA: sum, sumB: 1 };
    return noisedPercentile(strict, set, 0.5, from, evenly.subarray(from - 1, to), 4) - 499.5;
  });
  expect(Math.max(...errors.map(Math.abs))).toBeGreaterThan(5);
  expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(10 + 1e-9);
});

test('DC-10: noise takes few more order statistics', () => {
  for (const n of [100, 1000, 11_000_000]) {
    for (const p of shares) {
      const { from, to } = noisedPercentileRanks(strict.policy, n, p);
      expect(from).toBeGreaterThanOrEqual(1);
      expect(to).toBeLessThanOrEqual(n);
      expect(to - from + 1).toBeLessThanOrEqual(30);
    }
  }
});
