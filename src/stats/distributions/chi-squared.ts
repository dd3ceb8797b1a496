import gammainc from '@stdlib/math-base-special-gammainc';
import gammaincinv from '@stdlib/math-base-special-gammaincinv';

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
  return gammainc(x / 2, df / 2, true, upper);
}

/** The x with P(χ² ≤ x) = `p`. */
export function chiSquaredQuantile(p: number, df: number): number {
  return df > 0 ? 2 * gammaincinv(p, df / 2, false) : NaN;
}

/** The x with P(χ² > x) = `p`, accurate for small `p`. */
export function chiSquaredUpperQuantile(p: number, df: number): number {
  return df > 0 ? 2 * gammaincinv(p, df / 2, true) : NaN;
}
