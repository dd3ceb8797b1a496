import type { LeastSquaresFit } from './least-squares.ts';

/**
 * Which covariance is asked for, with what a third pass over the rows must bring for it.
 *
 * A meat matrix is over all p design columns in z coordinates, plus the constant (a column of ones, last) when the model
 * has one: m × m, row-major, m = p or p + 1. With x_i = (z_i1 … z_ip [, 1]) and e_i the residual in the unit of the
 * response, it is Σ e_i² x_i x_i' for `HC1` and Σ_g s_g s_g', s_g = Σ_{i∈g} e_i x_i, for `cluster` (see `clusterMeat`).
 * Entries of omitted columns are ignored.
 */
export type CovarianceEvidence =
  | { readonly type: 'default' }
  | { readonly type: 'HC1'; readonly meat: Float64Array }
  | { readonly type: 'cluster'; readonly meat: Float64Array; readonly clusterCount: number };

/**
 * Meat of the cluster-robust covariance from the score sums of the clusters.
 *
 * @param scores Σ_{i∈g} e_i x_i, one row of `width` values per cluster, row-major
 * @returns Σ_g s_g s_g', `width` × `width`
 */
export function clusterMeat(scores: Float64Array, width: number): Float64Array {
  const meat = new Float64Array(width * width);
  for (let start = 0; start < scores.length; start += width) {
    for (let a = 0; a < width; a++) {
      const left = scores[start + a]!;
      for (let b = a; b < width; b++) {
        meat[a * width + b]! += left * scores[start + b]!;
      }
    }
  }
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < a; b++) {
      meat[a * width + b] = meat[b * width + a]!;
    }
  }
  return meat;
}

/**
 * Covariance of the coefficients in centred and scaled coordinates: slopes on z of the retained columns, then, when the
 * model has a constant, the level at the centre point. k × k, row-major.
 *
 * Default: s²(X'X)⁻¹. HC1: n/(n−k) · bread·meat·bread (MacKinnon & White 1985). Cluster: G/(G−1) · (n−1)/(n−k) ·
 * bread·meat·bread (Liang & Zeger 1986, with the finite-sample factor of statsmodels and Stata).
 */
export function centredCovariance(fit: LeastSquaresFit, evidence: CovarianceEvidence): Float64Array {
  const { k, dfResidual, moments } = fit;
  const { n } = moments;
  const bread = breadMatrix(fit);
  if (evidence.type === 'default') {
    const variance = fit.residualSumOfSquares / dfResidual;
    return bread.map((value) => value * variance);
  }
  const factor =
    evidence.type === 'HC1'
      ? n / dfResidual
      : (evidence.clusterCount / (evidence.clusterCount - 1)) * ((n - 1) / dfResidual);
  const meat = meatOnParameters(fit, evidence.meat);
  const sandwich = multiplySquare(multiplySquare(bread, meat, k), bread, k);
  const covariance = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      covariance[a * k + b] = (factor * (sandwich[a * k + b]! + sandwich[b * k + a]!)) / 2;
    }
  }
  return covariance;
}

/** (X'X)⁻¹ in centred and scaled coordinates: the constant is orthogonal to the rest there. */
function breadMatrix(fit: LeastSquaresFit): Float64Array {
  const { k, retained, inverse, moments } = fit;
  const r = retained.length;
  const bread = new Float64Array(k * k);
  for (let a = 0; a < r; a++) {
    for (let b = 0; b < r; b++) {
      bread[a * k + b] = inverse[a * r + b]!;
    }
  }
  if (moments.hasConstant) {
    bread[k * k - 1] = 1 / moments.n;
  }
  return bread;
}

function meatOnParameters(fit: LeastSquaresFit, meat: Float64Array): Float64Array {
  const { k, retained, moments } = fit;
  const p = moments.scales.length - 1;
  const width = moments.hasConstant ? p + 1 : p;
  const rows = moments.hasConstant ? [...retained, p] : retained;
  const chosen = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      chosen[a * k + b] = meat[rows[a]! * width + rows[b]!]!;
    }
  }
  return chosen;
}

function multiplySquare(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let m = 0; m < size; m++) {
      const value = left[a * size + m]!;
      for (let b = 0; b < size; b++) {
        product[a * size + b]! += value * right[m * size + b]!;
      }
    }
  }
  return product;
}

/**
 * The same covariance for the coefficients as printed: slopes on the retained columns as they are, then the constant.
 *
 * With T the map from centred to printed coefficients this is T·V·T'.
 */
export function printedCovariance(fit: LeastSquaresFit, centred: Float64Array): Float64Array {
  const { k, retained, moments } = fit;
  const { scales, centres, hasConstant } = moments;
  const map = new Float64Array(k * k);
  retained.forEach((column, a) => {
    map[a * k + a] = 1 / scales[column]!;
    if (hasConstant) {
      map[(k - 1) * k + a] = -centres[column]! / scales[column]!;
    }
  });
  if (hasConstant) {
    map[k * k - 1] = 1;
  }
  // Row by row through both sides; only one triangle is computed, so the result is symmetric to the last bit.
  const half = multiplySquare(map, centred, k);
  const covariance = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = a; b < k; b++) {
      let sum = 0;
      for (let m = 0; m < k; m++) {
        sum += half[a * k + m]! * map[b * k + m]!;
      }
      covariance[a * k + b] = sum;
      covariance[b * k + a] = sum;
    }
  }
  return covariance;
}
