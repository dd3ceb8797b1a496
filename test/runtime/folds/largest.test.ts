import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepLargest, mergeLargest } from '../../../src/runtime/folds/largest.ts';

const numbers = fc.array(fc.nat({ max: 50 }), { maxLength: 40 });
const lengths = fc.integer({ min: 1, max: 9 });

/** The largest of some numbers, descending, as many as asked for; zeros where there are fewer. */
function largestOf(values: readonly number[], length: number): number[] {
  const sorted = [...values].sort((a, b) => b - a).slice(0, length);
  return [...sorted, ...Array.from({ length: length - sorted.length }, () => 0)];
}

it('keeps the largest numbers in whatever order they come, and gives the smallest of those kept', () => {
  fc.assert(
    fc.property(numbers, lengths, (values, length) => {
      const list = new Float64Array(length);
      for (const [i, value] of values.entries()) {
        expect(keepLargest(list, value)).toBe(largestOf(values.slice(0, i + 1), length).at(-1));
      }
      expect([...list]).toEqual(largestOf(values, length));
    }),
  );
});

it('the largest of two parts are those of the whole', () => {
  fc.assert(
    fc.property(numbers, numbers, lengths, (left, right, length) => {
      const into = Float64Array.from(largestOf(left, length));
      mergeLargest(into, Float64Array.from(largestOf(right, length)));
      expect([...into]).toEqual(largestOf([...left, ...right], length));
    }),
  );
});
