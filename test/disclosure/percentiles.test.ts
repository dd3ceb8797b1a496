import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayPercentile, percentile, percentileRanks } from '../../src/disclosure/rules/percentiles.ts';
import { policy, sum } from './helpers.ts';

const strict = policy('strict').percentiles;
const open = policy('open').percentiles;
const values = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 })
  .map((list) => Float64Array.from(list).sort());
const share = fc.double({ min: 0, max: 1, noNaN: true });

const at = (parameters: typeof strict, ordered: Float64Array, p: number): number => {
  const { from, to } = percentileRanks(parameters, ordered.length, p);
  return percentile(parameters, ordered.length, p, from, ordered.subarray(from - 1, to));
};

/** The definition written out over all groups, without the short cut to the neighbourhood. */
const reference = (ordered: Float64Array, p: number, size: number): number => {
  const n = ordered.length;
  const m = Math.max(1, Math.floor(n / size));
  const sizes = Array.from({ length: m }, () => Math.floor(n / m));
  const order = sizes.map((_, j) => j).sort((a, b) => Math.abs(a - (m - 1) / 2) - Math.abs(b - (m - 1) / 2) || a - b);
  for (let extra = 0; extra < n - Math.floor(n / m) * m; extra++) sizes[order[extra % m]!]! += 1;
  const centres: number[] = [];
  const means: number[] = [];
  let rank = 1;
  for (const own of sizes) {
    means.push(sum(ordered.subarray(rank - 1, rank - 1 + own)) / own);
    centres.push((rank + rank + own - 1) / 2);
    rank += own;
  }
  const smooth = means.map((mean, j) => {
    if (m === 1) return mean;
    if (j === 0) return (2 * mean + means[1]!) / 3;
    if (j === m - 1) return (2 * mean + means[m - 2]!) / 3;
    return 0.25 * means[j - 1]! + 0.5 * mean + 0.25 * means[j + 1]!;
  });
  const r = p * (n - 1) + 1;
  if (r <= centres[0]!) return smooth[0]!;
  for (let j = 0; j + 1 < m; j++) {
    if (r <= centres[j + 1]!) {
      const weight = (r - centres[j]!) / (centres[j + 1]! - centres[j]!);
      return smooth[j]! + weight * (smooth[j + 1]! - smooth[j]!);
    }
  }
  return smooth[m - 1]!;
};

test('DC-10 equals its definition written out over all groups', () => {
  fc.assert(
    fc.property(values, share, (ordered, p) => {
      const expected = reference(ordered, p, 5);
      expect(Math.abs(at(strict, ordered, p) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
    }),
    { numRuns: 500 },
  );
});

test('DC-10 is monotone in p', () => {
  fc.assert(
    fc.property(values, share, share, (ordered, p, q) => {
      const low = at(strict, ordered, Math.min(p, q));
      const high = at(strict, ordered, Math.max(p, q));
      expect(high - low).toBeGreaterThanOrEqual(-1e-9 * Math.max(1, Math.abs(low)));
    }),
  );
});

test('DC-10 with groups of one and no smoothing is type 7', () => {
  fc.assert(
    fc.property(values, share, (ordered, p) => {
      const h = (ordered.length - 1) * p;
      const floor = Math.floor(h);
      const next = ordered[Math.min(ordered.length - 1, floor + 1)]!;
      const expected = ordered[floor]! + (h - floor) * (next - ordered[floor]!);
      expect(Math.abs(at(open, ordered, p) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
    }),
  );
});

test('DC-10 gives no value a weight above 2/15 and rests on at least ten', () => {
  for (const n of [10, 11, 14, 23, 27, 37, 100]) {
    for (const p of [0.01, 0.25, 0.5, 0.75, 0.99]) {
      const weights = Array.from({ length: n }, (_, own) =>
        at(
          strict,
          Float64Array.from({ length: n }, (_, i) => (i === own ? 1 : 0)),
          p,
        ),
      );
      expect(Math.max(...weights)).toBeLessThanOrEqual(2 / 15 + 1e-12);
      expect(weights.filter((weight) => weight > 0).length).toBeGreaterThanOrEqual(10);
    }
  }
});

test('DC-10 reads at most about twenty order statistics, however many values there are', () => {
  for (const n of [25, 1000, 11_000_000]) {
    for (const p of [0, 0.01, 0.5, 0.99, 1]) {
      const { from, to } = percentileRanks(strict, n, p);
      expect(from).toBeGreaterThanOrEqual(1);
      expect(to).toBeLessThanOrEqual(n);
      expect(to - from + 1).toBeLessThanOrEqual(24);
    }
  }
});

test('percentiles of whole-numbered variables are whole numbers, unless below one', () => {
  expect(displayPercentile(strict, 12.35, true)).toBe(12);
  expect(displayPercentile(strict, 12.5, true)).toBe(12);
  expect(displayPercentile(strict, 0.25, true)).toBe(0.25);
  expect(displayPercentile(strict, 12.35, false)).toBe(12.4);
  expect(displayPercentile(open, 12.3456789, true)).toBe(12.3456789);
});

test('no values have no percentile', () => {
  expect(percentile(strict, 0, 0.5, 1, new Float64Array(0))).toBeNaN();
});

test('DC-10 DC-16: no unit has more weight than 2/15, however many of the rows it has', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 10, max: 900 }), share, (most, n, p) => {
      const { from, to } = percentileRanks(strict, n, p, most);
      const ranks = Math.max(0, to - from + 1);
      // The percentile is linear in the values of its ranks: those of unit vectors are the weights.
      const weights = Array.from({ length: ranks }, (_, at) => {
        const only = new Float64Array(ranks);
        only[at] = 1;
        return percentile(strict, n, p, from, only, most);
      });
      const isTooMuch = most > 1 && n < 10 * most;
      expect(ranks === 0).toBe(isTooMuch);
      if (isTooMuch) {
        expect(percentile(strict, n, p, from, new Float64Array(0), most)).toBeNaN();
        return;
      }
      expect(sum(Float64Array.from(weights))).toBeCloseTo(1, 9);
      const heaviest = weights.sort((a, b) => b - a).slice(0, most);
      expect(sum(Float64Array.from(heaviest))).toBeLessThanOrEqual(2 / 15 + 1e-9);
    }),
  );
  expect(percentileRanks(open, 9, 0.5, 9)).toEqual({ from: 5, to: 6 });
});
