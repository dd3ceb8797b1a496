import gammaln from '@stdlib/math-base-special-gammaln';
import { exp } from '../../base/math/exp.ts';
import { log } from '../../base/math/log.ts';

const sqrtTwoPi = 2.5066282746310002;
/** From here on Stirling's series is exact to the last digit. */
const stirlingFrom = 10;
const smallest = 1e-300;

/**
 * Regularised incomplete gamma function: P(a, x), or Q(a, x) = 1 − P(a, x) when `upper`.
 *
 * The smaller of the two tails is computed directly, by its power series (x < a + 1) or by its continued fraction, and
 * the other one as its complement. Takes about √a steps. Written here because the packaged function is off by a per cent
 * for a of several hundred (`docs/dependencies.md`).
 *
 * @param a shape, positive
 * @param x argument, positive and finite
 * @see Abramowitz & Stegun 6.5.29 and 6.5.31; the fraction by Lentz's method, Thompson & Barnett (1986).
 */
export function incompleteGamma(a: number, x: number, upper: boolean): number {
  if (x < a + 1) {
    const lower = gammaPrefactor(a, x) * lowerSeries(a, x);
    return upper ? 1 - lower : lower;
  }
  const tail = gammaPrefactor(a, x) * a * upperFraction(a, x);
  return upper ? tail : 1 - tail;
}

/** x^a e^−x / Γ(a + 1), also where each factor alone overflows. */
export function gammaPrefactor(a: number, x: number): number {
  if (a < stirlingFrom) {
    return exp(a * log(x) - x - gammaln(a + 1));
  }
  const u = (x - a) / a;
  const exponent = Math.abs(u) > 0.3 ? a * log(x / a) - (x - a) : a * logOnePlusMinus(u);
  return exp(exponent - stirlingRest(a)) / (sqrtTwoPi * Math.sqrt(a));
}

/** ln(1 + u) − u without cancellation, for |u| ≤ 0.3. */
function logOnePlusMinus(u: number): number {
  // With s = u/(2+u): ln(1+u) = 2(s + s³/3 + …) and 2s − u = −us.
  const s = u / (2 + u);
  const square = s * s;
  let sum = 0;
  for (let power = 35; power >= 3; power -= 2) {
    sum = sum * square + 2 / power;
  }
  return s * (square * sum - u);
}

/** ln Γ(a + 1) − (a ln a − a + ½ ln 2πa). */
function stirlingRest(a: number): number {
  const square = a * a;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / a;
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= x / (a + i);
    sum += term;
  }
  return sum;
}

/** Continued fraction of Γ(a, x) x^−a e^x. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / smallest;
  let d = 1 / b;
  let fraction = d;
  let change = 0;
  for (let i = 1; Math.abs(change - 1) > 2e-16; i++) {
    const numerator = i * (a - i);
    b += 2;
    d = numerator * d + b;
    d = 1 / (Math.abs(d) < smallest ? smallest : d);
    c = b + numerator / c;
    c = Math.abs(c) < smallest ? smallest : c;
    change = c * d;
    fraction *= change;
  }
  return fraction;
}
