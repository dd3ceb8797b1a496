import { asinh } from '../../base/math/asinh.ts';
import { lowPart, twoProduct } from '../../base/math/double-double.ts';
import { exp } from '../../base/math/exp.ts';
import { expm1 } from '../../base/math/expm1.ts';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';
import { pow } from '../../base/math/pow.ts';
import { gammaPrefactor, incompleteGamma } from './incomplete-gamma.ts';
import { solveMonotone } from './inverse.ts';
import { integratePeak } from './noncentral-peak.ts';
import { normalCdf, normalSurvival } from './normal.ts';
import { logOnePlusMinus } from './stirling.ts';
import { tCdf, tDensity, tSurvival, tUpperQuantile } from './student-t.ts';

const sqrtTwoPi = 2.5066282746310002;
/** From here on tails and density are powers of t to the last digit. */
const powerFrom = 1e100;
/** From this many standard deviations of the normal variable per one of ln R on, the order of integration changes. */
const stepWidths = 20;
const nodesPerDeviation = 2;
const normalReach = 24;
/** The integrands are functions of e^η: whatever their width, they bend on a scale of one. */
const widest = 0.7;
/** Rounds of halving on a logarithmic scale when a peak is looked for. */
const rounds = 24;

/**
 * P(T ≤ t) for non-central t with `df` degrees of freedom and non-centrality `np` of either sign, accurate for small
 * probabilities.
 *
 * Missing (NaN) when an argument is missing or `df` is not positive. T = (Z + np)/R with R² = χ²/df, so that a tail is
 * ∫ f_R(r) Φ(±(np − tr)) dr: an integrand without sign changes and with a single peak, integrated on the logarithm of r.
 * The customary sums of incomplete beta functions (AS 243; Benton & Krishnamoorthy 2003) are differences when t and np
 * have opposite signs, and lose every digit there.
 *
 * @see Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions II, ch. 31 (the integral).
 */
export function noncentralTCdf(t: number, df: number, np: number): number {
  return np === 0 ? tCdf(t, df) : tail(t, df, np, false);
}

/** P(T > t) for non-central t with `df` degrees of freedom and non-centrality `np`, computed as an upper tail. */
export function noncentralTSurvival(t: number, df: number, np: number): number {
  return np === 0 ? tSurvival(t, df) : tail(t, df, np, true);
}

/** Density at `t` of non-central t with `df` degrees of freedom and non-centrality `np`. */
export function noncentralTDensity(t: number, df: number, np: number): number {
  if (np === 0) {
    return tDensity(t, df);
  }
  if (!isDefined(t, df, np)) {
    return NaN;
  }
  if (!(Math.abs(t) < Infinity)) {
    return 0;
  }
  if (Math.abs(t) > powerFrom) {
    return noncentralTDensity(Math.sign(t) * powerFrom, df, np) * pow(Math.abs(t) / powerFrom, -df - 1);
  }
  // The peak of r f_R(r) φ(tr − np) on the logarithm of r: (df + t²)r² − np·t·r = df + 1.
  const size = Math.sqrt(df + t * t);
  const drift = (t / size) * np;
  const root = Math.sqrt(drift * drift + 4 * (df + 1));
  const mode = (drift > 0 ? 0.5 * (drift + root) : (2 * (df + 1)) / (root - drift)) / size;
  const curvature = size * mode * (size * mode) + df + 1;
  const chi = chiAround(mode, df);
  const offset = exactOffset(t, mode, np);
  const integral = integratePeak(Math.min(widest, 1 / Math.sqrt(curvature)), (eta) => {
    const z = offset + t * mode * expm1(eta);
    return exp(chi(eta) + eta - 0.5 * z * z);
  });
  return (mode * chiConstant(df) * integral) / sqrtTwoPi;
}

/**
 * The t with P(T > t) = `p` for non-central t, accurate for `p` near zero and near one; ±Infinity where it exceeds the
 * largest double (as for `p` of 0 and 1).
 */
export function noncentralTUpperQuantile(p: number, df: number, np: number): number {
  if (np === 0) {
    return tUpperQuantile(p, df);
  }
  if (!isDefined(p, df, np) || p < 0 || p > 1) {
    return NaN;
  }
  if (p === 0 || p === 1) {
    return p === 0 ? Infinity : -Infinity;
  }
  const upper = p <= 0.5;
  if (noncentralTSurvival(Number.MAX_VALUE, df, np) >= p || noncentralTCdf(-Number.MAX_VALUE, df, np) >= 1 - p) {
    return upper ? Infinity : -Infinity;
  }
  const theta = solveMonotone(asinh(np), upper ? log(p) : log1p(-p), !upper, (at, slope) => {
    const t = sinh(at);
    const value = tail(t, df, np, upper);
    const density = noncentralTDensity(t, df, np) * Math.sqrt(1 + t * t);
    slope[0] = (upper ? -density : density) / value;
    return log(value);
  });
  return sinh(theta);
}

