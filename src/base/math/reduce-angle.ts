import { lowPart, multiplyPairs } from './double-double.ts';

/** π/2 in three pieces of 33 bits and what is left: `n·piece` is exact for |n| < 2^20. */
const piece1 = 1.5707963267341256;
const rest1 = 6.077100506506192e-11;
const piece2 = 6.077100506303966e-11;
const rest2 = 2.0222662487959506e-21;
const piece3 = 2.0222662487111665e-21;
const rest3 = 8.4784276603689e-32;
const twoOverPi = 0.6366197723675814;

const halfPiHigh = 1.5707963267948966;
const halfPiLow = 6.123233995736766e-17;

/** floor(2^1280·2/π): enough bits for the largest double and 200 to spare. */
const twoOverPiBits =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361dn;
const twoOverPiShift = 1280n;
const fractionBits = 160n;
const fractionUnit = 2 ** -160;

/** The reduced angle that the last call of `reduceAngle` left: high and low part, |high| ≤ π/4 or a hair more. */
export const reducedAngle = new Float64Array(2);

/**
 * Writes `x` − n·π/2 to `reducedAngle` and returns n modulo 4, for finite `x`.
 *
 * @see Cody & Waite (1980) for the three-part reduction of moderate angles; Payne & Hanek (1983), Radian reduction for
 *      trigonometric functions, SIGNUM 18, 19–24, for large ones (here in exact integer arithmetic).
 */
export function reduceAngle(x: number): number {
  if (x > 1e6 || x < -1e6) {
    return reduceLargeAngle(x);
  }
  const n = Math.floor(x * twoOverPi + 0.5);
  // First piece: exact product, and an exact difference by Sterbenz's lemma.
  let head = x - n * piece1;
  let tail = n * rest1;
  let high = head - tail;
  const size = Math.abs(x);
  if (Math.abs(high) < size * 2e-5) {
    const before = head;
    const step = n * piece2;
    head = before - step;
    tail = n * rest2 - (before - head - step);
    high = head - tail;
    if (Math.abs(high) < size * 2e-15) {
      const earlier = head;
      const last = n * piece3;
      head = earlier - last;
      tail = n * rest3 - (earlier - head - last);
      high = head - tail;
    }
  }
  reducedAngle[0] = high;
  reducedAngle[1] = head - high - tail;
  return n & 3;
}

function reduceLargeAngle(x: number): number {
  let magnitude = Math.abs(x);
  let exponent = 0n;
  // Halving is exact here, so the loop ends with an integer below 2^53 and x = ±integer·2^exponent.
  while (magnitude >= 9007199254740992) {
    magnitude /= 2;
    exponent += 1n;
  }
  let scaledDown = 0n;
  while (magnitude !== Math.floor(magnitude)) {
    magnitude *= 2;
    scaledDown += 1n;
  }
  const shift = twoOverPiShift - exponent + scaledDown;
  const product = BigInt(magnitude) * twoOverPiBits;
  const quarterTurns = (product + (1n << (shift - 1n))) >> shift;
  const fraction = (product - (quarterTurns << shift)) >> (shift - fractionBits);
  const high = Number(fraction);
  const low = Number(fraction - BigInt(high));
  const sign = x < 0 ? -1 : 1;
  reducedAngle[0] = sign * multiplyPairs(high * fractionUnit, low * fractionUnit, halfPiHigh, halfPiLow);
  reducedAngle[1] = sign * lowPart[0]!;
  const n = Number(quarterTurns & 3n);
  return sign === 1 ? n : (4 - n) & 3;
}
