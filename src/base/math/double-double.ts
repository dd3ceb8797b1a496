/**
 * Sums and products with twice the working precision, as unevaluated sums high + low of two doubles.
 *
 * A function returns the high part and leaves the low part in `lowPart[0]`: an object or a pair per call would allocate
 * in the loops that use them.
 *
 * @see Dekker (1971), A floating-point technique for extending the available precision, Numer. Math. 18, 224–242.
 */

/** Low part of the result of the last function of this module that was called. */
export const lowPart = new Float64Array(1);

/** 2^27 + 1: multiplying by it splits a double into two halves of at most 26 bits. */
const splitter = 134217729;

/** The exact sum of two doubles in any order of magnitude (Knuth). */
export function twoSum(a: number, b: number): number {
  const sum = a + b;
  const fromB = sum - a;
  lowPart[0] = a - (sum - fromB) + (b - fromB);
  return sum;
}

/** The exact product of two doubles, below 2^995 in magnitude (Veltkamp's split). */
export function twoProduct(a: number, b: number): number {
  const product = a * b;
  const bigA = splitter * a;
  const highA = bigA - (bigA - a);
  const lowA = a - highA;
  const bigB = splitter * b;
  const highB = bigB - (bigB - b);
  const lowB = b - highB;
  lowPart[0] = lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
  return product;
}

/** (aHigh + aLow)·(bHigh + bLow), relative error about 2^−102. */
export function multiplyPairs(aHigh: number, aLow: number, bHigh: number, bLow: number): number {
  const product = twoProduct(aHigh, bHigh);
  const rest = lowPart[0]! + (aHigh * bLow + aLow * bHigh);
  const high = product + rest;
  lowPart[0] = rest - (high - product);
  return high;
}

/** (aHigh + aLow) + (bHigh + bLow), relative error about 2^−104 unless the sum cancels. */
export function addPairs(aHigh: number, aLow: number, bHigh: number, bLow: number): number {
  const sum = twoSum(aHigh, bHigh);
  const rest = lowPart[0]! + (aLow + bLow);
  const high = sum + rest;
  lowPart[0] = rest - (high - sum);
  return high;
}

/** (aHigh + aLow)/(bHigh + bLow), relative error about 2^−101. */
export function dividePairs(aHigh: number, aLow: number, bHigh: number, bLow: number): number {
  const quotient = aHigh / bHigh;
  const back = twoProduct(quotient, bHigh);
  const rest = (aHigh - back - lowPart[0]! + aLow - quotient * bLow) / bHigh;
  const high = quotient + rest;
  lowPart[0] = rest - (high - quotient);
  return high;
}
