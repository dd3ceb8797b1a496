import { exp } from '../../base/math/exp.ts';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';
import { betaTailQuantile } from './beta.ts';
import { fTail } from './f.ts';
import { stirlingRest } from './stirling.ts';

const sqrtTwoPi = 2.5066282746310002;

/** ln t² from t². Where the square leaves the range of doubles, from t itself. */
const logOfSquare = (t: number) => (): number => 2 * log(Math.abs(t));

/**
 * P(|T| > |t|) for Student's t with `df` degrees of freedom: the two-sided p-value of a t statistic.
 *
 * Missing (NaN) when `t` is missing or `df` is not positive.
 */
export function tTwoSided(t: number, df: number): number {
  return outside(t, df, true);
}

/** P(|T| > |t|), or P(|T| ≤ |t|) when not `upper`: the tails of F with one degree of freedom at t². */
function outside(t: number, df: number, upper: boolean): number {
  if (!(df > 0 && df < Infinity) || t !== t) {
    return NaN;
  }
  if (t === 0) {
    return upper ? 1 : 0;
  }
  if (t === Infinity || t === -Infinity) {
    return upper ? 0 : 1;
  }
  return fTail(t * t, (1 - t) * (1 + t), logOfSquare(t), 1, df, upper);
}

/** P(T > t) for Student's t with `df` degrees of freedom, computed as an upper tail. */
export function tSurvival(t: number, df: number): number {
  return t > 0 ? 0.5 * outside(t, df, true) : 0.5 + 0.5 * outside(t, df, false);
}

/** P(T ≤ t) for Student's t with `df` degrees of freedom. */
export function tCdf(t: number, df: number): number {
  return tSurvival(-t, df);
}

let lastDf = Number.NaN;
let densityAtZero = Number.NaN;

/**
 * Density of Student's t with `df` degrees of freedom; missing (NaN) when `t` is missing or `df` is not positive.
 *
 * Γ((df+1)/2)/Γ(df/2)/√(π df) comes from what Stirling's formula leaves of the two, so that it keeps its digits for large df.
 */
export function tDensity(t: number, df: number): number {
  if (!(df > 0 && df < Infinity) || t !== t) {
    return NaN;
  }
  const half = df / 2;
  if (df !== lastDf) {
    lastDf = df;
    densityAtZero = exp(half * log1p(0.5 / half) - 0.5 + stirlingRest(half + 0.5) - stirlingRest(half)) / sqrtTwoPi;
  }
  const size = Math.abs(t);
  // Far out, 1 + t²/df is t²/df to the last digit, and t² may overflow.
  const logarithm = size > 1e150 ? 2 * log(size) - log(df) : log1p((t * t) / df);
  return densityAtZero * exp(-(half + 0.5) * logarithm);
}

/**
 * The positive t with P(|T| > t) = `p`, 0 < `p` ≤ 1: the critical value of a two-sided interval of level 1 − `p`.
 */
export function tTwoSidedQuantile(p: number, df: number): number {
  if (!(df > 0 && df < Infinity) || !(p >= 0 && p <= 1)) {
    return NaN;
  }
  return exp(0.5 * betaTailQuantile(p, 0.5, df / 2, true));
}

/** The t with P(T ≤ t) = `p`. */
export function tQuantile(p: number, df: number): number {
  return -tUpperQuantile(p, df);
}

/** The t with P(T > t) = `p`, accurate for small `p`. */
export function tUpperQuantile(p: number, df: number): number {
  return p > 0.5 ? -tTwoSidedQuantile(2 * (1 - p), df) : tTwoSidedQuantile(2 * p, df);
}
