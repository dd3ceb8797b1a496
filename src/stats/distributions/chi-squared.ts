import gammaincinv from '@stdlib/math-base-special-gammaincinv';
import { log } from '../../base/math/log.ts';
import { gammaPrefactor, incompleteGamma } from './incomplete-gamma.ts';

/**
 * P(χ² > x) with `df` degrees of freedom, computed as an upper tail: the p-value of a χ² statistic.
 *
 * Missing (NaN) when `x` is missing or `df` is not positive.
 */
export function chiSquaredSurvival(x: number, df: number): number {
  return gammaTail(x, df, true);
}

/** P(χ² ≤ x) with `df` degrees of freedom. */
export function chiSquaredCdf(x: number, df: number): number {
  return gammaTail(x, df, false);
}

function gammaTail(x: number, df: number, upper: boolean): number {
  if (!(df > 0) || x !== x) {
    return NaN;
  }
  if (x <= 0) {
    return upper ? 1 : 0;
  }
  if (x === Infinity) {
    return upper ? 0 : 1;
  }
  return incompleteGamma(df / 2, x / 2, upper);
}

/** The x with P(χ² ≤ x) = `p`. */
export function chiSquaredQuantile(p: number, df: number): number {
  return gammaQuantile(p, df, false);
}

/** The x with P(χ² > x) = `p`, accurate for small `p`. */
export function chiSquaredUpperQuantile(p: number, df: number): number {
  return gammaQuantile(p, df, true);
}

/** Rounds of polishing; the library's start is good to two digits of p or more, and each round doubles them. */
const rounds = 4;

/**
 * Quantile by Newton's method on the logarithm of the tail, from the library's inverse: that one is right to its last
 * digits for few degrees of freedom only.
 */
function gammaQuantile(p: number, df: number, upper: boolean): number {
  if (!(df > 0) || !(p >= 0 && p <= 1)) {
    return NaN;
  }
  if (p === 0 || p === 1) {
    return (p === 0) === upper ? Infinity : 0;
  }
  const shape = df / 2;
  let x = gammaincinv(p, shape, upper);
  for (let round = 0; round < rounds && x > 0; round++) {
    const tail = incompleteGamma(shape, x, upper);
    const density = (gammaPrefactor(shape, x) * shape) / x;
    const step = ((log(tail) - log(p)) * tail) / density;
    x += upper ? step : -step;
  }
  return 2 * x;
}
