import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentile, percentileRanks } from '../../../src/disclosure/rules/percentiles.ts';
import { policy } from '../helpers.ts';

const parameters = policy('strict').percentiles;
const count = fc.integer({ min: 10, max: 3000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const at = (values: Float64Array, p: number): number => {
  const { from, to } = percentileRanks(parameters, values.length, p);
  return percentile(parameters, values.length, p, from, values.subarray(from - 1, to));
};

const ascending = (size: number): Float64Array => Float64Array.from({ length: size }, (_, rank) => 4 * rank);

/** The weight of each order statistic of different values: what the percentile moves by when that value moves a little. */
function weightsOf(size: number, p: number): readonly number[] {
  const plain = at(ascending(size), p);
  const { from, to } = percentileRanks(parameters, size, p);
  return Array.from({ length: to - from + 1 }, (_, place) => {
    const moved = ascending(size);
    moved[from - 1 + place]! += 1;
    return at(moved, p) - plain;
  });
}

test('DC-10: a percentile is a weighted mean of at least ten units, none of them with more than 2/15', () => {
  fc.assert(
    fc.property(count, share, (size, p) => {
      const weights = weightsOf(size, p);
      const precision = 1e-9 * size;
      expect(weights.filter((weight) => weight > precision).length).toBeGreaterThanOrEqual(10);
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(-precision);
      expect(Math.max(...weights)).toBeLessThanOrEqual(2 / 15 + precision);
      expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(30 * precision);
    }),
    { numRuns: 500, seed: 10 },
  );
});

test('DC-10: no percentile is an order statistic of different values', () => {
  fc.assert(
    fc.property(count, share, (size, p) => {
      const { from, to } = percentileRanks(parameters, size, p);
      // Squares: a weighted mean of them is one of them by accident only.
      const squares = Float64Array.from({ length: size }, (_, rank) => (rank + 0.37) ** 2);
      expect(squares.subarray(from - 1, to).includes(at(squares, p))).toBe(false);
    }),
    { numRuns: 500, seed: 11 },
  );
});

test('DC-10: percentiles rise with the share and with every value', () => {
  const values = fc
    .array(fc.integer({ min: -50, max: 50 }), { minLength: 10, maxLength: 200 })
    .map((list) => Float64Array.from(list).sort());
  fc.assert(
    fc.property(values, share, share, fc.nat(), (ordered, p, q, place) => {
      const low = at(ordered, Math.min(p, q));
      expect(at(ordered, Math.max(p, q))).toBeGreaterThanOrEqual(low - 1e-9);
      const raised = Float64Array.from(ordered);
      for (let rank = place % ordered.length; rank < ordered.length; rank++) raised[rank]! += 1;
      expect(at(raised, p)).toBeGreaterThanOrEqual(at(ordered, p) - 1e-9);
    }),
    { numRuns: 1000, seed: 12 },
  );
});
