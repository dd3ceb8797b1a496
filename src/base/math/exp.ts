import { scaleByPowerOfTwo } from './bits.ts';

/** ln 2 split so that `k·ln2High` is exact for every exponent `k` of a double. */
const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
const inverseLn2 = 1.4426950408889634;

/** Minimax coefficients of r − (e^r − 1)·… on |r| ≤ ½ ln 2, as published with fdlibm's `e_exp`. */
const p1 = 1.66666666666666019037e-1;
const p2 = -2.77777777770155933842e-3;
const p3 = 6.61375632143793436117e-5;
const p4 = -1.6533902205465251539e-6;
const p5 = 4.13813679705723846039e-8;

const largestArgument = 709.782712893384;
const smallestArgument = -745.1332191019411;

/**
 * e^`x`, with an error below one unit in the last place.
 *
 * NaN gives NaN; arguments above 709.78 give Infinity, below −745.13 zero. Pure IEEE arithmetic, so every engine gives
 * the same bits.
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), e_exp; the rational form of the reduced exponential is Cody & Waite (1980),
 *      Software Manual for the Elementary Functions, ch. 6.
 */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/**
 * e^(`high` + `low`) for a sum whose second part is at most a unit in the last place of the first or so.
 *
 * The small part enters after the reduction, which is what lets `pow` stay below one unit in the last place.
 */
export function expOfSum(high: number, low: number): number {
  if (high !== high) {
    return high;
  }
  if (high > largestArgument) {
    return high > largestArgument + 1e-12 || low >= 0 ? Infinity : expReduced(high, low);
  }
  if (high < smallestArgument - 1) {
    return 0;
  }
  return expReduced(high, low);
}

function expReduced(high: number, low: number): number {
  let exponent = 0;
  let head = high;
  let tail = -low;
  if (high > 0.34657359027997264 || high < -0.34657359027997264) {
    exponent = Math.floor(high * inverseLn2 + 0.5);
    head = high - exponent * ln2High;
    tail = exponent * ln2Low - low;
  }
  const r = head - tail;
  const t = r * r;
  const c = r - t * (p1 + t * (p2 + t * (p3 + t * (p4 + t * p5))));
  const y = 1 - (tail - (r * c) / (2 - c) - head);
  return exponent === 0 ? y : scaleByPowerOfTwo(y, exponent);
}
