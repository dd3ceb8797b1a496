import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import { exp } from '../../base/math/exp.ts';

/** Probability that a standard normal variable is at most `z`. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

/** Probability that a standard normal variable exceeds `z`, computed as an upper tail (accurate for large `z`). */
export function normalSurvival(z: number): number {
  return 0.5 * erfc(z * Math.SQRT1_2);
}

/** Quantile of the standard normal distribution: the z with P(Z ≤ z) = `p`. */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p);
}

/** The z with P(Z > z) = `p`, accurate for small `p`. */
export function normalUpperQuantile(p: number): number {
  return Math.SQRT2 * erfcinv(2 * p);
}

/** P(|Z| > |z|): the two-sided p-value of a z statistic. */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) * Math.SQRT1_2);
}

const sqrtTwoPi = 2.5066282746310002;

/** Density at `x` of the normal distribution with the given mean and standard deviation; missing (NaN) unless `sd` > 0. */
export function normalDensity(x: number, mean: number, sd: number): number {
  if (!(sd > 0)) {
    return NaN;
  }
  const z = (x - mean) / sd;
  return exp(-0.5 * z * z) / (sd * sqrtTwoPi);
}
