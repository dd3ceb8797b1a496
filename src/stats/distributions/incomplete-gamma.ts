import gammaln from '@stdlib/math-base-special-gammaln';
import { exp } from '../../base/math/exp.ts';
import { expm1 } from '../../base/math/expm1.ts';
import { log } from '../../base/math/log.ts';
import { fallingDistance, legendreNodes, legendreWeights, stretch } from './quadrature.ts';
import { logGammaOnePlus, logOnePlusMinus, logRatioRest, smallShape, stirlingRest } from './stirling.ts';

/* The regularised incomplete gamma function P(a, x) and its complement Q(a, x), each to its own last digits. */

const twoPi = 6.283185307179586;
/** From this shape on the density is written around its mode. */
const largeShape = 15;
/** From this shape on the smaller tail is integrated: its series would need more than a hundred terms. */
const integratedShape = 200;
const smallest = 1e-300;
const logSmallest = -690;
/** More terms than a continued fraction needs, should its last digit never settle. */
const mostTerms = 10000;

/** What depends on the shape only; kept for the next call, because parameters of a distribution are mostly constants. */
let shape = Number.NaN;
let scale = Number.NaN;

function prepare(a: number): void {
  if (a === shape) return;
  shape = a;
  scale = a < largeShape ? a * exp(-gammaln(a + 1)) : Math.sqrt(a / twoPi) * exp(-stirlingRest(a));
}

/** Logarithm of x^a e^−x / Γ(a) without the factor `scale`; `u` is x/a − 1, as exactly as the caller knows it. */
function exponentOf(a: number, x: number, u: number): number {
  return a < largeShape ? a * log(x) - x : a * logRatioRest(x / a, u);
}

/** The tail that is computed directly, divided by x^a e^−x / Γ(a): P when x is left of the mean or so, otherwise Q. */
function directRatio(a: number, x: number, u: number): number {
  if (a >= integratedShape) return integrate(a, u);
  return x < a + 1 ? lowerSeries(a, x) / a : upperFraction(a, x);
}

function lowerIsDirect(a: number, x: number, u: number): boolean {
  return a >= integratedShape ? u <= 0 : x < a + 1;
}

/**
 * Regularised incomplete gamma function: P(a, x), or Q(a, x) = 1 − P(a, x) when `upper`.
 *
 * The tail away from the mean is computed directly, by its power series or continued fraction, for shapes of 200 and more
 * by Gauss–Legendre integration of the density relative to its value at x; the other one is the complement. Work is
 * bounded for every shape. Relative error a few 1e-15 in the body, some 1e-13 in tails down to 1e-300.
 *
 * @param a shape, positive
 * @param x argument, positive and finite
 * @see Abramowitz & Stegun 6.5.29 and 6.5.31; the fraction by Lentz's method, Thompson & Barnett (1986).
 */
export function incompleteGamma(a: number, x: number, upper: boolean): number {
  const u = (x - a) / a;
  if (upper && a < smallShape && x < 1 + a) return upperOfSmallShape(a, x);
  prepare(a);
  const direct = scaled(exponentOf(a, x, u), scale * directRatio(a, x, u));
  return lowerIsDirect(a, x, u) === upper ? 1 - direct : direct;
}

/** e^`exponent`·`factor`, also where the exponential alone underflows. */
export function scaled(exponent: number, factor: number): number {
  return exponent < logSmallest ? exp(exponent + log(factor)) : exp(exponent) * factor;
}

/** x^a e^−x / Γ(a + 1), also where each factor alone overflows. */
export function gammaPrefactor(a: number, x: number): number {
  prepare(a);
  return scaled(exponentOf(a, x, (x - a) / a), scale / a);
}

/** ln(x^a e^−x / Γ(a)): the logarithm of the density of ln X for a gamma variable X. */
export function logGammaDensity(a: number, x: number): number {
  prepare(a);
  return exponentOf(a, x, (x - a) / a) + log(scale);
}

/**
 * ln P or ln Q at x = a·e^`theta`, also where the tail itself underflows; its derivative by `theta` goes to `slope[0]`.
 *
 * Both are concave in `theta`.
 */
export function logGammaTail(a: number, theta: number, upper: boolean, slope: Float64Array): number {
  prepare(a);
  const u = expm1(theta);
  const x = a * exp(theta);
  if (x < smallest && !upper) {
    slope[0] = a;
    return a * (theta + log(a)) + log(scale / a);
  }
  const exponent =
    a < largeShape ? a * (theta + log(a)) - x : u > 0.3 || u < -0.3 ? a * (theta - u) : a * logOnePlusMinus(u);
  const ratio = directRatio(a, x, u);
  const logDirect = exponent + log(scale * ratio);
  if (lowerIsDirect(a, x, u) !== upper) {
    slope[0] = (upper ? -1 : 1) / ratio;
    return logDirect;
  }
  const tail = upper && a < smallShape ? upperOfSmallShape(a, x) : -expm1(logDirect);
  slope[0] = ((upper ? -1 : 1) * exp(exponent) * scale) / tail;
  return log(tail);
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + …, for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= x / (a + i);
    sum += term;
  }
  return sum;
}

/** Continued fraction of Γ(a, x) x^−a e^x, for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / smallest;
  let d = 1 / b;
  let fraction = d;
  let change = 0;
  for (let i = 1; Math.abs(change - 1) > 2e-16 && i < mostTerms; i++) {
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

/**
 * ∫ (t/x)^(a−1) e^(x−t) dt/x from x away from the mode.
 *
 * With t = x(1 + v) the exponent is −v(x − a + 1) + (a − 1)(ln(1 + v) − v): two terms of one sign, so none of it cancels.
 */
function integrate(a: number, u: number): number {
  const sign = u <= 0 ? -1 : 1;
  const power = a - 1;
  const rate = sign * (a * u + 1);
  let range = fallingDistance(rate, power);
  if (sign > 0) range *= stretch(rate * range - power * logOnePlusMinus(range));
  else range = Math.min(range, 1);
  let sum = 0;
  for (let i = 0; i < legendreNodes.length; i++) {
    const v = range * legendreNodes[i]!;
    sum += legendreWeights[i]! * exp(power * logOnePlusMinus(sign * v) - rate * v);
  }
  return range * sum;
}

/**
 * Q(a, x) for a small shape and x < 1 + a: 1 − x^a/Γ(a+1) through its logarithm, and the rest of the series of P.
 *
 * P(a, x) = x^a/Γ(a+1)·(1 − a(x/(a+1) − x²/(2!(a+2)) + …)).
 *
 * @see DiDonato & Morris (1986), ACM Trans. Math. Softw. 12, 377–393.
 */
function upperOfSmallShape(a: number, x: number): number {
  const exponent = a * log(x) - logGammaOnePlus(a);
  let term = 1;
  let rest = 0;
  for (let i = 1; i < 30; i++) {
    term *= -x / i;
    rest -= term / (a + i);
  }
  return exp(exponent) * a * rest - expm1(exponent);
}
