import { mantissa, splitExponent } from './bits.ts';

const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;

/** Minimax coefficients of (ln((1+s)/(1−s)) − 2s)/s on 0 ≤ s ≤ 0.1716, as published with fdlibm's `e_log`. */
const l1 = 6.66666666666673513e-1;
const l2 = 3.999999999940941908e-1;
const l3 = 2.857142874366239149e-1;
const l4 = 2.222219843214978396e-1;
const l5 = 1.818357216161805012e-1;
const l6 = 1.531383769920937332e-1;
const l7 = 1.479819860511658591e-1;

/**
 * Natural logarithm of `x`, with an error below one unit in the last place.
 *
 * Zero gives −Infinity, negative numbers and NaN give NaN. Pure IEEE arithmetic, so every engine gives the same bits.
 *
 * @see fdlibm (Sun Microsystems, 1993–2004), e_log: x = 2^k(1+f) with √½ < 1+f < √2, then the odd series in f/(2+f).
 */
export function log(x: number): number {
  if (!(x > 0)) {
    return x === 0 ? -Infinity : NaN;
  }
  if (x === Infinity) {
    return x;
  }
  const exponent = splitExponent(x);
  const f = mantissa[0]! - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const series = w * (l2 + w * (l4 + w * l6)) + z * (l1 + w * (l3 + w * (l5 + w * l7)));
  const halfSquare = 0.5 * f * f;
  if (exponent === 0) {
    return f - (halfSquare - s * (halfSquare + series));
  }
  return exponent * ln2High - (halfSquare - (s * (halfSquare + series) + exponent * ln2Low) - f);
}
