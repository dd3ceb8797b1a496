import { addPairs, dividePairs, lowPart, twoProduct } from './double-double.ts';
import { logOfRatio, logPair } from './log-pair.ts';

const ln2High = 0.6931471805599453;
const ln2Low = 2.3190468138462996e-17;

/**
 * Inverse hyperbolic sine of `x`, with an error below one unit in the last place.
 *
 * Odd; ±Infinity and NaN are returned as they are. For |x| ≤ 0.3 the identity
 * asinh x = ln(1 + u), u = x + x²/(1 + √(1+x²)), is evaluated with twice the working precision.
 */
export function asinh(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < Infinity) || magnitude < 1e-9) {
    return magnitude < 1e-9 ? x - (x * x * x) / 6 : x;
  }
  const result =
    magnitude > 1e9 ? asinhFarOut(magnitude) : magnitude > 0.3 ? asinhMiddle(magnitude) : asinhNearZero(magnitude);
  return x < 0 ? -result : result;
}

/** √(1 + x²) as a pair, for moderate x. */
function rootOfOnePlusSquare(x: number): number {
  const square = twoProduct(x, x);
  const onePlus = addPairs(1, 0, square, lowPart[0]!);
  const onePlusLow = lowPart[0]!;
  const root = Math.sqrt(onePlus);
  const rootSquare = twoProduct(root, root);
  const rest = (onePlus - rootSquare - lowPart[0]! + onePlusLow) / (2 * root);
  lowPart[0] = rest;
  return root;
}

/** ln 2x; the next term is below 2^−60 for x > 1e9. */
function asinhFarOut(x: number): number {
  const logarithm = logPair(x);
  return addPairs(logarithm, lowPart[0]!, ln2High, ln2Low);
}

/** ln(x + √(1+x²)) with the argument as a pair. */
function asinhMiddle(x: number): number {
  const root = rootOfOnePlusSquare(x);
  const argument = addPairs(root, lowPart[0]!, x, 0);
  const relativeRest = lowPart[0]! / argument;
  const logarithm = logPair(argument);
  return addPairs(logarithm, lowPart[0]!, relativeRest, 0);
}

function asinhNearZero(x: number): number {
  const square = twoProduct(x, x);
  const squareLow = lowPart[0]!;
  const root = rootOfOnePlusSquare(x);
  const denominator = addPairs(1, 0, root, lowPart[0]!);
  const ratio = dividePairs(square, squareLow, denominator, lowPart[0]!);
  const u = addPairs(x, 0, ratio, lowPart[0]!);
  const uLow = lowPart[0]!;
  const twoPlus = addPairs(2, 0, u, uLow);
  const s = dividePairs(u, uLow, twoPlus, lowPart[0]!);
  return logOfRatio(s, lowPart[0]!);
}
