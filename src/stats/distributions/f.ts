import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';

/** Whether both degrees of freedom are positive and the argument is a number. */
function isDefined(x: number, df1: number, df2: number): boolean {
  return df1 > 0 && df2 > 0 && x === x;
}

/**
 * P(F > x) for the F distribution with `df1` and `df2` degrees of freedom, computed as an upper tail: the p-value of an
 * F statistic. Missing (NaN) when `x` is missing or a degree of freedom is not positive.
 */
export function fSurvival(x: number, df1: number, df2: number): number {
  if (!isDefined(x, df1, df2)) {
    return NaN;
  }
  if (x <= 0) {
    return 1;
  }
  if (x === Infinity) {
    return 0;
  }
  const scaled = df1 * x;
  // The complement loses nothing while the lower tail is the smaller one; beyond that the upper tail is direct.
  const lower = betainc(scaled / (df2 + scaled), df1 / 2, df2 / 2, true, false);
  return lower < 0.5 ? 1 - lower : betainc(df2 / (df2 + scaled), df2 / 2, df1 / 2, true, false);
}

/** P(F ≤ x) for the F distribution with `df1` and `df2` degrees of freedom, accurate for small probabilities. */
export function fCdf(x: number, df1: number, df2: number): number {
  if (!isDefined(x, df1, df2)) {
    return NaN;
  }
  return x <= 0 ? 0 : x === Infinity ? 1 : fSurvival(1 / x, df2, df1);
}

/** The x with P(F > x) = `p`, accurate for small `p`. */
export function fUpperQuantile(p: number, df1: number, df2: number): number {
  if (!isDefined(p, df1, df2) || p < 0 || p > 1) {
    return NaN;
  }
  if (p === 0) {
    return Infinity;
  }
  if (p === 1) {
    return 0;
  }
  // The smaller of the two complementary beta variables, so that neither is a difference from one.
  const lower = betaincinv(p, df1 / 2, df2 / 2, true);
  if (lower < 0.5) {
    return (df2 * lower) / (df1 * (1 - lower));
  }
  const upper = betaincinv(p, df2 / 2, df1 / 2, false);
  return (df2 * (1 - upper)) / (df1 * upper);
}

/** The x with P(F ≤ x) = `p`. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return 1 / fUpperQuantile(p, df2, df1);
}
