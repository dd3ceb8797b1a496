import { addPairs, dividePairs, lowPart, twoProduct } from './double-double.ts';
import { log } from './log.ts';
import { logOfRatio } from './log-pair.ts';
import { log1p } from './log1p.ts';

const ln2 = 0.6931471805599453;

/**
 * Inverse hyperbolic sine of `x`, with an error below one unit in the last place.
 *
 * Odd; ±Infinity and NaN are returned as they are. For |x| ≤ 0.4 the identity
 * asinh x = ln(1 + u), u = x + x²/(1 + √(1+x²)), is evaluated with twice the working precision.
 */
export function asinh(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < Infinity) || magnitude < 1e-9) {
    return magnitude < 1e-9 ? x - (x * x * x) / 6 : x;
  }
  let result: number;
  if (magnitude > 1e9) {
    result = log(magnitude) + ln2;
  } else if (magnitude > 0.3) {
    const square = magnitude * magnitude;
    result =
      magnitude > 2
        ? log(2 * magnitude + 1 / (Math.sqrt(square + 1) + magnitude))
        : log1p(magnitude + square / (1 + Math.sqrt(1 + square)));
  } else {
    result = asinhNearZero(magnitude);
  }
  return x < 0 ? -result : result;
}

function asinhNearZero(x: number): number {
  const square = twoProduct(x, x);
  const squareLow = lowPart[0]!;
  const onePlus = addPairs(1, 0, square, squareLow);
  const onePlusLow = lowPart[0]!;
  const root = Math.sqrt(onePlus);
  const rootSquare = twoProduct(root, root);
  const rootLow = (onePlus - rootSquare - lowPart[0]! + onePlusLow) / (2 * root);
  const denominator = addPairs(1, 0, root, rootLow);
  const ratio = dividePairs(square, squareLow, denominator, lowPart[0]!);
  const u = addPairs(x, 0, ratio, lowPart[0]!);
  const uLow = lowPart[0]!;
  const twoPlus = addPairs(2, 0, u, uLow);
  const s = dividePairs(u, uLow, twoPlus, lowPart[0]!);
  return logOfRatio(s, lowPart[0]!);
}
