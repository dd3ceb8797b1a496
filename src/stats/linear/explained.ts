import type { LeastSquaresFit } from './least-squares.ts';

/** Slopes of some columns of a model, and their block of the inverse of the cross products: what the columns explain. */
export interface SlopeBlock {
  readonly slopes: Float64Array;
  /** Covariance of the slopes for a residual variance of 1, row-major in the order of `slopes`. */
  readonly inverse: Float64Array;
}

/** The slopes of those of some columns that a model keeps, in the units of the columns as they are. */
export function slopeBlock(fit: LeastSquaresFit, columns: readonly number[]): SlopeBlock {
  const { retained, moments, inverse } = fit;
  const places = columns.map((column) => retained.indexOf(column)).filter((place) => place >= 0);
  const scaleOf = (place: number): number => moments.scales[retained[place]!]!;
  return {
    slopes: Float64Array.from(places, (place) => fit.slopes[retained[place]!]!),
    inverse: Float64Array.from(
      places.flatMap((a) => places.map((b) => inverse[a * retained.length + b]! / (scaleOf(a) * scaleOf(b)))),
    ),
  };
}

/**
 * By how much the residual sum of squares is lower with some columns than without them: the Wald form b'·C⁻¹·b of their
 * slopes b. Nothing is subtracted, so that a small difference of large sums keeps its digits; and the form can be taken of
 * other slopes than those of least squares. 0 without columns.
 */
export function explainedSquares({ slopes, inverse }: SlopeBlock): number {
  const size = slopes.length;
  // In units of each slope's own deviation, so that columns of any scale weigh alike.
  const deviation = slopes.map((_, a) => Math.sqrt(inverse[a * size + a]!));
  const lower = new Float64Array(size * size);
  const solved = new Float64Array(size);
  let total = 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let value = inverse[a * size + b]! / (deviation[a]! * deviation[b]!);
      for (let m = 0; m < b; m++) value -= lower[a * size + m]! * lower[b * size + m]!;
      lower[a * size + b] = a === b ? Math.sqrt(Math.max(0, value)) : value / lower[b * size + b]!;
    }
    let rest = slopes[a]! / deviation[a]!;
    for (let m = 0; m < a; m++) rest -= lower[a * size + m]! * solved[m]!;
    solved[a] = rest / lower[a * size + a]!;
    total += solved[a]! ** 2;
  }
  return total;
}
