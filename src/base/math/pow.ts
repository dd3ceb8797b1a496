import { addPairs, lowPart, twoProduct } from './double-double.ts';
import { expOfSum } from './exp.ts';
import { logPair } from './log-pair.ts';

/**
 * `base` raised to `exponent`, with an error below one unit in the last place.
 *
 * Special values follow ECMAScript's `**`: a NaN exponent gives NaN, an exponent of zero gives 1 (also for a NaN base),
 * ±1 to the power ±Infinity gives NaN, a negative base with a fractional exponent gives NaN.
 *
 * The logarithm is a pair of doubles with relative error below 2^−64, so the product with the exponent (at most 746 in
 * magnitude) is off by less than 2^−54 in absolute terms before the exponential.
 */
export function pow(base: number, exponent: number): number {
  if (exponent === 2) {
    return base * base;
  }
  if (exponent === 1) {
    return base;
  }
  if (base > 0 && base < Infinity && exponent > -Infinity && exponent < Infinity) {
    return positivePow(base, exponent);
  }
  return specialPow(base, exponent);
}

function positivePow(base: number, exponent: number): number {
  if (base === 1 || exponent === 0) {
    return 1;
  }
  if (exponent === 0.5) {
    return Math.sqrt(base);
  }
  if (exponent === -1) {
    return 1 / base;
  }
  const high = logPair(base);
  const low = lowPart[0]!;
  const rough = exponent * high;
  if (rough > 746) {
    return Infinity;
  }
  if (rough < -746) {
    return 0;
  }
  if (exponent < 1e-280 && exponent > -1e-280) {
    return 1; // the split products below would lose bits to underflow; the result is 1 to within 2^−900 anyway
  }
  const product = twoProduct(exponent, high);
  const sum = addPairs(product, lowPart[0]!, exponent * low, 0);
  return expOfSum(sum, lowPart[0]!);
}

function specialPow(base: number, exponent: number): number {
  if (exponent !== exponent) {
    return NaN;
  }
  if (exponent === 0) {
    return 1;
  }
  if (base !== base) {
    return NaN;
  }
  const magnitude = Math.abs(base);
  if (exponent === Infinity || exponent === -Infinity) {
    if (magnitude === 1) {
      return NaN;
    }
    return magnitude > 1 === exponent > 0 ? Infinity : 0;
  }
  const isInteger = Math.floor(exponent) === exponent;
  const isNegative = base < 0 || Object.is(base, -0);
  // Every double of magnitude 2^53 or more is an even integer, so the remainder settles odd and even exactly.
  const sign = isNegative && isInteger && exponent % 2 !== 0 ? -1 : 1;
  if (magnitude === 0) {
    return exponent > 0 ? sign * 0 : sign * Infinity;
  }
  if (magnitude === Infinity) {
    return exponent > 0 ? sign * Infinity : sign * 0;
  }
  return isInteger ? sign * positivePow(magnitude, exponent) : NaN;
}