function isDefined(t: number, df: number, np: number): boolean {
  return t === t && df > 0 && df < Infinity && Math.abs(np) < Infinity;
}

function tail(t: number, df: number, np: number, upper: boolean): number {
  if (!isDefined(t, df, np)) {
    return NaN;
  }
  if (t === 0) {
    return upper ? normalCdf(np) : normalSurvival(np);
  }
  if (!(Math.abs(t) < Infinity)) {
    return upper === t < 0 ? 1 : 0;
  }
  if (t < 0) {
    return tail(-t, df, -np, !upper);
  }
  if (t > powerFrom) {
    const outside = tail(powerFrom, df, np, true) * pow(t / powerFrom, -df);
    return upper ? outside : 1 - outside;
  }
  const outerIsUpper = t >= np;
  const outer = oneTail(t, df, np, outerIsUpper);
  if (upper === outerIsUpper) {
    return outer;
  }
  // The complement has all its digits unless the tail was most of the whole.
  return outer < 0.99 ? 1 - outer : oneTail(t, df, np, upper);
}

/** One tail at `t` > 0. */
function oneTail(t: number, df: number, np: number, upper: boolean): number {
  const sign = upper ? 1 : -1;
  const mode = tailMode(t, df, np, sign);
  const chi = chiAround(mode, df);
  const offset = exactOffset(t, mode, np);
  const steep = t * mode;
  if (np > 20 && steep > stepWidths * Math.sqrt(2 * df * Math.max(1, mode * mode) + 2)) {
    return overNormal(t, df, np, upper);
  }
  const ratio = hazard(-sign * offset);
  const curvature = 2 * df * mode * mode + steep * (steep * ratio * (ratio - sign * offset) + sign * ratio);
  // Φ falls on a scale of 1/steep, which may be much shorter than the peak.
  const width = Math.min(widest, 1 / Math.sqrt(curvature), 2 / steep);
  const integral = integratePeak(width, (eta) => {
    const z = offset + steep * expm1(eta);
    return exp(chi(eta)) * (upper ? normalSurvival(z) : normalCdf(z));
  });
  return Math.min(1, chiConstant(df) * integral);
}

/**
 * One tail where Φ(np − tr) is a step on the scale of the density of R: ∫ φ(y − np) P(R < y/t) dy, in which P(R < y/t)
 * hardly changes while φ rises and falls. On an even mesh the rule is exact to the last digit for such an integrand.
 */
function overNormal(t: number, df: number, np: number, upper: boolean): number {
  let sum = 0;
  for (let i = -normalReach; i <= normalReach; i++) {
    const offset = i / nodesPerDeviation;
    const ratio = (np + offset) / t;
    sum += exp(-0.5 * offset * offset) * incompleteGamma(0.5 * df, 0.5 * df * ratio * ratio, !upper);
  }
  // Below zero, some 20 deviations away, nothing is left to add for the lower tail.
  return Math.min(1, sum / (nodesPerDeviation * sqrtTwoPi));
}

/** Where f_R(r)·r·Φ(±(np − tr)) is greatest (nearly): the zero of df(1/r − r) ∓ t·φ/Φ, which falls with r. */
function tailMode(t: number, df: number, np: number, sign: 1 | -1): number {
  let low = sign > 0 ? -760 : 0;
  let high = sign > 0 ? 0 : 760;
  for (let round = 0; round < rounds; round++) {
    const middle = 0.5 * (low + high);
    const r = exp(middle);
    if (df * (1 / r - r) > sign * t * hazard(sign * (np - t * r))) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return exp(0.5 * (low + high));
}

/** φ(z)/Φ(z). */
function hazard(z: number): number {
  if (z < -12) {
    return -z + 1 / (-z + 2 / (-z + 3 / -z));
  }
  return exp(-0.5 * z * z) / (sqrtTwoPi * normalCdf(z));
}

/** Density of the logarithm of R at R = 1, R² being χ²/df. */
function chiConstant(df: number): number {
  return df * gammaPrefactor(0.5 * df, 0.5 * df);
}

/** ln of the density of ln R at ln `mode` + η, less that at 0. */
function chiAround(mode: number, df: number): (eta: number) => number {
  const square = twoProduct(mode, mode);
  const excess = square - 1 + lowPart[0]!;
  const logMode = log(mode);
  return (eta) => {
    const v = excess + square * expm1(2 * eta);
    return v > -0.5 && v < 1 ? 0.5 * df * logOnePlusMinus(v) : df * (logMode + eta) - 0.5 * df * v;
  };
}

/** `t`·`r` − `np` with a single rounding. */
function exactOffset(t: number, r: number, np: number): number {
  const product = twoProduct(t, r);
  return product - np + lowPart[0]!;
}

function sinh(x: number): number {
  const growth = expm1(Math.abs(x));
  const value = 0.5 * (growth + growth / (1 + growth));
  return x < 0 ? -value : value;
}
