import { log } from '../../base/math/log.ts';
import { fSurvival } from '../distributions/f.ts';
import { tTwoSided, tTwoSidedQuantile } from '../distributions/student-t.ts';
import type { CovarianceEvidence } from './covariance.ts';
import { centredCovariance, printedCovariance } from './covariance.ts';
import type { LeastSquaresFit } from './least-squares.ts';
import { waldStatistic } from './wald.ts';

/** One row of a coefficient table. Missing cells are NaN. */
export interface CoefficientRow {
  /** Number of the design column, or `constant`. */
  readonly column: number | 'constant';
  /** Dropped as collinear: estimate 0, all other cells missing. */
  readonly isOmitted: boolean;
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}

/** A line of the analysis-of-variance table. */
export interface VarianceRow {
  readonly source: 'model' | 'residual' | 'total';
  readonly sumOfSquares: number;
  readonly df: number;
  readonly meanSquare: number;
}

/** Everything that a fitted linear model reports. Missing figures are NaN. */
export interface LinearInference {
  readonly fit: LeastSquaresFit;
  readonly covarianceType: CovarianceEvidence['type'];
  readonly n: number;
  readonly k: number;
  /** k − 1, or k without a constant. */
  readonly dfModel: number;
  readonly dfResidual: number;
  /** Degrees of freedom of the t statistics: n − k, or clusters − 1. */
  readonly dfTest: number;
  readonly f: number;
  /** Numerator degrees of freedom of `f`: `dfModel`, or the rank of the covariance for HC1 and cluster. */
  readonly fDf1: number;
  readonly fDf2: number;
  readonly fP: number;
  readonly r2: number;
  readonly adjustedR2: number;
  readonly rootMse: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  /** RSS below 1e-20 of TSS: standard errors are 0; t and F statistics and the likelihood are missing. */
  readonly isPerfectFit: boolean;
  /** One row per design column in model order, then the constant if there is one. */
  readonly coefficients: readonly CoefficientRow[];
  readonly variance: readonly VarianceRow[];
  /** Confidence level of the intervals in percent. */
  readonly level: number;
  /** Covariance of slopes on z and of the level at the centre point, k × k; for `predictAt`. */
  readonly centredCovariance: Float64Array;
  /** Covariance of the coefficients as printed (retained columns, then constant), k × k. */
  readonly covariance: Float64Array;
}

/** RSS below this share of TSS counts as a perfect fit (commands-analysis 5.1). */
const perfectShare = 1e-20;
const logTwoPi = 1.8378770664093453;

/**
 * Standard errors, tests and fit statistics of a least-squares fit with residual degrees of freedom.
 *
 * @param level confidence level in percent, between 0 and 100
 * @see statsmodels `OLS.fit` with `use_t=True`: equal to it to 1e-10 (test/reference/regress-*.json)
 */
export function inferLinear(fit: LeastSquaresFit, evidence: CovarianceEvidence, level: number): LinearInference {
  const { n, hasConstant } = fit.moments;
  const { k, dfResidual } = fit;
  const isPerfectFit = fit.residualSumOfSquares <= perfectShare * fit.totalSumOfSquares;
  const rss = isPerfectFit ? 0 : fit.residualSumOfSquares;
  const tss = fit.totalSumOfSquares;
  const dfModel = hasConstant ? k - 1 : k;
  const dfTest = evidence.type === 'cluster' ? evidence.clusterCount - 1 : dfResidual;
  const centred = isPerfectFit ? new Float64Array(k * k) : centredCovariance(fit, evidence);
  const covariance = printedCovariance(fit, centred);
  const test = overallTest(fit, evidence, covariance, { rss, dfModel, dfTest });
  const r2 = 1 - rss / tss;
  // Without residual variance the likelihood has no maximum; missing is the honest figure.
  const logLikelihood = isPerfectFit ? NaN : (-n / 2) * (logTwoPi + log(rss / n) + 1);
  return {
    fit,
    covarianceType: evidence.type,
    n,
    k,
    dfModel,
    dfResidual,
    dfTest,
    f: test.f,
    fDf1: test.df1,
    fDf2: dfTest,
    fP: fSurvival(test.f, test.df1, dfTest),
    r2,
    adjustedR2: 1 - ((1 - r2) * (n - (hasConstant ? 1 : 0))) / dfResidual,
    rootMse: Math.sqrt(rss / dfResidual),
    logLikelihood,
    aic: -2 * logLikelihood + 2 * k,
    bic: -2 * logLikelihood + k * log(n),
    isPerfectFit,
    coefficients: coefficientRows(fit, covariance, dfTest, level),
    variance: [
      { source: 'model', sumOfSquares: tss - rss, df: dfModel, meanSquare: (tss - rss) / dfModel },
      { source: 'residual', sumOfSquares: rss, df: dfResidual, meanSquare: rss / dfResidual },
      { source: 'total', sumOfSquares: tss, df: dfModel + dfResidual, meanSquare: tss / (dfModel + dfResidual) },
    ],
    level,
    centredCovariance: centred,
    covariance,
  };
}

function overallTest(
  fit: LeastSquaresFit,
  evidence: CovarianceEvidence,
  covariance: Float64Array,
  known: { readonly rss: number; readonly dfModel: number; readonly dfTest: number },
): { readonly f: number; readonly df1: number } {
  const { rss, dfModel, dfTest } = known;
  if (rss === 0) {
    return { f: NaN, df1: dfModel };
  }
  if (evidence.type === 'default') {
    return { f: (fit.totalSumOfSquares - rss) / dfModel / (rss / fit.dfResidual), df1: dfModel };
  }
  const r = fit.retained.length;
  const estimates = Float64Array.from(fit.retained, (column) => fit.slopes[column]!);
  const block = new Float64Array(r * r);
  for (let a = 0; a < r; a++) {
    for (let b = 0; b < r; b++) {
      block[a * r + b] = covariance[a * fit.k + b]!;
    }
  }
  const wald = waldStatistic(estimates, block, evidence.type === 'cluster' ? dfTest : r);
  return { f: wald.statistic / wald.rank, df1: wald.rank };
}

function coefficientRows(
  fit: LeastSquaresFit,
  covariance: Float64Array,
  df: number,
  level: number,
): readonly CoefficientRow[] {
  const { k, retained, moments } = fit;
  const critical = tTwoSidedQuantile((100 - level) / 100, df);
  const place = new Map(retained.map((column, index) => [column, index]));
  const rows: CoefficientRow[] = [];
  for (let column = 0; column < fit.slopes.length; column++) {
    const index = place.get(column);
    rows.push(
      index === undefined
        ? { column, isOmitted: true, estimate: 0, standardError: NaN, t: NaN, p: NaN, lower: NaN, upper: NaN }
        : coefficientRow(column, fit.slopes[column]!, covariance[index * k + index]!, df, critical),
    );
  }
  if (moments.hasConstant) {
    rows.push(coefficientRow('constant', fit.constant, covariance[k * k - 1]!, df, critical));
  }
  return rows;
}

function coefficientRow(
  column: number | 'constant',
  estimate: number,
  variance: number,
  df: number,
  critical: number,
): CoefficientRow {
  const standardError = Math.sqrt(Math.max(0, variance));
  const t = standardError > 0 ? estimate / standardError : NaN;
  return {
    column,
    isOmitted: false,
    estimate,
    standardError,
    t,
    p: tTwoSided(t, df),
    lower: estimate - critical * standardError,
    upper: estimate + critical * standardError,
  };
}
