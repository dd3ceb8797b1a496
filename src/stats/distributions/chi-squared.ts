import gammaln from '@stdlib/math-base-special-gammaln';
import { exp } from '../../base/math/exp.ts';
import { log } from '../../base/math/log.ts';
import { gammaPrefactor, incompleteGamma, logGammaDensity, logGammaTail } from './incomplete-gamma.ts';
import { solveMonotone } from './inverse.ts';
import { normalUpperQuantile } from './normal.ts';

/** Below this, half the argument may lose digits, and its logarithm is used. */
const tiny = 1e-290;
/** From this shape on the cube root of a gamma variable is near enough to normal to start from. */
const cubeRootShape = 0.5;

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

const slope = new Float64Array(1);

function gammaTail(x: number, df: number, upper: boolean): number {
  if (!(df > 0 && df < Infinity) || x !== x) {
    return NaN;
  }
  if (x <= 0) {
    return upper ? 1 : 0;
  }
  if (x === Infinity) {
    return upper ? 0 : 1;
  }
  return x < tiny ? exp(logGammaTail(df / 2, log(x) - log(df), upper, slope)) : incompleteGamma(df / 2, x / 2, upper);
}

/**
 * Density of χ² with `df` degrees of freedom at `x`: 0 below zero, infinite at zero for fewer than two degrees of freedom.
 *
 * Missing (NaN) when `x` is missing or `df` is not positive.
 */
export function chiSquaredDensity(x: number, df: number): number {
  if (!(df > 0 && df < Infinity) || x !== x) {
    return NaN;
  }
  if (x < 0 || x === Infinity) {
    return 0;
  }
  if (x === 0) {
    return df < 2 ? Infinity : df === 2 ? 0.5 : 0;
  }
  const shape = df / 2;
  if (x < 1e-100) {
    return exp(logGammaTail(shape, log(x) - log(df), false, slope) - log(x)) * shape;
  }
  const product = gammaPrefactor(shape, x / 2) * shape;
  return product > tiny ? product / x : exp(logGammaDensity(shape, x / 2) - log(x));
}

/** The x with P(χ² ≤ x) = `p`. */
export function chiSquaredQuantile(p: number, df: number): number {
  return gammaQuantile(p, df, false);
}

/** The x with P(χ² > x) = `p`, accurate for small `p`. */
export function chiSquaredUpperQuantile(p: number, df: number): number {
  return gammaQuantile(p, df, true);
}

/**
 * Quantile by Newton's method on the logarithm of the smaller tail; 1 − p is exact where it is taken.
 */
function gammaQuantile(p: number, df: number, upper: boolean): number {
  if (!(df > 0 && df < Infinity) || !(p >= 0 && p <= 1)) {
    return NaN;
  }
  if (p === 0 || p === 1) {
    return (p === 0) === upper ? Infinity : 0;
  }
  const shape = df / 2;
  const asUpper = p > 0.5 ? !upper : upper;
  const tail = p > 0.5 ? 1 - p : p;
  const theta = solveMonotone(firstGuess(shape, tail, asUpper), log(tail), !asUpper, (point, out) =>
    logGammaTail(shape, point, asUpper, out),
  );
  return df * exp(theta);
}

/**
 * Where the search for ln(x/a) begins: the cube root of a gamma variable is nearly normal (Wilson & Hilferty 1931); for small
 * shapes and far to the left, the first term of the series of P; for small shapes far to the right, the exponential decay.
 */
function firstGuess(a: number, tail: number, upper: boolean): number {
  const firstTerm = (log(upper ? 1 - tail : tail) + gammaln(a + 1)) / a - log(a);
  if (upper && a < cubeRootShape) return tail < a ? log(Math.max(0.5, -log(tail / a)) / a) : firstTerm;
  const z = normalUpperQuantile(tail);
  const root = 1 - 1 / (9 * a) + (upper ? z : -z) / (3 * Math.sqrt(a));
  const cube = root > 0.1 ? 3 * log(root) : Number.NEGATIVE_INFINITY;
  return upper ? cube : Math.max(cube, firstTerm);
}
