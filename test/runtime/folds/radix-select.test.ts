import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ranksOf, roomForRanks } from '../../../src/runtime/folds/radix-select.ts';

const room = roomForRanks();

/** Ranges of ranks here and there, also beyond both ends and one within another. */
function rangesFor(n: number): Float64Array {
  const middle = Math.floor(n / 2);
  return Float64Array.of(-3, 2, middle, middle + 12, middle + 4, middle + 5, n - 1, n + 9, 5, 4);
}

function expectOrder(values: Int32Array | Float64Array, begin: number, end: number): void {
  const sorted = Float64Array.from(values.subarray(begin, end)).sort();
  const ranges = rangesFor(end - begin);
  const before = values.slice();
  const found = ranksOf(values, begin, end, ranges, room);
  const expected = Array.from({ length: ranges.length / 2 }, (_, r) => {
    const from = Math.max(1, ranges[2 * r]!);
    return sorted.slice(from - 1, Math.max(from - 1, Math.min(end - begin, ranges[2 * r + 1]!)));
  });
  expect(found).toEqual(expected);
  expect(values).toEqual(before);
}

describe('order statistics of values that stay where they are', () => {
  const lengths = [1, 7, 511, 512, 3000, 9000, 16_385];

  test('of whole numbers with ties', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...lengths),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        fc.nat(100),
        (n, size, gap) => {
          const values = Int32Array.from({ length: n + gap }, (_, i) => (Math.imul(i + 1, 0x9e3779b1) % size) | 0);
          expectOrder(values, gap, n + gap);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of decimals of every size', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...lengths),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.nat(40),
        (n, factor, power) => {
          const values = Float64Array.from(
            { length: n },
            (_, i) => (((i * 7919) % 10_007) / 10_007 - 0.5) ** power * factor + 0,
          );
          expectOrder(values, 0, n);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of equal values, of one that is far away, and over a range that has no finite width', () => {
    const equal = new Float64Array(2000).fill(3);
    expectOrder(equal, 0, 2000);
    const far = equal.map((value, i) => (i === 77 ? 1e300 : value + i / 1e6));
    expectOrder(far, 0, 2000);
    const wide = far.map((value, i) => (i === 5 ? -Number.MAX_VALUE : i === 6 ? Number.MAX_VALUE : value));
    expectOrder(wide, 0, 2000);
    const tiny = equal.map((_, i) => (i % 3) * Number.MIN_VALUE);
    expectOrder(tiny, 0, 2000);
  });
});
