import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  jarqueBera,
  kurtosisStatistic,
  shapeCoefficients,
  shapeOfTwo,
  skewnessStatistic,
  twoSquaresSurvival,
} from '../../../src/stats/descriptive/normality.ts';
import {
  scoreSums,
  shapiroWilkComplement,
  shapiroWilkPValue,
  shapiroWilkScore,
} from '../../../src/stats/descriptive/shapiro-wilk.ts';

function moments(values: readonly number[]): readonly [number, number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (power: number): number =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  return [moment(2), moment(3), moment(4)];
}

function complementOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const gapAt = (i: number): number => sorted[n - i]! - sorted[i - 1]!;
  const sums = scoreSums(n, 1, Math.floor(n / 2), gapAt);
  return shapiroWilkComplement(n, sums, gapAt, moments(values)[0] * n);
}

const someValues = fc
  .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 12, maxLength: 60 })
  .filter((values) => new Set(values).size > 2);

describe('moments of shape', () => {
  it('are missing where nothing varies, and their statistics where there are too few values', () => {
    const none = shapeCoefficients(0, 0, 0);
    expect([none.skewness, none.excessKurtosis, jarqueBera(none, 20)]).toEqual([NaN, NaN, NaN]);
    expect(skewnessStatistic(0.1, 7)).toBeNaN();
    expect(skewnessStatistic(0, 8)).toBe(0);
    expect(kurtosisStatistic(-1, 4)).toBeNaN();
    expect(kurtosisStatistic(-0.3992394752018451, 5)).toBeCloseTo(1.1884452958386846, 12);
    expect(twoSquaresSurvival(NaN)).toBeNaN();
    expect(twoSquaresSurvival(0)).toBe(1);
  });

  it('of two values are those of as many zeros and ones', () => {
    const count = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(count, count, (low, high) => {
        const values = [...new Array<number>(low).fill(0), ...new Array<number>(high).fill(1)];
        const expected = shapeCoefficients(...moments(values));
        const found = shapeOfTwo(low, high);
        expect(found.skewness).toBeCloseTo(expected.skewness, 10);
        expect(found.excessKurtosis).toBeCloseTo(expected.excessKurtosis, 9);
      }),
    );
  });

  it('turn round with the values', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: 8, max: 1e7 }), (g, n) => {
        expect(skewnessStatistic(-g, n)).toBeCloseTo(-skewnessStatistic(g, n), 9);
      }),
    );
  });
});

describe('W of Shapiro and Wilk', () => {
  it('lies between 0 and 1 and does not change with the unit, the origin or the direction of the values', () => {
    fc.assert(
      fc.property(someValues, (values) => {
        const complement = complementOf(values);
        expect(complement).toBeGreaterThanOrEqual(0);
        expect(complement).toBeLessThan(1);
        expect(complementOf(values.map((value) => 1000 - 8 * value))).toBeCloseTo(complement, 11);
      }),
    );
  });

  it('is exact for three values: its smallest value has probability 0, equal distances have 1', () => {
    expect(shapiroWilkPValue(complementOf([0, 0, 1]), 3)).toBeCloseTo(0, 7);
    expect(shapiroWilkPValue(complementOf([0, 1, 2]), 3)).toBeCloseTo(1, 7);
  });

  it('is missing for two values and for equal ones, and has an end for few', () => {
    expect(complementOf([1, 2])).toBeNaN();
    expect(complementOf([5, 5, 5, 5])).toBeNaN();
    expect(shapiroWilkPValue(0.999, 4)).toBe(0);
    expect(shapiroWilkPValue(0, 20)).toBe(1);
    expect(shapiroWilkScore(0.5, 20)).toBeGreaterThan(shapiroWilkScore(0.4, 20));
  });
});
