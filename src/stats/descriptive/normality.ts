import { asinh } from '../../base/math/asinh.ts';
import { log } from '../../base/math/log.ts';
import { pow } from '../../base/math/pow.ts';
import { chiSquaredSurvival } from '../distributions/chi-squared.ts';

/** Third and fourth moment of some values, standardised by their variance (divisors n): m3/m2^{3/2} and m4/m2² − 3. */
export interface ShapeCoefficients {
  readonly skewness: number;
  readonly excessKurtosis: number;
}

/**
 * Coefficients from central moments with divisor n; missing (NaN) where the values do not vary.
 *
 * @param m2 second central moment; `m3`, `m4` likewise
 */
export function shapeCoefficients(m2: number, m3: number, m4: number): ShapeCoefficients {
  if (!(m2 > 0)) return { skewness: Number.NaN, excessKurtosis: Number.NaN };
  return { skewness: m3 / (m2 * Math.sqrt(m2)), excessKurtosis: m4 / (m2 * m2) - 3 };
}

/** The coefficients of `low` values of one kind and `high` of another, larger one: what the two values are does not matter. */
export function shapeOfTwo(low: number, high: number): ShapeCoefficients {
  const share = high / (low + high);
  const spread = share * (1 - share);
  return shapeCoefficients(spread, spread * (1 - 2 * share), spread * (1 - 3 * spread));
}

/** Fewest values for which the transformation of the skewness exists. */
const fewestForSkewness = 8;
/** The same for the kurtosis. */
const fewestForKurtosis = 5;

/**
 * The skewness of `n` values as a standard normal statistic; missing (NaN) for fewer than eight.
 *
 * @see D'Agostino (1970), Transformation to normality of the null distribution of g1, Biometrika 57, 679–681.
 */
export function skewnessStatistic(skewness: number, n: number): number {
  if (!(n >= fewestForSkewness)) return Number.NaN;
  const y = skewness * Math.sqrt(((n + 1) * (n + 3)) / (6 * (n - 2)));
  const beta = (3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3)) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
  const w2 = -1 + Math.sqrt(2 * (beta - 1));
  const delta = 1 / Math.sqrt(0.5 * log(w2));
  const alpha = Math.sqrt(2 / (w2 - 1));
  return delta * asinh(y / alpha);
}

/**
 * The excess kurtosis of `n` values as a standard normal statistic, unreliable for fewer than 20; missing (NaN) for fewer
 * than five.
 *
 * @see Anscombe & Glynn (1983), Distribution of the kurtosis statistic b2 for normal samples, Biometrika 70, 227–234.
 */
export function kurtosisStatistic(excessKurtosis: number, n: number): number {
  if (!(n >= fewestForKurtosis)) return Number.NaN;
  const expected = (3 * (n - 1)) / (n + 1);
  const variance = (24 * n * (n - 2) * (n - 3)) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
  const x = (excessKurtosis + 3 - expected) / Math.sqrt(variance);
  const skewness =
    ((6 * (n * n - 5 * n + 2)) / ((n + 7) * (n + 9))) * Math.sqrt((6 * (n + 3) * (n + 5)) / (n * (n - 2) * (n - 3)));
  const a = 6 + (8 / skewness) * (2 / skewness + Math.sqrt(1 + 4 / (skewness * skewness)));
  const t = 1 - 2 / (9 * a);
  const d = 1 + x * Math.sqrt(2 / (a - 4));
  if (d === 0) return Number.NaN;
  const u = Math.sign(d) * pow((1 - 2 / a) / Math.abs(d), 1 / 3);
  return (t - u) / Math.sqrt(2 / (9 * a));
}

/**
 * n/6·(g1² + g2²/4).
 *
 * @see Jarque & Bera (1980), Efficient tests for normality, homoscedasticity and serial independence of regression residuals,
 *      Economics Letters 6, 255–259.
 */
export function jarqueBera({ skewness, excessKurtosis }: ShapeCoefficients, n: number): number {
  return (n / 6) * (skewness * skewness + (excessKurtosis * excessKurtosis) / 4);
}

/** P(χ²(2) > x): the p-value of statistics that are sums of two squared standard normal ones; missing where they are. */
export function twoSquaresSurvival(statistic: number): number {
  return Number.isNaN(statistic) ? Number.NaN : chiSquaredSurvival(statistic, 2);
}
