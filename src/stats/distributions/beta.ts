import { exp } from '../../base/math/exp.ts';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';
import { betaLead, betaPrefactor, incompleteBeta, logBetaOfTiny, logBetaTail } from './incomplete-beta.ts';
import { solveMonotone } from './inverse.ts';
import { normalUpperQuantile } from './normal.ts';

/** Below this the first term of the series is all there is, and the argument may have lost digits. */
const tiny = 1e-290;

function areShapes(a: number, b: number): boolean {
  return a > 0 && b > 0 && a < Infinity && b < Infinity;
}

/** P(X ≤ x) of the beta distribution with shapes `a` and `b`; missing (NaN) for missing `x` and shapes that are not positive. */
export function betaCdf(x: number, a: number, b: number): number {
  return betaTail(x, a, b, false);
}

/** P(X > x) of the beta distribution with shapes `a` and `b`, computed as an upper tail. */
export function betaSurvival(x: number, a: number, b: number): number {
  return betaTail(x, a, b, true);
}

function betaTail(x: number, a: number, b: number, upper: boolean): number {
  if (!areShapes(a, b) || x !== x) {
    return NaN;
  }
  if (x <= 0 || x >= 1) {
    return x <= 0 === upper ? 1 : 0;
  }
  if (x < tiny) {
    const lower = exp(logBetaOfTiny(a, b, log(x)));
    return upper ? 1 - lower : lower;
  }
  return incompleteBeta(a, b, x, 1 - x, betaLead(a, b, x), upper);
}

/** Density of the beta distribution; 0 outside 0–1, infinite at an end whose shape is below 1. */
export function betaDensity(x: number, a: number, b: number): number {
  if (!areShapes(a, b) || x !== x) {
    return NaN;
  }
  if (x < 0 || x > 1) {
    return 0;
  }
  if (x === 0) {
    return atEnd(a, b);
  }
  if (x === 1) {
    return atEnd(b, a);
  }
  if (x < tiny) {
    return exp(logBetaOfTiny(a, b, log(x)) - log(x)) * a;
  }
  return betaPrefactor(a, b, x, 1 - x, betaLead(a, b, x), log(x) + log1p(-x));
}

/** The density at the end that belongs to shape `near`. */
function atEnd(near: number, far: number): number {
  return near < 1 ? Infinity : near === 1 ? far : 0;
}

/** The x with P(X ≤ x) = `p`. */
export function betaQuantile(p: number, a: number, b: number): number {
  return quantile(p, a, b, false);
}

/** The x with P(X > x) = `p`, accurate for small `p`. */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  return quantile(p, a, b, true);
}

function quantile(p: number, a: number, b: number, upper: boolean): number {
  if (!areShapes(a, b) || !(p >= 0 && p <= 1)) {
    return NaN;
  }
  const odds = (a / b) * exp(betaTailQuantile(p, a, b, upper));
  return 1 / (1 + 1 / odds);
}

/**
 * Logarithm of the F value b·x/(a·y) at which a tail of the beta distribution is `p`; infinite for p = 0 and p = 1.
 *
 * Newton's method on the logarithm of the smaller tail; 1 − p is exact where it is taken. Answers to the logarithm keep
 * their digits for shapes of any size: for large ones they are near 0, for small ones far beyond the range of doubles.
 */
export function betaTailQuantile(p: number, a: number, b: number, upper: boolean): number {
  if (p === 0 || p === 1) {
    return (p === 0) === upper ? Infinity : -Infinity;
  }
  const tail = p > 0.5 ? 1 - p : p;
  return p > 0.5 === upper ? lowerQuantile(tail, a, b) : -lowerQuantile(tail, b, a);
}

function lowerQuantile(tail: number, a: number, b: number): number {
  const target = log(tail);
  // ln I is concave and lies below its asymptote on the left; the normal curve is nearer for large shapes.
  const firstTerm = (target - logBetaOfTiny(a, b, 0)) / a - log(a / b);
  const normal = -normalUpperQuantile(tail) * Math.sqrt(1 / a + 1 / b);
  return solveMonotone(Math.max(firstTerm, normal), target, true, (theta, slope) => logBetaTail(a, b, theta, slope));
}
