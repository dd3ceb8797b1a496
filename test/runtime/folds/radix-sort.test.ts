import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roomForDigits, sortDoubles } from '../../../src/runtime/folds/radix-sort.ts';

const numbers = fc.oneof(
  fc.double({ noNaN: true }).map((x) => x + 0),
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: 0, max: 2_000_000 }),
);

describe('sortDoubles', () => {
  it('sorts as the numbers ascend, many or few, in a part of a buffer', () => {
    const counters = roomForDigits();
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (some, times) => {
        const all = Array.from({ length: times }, (_, k) => some.map((x) => x / (1 + (k % 7)) + 0)).flat();
        const buffer = Float64Array.from([Number.NaN, ...all, Number.NaN]);
        sortDoubles(buffer.subarray(1, all.length + 1), new Float64Array(all.length + 5), counters);
        expect(buffer).toEqual(Float64Array.from([Number.NaN, ...Float64Array.from(all).sort(), Number.NaN]));
      }),
      { numRuns: 200 },
    );
  });

  it('sorts infinite and negative numbers among many', () => {
    const values = Float64Array.from({ length: 3000 }, (_, i) => ((i * 7919) % 3000) - 1500);
    values[17] = Number.POSITIVE_INFINITY;
    values[18] = Number.NEGATIVE_INFINITY;
    const sorted = values.slice().sort();
    sortDoubles(values, new Float64Array(3000), roomForDigits());
    expect(values).toEqual(sorted);
  });
});
