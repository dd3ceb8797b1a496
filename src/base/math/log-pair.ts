import { mantissa, splitExponent } from './bits.ts';
import { addPairs, dividePairs, lowPart, multiplyPairs } from './double-double.ts';

const ln2High = 0.6931471805599453;
const ln2Low = 2.3190468138462996e-17;
const twoThirdsHigh = 0.6666666666666666;
const twoThirdsLow = 3.700743415417188e-17;

/**
 * ln((1+s)/(1−s)) for s = `sHigh` + `sLow`, |s| ≤ 0.172, as a pair with relative error below 2^−64.
 *
 * The first two terms of 2(s + s³/3 + s⁵/5 + …) are carried as pairs; the rest is at most 2^−12 of the whole, so a plain
 * double suffices for it. Thirteen terms leave a remainder below 2^−68.
 */
export function logOfRatio(sHigh: number, sLow: number): number {
  const z = multiplyPairs(sHigh, sLow, sHigh, sLow);
  const zLow = lowPart[0]!;
  const w = z * z;
  const odd = 2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19 + w * (2 / 23 + w * (2 / 27)))));
  const even = 2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21 + w * (2 / 25)))));
  const rest = even + z * odd;
  const cube = multiplyPairs(sHigh, sLow, z, zLow);
  const cubeLow = lowPart[0]!;
  const third = multiplyPairs(cube, cubeLow, twoThirdsHigh, twoThirdsLow);
  const thirdLow = lowPart[0]! + cube * z * rest;
  return addPairs(2 * sHigh, 2 * sLow, third, thirdLow);
}

/** Natural logarithm of `x` > 0 as a pair with relative error below 2^−64; the low part is in `lowPart[0]`. */
export function logPair(x: number): number {
  const exponent = splitExponent(x);
  const m = mantissa[0]!;
  // m − 1 is exact for √½ ≤ m ≤ √2; m + 1 is exact as a pair.
  const denominator = m + 1;
  const s = dividePairs(m - 1, 0, denominator, m - (denominator - 1));
  const logarithm = logOfRatio(s, lowPart[0]!);
  if (exponent === 0) {
    return logarithm;
  }
  const logarithmLow = lowPart[0]!;
  const shift = multiplyPairs(exponent, 0, ln2High, ln2Low);
  return addPairs(shift, lowPart[0]!, logarithm, logarithmLow);
}
