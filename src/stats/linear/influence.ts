import type { LeastSquaresFit } from './least-squares.ts';

/**
 * A number that each row of a design has: Σ weights[i]·z_i + constant, over the centred and scaled columns z of the fit's
 * moments.
 */
export interface RowForm {
  /** One per design column; 0 for those that the model omits. */
  readonly weights: Float64Array;
  readonly constant: number;
  /** Sum of its squares over the rows, from the cross-products: a bound for every row's share. */
  readonly squares: number;
}

/** The retained columns themselves. */
export function ownForms({ retained, slopes, basis }: LeastSquaresFit): readonly RowForm[] {
  return retained.map((column) => {
    const weights = new Float64Array(slopes.length);
    weights[column] = 1;
    return { weights, constant: 0, squares: basis.ownSquares[column]! };
  });
}

/**
 * The rows of (X'X)⁻¹X' that belong to the retained columns, in z coordinates: row j holds x_u'(X'X)⁻¹e_j for each row u.
 * Up to a factor it is the residual of column j on the other columns (Frisch & Waugh 1933), so that its squares over their
 * sum are the partial leverages of the column; times residuals it is the influence of the rows on the slope.
 */
export function slopeForms(fit: LeastSquaresFit): readonly RowForm[] {
  const { retained, inverse, slopes } = fit;
  const r = retained.length;
  return retained.map((_, a) => {
    const weights = new Float64Array(slopes.length);
    for (let b = 0; b < r; b++) weights[retained[b]!] = inverse[a * r + b]!;
    return { weights, constant: 0, squares: inverse[a * r + a]! };
  });
}

/** The same for the constant, in the columns' own units. */
export function constantForm(fit: LeastSquaresFit): RowForm {
  const { retained, inverse, slopes, moments } = fit;
  const r = retained.length;
  const weights = new Float64Array(slopes.length);
  let squares = 1 / moments.n;
  for (let a = 0; a < r; a++) {
    let weight = 0;
    for (let b = 0; b < r; b++) weight -= inverse[a * r + b]! * distance(fit, retained[b]!);
    weights[retained[a]!] = weight;
    squares -= weight * distance(fit, retained[a]!);
  }
  return { weights, constant: 1 / moments.n, squares };
}

/** How far zero lies from the centre of a column, in z units. */
function distance({ moments }: LeastSquaresFit, column: number): number {
  return moments.centres[column]! / moments.scales[column]!;
}
