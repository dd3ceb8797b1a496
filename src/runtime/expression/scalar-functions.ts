import { exp } from '../../base/math/exp.ts';
import { acos, asin, atan } from '../../base/math/inverse-trigonometric.ts';
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
import { combinations, logFactorial, logOdds, naturalLog } from '../../functions/scalars.ts';
import { probabilityFunctions } from './probability-functions.ts';

/* What generated code may call. Missing (NaN) in, missing out, unless a function's own page says otherwise; nothing here throws. */

/** `x ^ y`; `x ^ 0` is 1 and squares are exact products. Infinite results are missing. */
function power(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  return y === 2 ? finite(x * x) : finite(pow(x, y));
}

function finite(x: number): number {
  return Number.isFinite(x) ? x : Number.NaN;
}

/** ln(n!) for integers n ≥ 0; infinite results are missing. */
function lnfactorial(n: number): number {
  return finite(logFactorial(n));
}

/** Number of ways to choose `k` of `n`; infinite results are missing. */
function comb(n: number, k: number): number {
  return finite(combinations(n, k));
}

/** The valid values of a row, in order: made larger when a row has more. */
let ordered = new Float64Array(64);

/** The middle of the valid values, or the mean of the two in the middle; for rows of many values. */
function rowmedian(...values: number[]): number {
  if (ordered.length < values.length) ordered = new Float64Array(values.length);
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    let at = count++;
    while (at > 0 && ordered[at - 1]! > value) ordered[at] = ordered[--at]!;
    ordered[at] = value;
  }
  if (count === 0) return Number.NaN;
  const upper = ordered[count >> 1]!;
  return count % 2 === 1 ? upper : finite((ordered[(count >> 1) - 1]! + upper) / 2);
}

/** The closed table of functions that generated code calls by name. */
export const scalarFunctions: Readonly<Record<string, (...values: number[]) => number>> = {
  power: (x = Number.NaN, y = Number.NaN) => power(x, y),
  ln: (x = Number.NaN) => naturalLog(x),
  exp: (x = Number.NaN) => finite(exp(x)),
  log10: (x = Number.NaN) => (x > 0 ? log10(x) : Number.NaN),
  logit: (x = Number.NaN) => logOdds(x),
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
  ...probabilityFunctions,
};
