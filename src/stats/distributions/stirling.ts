import gammaln from '@stdlib/math-base-special-gammaln';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';

/** From here on seven terms of Stirling's series are exact to the last digit. */
const stirlingFrom = 15;
/** Below this shape an upper tail is lost in 1 minus the lower one although it is the lower one that the series gives. */
export const smallShape = 0.05;
const halfLogTwoPi = 0.9189385332046728;
/** Up to this size the odd series is summed; its terms fall by a factor of 32 or more. */
const seriesUpTo = 0.3;

/**
 * ln(1 + `u`) − `u` for u > −1, without cancellation for small u.
 *
 * With s = u/(2 + u): ln(1 + u) = 2(s + s³/3 + …) and 2s − u = −us. Eleven terms leave a remainder below 2^−55.
 */
export function logOnePlusMinus(u: number): number {
  if (u > seriesUpTo || u < -seriesUpTo) {
    return log(1 + u) - u;
  }
  const s = u / (2 + u);
  const z = s * s;
  const w = z * z;
  const odd = 2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21))));
  const even = 2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19 + w * (2 / 23)))));
  return s * (z * (even + z * odd) - u);
}

/**
 * ln `ratio` − `u`, where `ratio` = 1 + `u` to full relative precision: as `logOnePlusMinus`, also for ratios near zero.
 */
export function logRatioRest(ratio: number, u: number): number {
  return u > seriesUpTo || u < -seriesUpTo ? log(ratio) - u : logOnePlusMinus(u);
}

/**
 * What Stirling's formula leaves out: ln Γ(a + 1) − (a ln a − a + ½ ln 2πa), for `a` > 0.
 *
 * Absolute error about 1e-16 from 15 on, some 1e-15 below.
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities.
 */
export function stirlingRest(a: number): number {
  if (a < stirlingFrom) {
    return gammaln(a + 1) - ((a + 0.5) * log(a) - a + halfLogTwoPi);
  }
  const z = 1 / (a * a);
  const series =
    1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156))))));
  return series / a;
}

/** Coefficients (−1)^k ζ(k)/k of ln Γ(1 + a), from k = 2; Euler's constant comes first. */
const euler = 0.5772156649015329;
const zetas = [
  0.8224670334241132, -0.40068563438653143, 0.27058080842778454, -0.20738555102867398, 0.1695571769974082,
  -0.1440498967688461, 0.12550966952474304, -0.11133426586956469, 0.1000994575127818, -0.09095401714582904,
  0.083353840546109,
];

/** ln Γ(1 + a) for 0 < a ≤ 0.05, to full relative precision. */
export function logGammaOnePlus(a: number): number {
  let sum = 0;
  for (let k = zetas.length - 1; k >= 0; k--) sum = sum * a + zetas[k]!;
  return a * (sum * a - euler);
}

/** ln Γ(`b` + `a`) − ln Γ(`b`) for 0 < a ≤ 0.05 and b > 0, to full relative precision (unless b is near 1.46, where it changes sign). */
export function logGammaRise(b: number, a: number): number {
  let lifted = b;
  let below = 0;
  for (; lifted < stirlingFrom; lifted++) below += log1p(a / lifted);
  const end = lifted + a;
  const product = lifted * end;
  const middle = (lifted + 0.5 * a) * (lifted + 0.5 * a);
  // Differences of the first two terms of Stirling's series as such, of the next two by their derivative half-way.
  const third = (3 * product + a * a) / (product * product * product) / 360;
  const rest = third - 1 / (12 * product) - (5 / 1260 - 7 / 1680 / middle) / (middle * middle * middle);
  const u = a / lifted;
  return a * (log(lifted) + rest) + lifted * logOnePlusMinus(u) + (a - 0.5) * log1p(u) - below;
}
