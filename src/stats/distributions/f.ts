import { exp } from '../../base/math/exp.ts';
import { log } from '../../base/math/log.ts';
import { betaTailQuantile } from './beta.ts';
import { betaPrefactor, incompleteBeta, logBetaOfTiny, logBetaTail } from './incomplete-beta.ts';

/** Outside these odds, the share of the numerator is taken from its logarithm. */
const smallestOdds = 1e-290;
const largestOdds = 1e290;

const slope = new Float64Array(1);

/** Whether both degrees of freedom are positive and finite and the argument is a number. */
function isDefined(x: number, df1: number, df2: number): boolean {
  return df1 > 0 && df2 > 0 && df1 < Infinity && df2 < Infinity && x === x;
}

/**
 * P(F > x) for the F distribution with `df1` and `df2` degrees of freedom, computed as an upper tail: the p-value of an
 * F statistic. Missing (NaN) when `x` is missing or a degree of freedom is not positive.
 */
export function fSurvival(x: number, df1: number, df2: number): number {
  if (!isDefined(x, df1, df2)) {
    return NaN;
  }
  return x <= 0 ? 1 : x === Infinity ? 0 : fTail(x, 1 - x, log, df1, df2, true);
}

/** P(F ≤ x) for the F distribution with `df1` and `df2` degrees of freedom, accurate for small probabilities. */
export function fCdf(x: number, df1: number, df2: number): number {
  if (!isDefined(x, df1, df2)) {
    return NaN;
  }
  return x <= 0 ? 0 : x === Infinity ? 1 : fTail(x, 1 - x, log, df1, df2, false);
}

/**
 * A tail of F at `x` > 0.
 *
 * @param short 1 − x to full relative precision
 * @param logOfX ln x, asked for only where x or its odds leave the range of doubles
 */
export function fTail(
  x: number,
  short: number,
  logOfX: (x: number) => number,
  df1: number,
  df2: number,
  upper: boolean,
): number {
  const a = df1 / 2;
  const b = df2 / 2;
  const odds = x * (df1 / df2);
  if (!(odds > smallestOdds && odds < largestOdds)) {
    const theta = logOfX(x);
    return exp(upper ? logBetaTail(b, a, -theta, slope) : logBetaTail(a, b, theta, slope));
  }
  const rest = 1 / (1 + odds);
  return incompleteBeta(a, b, odds * rest, rest, a * short * rest, upper);
}

/**
 * Density of F at `x`: 0 below zero, infinite at zero for fewer than two degrees of freedom of the numerator.
 *
 * Missing (NaN) when `x` is missing or a degree of freedom is not positive.
 */
export function fDensity(x: number, df1: number, df2: number): number {
  if (!isDefined(x, df1, df2)) {
    return NaN;
  }
  if (x < 0 || x === Infinity) {
    return 0;
  }
  if (x === 0) {
    return df1 < 2 ? Infinity : df1 === 2 ? 1 : 0;
  }
  const a = df1 / 2;
  const b = df2 / 2;
  const odds = x * (df1 / df2);
  if (!(odds > smallestOdds)) {
    return exp(logBetaOfTiny(a, b, log(x) + log(df1 / df2)) - log(x)) * a;
  }
  if (!(odds < largestOdds)) {
    return exp(logBetaOfTiny(b, a, log(df2 / df1) - log(x)) - log(x)) * b;
  }
  const rest = 1 / (1 + odds);
  return betaPrefactor(a, b, odds * rest, rest, a * (1 - x) * rest, log(x));
}

/** The x with P(F > x) = `p`, accurate for small `p`. */
export function fUpperQuantile(p: number, df1: number, df2: number): number {
  return quantile(p, df1, df2, true);
}

/** The x with P(F ≤ x) = `p`. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return quantile(p, df1, df2, false);
}

function quantile(p: number, df1: number, df2: number, upper: boolean): number {
  if (!isDefined(p, df1, df2) || p < 0 || p > 1) {
    return NaN;
  }
  return exp(betaTailQuantile(p, df1 / 2, df2 / 2, upper));
}
