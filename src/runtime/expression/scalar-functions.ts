import { exp } from '../../base/math/exp.ts';
import { acos, asin, atan } from '../../base/math/inverse-trigonometric.ts';
import { log } from '../../base/math/log.ts';
import { log10 } from '../../base/math/log10.ts';
import { pow } from '../../base/math/pow.ts';
import { cos, sin, tan } from '../../base/math/trigonometric.ts';
import {
  dayOf,
  dayOfMonth,
  dayOfWeek,
  dayOfYear,
  halfYearOf,
  monthOf,
  quarterOf,
  weekOf,
  yearOf,
} from '../../functions/date-parts.ts';
import { roundTo } from '../../functions/rounding.ts';

/* What generated code may call. Missing (NaN) in, missing out, unless a function's own page says otherwise; nothing here throws. */

/** `x ^ y`; `x ^ 0` is 1 and squares are exact products. Infinite results are missing. */
function power(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  return y === 2 ? finite(x * x) : finite(pow(x, y));
}

function finite(x: number): number {
  return Number.isFinite(x) ? x : Number.NaN;
}

/** Natural logarithm, defined for x > 0. */
function ln(x: number): number {
  return x > 0 ? log(x) : Number.NaN;
}

/** ln(x / (1 − x)) for 0 < x < 1. */
function logit(x: number): number {
  return x > 0 && x < 1 ? log(x / (1 - x)) : Number.NaN;
}

/** ln(n!) for integers n ≥ 0: the logarithm of the exact product up to 15!, then Stirling's series, whose rest is below 1e-17 there. */
function lnfactorial(n: number): number {
  if (!(n >= 0) || !Number.isInteger(n)) return Number.NaN;
  if (n < 16) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return log(product);
  }
  const square = 1 / (n * n);
  const rest = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / n;
  return finite(n * log(n) - n + 0.5 * log(2 * Math.PI * n) + rest);
}

/** Number of ways to choose `k` of `n`; missing unless both are integers with 0 ≤ k ≤ n. Exact below 2^53. */
function comb(n: number, k: number): number {
  if (!Number.isInteger(n) || !Number.isInteger(k) || k < 0 || k > n) return Number.NaN;
  const few = Math.min(k, n - k);
  let ways = 1;
  for (let i = 1; i <= few && Number.isFinite(ways); i++) ways = (ways * (n - few + i)) / i;
  return finite(ways <= Number.MAX_SAFE_INTEGER ? Math.round(ways) : ways);
}

/** The middle of the valid values, or the mean of the two in the middle. */
function rowmedian(...values: number[]): number {
  const valid = values.filter((x) => !Number.isNaN(x)).sort((a, b) => a - b);
  if (valid.length === 0) return Number.NaN;
  const upper = valid[valid.length >> 1]!;
  return valid.length % 2 === 1 ? upper : finite((valid[(valid.length >> 1) - 1]! + upper) / 2);
}

/** Sample standard deviation of the valid values; missing for fewer than two. */
function rowstd(...values: number[]): number {
  let count = 0;
  let total = 0;
  for (const x of values) {
    if (Number.isNaN(x)) continue;
    count++;
    total += x;
  }
  if (count < 2) return Number.NaN;
  const mean = total / count;
  let squares = 0;
  for (const x of values) if (!Number.isNaN(x)) squares += (x - mean) * (x - mean);
  return finite(Math.sqrt(squares / (count - 1)));
}

/** The closed table of functions that generated code calls by name. */
export const scalarFunctions: Readonly<Record<string, (...values: number[]) => number>> = {
  power: (x = Number.NaN, y = Number.NaN) => power(x, y),
  ln: (x = Number.NaN) => ln(x),
  exp: (x = Number.NaN) => finite(exp(x)),
  log10: (x = Number.NaN) => (x > 0 ? log10(x) : Number.NaN),
  logit: (x = Number.NaN) => logit(x),
  lnfactorial: (n = Number.NaN) => lnfactorial(n),
  comb: (n = Number.NaN, k = Number.NaN) => comb(n, k),
  sin: (x = Number.NaN) => sin(x),
  cos: (x = Number.NaN) => cos(x),
  tan: (x = Number.NaN) => finite(tan(x)),
  asin: (x = Number.NaN) => asin(x),
  acos: (x = Number.NaN) => acos(x),
  atan: (x = Number.NaN) => atan(x),
  round: (x = Number.NaN, unit = 1) => finite(roundTo(x, unit)),
  date: (y = Number.NaN, m = Number.NaN, d = Number.NaN) => dayOf(y, m, d),
  year: yearOf,
  halfyear: halfYearOf,
  quarter: quarterOf,
  month: monthOf,
  week: weekOf,
  day: dayOfMonth,
  dow: dayOfWeek,
  doy: dayOfYear,
  rowmedian,
  rowstd,
};
