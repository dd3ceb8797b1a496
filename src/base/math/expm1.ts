import { powerOfTwo, scaleByPowerOfTwo } from './bits.ts';

const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
const inverseLn2 = 1.4426950408889634;
const halfLn2 = 0.34657359027997264;

/** Minimax coefficients on |r| ≤ ½ ln 2, as published with fdlibm's `s_expm1`. */
const q1 = -3.33333333333331316428e-2;
const q2 = 1.58730158725481460165e-3;
const q3 = -7.93650757867487942473e-5;
const q4 = 4.00821782732936239552e-6;
const q5 = -2.01099218183624371326e-7;

/**
 * e^`x` − 1 without cancellation near zero, with an error below one unit in the last place.
 *
 * NaN gives NaN; −Infinity gives −1.
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), s_expm1.
 */
export function expm1(x: number): number {
  if (x !== x || x === Infinity) {
    return x;
  }
  if (x > 709.782712893384) {
    return Infinity;
  }
  if (x < -38.816242) {
    return -1;
  }
  if (Math.abs(x) < 5.551115123125783e-17) {
    return x;
  }
  let k = 0;
  let r = x;
  let correction = 0;
  if (Math.abs(x) > halfLn2) {
    k = Math.floor(x * inverseLn2 + 0.5);
    const head = x - k * ln2High;
    const tail = k * ln2Low;
    r = head - tail;
    correction = head - r - tail;
  }
  const half = 0.5 * r;
  const square = r * half;
  const r1 = 1 + square * (q1 + square * (q2 + square * (q3 + square * (q4 + square * q5))));
  const t = 3 - r1 * half;
  let e = square * ((r1 - t) / (6 - r * t));
  if (k === 0) {
    return r - (r * e - square);
  }
  e = r * (e - correction) - correction - square;
  return recombine(r, e, k);
}

/** 2^k(1 + r − e) − 1, in the order that loses nothing for the size of k. */
function recombine(r: number, e: number, k: number): number {
  if (k === -1) {
    return 0.5 * (r - e) - 0.5;
  }
  if (k === 1) {
    return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  }
  if (k <= -2 || k > 56) {
    return scaleByPowerOfTwo(1 - (e - r), k) - 1;
  }
  if (k < 20) {
    return scaleByPowerOfTwo(1 - powerOfTwo(-k) - (e - r), k);
  }
  return scaleByPowerOfTwo(r - (e + powerOfTwo(-k)) + 1, k);
}
