import { dividePairs, lowPart, twoSum } from './double-double.ts';
import { log } from './log.ts';
import { logOfRatio } from './log-pair.ts';

/**
 * ln(1 + `x`) without cancellation near zero, with an error below one unit in the last place.
 *
 * −1 gives −Infinity; below −1 and NaN give NaN. Near zero the odd series in x/(2+x) is summed with twice the working
 * precision; further out 1 + x is rounded once and the rounding error enters as a first-order correction.
 */
export function log1p(x: number): number {
  if (!(x > -1)) {
    return x === -1 ? -Infinity : NaN;
  }
  if (x > -1e-17 && x < 1e-17) {
    return x;
  }
  if (x < 0.41 && x > -0.29) {
    const denominator = twoSum(2, x);
    const s = dividePairs(x, 0, denominator, lowPart[0]!);
    return logOfRatio(s, lowPart[0]!);
  }
  if (x > 9007199254740992) {
    return log(x);
  }
  const sum = twoSum(1, x);
  return log(sum) + lowPart[0]! / sum;
}
