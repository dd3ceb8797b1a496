import { compensatedSum } from '../../src/base/math/sum.ts';
import type { CovarianceEvidence } from '../../src/stats/linear/covariance.ts';
import { clusterMeat } from '../../src/stats/linear/covariance.ts';
import type { PowerMoments, SquaredResidualMoments } from '../../src/stats/linear/diagnostics.ts';
import { fittedScale } from '../../src/stats/linear/diagnostics.ts';
import type { DesignMoments, LeastSquaresFit } from '../../src/stats/linear/least-squares.ts';
import { refineLeastSquares, solveLeastSquares } from '../../src/stats/linear/least-squares.ts';

/** The passes over rows that a caller of stats/linear makes, written plainly over dense columns. */
export interface DenseModel {
  readonly fit: LeastSquaresFit;
  /** Centred and scaled design columns. */
  readonly scaled: readonly Float64Array[];
  readonly residuals: Float64Array;
}

/** First and second pass: means and scales, then centred and scaled cross-products of the columns and the response. */
export function denseMoments(
  columns: readonly Float64Array[],
  response: Float64Array,
  hasConstant: boolean,
): DesignMoments {
  const all = [...columns, response];
  const n = response.length;
  const means = Float64Array.from(all, (values) => compensatedSum(values) / n);
  const centres = hasConstant ? means : new Float64Array(all.length);
  const scales = Float64Array.from(all, (values, j) => {
    const square = compensatedSum(values.map((value) => (value - centres[j]!) * (value - centres[j]!)));
    return square > 0 ? Math.sqrt(square / n) : 1;
  });
  return { n, hasConstant, means, centres, scales, crossProducts: grams(scaledColumns(all, centres, scales)) };
}

/** All passes needed for point estimates, with refinement as long as the fit asks for it. */
export function denseFit(columns: readonly Float64Array[], response: Float64Array, hasConstant = true): DenseModel {
  const moments = denseMoments(columns, response, hasConstant);
  const all = scaledColumns([...columns, response], moments.centres, moments.scales);
  let fit = solveLeastSquares(moments);
  while (fit.refinement !== undefined) {
    fit = refineLeastSquares(fit, grams(transformed(all, fit.refinement)));
  }
  const scaled = all.slice(0, -1);
  const responseScale = moments.scales.at(-1)!;
  const residuals = all.at(-1)!.map((value, row) => {
    let rest = value * responseScale;
    scaled.forEach((column, j) => {
      rest -= fit.scaledSlopes[j]! * column[row]!;
    });
    return rest;
  });
  return { fit, scaled, residuals };
}

/** Third pass for HC1. */
export function robustEvidence(model: DenseModel): CovarianceEvidence {
  const weighted = withConstant(model).map((column) => column.map((value, row) => value * model.residuals[row]!));
  return { type: 'HC1', meat: grams(weighted) };
}

/** Third pass for clusters. */
export function clusterEvidence(model: DenseModel, clusters: Float64Array): CovarianceEvidence {
  const columns = withConstant(model);
  const numbers = new Map([...new Set(clusters)].map((value, index) => [value, index]));
  const scores = new Float64Array(numbers.size * columns.length);
  columns.forEach((column, j) => {
    column.forEach((value, row) => {
      scores[numbers.get(clusters[row]!)! * columns.length + j]! += value * model.residuals[row]!;
    });
  });
  return { type: 'cluster', meat: clusterMeat(scores, columns.length), clusterCount: numbers.size };
}

/** Third pass for the tests of heteroskedasticity. */
export function squaredResiduals(model: DenseModel): SquaredResidualMoments {
  const squares = model.residuals.map((e) => e * e);
  return {
    withDesign: Float64Array.from(model.scaled, (column) => dot(column, squares)),
    fourthPowers: dot(squares, squares),
  };
}

/** Third pass for RESET. */
export function fittedPowers(model: DenseModel, response: Float64Array): PowerMoments {
  const { centre, scale } = fittedScale(model.fit);
  const w = response.map((value, row) => (value - model.residuals[row]! - centre) / scale);
  const powers = [w.map((x) => x * x), w.map((x) => x * x * x), w.map((x) => x * x * x * x)];
  return {
    sums: Float64Array.from(powers, (power) => compensatedSum(power)),
    withDesign: Float64Array.from(model.scaled.flatMap((column) => powers.map((power) => dot(column, power)))),
    products: grams(powers),
    withResidual: Float64Array.from(powers, (power) => dot(model.residuals, power)),
  };
}

function withConstant(model: DenseModel): readonly Float64Array[] {
  const n = model.residuals.length;
  return model.fit.moments.hasConstant ? [...model.scaled, new Float64Array(n).fill(1)] : model.scaled;
}

function scaledColumns(
  columns: readonly Float64Array[],
  centres: Float64Array,
  scales: Float64Array,
): readonly Float64Array[] {
  return columns.map((values, j) => values.map((value) => (value - centres[j]!) / scales[j]!));
}

function transformed(columns: readonly Float64Array[], weights: Float64Array): readonly Float64Array[] {
  const size = columns.length;
  return columns.map((_, j) => {
    const sum = new Float64Array(columns[0]!.length);
    for (let i = 0; i <= j; i++) {
      const weight = weights[i * size + j]!;
      columns[i]!.forEach((value, row) => {
        sum[row]! += weight * value;
      });
    }
    return sum;
  });
}

function grams(columns: readonly Float64Array[]): Float64Array {
  return Float64Array.from(columns.flatMap((left) => columns.map((right) => dot(left, right))));
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) {
    sum += left[i]! * right[i]!;
  }
  return sum;
}
