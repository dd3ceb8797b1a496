import { describe, expect, test } from 'vitest';
import type { SetCounts } from '../../../src/disclosure/nodes.ts';
import { findPerturbationTable } from '../../../src/disclosure/perturbation-table.ts';
import { countOrZero, releaseUnits } from '../../../src/disclosure/rules/counts.ts';
import { rules } from '../helpers.ts';
import { correlation, errorsOfMean, errorsOfVariance, leastP, momentsOf, mostErrors, pOfCounts } from './measures.ts';
import { countsOf, differentSet, drawSet, draws, recordKeysUnder, secretNumber, together } from './sets.ts';

const cells = 100_000;
/** √cells · 0.014 = 4.4 standard errors: a tighter limit than the 0.02 of the specification. */
const mostCorrelation = 0.014;
const secret = secretNumber(1);
const keys = recordKeysUnder(secret);
const strict = rules('strict', secret);
const table = findPerturbationTable('ptable-default')!;

/** Variance of the noise on a count of 1, 2 … 10 and more, as the specification of the table has it, to three decimals. */
const variances = [4.446, 7.832, 8, 8, 4, 1.721, 3.904, 4, 4, 4];
const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 40, 1000] as const;

const noiseOn = (set: SetCounts): number => countOrZero(releaseUnits(strict, set)) - set.units;

/** Noise on `cells` different sets of one size. */
function noiseOfSize(size: number): Float64Array {
  const next = draws(size);
  const noise = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    noise[cell] = noiseOn(countsOf(keys, differentSet(next, cell, size)));
  }
  return noise;
}

const probabilitiesOf = (size: number): readonly number[] => {
  const { upperBound } = table.rows[Math.min(size, 10)]!;
  return upperBound.map((upper, at) => (upper - (at === 0 ? 0 : upperBound[at - 1]!)) / 2 ** 32);
};

