import { addPairs, lowPart, multiplyPairs, twoSum } from '../../base/math/double-double.ts';
import { exp } from '../../base/math/exp.ts';
import { expm1 } from '../../base/math/expm1.ts';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';
import { scaled } from './incomplete-gamma.ts';
import { fallingDistance, legendreNodes, legendreWeights, stretch } from './quadrature.ts';
import { logGammaOnePlus, logGammaRise, logOnePlusMinus, logRatioRest, smallShape, stirlingRest } from './stirling.ts';

/*
 * The regularised incomplete beta function I_x(a, b) and its complement, each to its own last digits.
 *
 * Callers give x, y = 1 − x and lead = a·y − b·x, the distance from the mean, because each of them knows these better than
 * they can be worked out from one another: with shapes of a thousand million, x alone would leave eight digits.
 */

const twoPi = 6.283185307179586;
/** From this smaller shape on the tail is integrated: series and fraction would need more than a hundred terms. */
const integratedShape = 200;
const smallest = 1e-300;
/** More terms than the continued fraction needs, should its last digit never settle. */
const mostTerms = 10000;
/** Beyond this the exact product of a shape and a point would overflow on the way. */
const largestExact = 1e290;

/** What depends on the shapes only; kept for the next call, because parameters of a distribution are mostly constants. */
let shapeA = Number.NaN;
let shapeB = Number.NaN;
let scale = Number.NaN;

function prepare(a: number, b: number): void {
  if (a === shapeA && b === shapeB) return;
  shapeA = a;
  shapeB = b;
  const [less, more] = a < b ? [a, b] : [b, a];
  const rests = stirlingRest(a + b) - stirlingRest(more) - stirlingRest(less);
  scale = Math.sqrt(less / (1 + less / more) / twoPi) * exp(rests);
}

/**
 * Logarithm of x^a y^b / B(a, b) without the factor `scale`: −(a ln(a/(a+b)/x) + b ln(b/(a+b)/y)).
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities: no two large numbers are subtracted.
 */
function exponentOf(a: number, b: number, x: number, y: number, lead: number): number {
  const sum = a + b;
  return a * logRatioRest((x / a) * sum, -lead / a) + b * logRatioRest((y / b) * sum, lead / b);
}

function lowerIsDirect(a: number, b: number, x: number, y: number, lead: number): boolean {
  if (Math.min(a, b) >= integratedShape) return lead >= 0;
  return a <= b ? x * (a + b + 2) < a + 1 : y * (a + b + 2) >= b + 1;
}

/** The tail that is computed directly, divided by x^a y^b / B(a, b). */
function directRatio(a: number, b: number, x: number, y: number, lead: number): number {
  const lower = lowerIsDirect(a, b, x, y, lead);
  if (Math.min(a, b) >= integratedShape) return lower ? integrate(a, b, x, y, lead) : integrate(b, a, y, x, -lead);
  if (lower) return a <= b ? series(a, b, x) : fraction(a, b, x, y, lead);
  return a <= b ? fraction(b, a, y, x, -lead) : series(b, a, y);
}

/**
 * Regularised incomplete beta function: I_x(a, b), or 1 − I_x(a, b) when `upper`.
 *
 * The tail away from the mean is computed directly: by the series with positive terms on the side of the smaller shape, by
 * a continued fraction on the other one, and where both shapes are 200 or more by Gauss–Legendre integration of the
 * density relative to its value at x; the other tail is the complement. Work is bounded for all shapes.
 *
 * @param a, b shapes, positive
 * @param x, y arguments with x + y = 1, both positive
 * @param lead a·y − b·x to full relative precision (`betaLead` where only x is known)
 * @see DLMF 8.17.8; the fraction is that of Didonato & Morris (1992), ACM Trans. Math. Softw. 18, 360–373, by Lentz's method.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number, lead: number, upper: boolean): number {
  if (upper ? a < smallShape && a <= b : b < smallShape && b < a) {
    if (lowerIsDirect(a, b, x, y, lead) === upper)
      return upper ? upperOfSmallShape(a, b, x) : upperOfSmallShape(b, a, y);
  }
  prepare(a, b);
  const direct = scaled(exponentOf(a, b, x, y, lead), scale * directRatio(a, b, x, y, lead));
  return lowerIsDirect(a, b, x, y, lead) === upper ? 1 - direct : direct;
}

/** a(1 − x) − b·x to full relative precision. */
export function betaLead(a: number, b: number, x: number): number {
  if (a > largestExact || b > largestExact) return a * (1 - x) - b * x;
  const sum = twoSum(a, b);
  const product = multiplyPairs(sum, lowPart[0]!, x, 0);
  return addPairs(a, 0, -product, -lowPart[0]!);
}

/**
 * x^a y^b / B(a, b): the density of ln(x/y); divided by e^`logDivisor`, also where the numerator alone underflows.
 */
