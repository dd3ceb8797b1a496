import type { WinsorLimits } from './reading.ts';

/** A numeric variable in a design. */
export interface DesignValue {
  readonly variable: string;
  /** Pulls values beyond them in, before anything else is done with them. */
  readonly limits?: WinsorLimits;
}

/** A factor in a design: the codes that have columns, in order. Rows with another code (the base level) have 0 in all of them. */
export interface DesignFactor {
  readonly variable: string;
  readonly codes: readonly (number | string)[];
}

/**
 * Columns of a design matrix that are never non-zero together: products of numeric variables and factors. Without factors there
 * is one column; with factors one per combination of their codes, the last factor fastest. Without either it is the constant.
 */
export interface DesignBlock {
  readonly values: readonly DesignValue[];
  readonly factors: readonly DesignFactor[];
  /** The column holds (product of the values − `shift`) · `scale`; `shift` is 0 for blocks with factors. */
  readonly shift: number;
  readonly scale: number;
}

/** A design matrix as blocks; the columns of the blocks follow one another. */
export interface Design {
  readonly blocks: readonly DesignBlock[];
}

/** Mean and extremes of the product of a block's values, before shift and scale. */
export interface ProductMoments {
  readonly mean: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Cross products: `matrix[i * columns + j]` = Σ x_i x_j. */
export interface CrossProducts {
  readonly rows: number;
  readonly columns: number;
  readonly matrix: Float64Array;
}

/** A linear model whose residuals are wanted: response = column `response` of the design, fitted value = Σ coefficient · column. */
export interface DesignFit {
  /** The response's column; its own coefficient is not read. */
  readonly response: number;
  /** By column; 0 for columns outside the model. */
  readonly coefficients: Float64Array;
  /** Whether the sums weighted with squared residuals are wanted. */
  readonly squaredResiduals: boolean;
  /** Asks for the score sums of the clusters that this numeric variable makes. */
  readonly cluster?: string;
  /** Asks for the auxiliary columns of the tests: w = (fitted value − `fittedShift`) / `fittedScale`, in the scale of the response's column. */
  readonly auxiliary?: { readonly fittedShift: number; readonly fittedScale: number };
}

/** Sums with residuals e = response − fitted value; rows and columns of the response are 0. */
export interface FitSums {
  /** Σ e² x_i x_j, like `CrossProducts.matrix`. */
  readonly squaredResiduals?: Float64Array;
  /** Σ_g s_g s_g', s_g = Σ_{rows of g} x e, like `CrossProducts.matrix`, and the clusters' codes; absent when there are too many. */
  readonly clusters?: { readonly codes: readonly (number | string | null)[]; readonly matrix: Float64Array };
  /** Cross products of w², w³, w⁴, e and e² with the design's columns and with one another: 5 × (columns + 5), row-major. */
  readonly auxiliary?: Float64Array;
}

/** Number of auxiliary columns in `FitSums.auxiliary`. */
export const auxiliaryWidth = 5;

/** New columns from those of a design: q_j = Σ_i (x_i − centre_i) · weights[i][j], weights upper triangular and row-major. */
export interface Recombination {
  readonly centres: Float64Array;
  readonly weights: Float64Array;
}

/** Numbers that each row of a design has: combination k is Σ_i x_i · weights[k * columns + i]. */
export interface RowForms {
  readonly count: number;
  readonly weights: Float64Array;
}

/** Squares of combinations, summed per unit: by combination their total and the sum of the largest. */
export interface LeadingSquares {
  readonly totals: Float64Array;
  readonly leading: Float64Array;
}

/** A request for influences on the estimates of a linear model. */
export interface ScoreRequest {
  /** ψ_u = Σ_{rows of u} combination · residual. */
  readonly forms: RowForms;
  /** Weights of the residual; the response's is 1. */
  readonly residual: Float64Array;
  /** Places of blocks of factors without values, of which the residuals by column are wanted; only where units have one row. */
  readonly blocks: readonly number[];
  /** Halves of the sample's sign key (rule DC-14). */
  readonly key: { readonly lo: number; readonly hi: number };
}

/** Sums of numbers that units have. */
export interface UnitSums {
  /** Σ s_u ψ_u with the signs of the sample's key. */
  readonly signed: Float64Array;
  /** Σ ψ_u². */
  readonly squares: Float64Array;
  /** max |ψ_u|. */
  readonly largest: Float64Array;
}

/** Influences as rule DC-14 needs them: by combination, and by block those of the residuals in each column and, last, in none. */
export interface ScoreInfluences extends UnitSums {
  readonly blocks: readonly UnitSums[];
}
