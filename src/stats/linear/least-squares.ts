/**
 * Least squares from sufficient statistics.
 *
 * The design columns are numbered 0 … p−1 in model order and the response is column p. The caller makes two passes over
 * the rows: one for means and scales, one for the cross-products of the centred and scaled values
 * z = (v − centre)/scale. Everything here is then arithmetic on a (p+1) × (p+1) matrix.
 */

/** What two passes over the rows know about a design and its response; matrices are row-major. */
export interface DesignMoments {
  /** Rows of the estimation sample. */
  readonly n: number;
  /** Whether the model has a constant. Then `centres` must be the column means, otherwise zeros. */
  readonly hasConstant: boolean;
  /** Mean of each design column and, last, of the response; length p + 1. */
  readonly means: Float64Array;
  /** What was subtracted before the cross-products were formed; length p + 1. */
  readonly centres: Float64Array;
  /** What was divided by: positive, best near the spread of the column; length p + 1. Use 1 for a column without spread. */
  readonly scales: Float64Array;
  /** Σ z_i z_j over the rows, full symmetric (p+1) × (p+1). */
  readonly crossProducts: Float64Array;
}

/** A least-squares solution in the coordinates of its moments. */
export interface LeastSquaresFit {
  readonly moments: DesignMoments;
  /** Design columns that the model keeps, ascending. */
  readonly retained: readonly number[];
  /** Design columns dropped as collinear, constant or empty, ascending. */
  readonly omitted: readonly number[];
  /** Retained columns plus the constant. */
  readonly k: number;
  /** n − k. */
  readonly dfResidual: number;
  /** Slopes of the response, in its own unit, on the scaled columns z; zero where omitted; length p. */
  readonly scaledSlopes: Float64Array;
  /** Slopes on the columns as they are; zero where omitted; length p. */
  readonly slopes: Float64Array;
  /** The constant, in the unit of the response; zero for a model without one. */
  readonly constant: number;
  /** Σ (y − ȳ)², or Σ y² without a constant. */
  readonly totalSumOfSquares: number;
  readonly residualSumOfSquares: number;
  /** Inverse cross-product matrix of the retained columns in z coordinates, r × r in the order of `retained`. */
  readonly inverse: Float64Array;
  /**
   * Present when cross-products in plain doubles leave something open: near-collinear columns or an almost perfect fit.
   * Column j (of p + 1, row-major matrix) says how to form the new column q_j = Σ_i z_i·refinement[i][j]. Form Σ q_i q_j
   * over the rows and hand it to `refineLeastSquares`; repeat until this is absent. Leaving it out keeps about half the
   * digits of the affected coefficients.
   */
  readonly refinement: Float64Array | undefined;
  /** State of the decomposition, for `refineLeastSquares` and `standardizeFit`. */
  readonly basis: Basis;
}

/** Unit upper triangular W with Z·W orthogonal on the retained columns, and what the drop rule needs to know. */
export interface Basis {
  readonly weights: Float64Array;
  /** Squared norms of the columns of Z themselves; 0 for a column without spread. */
  readonly ownSquares: Float64Array;
  /** Squared norms of the columns of Z·W. */
  readonly pivots: Float64Array;
  readonly passes: number;
}

/** A column whose residual norm is below this share of its own norm is collinear with the columns before it. */
const collinearShare = 1e-9;
/** A pivot below this share of its column has lost too many digits to subtraction: form the residual column instead. */
const refineBelow = 1e-4;
const mostPasses = 4;
/** A centred column whose deviation is below this share of its mean is a constant and the rounding of its mean. */
const spreadShare = 16 * Number.EPSILON;

/**
 * Fits the response on the design by left-to-right elimination, dropping collinear columns.
 *
 * Column j is dropped when its residual norm after projection on the constant and the retained columns before it is
 * below 1e-9 of its own norm (after centring). From one pass of cross-products the share is known to about 1e-7 only;
 * below 1e-2 the fit therefore asks for a refinement pass, which decides it exactly.
 *
 * The caller must report `n ≤ k` (no residual degrees of freedom) and an empty `retained` as user mistakes.
 *
 * @param without design columns to leave out, as if they were collinear
 * @see Businger & Golub (1965) on the elimination; Yamamoto et al. (2015), Roundoff error analysis of the CholeskyQR2
 *      algorithm, ETNA 44, on why one repetition restores the accuracy of a QR decomposition.
 */
export function solveLeastSquares(
  moments: DesignMoments,
  without: ReadonlySet<number> = new Set<number>(),
): LeastSquaresFit {
  const size = moments.means.length;
  const weights = new Float64Array(size * size);
  const ownSquares = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    weights[j * size + j] = 1;
    const counts = !without.has(j) && !isWithoutSpread(moments, j);
    ownSquares[j] = counts ? moments.crossProducts[j * size + j]! : 0;
  }
  return assemble(moments, decompose(moments.crossProducts, { weights, ownSquares, pivots: ownSquares, passes: 0 }));
}

/** Whether a centred column differs from its mean by no more than the rounding of that mean. */
function isWithoutSpread(moments: DesignMoments, j: number): boolean {
  const { n, hasConstant, means, scales, crossProducts } = moments;
  const deviation = scales[j]! * Math.sqrt(crossProducts[j * means.length + j]! / n);
  return deviation === 0 || (hasConstant && deviation <= spreadShare * Math.abs(means[j]!));
}

