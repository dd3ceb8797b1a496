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
export function highWord(x: number): number {
  doubles[0] = x;
  return words[highIndex]!;
}

/** `x` with the lower 32 fraction bits set to zero. */
export function withoutLowWord(x: number): number {
  doubles[0] = x;
  words[lowIndex] = 0;
  return doubles[0];
}

/** `x` with its upper half replaced by `high`. */
export function withHighWord(x: number, high: number): number {
  doubles[0] = x;
  words[highIndex] = high;
  return doubles[0];
}

/** The double 2^`exponent`, for −1022 ≤ `exponent` ≤ 1023. */
export function powerOfTwo(exponent: number): number {
  doubles[0] = 0;
  words[highIndex] = (exponent + 1023) << 20;
  return doubles[0];
}

/**
 * `x`·2^`exponent` with a single rounding, for any integer `exponent`.
 *
 * Results below the smallest normal number are reached in two exact steps, so that only the last one rounds.
 */
export function scaleByPowerOfTwo(x: number, exponent: number): number {
  if (exponent > 1023) {
    return exponent > 2046 ? x * powerOfTwo(1023) * powerOfTwo(1023) : x * powerOfTwo(1023) * powerOfTwo(exponent - 1023);
  }
  if (exponent >= -1022) {
    return x * powerOfTwo(exponent);
  }
  return exponent < -2000 ? x * 0 : x * powerOfTwo(exponent + 1000 < -1022 ? -1022 : exponent + 1000) * powerOfTwo(-1000);
}