export function betaPrefactor(a: number, b: number, x: number, y: number, lead: number, logDivisor = 0): number {
  prepare(a, b);
  const exponent = exponentOf(a, b, x, y, lead);
  return logDivisor === 0 ? scaled(exponent, scale) : exp(exponent - logDivisor + log(scale));
}

/** ln I_x(a, b) for x so small that the first term x^a / (a B(a, b)) is all; `logX` is ln x. */
export function logBetaOfTiny(a: number, b: number, logX: number): number {
  prepare(a, b);
  return a * (logX + log1p(b / a)) + b * log1p(a / b) + log(scale / a);
}

/**
 * ln I_x(a, b) at x/y = a/b·e^`theta`, also where I underflows; its derivative by `theta` goes to `slope[0]`.
 *
 * Concave in `theta`. The complement is the same function of (b, a) and −`theta`.
 */
export function logBetaTail(a: number, b: number, theta: number, slope: Float64Array): number {
  const odds = (a / b) * exp(theta);
  if (odds < smallest) {
    slope[0] = a;
    return logBetaOfTiny(a, b, theta + log(a / b));
  }
  if (odds > 1 / smallest) {
    const upper = logBetaOfTiny(b, a, log(b / a) - theta);
    slope[0] = (b * exp(upper)) / -expm1(upper);
    return log1p(-exp(upper));
  }
  const x = odds / (1 + odds);
  const y = 1 / (1 + odds);
  const lead = -a * expm1(theta) * y;
  prepare(a, b);
  const exponent = exponentOf(a, b, x, y, lead);
  const ratio = directRatio(a, b, x, y, lead);
  const logDirect = exponent + log(scale * ratio);
  if (lowerIsDirect(a, b, x, y, lead)) {
    slope[0] = 1 / ratio;
    return logDirect;
  }
  const tail = b < smallShape && b < a ? upperOfSmallShape(b, a, y) : -expm1(logDirect);
  slope[0] = (exp(exponent) * scale) / tail;
  return log(tail);
}

/**
 * 1 − I_x(a, b) for a small shape a ≤ b and x left of the mean or so: 1 − x^a/(a B(a, b)) through its logarithm, and the rest
 * of the series I = x^a/(a B(a, b))·(1 − a(x(b−1)/(a+1) − x²(b−1)(b−2)/(2!(a+2)) + …)).
 */
function upperOfSmallShape(a: number, b: number, x: number): number {
  const exponent = a * log(x) - logGammaOnePlus(a) + logGammaRise(b, a);
  let term = 1;
  let rest = 0;
  for (let i = 1; Math.abs(term) > 1e-18 && i < mostTerms; i++) {
    term *= (x * (i - b)) / i;
    rest -= term / (a + i);
  }
  return exp(exponent) * a * rest - expm1(exponent);
}

/** Σ (a+b)…(a+b+n−1) / (a(a+1)…(a+n)) xⁿ: all terms positive, falling once x(a + b + n) < a + n + 1. */
function series(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= (x * (a + b + i - 1)) / (a + i);
    sum += term;
  }
  return sum / a;
}

/** Continued fraction of I_x(a, b) B(a, b) / (x^a y^b), for x left of the mean. */
function fraction(a: number, b: number, x: number, y: number, lead: number): number {
  let c = (a * (lead + 1)) / (a + 1);
  let d = 0;
  let value = c;
  let change = 0;
  for (let m = 1; Math.abs(change - 1) > 2e-16 && m < mostTerms; m++) {
    const step = a + 2 * m;
    const share = (m * (b - m) * x) / (step - 1);
    const numerator = ((a + m - 1) / (step - 1)) * (a + b + m - 1) * x * share;
    const denominator = m + share + ((a + m) / (step + 1)) * (lead + 1 + m * (1 + y));
    d = numerator * d + denominator;
    d = 1 / (Math.abs(d) < smallest ? smallest : d);
    c = denominator + numerator / c;
    c = Math.abs(c) < smallest ? smallest : c;
    change = c * d;
    value *= change;
  }
  return 1 / value;
}

/**
 * ∫ (t/x)^(a−1) ((1−t)/y)^(b−1) dt/(xy) from x down, for x left of the mean.
 *
 * With t = x(1 − v) the linear terms are gathered in `rate`, and what is left of the two logarithms has one sign.
 */
function integrate(a: number, b: number, x: number, y: number, lead: number): number {
  const odds = x / y;
  const rate = (lead + x - y) / y;
  const left = a - 1;
  const right = b - 1;
  let range = Math.min(1, fallingDistance(rate, left + right * odds * odds));
  const exponent = rate * range - left * logOnePlusMinus(-range) - right * logOnePlusMinus(range * odds);
  range = Math.min(1, range * stretch(exponent));
  let sum = 0;
  for (let i = 0; i < legendreNodes.length; i++) {
    const v = range * legendreNodes[i]!;
    const power = left * logOnePlusMinus(-v) + right * logOnePlusMinus(v * odds);
    sum += legendreWeights[i]! * exp(power - rate * v);
  }
  return (range * sum) / y;
}
