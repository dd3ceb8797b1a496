import type { CovarianceEvidence } from './covariance.ts';
import type { LeastSquaresFit } from './least-squares.ts';

/**
 * The fit on z-scores: response and every design column replaced by (value − mean)/standard deviation, for a model with
 * a constant.
 *
 * Nothing is re-run: the same elimination holds in other units. Standard deviations have divisor n − 1. The constant is
 * exactly zero.
 */
export function standardizeFit(fit: LeastSquaresFit): LeastSquaresFit {
  const { moments, basis } = fit;
  const deviations = standardDeviations(fit);
  const p = deviations.length - 1;
  const responseDeviation = deviations[p]!;
  const zeros = new Float64Array(p + 1);
  return {
    ...fit,
    moments: {
      ...moments,
      means: zeros,
      centres: zeros,
      scales: moments.scales.map((scale, j) => scale / deviations[j]!),
    },
    scaledSlopes: fit.scaledSlopes.map((slope) => slope / responseDeviation),
    slopes: fit.slopes.map((slope, j) => (slope * deviations[j]!) / responseDeviation),
    constant: 0,
    totalSumOfSquares: fit.totalSumOfSquares / (responseDeviation * responseDeviation),
    residualSumOfSquares: fit.residualSumOfSquares / (responseDeviation * responseDeviation),
    basis,
  };
}

/** The evidence of the original fit in the units of `standardizeFit(fit)`: residuals are divided by the response's deviation. */
export function standardizeEvidence(fit: LeastSquaresFit, evidence: CovarianceEvidence): CovarianceEvidence {
  if (evidence.type === 'default') {
    return evidence;
  }
  const deviations = standardDeviations(fit);
  const variance = deviations[deviations.length - 1]! * deviations[deviations.length - 1]!;
  return { ...evidence, meat: evidence.meat.map((value) => value / variance) };
}

/** Standard deviation of each design column and the response; 1 for a column without spread. */
function standardDeviations(fit: LeastSquaresFit): Float64Array {
  const { n, scales } = fit.moments;
  return scales.map((scale, j) => {
    const deviation = scale * Math.sqrt(fit.basis.ownSquares[j]! / (n - 1));
    return deviation > 0 ? deviation : 1;
  });
}
