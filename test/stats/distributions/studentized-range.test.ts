import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tTwoSided } from '../../../src/stats/distributions/student-t.ts';
import {
  studentizedRangeSurvival,
  studentizedRangeSurvivals,
  studentizedRangeUpperQuantile,
} from '../../../src/stats/distributions/studentized-range.ts';
import { readReference } from '../../helpers/reference-data.ts';

const reference = readReference('studentized-range.json') as {
  readonly survival: readonly (readonly [q: number, groups: number, df: number, p: number])[];
  readonly farTail: readonly (readonly [q: number, groups: number, df: number, p: number])[];
  readonly upperQuantile: readonly (readonly [p: number, groups: number, df: number, q: number])[];
};

describe('the studentized range', () => {
  it('has the probabilities of scipy to nine decimals', () => {
    const apart = reference.survival.filter(
      ([q, groups, df, p]) => !(Math.abs(studentizedRangeSurvival(q, groups, df) - p) < 5e-9),
    );
    expect(apart).toEqual([]);
  });

  it('has the quantiles of scipy to eight digits', () => {
    const apart = reference.upperQuantile.filter(
      ([p, groups, df, q]) => !(Math.abs(studentizedRangeUpperQuantile(p, groups, df) / q - 1) < 1e-8),
    );
    expect(apart).toEqual([]);
  });

  it('is √2 times the absolute value of t for two groups', () => {
    for (const q of [0.3, 2, 7]) expect(studentizedRangeSurvival(q, 2, 9)).toBe(tTwoSided(q * Math.SQRT1_2, 9));
  });

  it('keeps its digits far out, where scipy has none left', () => {
    const apart = reference.farTail.filter(
      ([q, groups, df, p]) => !(Math.abs(studentizedRangeSurvival(q, groups, df) / p - 1) < 1e-10),
    );
    expect(apart).toEqual([]);
  });

  it('comes closer to infinitely many degrees of freedom without a jump', () => {
    const limit = studentizedRangeSurvival(3.5, 3, 1e12);
    for (const df of [99_999, 100_001, 1e7])
      expect(Math.abs(studentizedRangeSurvival(3.5, 3, df) - limit)).toBeLessThan(1 / df);
  });

  it('has quantiles that are its inverse, and falls with every q', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 0.99, noNaN: true }),
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 5000 }),
        (p, groups, df) => {
          const q = studentizedRangeUpperQuantile(p, groups, df);
          expect(Math.abs(studentizedRangeSurvival(q, groups, df) / p - 1)).toBeLessThan(1e-8);
          expect(studentizedRangeSurvival(q * 1.01, groups, df)).toBeLessThan(p);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('says nothing where there is nothing to say', () => {
    expect(studentizedRangeSurvival(0, 3, 10)).toBe(1);
    expect(studentizedRangeSurvival(Number.POSITIVE_INFINITY, 3, 10)).toBe(0);
    expect(studentizedRangeSurvival(Number.NaN, 3, 10)).toBeNaN();
    expect(studentizedRangeSurvival(1, 1, 10)).toBeNaN();
    expect(studentizedRangeSurvival(1, 3, 0)).toBeNaN();
    expect(studentizedRangeUpperQuantile(0, 3, 10)).toBe(Number.POSITIVE_INFINITY);
    expect(studentizedRangeUpperQuantile(1, 3, 10)).toBe(0);
    expect(studentizedRangeUpperQuantile(1.5, 3, 10)).toBeNaN();
  });
});

describe('the tails of many comparisons', () => {
  it.each([
    [32, 40],
    [60, 12_000],
    [356, 90_000],
  ])('of %i groups with %i degrees of freedom are those of one', (groups, df) => {
    const tail = studentizedRangeSurvivals(groups, df, (groups * (groups - 1)) / 2);
    for (const q of [Number.NaN, -1, 0, 1e-9, 0.4, 2.51, 4.999, 5.2, 6.03, 7.7, 11.1, 29.999, 30, 31.5, 1e200]) {
      const one = studentizedRangeSurvival(q, groups, df);
      if (Number.isNaN(one)) expect(tail(q)).toBeNaN();
      else expect(Math.abs(tail(q) - one)).toBeLessThan(1e-8);
    }
  });

  it('are each worked out where there are few', () => {
    const tail = studentizedRangeSurvivals(5, 20, 10);
    for (const q of [0.1, 1, 3.3, 8]) expect(tail(q)).toBe(studentizedRangeSurvival(q, 5, 20));
  });
});
