/**
 * Reading and writing the two 32-bit halves of an IEEE 754 double.
 *
 * The views are shared by the whole module on purpose: V8 keeps the stores and loads in registers, where a
 * `DataView` or a fresh buffer per call costs an allocation.
 */
const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

doubles[0] = 1;
/** Index of the half with sign and exponent: 1 on little-endian machines, 0 on big-endian ones. */
const highIndex = words[1] === 0x3ff00000 ? 1 : 0;
const lowIndex = 1 - highIndex;

/** Sign, exponent and the upper 20 fraction bits of `x`, as an unsigned 32-bit integer. */
function highWord(x: number): number {
  doubles[0] = x;
  return words[highIndex]!;
}

/** `x` with the lower 32 fraction bits set to zero. */
export function withoutLowWord(x: number): number {
  doubles[0] = x;
  words[lowIndex] = 0;
  return doubles[0];
}

/** 2^−1074 … 2^1023. A load from a table beats writing an exponent and reading it back as a double, which stalls. */
const powersOfTwo = new Float64Array(1074 + 1024);
for (let i = 0, power = 5e-324; i < powersOfTwo.length; i++, power *= 2) {
  powersOfTwo[i] = power;
}

/** The double 2^`exponent`, for −1074 ≤ `exponent` ≤ 1023. */
export function powerOfTwo(exponent: number): number {
  return powersOfTwo[exponent + 1074]!;
}

/**
 * `x`·2^`exponent` with a single rounding, for ½ ≤ `x` < 4 and −1080 ≤ `exponent` ≤ 1024.
 *
 * Results below the smallest normal number are reached in two steps, of which only the last one rounds.
 */
export function scaleByPowerOfTwo(x: number, exponent: number): number {
  if (exponent > 1023) {
    return x * powerOfTwo(exponent - 1) * 2;
  }
  return exponent >= -1021 ? x * powerOfTwo(exponent) : x * powerOfTwo(exponent + 200) * powerOfTwo(-200);
}

/**
 * Splits positive `x` into 2^k·m with √½ ≤ m ≤ √2; returns k and leaves m in `mantissa[0]`.
 */
export function splitExponent(x: number): number {
  let scaled = x;
  let exponent = -1023;
  let high = highWord(x);
  if (high < 0x00100000) {
    scaled = x * 18014398509481984; // 2^54 lifts the smallest numbers into the normal range
    exponent = -1077;
    high = highWord(scaled);
  }
  const biased = high >> 20;
  const m = scaled * powerOfTwo(1023 - biased);
  const isUpper = m > 1.4142135623730951;
  mantissa[0] = isUpper ? 0.5 * m : m;
  return exponent + biased + (isUpper ? 1 : 0);
}

/** Second result of `splitExponent`. */
export const mantissa = new Float64Array(1);
