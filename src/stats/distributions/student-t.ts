import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';

/**
 * P(|T| > |t|) for Student's t with `df` degrees of freedom: the two-sided p-value of a t statistic.
 *
 * Missing (NaN) when `t` is missing or `df` is not positive. Only for |t| < 1, where the result exceeds 0.3, is it taken
 * from the complement; the library's own upper tail is wrong in the ninth digit there (`docs/dependencies.md`).
 */
export function tTwoSided(t: number, df: number): number {
  if (!(df > 0) || t !== t) {
    return NaN;
  }
  const square = t * t;
  if (square === Infinity) {
    return 0;
  }
  return square < 1
    ? 1 - betainc(square / (df + square), 0.5, df / 2, true, false)
    : betainc(df / (df + square), df / 2, 0.5, true, false);
}

/** P(T > t) for Student's t with `df` degrees of freedom, computed as an upper tail. */
export function tSurvival(t: number, df: number): number {
  const outside = 0.5 * tTwoSided(t, df);
  return t > 0 ? outside : 1 - outside;
}

/** P(T ≤ t) for Student's t with `df` degrees of freedom. */
export function tCdf(t: number, df: number): number {
  return tSurvival(-t, df);
}

/**
 * The positive t with P(|T| > t) = `p`, 0 < `p` ≤ 1: the critical value of a two-sided interval of level 1 − `p`.
 */
export function tTwoSidedQuantile(p: number, df: number): number {
  if (!(df > 0) || !(p >= 0 && p <= 1)) {
    return NaN;
  }
  if (p === 0) {
    return Infinity;
  }
  if (p === 1) {
    return 0;
  }
  // Solve for the smaller of the two complementary beta variables, so that neither is a difference from one.
  const central = betaincinv(p, 0.5, df / 2, true);
  if (central < 0.5) {
    return Math.sqrt((df * central) / (1 - central));
  }
  const outer = betaincinv(p, df / 2, 0.5, false);
  return Math.sqrt((df * (1 - outer)) / outer);
}

/** The t with P(T ≤ t) = `p`. */
export function tQuantile(p: number, df: number): number {
  return p < 0.5 ? -tTwoSidedQuantile(2 * p, df) : tTwoSidedQuantile(2 * (1 - p), df);
}
