import { lowPart, multiplyPairs } from './double-double.ts';
import { logPair } from './log-pair.ts';

/** 1/ln 10 as a pair. */
const inverseLn10High = 0.4342944819032518;
const inverseLn10Low = 1.098319650216765e-17;

/**
 * Base-10 logarithm of `x`, with an error barely above half a unit in the last place; exact for powers of ten.
 *
 * Zero gives −Infinity, negative numbers and NaN give NaN.
 */
export function log10(x: number): number {
  if (!(x > 0)) {
    return x === 0 ? -Infinity : NaN;
  }
  if (x === Infinity) {
    return x;
  }
  const high = logPair(x);
  return multiplyPairs(high, lowPart[0]!, inverseLn10High, inverseLn10Low);
}
