import { withoutLowWord } from './bits.ts';
import { reduceAngle, reducedAngle } from './reduce-angle.ts';

const quarterPi = 0.7853981633974483;
const quarterPiLow = 3.061616997868383e-17;

/** Minimax coefficients on |x| ≤ π/4, as published with fdlibm's `k_sin`, `k_cos` and `k_tan`. */
const s1 = -1.66666666666666324348e-1;
const s2 = 8.33333333332248946124e-3;
const s3 = -1.98412698298579493134e-4;
const s4 = 2.75573137070700676789e-6;
const s5 = -2.50507602534068634195e-8;
const s6 = 1.58969099521155010221e-10;
const c1 = 4.16666666666666019037e-2;
const c2 = -1.38888888888741095749e-3;
const c3 = 2.48015872894767294178e-5;
const c4 = -2.75573143513906633035e-7;
const c5 = 2.0875723212981748279e-9;
const c6 = -1.13596475577881948265e-11;
const t0 = 3.33333333333334091986e-1;
const t1 = 1.33333333333201242699e-1;
const t2 = 5.39682539762260521377e-2;
const t3 = 2.18694882948595424599e-2;
const t4 = 8.86323982359930005737e-3;
const t5 = 3.59207910759131235356e-3;
const t6 = 1.45620945432529025516e-3;
const t7 = 5.88041240820264096874e-4;
const t8 = 2.46463134818469906812e-4;
const t9 = 7.817944429395570923e-5;
const t10 = 7.14072491382608190305e-5;
const t11 = -1.85586374855275456654e-5;
const t12 = 2.59073051863633712884e-5;

/** sin(x + y) on |x| ≤ π/4, y the tail of x. */
function sineNearZero(x: number, y: number): number {
  const z = x * x;
  const v = z * x;
  const r = s2 + z * (s3 + z * (s4 + z * (s5 + z * s6)));
  return x - (z * (0.5 * y - v * r) - y - v * s1);
}

/** cos(x + y) on |x| ≤ π/4, y the tail of x. */
function cosineNearZero(x: number, y: number): number {
  const z = x * x;
  const w = z * z;
  const r = z * (c1 + z * (c2 + z * c3)) + w * w * (c4 + z * (c5 + z * c6));
  const half = 0.5 * z;
  const head = 1 - half;
  return head + (1 - head - half + (z * r - x * y));
}

/** tan(x + y) on |x| ≤ π/4, or −1/tan when `inverted`. */
function tangentNearZero(xIn: number, yIn: number, inverted: boolean): number {
  let x = xIn;
  let y = yIn;
  const isLarge = Math.abs(x) >= 0.67434;
  const sign = x < 0 ? -1 : 1;
  if (isLarge) {
    // tan(π/4 − u) = 1 − 2(u − …): keeps the error small where tan grows steep.
    x = quarterPi - sign * x + (quarterPiLow - sign * y);
    y = 0;
  }
  const z = x * x;
  const w = z * z;
  const odd = t1 + w * (t3 + w * (t5 + w * (t7 + w * (t9 + w * t11))));
  const even = z * (t2 + w * (t4 + w * (t6 + w * (t8 + w * (t10 + w * t12)))));
  const cube = z * x;
  const r = y + z * (cube * (odd + even) + y) + t0 * cube;
  const sum = x + r;
  if (isLarge) {
    const v = inverted ? -1 : 1;
    return sign * (v - 2 * (x - ((sum * sum) / (sum + v) - r)));
  }
  if (!inverted) {
    return sum;
  }
  // −1/sum with the error of the division corrected from truncated halves.
  const sumHead = withoutLowWord(sum);
  const sumTail = r - (sumHead - x);
  const quotient = -1 / sum;
  const quotientHead = withoutLowWord(quotient);
  return quotientHead + quotient * (1 + quotientHead * sumHead + quotientHead * sumTail);
}

/**
 * Sine of `x` in radians, with an error below one unit in the last place for every finite argument.
 *
 * NaN and ±Infinity give NaN.
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), k_sin and s_sin.
 */
export function sin(x: number): number {
  if (x < quarterPi && x > -quarterPi) {
    return Math.abs(x) < 7.450580596923828e-9 ? x : sineNearZero(x, 0);
  }
  if (!(Math.abs(x) < Infinity)) {
    return NaN;
  }
  const quadrant = reduceAngle(x);
  const high = reducedAngle[0]!;
  const low = reducedAngle[1]!;
  const value = (quadrant & 1) === 0 ? sineNearZero(high, low) : cosineNearZero(high, low);
  return quadrant < 2 ? value : -value;
}

/**
 * Cosine of `x` in radians, with an error below one unit in the last place for every finite argument.
 *
 * NaN and ±Infinity give NaN.
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), k_cos and s_cos.
 */
export function cos(x: number): number {
  if (x < quarterPi && x > -quarterPi) {
    return cosineNearZero(x, 0);
  }
  if (!(Math.abs(x) < Infinity)) {
    return NaN;
  }
  const quadrant = reduceAngle(x);
  const high = reducedAngle[0]!;
  const low = reducedAngle[1]!;
  const value = (quadrant & 1) === 0 ? cosineNearZero(high, low) : sineNearZero(high, low);
  return quadrant === 0 || quadrant === 3 ? value : -value;
}

/**
 * Tangent of `x` in radians, with an error below one unit in the last place for every finite argument.
 *
 * NaN and ±Infinity give NaN.
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), k_tan and s_tan.
 */
export function tan(x: number): number {
  if (x < quarterPi && x > -quarterPi) {
    return Math.abs(x) < 3.725290298461914e-9 ? x : tangentNearZero(x, 0, false);
  }
  if (!(Math.abs(x) < Infinity)) {
    return NaN;
  }
  const quadrant = reduceAngle(x);
  return tangentNearZero(reducedAngle[0]!, reducedAngle[1]!, (quadrant & 1) === 1);
}