/**
 * Repeats the elimination in the nearly orthogonal columns that `fit.refinement` describes.
 *
 * @param crossProducts Σ q_i q_j over the rows, full symmetric (p+1) × (p+1), row-major
 */
export function refineLeastSquares(fit: LeastSquaresFit, crossProducts: Float64Array): LeastSquaresFit {
  return assemble(fit.moments, decompose(crossProducts, fit.basis));
}

interface Decomposition {
  readonly basis: Basis;
  readonly retained: readonly number[];
  readonly omitted: readonly number[];
  readonly isUncertain: boolean;
}

/** G = U'DU on the retained columns, with U unit upper triangular; the basis becomes W·U⁻¹. */
function decompose(gram: Float64Array, before: Basis): Decomposition {
  const { ownSquares } = before;
  const size = ownSquares.length;
  const response = size - 1;
  const weights = before.weights.slice();
  const pivots = new Float64Array(size);
  const factor = new Float64Array(size * size);
  const retained: number[] = [];
  const omitted: number[] = [];
  let isUncertain = false;
  for (let j = 0; j < size; j++) {
    if (ownSquares[j] === 0) {
      if (j !== response) {
        omitted.push(j);
      }
      continue;
    }
    const whole = gram[j * size + j]!;
    const pivot = Math.max(0, eliminate(gram, factor, pivots, retained, j, size));
    pivots[j] = pivot;
    subtractProjection(weights, factor, retained, j, size);
    const noise = 4 * (retained.length + 2) * Number.EPSILON * whole;
    const negligible = collinearShare * collinearShare * ownSquares[j]!;
    // A column that is rounding noise already needs no second look; one that has just become small does.
    isUncertain ||= whole > negligible && pivot < refineBelow * whole;
    if (j === response) {
      continue;
    }
    if (pivot <= negligible || pivot <= noise) {
      omitted.push(j);
    } else {
      retained.push(j);
    }
  }
  return { basis: { weights, ownSquares, pivots, passes: before.passes + 1 }, retained, omitted, isUncertain };
}

/** Fills column j of the factor from the retained columns before it and returns the pivot. */
function eliminate(
  gram: Float64Array,
  factor: Float64Array,
  pivots: Float64Array,
  retained: readonly number[],
  j: number,
  size: number,
): number {
  let pivot = gram[j * size + j]!;
  for (let a = 0; a < retained.length; a++) {
    const i = retained[a]!;
    let value = gram[i * size + j]!;
    for (let b = 0; b < a; b++) {
      const m = retained[b]!;
      value -= factor[m * size + i]! * pivots[m]! * factor[m * size + j]!;
    }
    const ratio = value / pivots[i]!;
    factor[i * size + j] = ratio;
    pivot -= ratio * value;
  }
  return pivot;
}

/** w_j ← w_j − Σ w_i u_ij over the retained i, whose own columns are final. */
function subtractProjection(
  weights: Float64Array,
  factor: Float64Array,
  retained: readonly number[],
  j: number,
  size: number,
): void {
  for (const i of retained) {
    const share = factor[i * size + j]!;
    if (share !== 0) {
      for (let row = 0; row <= i; row++) {
        weights[row * size + j]! -= weights[row * size + i]! * share;
      }
    }
  }
}

function assemble(moments: DesignMoments, decomposition: Decomposition): LeastSquaresFit {
  const { basis, retained, omitted } = decomposition;
  const { n, hasConstant, centres, scales } = moments;
  const size = scales.length;
  const p = size - 1;
  const responseScale = scales[p]!;
  const scaledSlopes = new Float64Array(p);
  const slopes = new Float64Array(p);
  let constant = hasConstant ? centres[p]! : 0;
  for (const j of retained) {
    // Subtracted from zero, so that a slope of nothing is 0 and not −0.
    scaledSlopes[j] = (0 - basis.weights[j * size + p]!) * responseScale;
    slopes[j] = scaledSlopes[j] / scales[j]!;
    constant -= hasConstant ? slopes[j] * centres[j]! : 0;
  }
  const k = retained.length + (hasConstant ? 1 : 0);
  return {
    moments,
    retained,
    omitted,
    k,
    dfResidual: n - k,
    scaledSlopes,
    slopes,
    constant,
    totalSumOfSquares: basis.ownSquares[p]! * responseScale * responseScale,
    residualSumOfSquares: basis.pivots[p]! * responseScale * responseScale,
    inverse: inverseOnRetained(basis, retained, size),
    refinement: decomposition.isUncertain && basis.passes < mostPasses ? basis.weights : undefined,
    basis,
  };
}

/** W D⁻¹ W' on the retained columns. */
function inverseOnRetained(basis: Basis, retained: readonly number[], size: number): Float64Array {
  const r = retained.length;
  const inverse = new Float64Array(r * r);
  for (let a = 0; a < r; a++) {
    for (let b = a; b < r; b++) {
      let sum = 0;
      for (let m = b; m < r; m++) {
        const column = retained[m]!;
        const left = basis.weights[retained[a]! * size + column]!;
        const right = basis.weights[retained[b]! * size + column]!;
        sum += (left * right) / basis.pivots[column]!;
      }
      inverse[a * r + b] = sum;
      inverse[b * r + a] = sum;
    }
  }
  return inverse;
}
