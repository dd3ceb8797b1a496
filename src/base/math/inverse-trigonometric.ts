import { withoutLowWord } from './bits.ts';

const halfPi = 1.5707963267948966;
const halfPiLow = 6.123233995736766e-17;
const quarterPi = 0.7853981633974483;

/** Rational approximation of (asin x − x)/x³ on 0 ≤ x ≤ ½, as published with fdlibm's `e_asin`. */
const p0 = 1.66666666666666657415e-1;
const p1 = -3.25565818622400915405e-1;
const p2 = 2.01212532134862925881e-1;
const p3 = -4.00555345006794114027e-2;
const p4 = 7.91534994289814532176e-4;
const p5 = 3.4793310759602116757e-5;
const q1 = -2.40339491173441421878;
const q2 = 2.02094576023350569471;
const q3 = -6.8828397160545329303e-1;
const q4 = 7.70381505559019352791e-2;

/** atan ½, atan 1, atan 3/2 and π/2, as heads and tails. */
const arcHeads = new Float64Array([0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966]);
const arcTails = new Float64Array([
  2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17,
]);

/** Minimax coefficients of atan on |x| ≤ 7/16, as published with fdlibm's `s_atan`. */
const a0 = 3.33333333333329318027e-1;
const a1 = -1.99999999998764832476e-1;
const a2 = 1.42857142725034663711e-1;
const a3 = -1.1111110405462355788e-1;
const a4 = 9.09088713343650656196e-2;
const a5 = -7.69187620504482999495e-2;
const a6 = 6.66107313738753120669e-2;
const a7 = -5.83357013379057348645e-2;
const a8 = 4.97687799461593236017e-2;
const a9 = -3.6531572744216915527e-2;
const a10 = 1.62858201153657823623e-2;

function arcRatio(z: number): number {
  const numerator = z * (p0 + z * (p1 + z * (p2 + z * (p3 + z * (p4 + z * p5)))));
  return numerator / (1 + z * (q1 + z * (q2 + z * (q3 + z * q4))));
}

/**
 * Inverse sine of `x` in radians, with an error below one unit in the last place; NaN outside [−1, 1].
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), e_asin.
 */
export function asin(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude <= 1)) {
    return NaN;
  }
  if (magnitude === 1) {
    return x * halfPi;
  }
  if (magnitude < 0.5) {
    return magnitude < 7.450580596923828e-9 ? x : x + x * arcRatio(x * x);
  }
  const z = (1 - magnitude) * 0.5;
  const root = Math.sqrt(z);
  const ratio = arcRatio(z);
  let result: number;
  if (magnitude >= 0.975) {
    result = halfPi - (2 * (root + root * ratio) - halfPiLow);
  } else {
    const head = withoutLowWord(root);
    const tail = (z - head * head) / (root + head);
    result = quarterPi - (2 * root * ratio - (halfPiLow - 2 * tail) - (quarterPi - 2 * head));
  }
  return x > 0 ? result : -result;
}

/**
 * Inverse cosine of `x` in radians, with an error below one unit in the last place; NaN outside [−1, 1].
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), e_acos.
 */
export function acos(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude <= 1)) {
    return NaN;
  }
  if (magnitude === 1) {
    return x > 0 ? 0 : Math.PI;
  }
  if (magnitude < 0.5) {
    return halfPi - (x - (halfPiLow - x * arcRatio(x * x)));
  }
  const z = (1 - magnitude) * 0.5;
  const root = Math.sqrt(z);
  const ratio = arcRatio(z);
  if (x < 0) {
    return Math.PI - 2 * (root + (ratio * root - halfPiLow));
  }
  const head = withoutLowWord(root);
  const correction = (z - head * head) / (root + head);
  return 2 * (head + (ratio * root + correction));
}

/**
 * Inverse tangent of `x` in radians, with an error below one unit in the last place; NaN gives NaN.
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), s_atan.
 */
export function atan(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < 7.378697629483821e19)) {
    return x !== x ? x : x > 0 ? halfPi : -halfPi;
  }
  if (magnitude < 0.4375) {
    return magnitude < 7.450580596923828e-9 ? x : x - x * atanSeries(x);
  }
  let interval: number;
  let reduced: number;
  if (magnitude < 0.6875) {
    interval = 0;
    reduced = (2 * magnitude - 1) / (2 + magnitude);
  } else if (magnitude < 1.1875) {
    interval = 1;
    reduced = (magnitude - 1) / (magnitude + 1);
  } else if (magnitude < 2.4375) {
    interval = 2;
    reduced = (magnitude - 1.5) / (1 + 1.5 * magnitude);
  } else {
    interval = 3;
    reduced = -1 / magnitude;
  }
  const result = arcHeads[interval]! - (reduced * atanSeries(reduced) - arcTails[interval]! - reduced);
  return x < 0 ? -result : result;
}

/** 1 − atan(x)/x on |x| ≤ 7/16. */
function atanSeries(x: number): number {
  const z = x * x;
  const w = z * z;
  const odd = z * (a0 + w * (a2 + w * (a4 + w * (a6 + w * (a8 + w * a10)))));
  const even = w * (a1 + w * (a3 + w * (a5 + w * (a7 + w * a9))));
  return odd + even;
}
