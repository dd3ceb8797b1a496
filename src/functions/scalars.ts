import { exp } from '../base/math/exp.ts';
import { acos, asin, atan } from '../base/math/inverse-trigonometric.ts';
import { log } from '../base/math/log.ts';
import { log10 } from '../base/math/log10.ts';
import { cos, sin, tan } from '../base/math/trigonometric.ts';

/* Functions of numbers, one value at a time: what bindings are computed with. NaN is missing, in and out. */

/** Natural logarithm, defined for x > 0. */
export function naturalLog(x: number): number {
  return x > 0 ? log(x) : Number.NaN;
}

/** ln(x / (1 − x)), defined for 0 < x < 1. */
export function logOdds(x: number): number {
  return x > 0 && x < 1 ? log(x / (1 - x)) : Number.NaN;
}

/** ln(n!) for integers n ≥ 0: of the exact product up to 15!, then Stirling's series, whose remainder is below 1e-17 there. */
export function logFactorial(n: number): number {
  if (!Number.isInteger(n) || n < 0) return Number.NaN;
  if (n < 16) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return log(product);
  }
  const square = 1 / (n * n);
  const rest = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / n;
  return n * log(n) - n + 0.5 * log(2 * Math.PI * n) + rest;
}

/** The number of ways to choose k of n, exact below 2^53; missing unless both are integers with 0 ≤ k ≤ n. */
export function combinations(n: number, k: number): number {
  if (!Number.isInteger(n) || !Number.isInteger(k) || k < 0 || k > n) return Number.NaN;
  const few = Math.min(k, n - k);
  let ways = 1;
  for (let i = 1; i <= few && Number.isFinite(ways); i++) ways = (ways * (n - few + i)) / i;
  return ways <= Number.MAX_SAFE_INTEGER ? Math.round(ways) : ways;
}

/** The functions by their names in the language. A result that is not finite is missing. */
export const scalars: ReadonlyMap<string, (...values: number[]) => number> = new Map<
  string,
  (...values: number[]) => number
>([
  ['abs', (x = Number.NaN) => Math.abs(x)],
  ['acos', (x = Number.NaN) => acos(x)],
  ['asin', (x = Number.NaN) => asin(x)],
  ['atan', (x = Number.NaN) => atan(x)],
  ['ceil', (x = Number.NaN) => Math.ceil(x)],
  ['comb', (n = Number.NaN, k = Number.NaN) => combinations(n, k)],
  ['cos', (x = Number.NaN) => cos(x)],
  ['exp', (x = Number.NaN) => exp(x)],
  ['floor', (x = Number.NaN) => Math.floor(x)],
  ['int', (x = Number.NaN) => Math.trunc(x)],
  ['ln', (x = Number.NaN) => naturalLog(x)],
  ['lnfactorial', (n = Number.NaN) => logFactorial(n)],
  ['log10', (x = Number.NaN) => (x > 0 ? log10(x) : Number.NaN)],
  ['logit', (x = Number.NaN) => logOdds(x)],
  ['pi', () => Math.PI],
  ['sin', (x = Number.NaN) => sin(x)],
  ['sqrt', (x = Number.NaN) => Math.sqrt(x)],
  ['tan', (x = Number.NaN) => tan(x)],
]);
