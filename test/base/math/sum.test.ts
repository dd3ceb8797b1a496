import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compensatedSum, pairwiseSum } from '../../../src/base/math/sum.ts';

describe('compensatedSum', () => {
  it('keeps what plain addition loses', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(compensatedSum(new Array<number>(10).fill(0.1))).toBe(1);
  });

  it('carries missing and infinite values', () => {
    expect(compensatedSum([1, NaN, 2])).toBeNaN();
    expect(compensatedSum([1, Infinity, 2])).toBe(Infinity);
    expect(compensatedSum([])).toBe(0);
  });
});

describe('pairwiseSum', () => {
  it('is exact on integers, whatever the range', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 3000 }),
        fc.nat(50),
        (numbers, skip) => {
          const values = Float64Array.from(numbers);
          const start = Math.min(skip, values.length);
          let plain = 0;
          for (let i = start; i < values.length; i++) {
            plain += values[i]!;
          }
          return pairwiseSum(values, start) === plain;
        },
      ),
    );
  });

  it('does not depend on where the range lies', () => {
    const numbers = Float64Array.from({ length: 5000 }, (_, i) => 1 / (i + 1));
    const shifted = new Float64Array(5007);
    shifted.set(numbers, 7);
    expect(pairwiseSum(shifted, 7, 5007)).toBe(pairwiseSum(numbers));
  });

  it('stays within a few units in the last place over a million terms', () => {
    const values = new Float64Array(1_000_000).fill(0.1);
    expect(Math.abs(pairwiseSum(values) - 100_000)).toBeLessThan(1e-9);
  });
});
