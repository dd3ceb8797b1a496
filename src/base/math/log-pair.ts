import { highWord, withHighWord } from './bits.ts';
import { addPairs, dividePairs, lowPart, multiplyPairs } from './double-double.ts';

const ln2High = 0.6931471805599453;
const ln2Low = 2.3190468138462996e-17;
const twoThirdsHigh = 0.6666666666666666;
const twoThirdsLow = 3.700743415417188e-17;
const twoTo54 = 18014398509481984;

/**
 * ln((1+s)/(1−s)) for s = `sHigh` + `sLow`, |s| ≤ 0.172, as a pair with relative error below 2^−64.
 *
 * The first two terms of 2(s + s³/3 + s⁵/5 + …) are carried as pairs; the rest is at most 2^−12 of the whole, so a plain
 * double suffices for it. Thirteen terms leave a remainder below 2^−68.
 */
export function logOfRatio(sHigh: number, sLow: number): number {
  const z = multiplyPairs(sHigh, sLow, sHigh, sLow);
  const zLow = lowPart[0]!;
  let rest = 2 / 27;
  for (let power = 25; power >= 5; power -= 2) {
    rest = rest * z + 2 / power;
  }
  const cube = multiplyPairs(sHigh, sLow, z, zLow);
  const cubeLow = lowPart[0]!;
  const third = multiplyPairs(cube, cubeLow, twoThirdsHigh, twoThirdsLow);
  const thirdLow = lowPart[0]! + cube * z * rest;
  return addPairs(2 * sHigh, 2 * sLow, third, thirdLow);
}

/** Natural logarithm of `x` > 0 as a pair with relative error below 2^−64; the low part is in `lowPart[0]`. */
export function logPair(x: number): number {
  let exponent = 0;
  let scaled = x;
  let high = highWord(x);
  if (high < 0x00100000) {
    scaled = x * twoTo54;
    exponent = -54;
    high = highWord(scaled);
  }
  const carry = ((high & 0x000fffff) + 0x95f64) & 0x00100000;
  exponent += (high >> 20) - 1023 + (carry >> 20);
  const m = withHighWord(scaled, (high & 0x000fffff) | (carry ^ 0x3ff00000));
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
