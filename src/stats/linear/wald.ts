import { CholeskyDecomposition, EigenvalueDecomposition, Matrix, solve } from 'ml-matrix';

/** A quadratic form b'V⁺b and the rank of V, which is its numerator degrees of freedom. */
export interface WaldStatistic {
  readonly statistic: number;
  readonly rank: number;
}

/** Eigenvalues of the correlation form below this share of the largest are rounding noise of a singular covariance. */
const rankShare = 1e-11;

/**
 * Wald statistic of H0: all `estimates` are zero.
 *
 * The rank is judged on the correlation form of V, so it does not depend on units. A regular V is solved by Cholesky;
 * a singular one (fewer clusters than coefficients) is inverted in the Moore–Penrose sense in the printed units, as the
 * reference library does.
 *
 * @param covariance  m × m, row-major
 * @param largestRank bound known beforehand, for example clusters − 1 because scores sum to zero
 */
export function waldStatistic(estimates: Float64Array, covariance: Float64Array, largestRank: number): WaldStatistic {
  const m = estimates.length;
  const spreads = Float64Array.from({ length: m }, (_, a) => Math.sqrt(covariance[a * m + a]!));
  if (m === 0 || spreads.some((spread) => !(spread > 0))) {
    return { statistic: NaN, rank: 0 };
  }
  const correlation = new Matrix(m, m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) {
      correlation.set(a, b, covariance[a * m + b]! / (spreads[a]! * spreads[b]!));
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(correlation, { assumeSymmetric: true });
  const limit = rankShare * Math.max(...realEigenvalues);
  const order = realEigenvalues.map((_, index) => index).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const kept = order.slice(0, largestRank).filter((index) => realEigenvalues[index]! > limit);
  if (kept.length === m) {
    return { statistic: regularForm(estimates, spreads, correlation), rank: m };
  }
  // V = F F' with F = spreads·vectors·√values; then b'V⁺b = |F⁺b|².
  const factor = new Matrix(m, kept.length);
  kept.forEach((index, column) => {
    for (let a = 0; a < m; a++) {
      factor.set(a, column, spreads[a]! * eigenvectorMatrix.get(a, index) * Math.sqrt(realEigenvalues[index]!));
    }
  });
  const root = solve(factor, Matrix.columnVector([...estimates])).to1DArray();
  return { statistic: sumOfSquares(root), rank: kept.length };
}

function regularForm(estimates: Float64Array, spreads: Float64Array, correlation: Matrix): number {
  const scaled = Matrix.columnVector(Array.from(estimates, (estimate, a) => estimate / spreads[a]!));
  const solution = new CholeskyDecomposition(correlation).solve(scaled);
  return scaled.dot(solution);
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
