import { exp } from '../../base/math/exp.ts';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';
import { fCdf, fDensity, fSurvival, fUpperQuantile } from './f.ts';
import { solveMonotone } from './inverse.ts';
import { contourIntegral } from './noncentral-contour.ts';
import { densityCrossing } from './noncentral-saddle.ts';
import { oneTail, tailFrom } from './noncentral-tails.ts';

/** Ratios d1·f/d2 below it and above its inverse: there the tail is a power of f to the last digit. */
const smallestRatio = 1e-250;
const largestRatio = 1e250;

/**
 * P(F ≤ x) for non-central F with `df1` and `df2` degrees of freedom and non-centrality `np` of the numerator, accurate
 * for small probabilities.
 *
 * Missing (NaN) when an argument is missing, a degree of freedom is not positive or `np` negative. F ≤ x says that
 * X₁ − (df1·x/df2)·X₂ is not positive, a linear combination of χ² variables whose tails are integrals along a contour
 * (`noncentral-contour.ts`); both tails are computed as such.
 */
export function noncentralFCdf(x: number, df1: number, df2: number, np: number): number {
  return np === 0 ? fCdf(x, df1, df2) : tail(x, df1, df2, np, false);
}

/** P(F > x) for non-central F, computed as an upper tail. */
export function noncentralFSurvival(x: number, df1: number, df2: number, np: number): number {
  return np === 0 ? fSurvival(x, df1, df2) : tail(x, df1, df2, np, true);
}

/** Density at `x` of non-central F; Infinity at zero when `df1` is less than two, zero below. */
export function noncentralFDensity(x: number, df1: number, df2: number, np: number): number {
  if (np === 0) {
    return fDensity(x, df1, df2);
  }
  if (!isDefined(x, df1, df2, np)) {
    return NaN;
  }
  if (x < 0 || x === Infinity) {
    return 0;
  }
  if (x === 0) {
    return df1 < 2 ? Infinity : df1 === 2 ? exp(-0.5 * np) : 0;
  }
  const ratio = ratioWithin(x, df1, df2);
  const form = { noncentrality: np, p: 0.5 * df1, q: 0.5 * df2 + 1, c: ratio, x: 0 };
  const density = contourIntegral(form, densityCrossing(form), false);
  return density * df1 * beyondRatio(x, df1, df2, 0.5 * df1 - 1, -0.5 * df2 - 1);
}

/**
 * The x with P(F > x) = `p` for non-central F, accurate for `p` near zero and near one; Infinity where it exceeds the
 * largest double (as for `p` = 0).
 */
export function noncentralFUpperQuantile(p: number, df1: number, df2: number, np: number): number {
  if (np === 0) {
    return fUpperQuantile(p, df1, df2);
  }
  if (!isDefined(p, df1, df2, np) || p < 0 || p > 1) {
    return NaN;
  }
  if (p === 0 || p === 1) {
    return p === 0 ? Infinity : 0;
  }
  if (tail(Number.MAX_VALUE, df1, df2, np, true) >= p) {
    return Infinity;
  }
  // The logarithm of the smaller tail is concave and far from level.
  const upper = p <= 0.5;
  const start = log((df1 + np) / df1);
  const theta = solveMonotone(start, upper ? log(p) : log1p(-p), !upper, (at, slope) => {
    const x = exp(at);
    const value = tail(x, df1, df2, np, upper);
    slope[0] = ((upper ? -x : x) * noncentralFDensity(x, df1, df2, np)) / value;
    return log(value);
  });
  return exp(theta);
}

function isDefined(x: number, df1: number, df2: number, np: number): boolean {
  return x === x && df1 > 0 && df1 < Infinity && df2 > 0 && df2 < Infinity && np >= 0 && np < Infinity;
}

/** df1·x/df2, kept where neither it nor what is formed from it overflows. */
function ratioWithin(x: number, df1: number, df2: number): number {
  return Math.min(largestRatio, Math.max(smallestRatio, x * (df1 / df2)));
}

/** What a quantity that is a power of x beyond `ratioWithin` is to be multiplied with. */
function beyondRatio(x: number, df1: number, df2: number, belowPower: number, abovePower: number): number {
  const ratio = x * (df1 / df2);
  if (ratio >= smallestRatio && ratio <= largestRatio) {
    return 1;
  }
  const excess = log(x) + log(df1 / df2) - log(ratio < 1 ? smallestRatio : largestRatio);
  return exp(excess * (ratio < 1 ? belowPower : abovePower));
}

function tail(x: number, df1: number, df2: number, np: number, upper: boolean): number {
  if (!isDefined(x, df1, df2, np)) {
    return NaN;
  }
  if (x <= 0) {
    return upper ? 1 : 0;
  }
  if (x === Infinity) {
    return upper ? 0 : 1;
  }
  const c = ratioWithin(x, df1, df2);
  const form = { noncentrality: np, p: 0.5 * df1, q: 0.5 * df2, c, x: 0 };
  const isBeyond = c > (df1 + np) / df2;
  const power = isBeyond ? -0.5 * df2 : 0.5 * df1;
  const outer = oneTail(form, isBeyond) * beyondRatio(x, df1, df2, power, power);
  return tailFrom(form, outer, upper === isBeyond, upper);
}