describe.each(sizes)('DC-03: the noise on 100,000 cells of %i units', (size) => {
  const noise = noiseOfSize(size);
  const row = table.rows[Math.min(size, 10)]!;
  const probabilities = probabilitiesOf(size);

  test('is at most 5, and no cell shows 1 to 4', () => {
    let most = 0;
    let small = 0;
    for (const one of noise) {
      most = Math.max(most, Math.abs(one));
      if (size + one > 0 && size + one < 5) small++;
    }
    expect(most).toBeLessThanOrEqual(5);
    expect(small).toBe(0);
  });

  test('is zero on average: exactly by the table, and as observed', () => {
    expect(row.perturbation.reduce((sum, value, at) => sum + value * probabilities[at]! * 2 ** 32, 0)).toBe(0);
    expect(Math.abs(errorsOfMean(noise, 0))).toBeLessThan(mostErrors);
  });

  test('has the specified variance: by the table, and as observed', () => {
    const variance = row.perturbation.reduce((sum, value, at) => sum + value * value * probabilities[at]!, 0);
    expect(variance).toBeCloseTo(variances[Math.min(size, 10) - 1]!, 3);
    expect(Math.abs(errorsOfVariance(noise, variance))).toBeLessThan(mostErrors);
  });

  test('takes its values as often as the table says', () => {
    const counts = row.perturbation.map((value) => noise.filter((one) => one === value).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(cells);
    expect(pOfCounts(counts, probabilities)).toBeGreaterThan(leastP);
  });
});

describe('DC-03: the noise on one cell', () => {
  test('says nothing about the noise on the cell with one unit more, fewer, or another', () => {
    const next = draws(101);
    const own = new Float64Array(cells);
    const more = new Float64Array(cells);
    const fewer = new Float64Array(cells);
    const other = new Float64Array(cells);
    for (let cell = 0; cell < cells; cell++) {
      const set = drawSet(next, 20 + (cell % 30));
      own[cell] = noiseOn(countsOf(keys, set));
      more[cell] = noiseOn(countsOf(keys, { ...set, size: set.size + 1 }));
      fewer[cell] = noiseOn(countsOf(keys, { ...set, size: set.size - 1 }));
      other[cell] = noiseOn(countsOf(keys, { ...set, start: set.start + set.step }));
    }
    for (const neighbour of [more, fewer, other]) {
      expect(Math.abs(correlation(own, neighbour))).toBeLessThan(mostCorrelation);
    }
  });

  test('says nothing about the other cells of a table, nor about their margin, nor do all of them together', () => {
    const next = draws(102);
    const columns = Array.from({ length: 4 }, () => new Float64Array(cells));
    const margin = new Float64Array(cells);
    const sums = new Float64Array(cells);
    let different = 0;
    for (let row = 0; row < cells; row++) {
      const whole = drawSet(next, 60);
      const sets = columns.map((_, column) =>
        countsOf(keys, { ...whole, start: whole.start + 15 * column * whole.step, size: 15 }),
      );
      for (const [column, set] of sets.entries()) {
        columns[column]![row] = noiseOn(set);
        sums[row]! += columns[column]![row]!;
      }
      margin[row] = noiseOn(together(sets));
      // The margin is the set of all four, by whatever route it was formed.
      if (margin[row] !== noiseOn(countsOf(keys, whole))) different++;
    }
    expect(different).toBe(0);
    for (const [at, column] of columns.entries()) {
      expect(Math.abs(correlation(column, margin))).toBeLessThan(mostCorrelation);
      for (const other of columns.slice(0, at))
        expect(Math.abs(correlation(column, other))).toBeLessThan(mostCorrelation);
    }
    expect(Math.abs(correlation(sums, margin))).toBeLessThan(mostCorrelation);
    // Four independent draws: their variances add up.
    expect(Math.abs(errorsOfVariance(sums, 16))).toBeLessThan(mostErrors);
  });

  test('does not depend on the number of units from ten on', () => {
    const next = draws(103);
    const size = new Float64Array(cells);
    const noise = new Float64Array(cells);
    const squares = new Float64Array(cells);
    const bySize = Array.from({ length: 40 }, () => new Float64Array(11));
    for (let cell = 0; cell < cells; cell++) {
      const set = drawSet(next, 10 + (cell % 40));
      const one = noiseOn(countsOf(keys, set));
      size[cell] = set.size;
      noise[cell] = one;
      squares[cell] = one * one;
      bySize[cell % 40]![one + 5]! += 1;
    }
    expect(Math.abs(correlation(size, noise))).toBeLessThan(mostCorrelation);
    expect(Math.abs(correlation(size, squares))).toBeLessThan(mostCorrelation);
    const probabilities = probabilitiesOf(10);
    // Forty tests: each may be forty times as unlikely.
    for (const counts of bySize) expect(pOfCounts(counts, probabilities)).toBeGreaterThan(leastP / 40);
  });

  test('is another one under another secret', () => {
    const otherSecret = secretNumber(2);
    const otherKeys = recordKeysUnder(otherSecret);
    const otherRules = rules('strict', otherSecret);
    const next = draws(104);
    const own = new Float64Array(cells);
    const other = new Float64Array(cells);
    for (let cell = 0; cell < cells; cell++) {
      const set = drawSet(next, 30);
      own[cell] = noiseOn(countsOf(keys, set));
      other[cell] = countOrZero(releaseUnits(otherRules, countsOf(otherKeys, set))) - set.size;
    }
    expect(Math.abs(correlation(own, other))).toBeLessThan(mostCorrelation);
    expect(momentsOf(other).variance).toBeCloseTo(4, 1);
  });
});

describe('DC-03 hardened', () => {
  test('shows cells of 1 to 4 units as empty, and the others with the noise of strict', () => {
    const hardened = rules('hardened', secret);
    const next = draws(105);
    for (let cell = 0; cell < 20_000; cell++) {
      const set = countsOf(keys, drawSet(next, cell % 12));
      if (set.units <= 4) expect(releaseUnits(hardened, set)).toBeNaN();
      else expect(releaseUnits(hardened, set)).toEqual(releaseUnits(strict, set));
    }
  });
});
