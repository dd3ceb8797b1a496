import { chiSquaredSurvival } from '../../../src/stats/distributions/chi-squared.ts';

/**
 * How many standard errors a sum of independent draws may lie from what it should be. A right generator is beyond it once in
 * 147,000 times (normal, both sides), so that the hundred or so tests of this folder raise a false alarm with probability 7e-4 for
 * one choice of seeds. The seeds are fixed: what passes once passes always.
 */
export const mostErrors = 4.5;

/** The smallest p-value of a χ² test that is no alarm; false with this probability for one choice of seeds. */
export const leastP = 1e-4;

/** Mean, variance (divisor n) and fourth central moment of draws. */
export function momentsOf(values: Float64Array): {
  readonly mean: number;
  readonly variance: number;
  readonly fourth: number;
} {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let second = 0;
  let fourth = 0;
  for (const value of values) {
    const square = (value - mean) ** 2;
    second += square;
    fourth += square * square;
  }
  return { mean, variance: second / values.length, fourth: fourth / values.length };
}

/** Standard errors that the mean of draws lies from what it should be. */
export function errorsOfMean(values: Float64Array, expected: number): number {
  const { mean, variance } = momentsOf(values);
  return (mean - expected) / Math.sqrt(variance / values.length);
}

/** Standard errors that the variance of draws lies from what it should be. */
export function errorsOfVariance(values: Float64Array, expected: number): number {
  const { variance, fourth } = momentsOf(values);
  return (variance - expected) / Math.sqrt((fourth - variance * variance) / values.length);
}

/** Product-moment correlation. */
export function correlation(x: Float64Array, y: Float64Array): number {
  const { mean: meanX, variance: varianceX } = momentsOf(x);
  const { mean: meanY, variance: varianceY } = momentsOf(y);
  let products = 0;
  for (const [at, value] of x.entries()) products += (value - meanX) * (y[at]! - meanY);
  return products / x.length / Math.sqrt(varianceX * varianceY);
}

/** p-value of the χ² test that counts come from these probabilities. */
export function pOfCounts(counts: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  const total = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const squares = Array.from(counts, (count, at) => {
    const expected = total * probabilities[at]!;
    return (count - expected) ** 2 / expected;
  });
  return chiSquaredSurvival(
    squares.reduce((sum, square) => sum + square, 0),
    counts.length - 1,
  );
}

/** p-value of the χ² test that 32-bit words fill 256 equal bins evenly. */
export function pOfUniform(words: Float64Array): number {
  const bins = new Float64Array(256);
  for (const word of words) bins[Math.floor(word / 2 ** 24)]! += 1;
  return pOfCounts(bins, new Float64Array(256).fill(1 / 256));
}
