import gammaln from '@stdlib/math-base-special-gammaln';
import { log } from '../../base/math/log.ts';

/** From here on seven terms of Stirling's series are exact to the last digit. */
const stirlingFrom = 15;
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
