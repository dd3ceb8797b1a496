import { addPairs, dividePairs, lowPart, twoSum } from './double-double.ts';
import { log } from './log.ts';
import { logOfRatio, logPair } from './log-pair.ts';

/**
 * ln(1 + `x`) without cancellation near zero, with an error barely above half a unit in the last place.
 *
 * −1 gives −Infinity; below −1 and NaN give NaN. Near zero the odd series in x/(2+x) is summed with twice the working
 * precision; further out so is the logarithm of 1 + x, whose own rounding error enters to first order.
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
  const relativeRest = lowPart[0]! / sum;
  const logarithm = logPair(sum);
  return addPairs(logarithm, lowPart[0]!, relativeRest, 0);
}
