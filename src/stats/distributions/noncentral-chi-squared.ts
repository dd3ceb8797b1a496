import { exp } from '../../base/math/exp.ts';
import { pow } from '../../base/math/pow.ts';
import { chiSquaredCdf, chiSquaredDensity, chiSquaredSurvival } from './chi-squared.ts';
import { contourIntegral, type QuadraticForm } from './noncentral-contour.ts';
import { densityCrossing } from './noncentral-saddle.ts';
import { oneTail, tailFrom } from './noncentral-tails.ts';

/** Below it the distribution function is a power of its argument to the last digit. */
const smallestArgument = 1e-280;

/**
 * P(X ≤ x) for non-central χ² with `df` degrees of freedom and non-centrality `np`, accurate for small probabilities.
 *
 * Missing (NaN) when an argument is missing, `df` is not positive or `np` negative. Lower and upper tails are each
 * computed as such, by an integral along a contour (`noncentral-contour.ts`): sums over Poisson weights need √np terms.
 */
export function noncentralChiSquaredCdf(x: number, df: number, np: number): number {
  return np === 0 ? chiSquaredCdf(x, df) : tail(x, df, np, false);
}

/** P(X > x) for non-central χ² with `df` degrees of freedom and non-centrality `np`, computed as an upper tail. */
export function noncentralChiSquaredSurvival(x: number, df: number, np: number): number {
  return np === 0 ? chiSquaredSurvival(x, df) : tail(x, df, np, true);
}

/** Density at `x` of non-central χ²; Infinity at zero with fewer than two degrees of freedom, zero below. */
export function noncentralChiSquaredDensity(x: number, df: number, np: number): number {
  if (np === 0) {
    return chiSquaredDensity(x, df);
  }
  if (!isDefined(x, df, np)) {
    return NaN;
  }
  if (x < 0 || x === Infinity) {
    return 0;
  }
  if (x === 0) {
    return df < 2 ? Infinity : df === 2 ? 0.5 * exp(-0.5 * np) : 0;
  }
  if (x < smallestArgument) {
    return density(smallestArgument, df, np) * pow(x / smallestArgument, 0.5 * df - 1);
  }
  return density(x, df, np);
}

function isDefined(x: number, df: number, np: number): boolean {
  return x === x && df > 0 && df < Infinity && np >= 0 && np < Infinity;
}

function formOf(x: number, df: number, np: number): QuadraticForm {
  return { noncentrality: np, p: 0.5 * df, q: 0, c: 0, x };
}

function density(x: number, df: number, np: number): number {
  const form = formOf(x, df, np);
  return contourIntegral(form, densityCrossing(form), false);
}

function tail(x: number, df: number, np: number, upper: boolean): number {
  if (!isDefined(x, df, np)) {
    return NaN;
  }
  if (x <= 0) {
    return upper ? 1 : 0;
  }
  if (x === Infinity) {
    return upper ? 0 : 1;
  }
  if (x < smallestArgument) {
    const lower = tail(smallestArgument, df, np, false) * pow(x / smallestArgument, 0.5 * df);
    return upper ? 1 - lower : lower;
  }
  const form = formOf(x, df, np);
  const isBeyond = x > df + np;
  return tailFrom(form, oneTail(form, isBeyond), upper === isBeyond, upper);
}
