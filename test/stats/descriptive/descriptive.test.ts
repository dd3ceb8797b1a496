import fc from 'fast-check';
import * as oracle from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { pearsonIndependence } from '../../../src/stats/descriptive/chi-squared-test.ts';
import { gini, giniOfSorted, rankWeightedRun } from '../../../src/stats/descriptive/gini.ts';
import {
  mean,
  momentsOf,
  standardDeviation,
  standardErrorOfMean,
  variance,
} from '../../../src/stats/descriptive/moments.ts';
import { interquartileRange, quantileOfSorted, quantilePosition } from '../../../src/stats/descriptive/quantile.ts';
import { crossSection, isClose, readReference, readReferenceText } from '../../helpers/reference-data.ts';

interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly sum: number;
  readonly quantiles: Readonly<Record<string, number>>;
  readonly gini: number;
  readonly iqr: number;
}
interface Table {
  readonly counts: readonly (readonly number[])[];
  readonly chi2: number;
  readonly df: number;
  readonly p: number;
}

const reference = readReference('descriptive-cross.json') as {
  readonly summarize: Readonly<Record<string, Summary>>;
  readonly tabulate: Readonly<Record<string, Table>>;
};
const table = crossSection();
const sorted = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value)).sort();
const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 200 });

describe('the synthetic cross-section', () => {
  it('is the committed file, value by value', () => {
    const [header, ...lines] = readReferenceText('cross.csv').trimEnd().split('\n');
    const names = header!.split(',');
    expect(lines).toHaveLength(1200);
    lines.forEach((line, row) => {
      expect(line.split(',').map((cell) => (cell === '' ? NaN : Number(cell)))).toEqual(
        names.map((name) => table[name]![row]),
      );
    });
  });
});

describe('descriptive statistics agree with numpy and pandas', () => {
  it.each(Object.keys(reference.summarize))('on %s', (name) => {
    const expected = reference.summarize[name]!;
    const moments = momentsOf(table[name]!);
    const order = sorted(table[name]!);
    expect(moments.count).toBe(expected.count);
    const pairs: [number, number][] = [
      [mean(moments), expected.mean],
      [standardDeviation(moments), expected.std],
      [moments.sum, expected.sum],
      [giniOfSorted(order), expected.gini],
      [interquartileRange(order), expected.iqr],
      ...Object.entries(expected.quantiles).map(([p, value]): [number, number] => [
        quantileOfSorted(order, Number(p)),
        value,
      ]),
    ];
    pairs.forEach(([actual, value], index) =>
      expect(isClose(actual, value), `figure ${index}: ${actual} is not ${value}`).toBe(true),
    );
  });

  it.each(Object.keys(reference.tabulate))('Pearson’s test on %s', (name) => {
    const { counts, chi2, df, p } = reference.tabulate[name]!;
    const test = pearsonIndependence(counts.flat(), counts.length, counts[0]!.length);
    expect(test.df).toBe(df);
    expect(isClose(test.statistic, chi2)).toBe(true);
    expect(isClose(test.p, p)).toBe(true);
  });
});

describe('descriptive statistics agree with simple-statistics', () => {
  it('on mean, variance and standard deviation', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const moments = momentsOf(values);
        return (
          isClose(mean(moments), oracle.mean(values)) &&
          isClose(variance(moments), oracle.sampleVariance(values)) &&
          isClose(standardDeviation(moments), oracle.sampleStandardDeviation(values))
        );
      }),
    );
  });
});

describe('moments', () => {
  it('skip missing values and need two for a variance', () => {
    const moments = momentsOf([3, NaN, 5]);
    expect([moments.count, mean(moments), variance(moments), standardErrorOfMean(moments)]).toEqual([2, 4, 2, 1]);
    expect(variance(momentsOf([7]))).toBeNaN();
    expect(mean(momentsOf([]))).toBeNaN();
  });

  it('keep the variance of values far from zero', () => {
    expect(variance(momentsOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]))).toBe(30);
  });
});

describe('quantiles', () => {
  it('interpolate between order statistics (type 7)', () => {
    expect(quantileOfSorted([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileOfSorted([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantileOfSorted([5], 0.99)).toBe(5);
    expect(quantileOfSorted([], 0.5)).toBeNaN();
    expect(quantilePosition(5, 1)).toEqual({ lowerRank: 4, upperRank: 4, weight: 0 });
  });

  it('lie between the extremes and grow with p', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          const order = Float64Array.from(values).sort();
          const [low, high] = [quantileOfSorted(order, Math.min(p, q)), quantileOfSorted(order, Math.max(p, q))];
          return order[0]! <= low && low <= high + 1e-9 && high <= order.at(-1)! + 1e-9;
        },
      ),
    );
  });
});

describe('gini', () => {
  it('is zero for equal values and for a zero sum, missing without values', () => {
    expect(giniOfSorted([4, 4, 4, 4])).toBeCloseTo(0, 15);
    expect(giniOfSorted([-1, 1])).toBe(0);
    expect(gini(0, 0, 0)).toBeNaN();
    expect(giniOfSorted([0, 0, 0, 12])).toBe(0.75);
  });

  it('can be added up over runs of equal values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 9 })), {
          minLength: 1,
          maxLength: 20,
        }),
        (runs) => {
          const ascending = runs.toSorted((a, b) => a[0] - b[0]);
          const values = ascending.flatMap(([value, count]) => new Array<number>(count).fill(value));
          let before = 0;
          let weighted = 0;
          for (const [value, count] of ascending) {
            weighted += rankWeightedRun(value, before, count);
            before += count;
          }
          const sum = values.reduce((total, value) => total + value, 0);
          return gini(before, sum, weighted) === giniOfSorted(values);
        },
      ),
    );
  });
});

describe('Pearson’s test', () => {
  it('leaves out empty rows and columns', () => {
    const whole = pearsonIndependence([10, 20, 0, 0, 0, 0, 30, 15, 0], 3, 3);
    const dense = pearsonIndependence([10, 20, 30, 15], 2, 2);
    expect(whole).toEqual(dense);
    expect(whole.df).toBe(1);
  });

  it('has nothing to test in a single row', () => {
    expect(pearsonIndependence([5, 6], 1, 2)).toEqual({ statistic: 0, df: 0, p: 1 });
  });
});
