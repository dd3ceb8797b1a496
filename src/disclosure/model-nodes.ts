import type { Secret } from './gate.ts';
import type { SetRef, StatisticsBlock, TwoValued } from './nodes.ts';

/* Exact nodes of models: what estimation hands to the gate. */

/** One column of a design matrix as the coefficient table names it. */
export interface ModelColumn {
  /** Canonical key: `alder`, `sektor[2]`, `sektor[2]#skift[1]`, `_cons`. */
  readonly term: string;
  /** With labels: `sektor: Kommunal`. */
  readonly display: string;
  readonly isConstant: boolean;
  readonly hidden: boolean;
  readonly omitted: boolean;
}

/** An estimated linear model. All arrays run over `columns`. */
export interface ExactModel {
  readonly command: string;
  readonly estimator: 'ols';
  readonly sample: SetRef;
  readonly dependent: string;
  readonly columns: Secret<readonly ModelColumn[]>;
  readonly baseLevels: Secret<readonly { readonly variable: string; readonly level: string }[]>;
  readonly controls: readonly string[];
  readonly covariance: 'nonrobust' | 'HC1' | 'cluster';
  readonly clusterVariable?: string;
  readonly hasConstant: boolean;
  readonly standardized: boolean;
  /** Confidence level in per cent. */
  readonly level: number;
  readonly estimates: Secret<{
    readonly coefficient: Float64Array;
    readonly standardError: Float64Array;
    readonly statistic: Float64Array;
    readonly pValue: Float64Array;
    readonly lower: Float64Array;
    readonly upper: Float64Array;
  }>;
  readonly fit: Secret<{
    /** Retained columns with the constant. */
    readonly parameters: number;
    readonly degreesOfFreedomModel: number;
    readonly degreesOfFreedomResidual: number;
    /** Denominator degrees of freedom of tests (n − k, or clusters − 1). */
    readonly degreesOfFreedomTest: number;
    readonly f: number;
    readonly fNumerator: number;
    readonly fPValue: number;
    readonly rSquared: number;
    readonly adjustedRSquared: number;
    readonly rootMse: number;
    readonly logLikelihood: number;
    readonly aic: number;
    readonly bic: number;
    readonly modelSumOfSquares: number;
    readonly residualSumOfSquares: number;
    readonly totalSumOfSquares: number;
  }>;
  readonly clusters?: SetRef;
  /** Present when every regressor is a factor or dummy column: the units at all reference levels (rule DC-23). */
  readonly referenceCell?: SetRef;
  /**
   * Columns that were removed because few units carry them (rule DC-21), and what the few units with most partial leverage
   * have of the constant's (rule DC-23).
   */
  readonly support: Secret<{ readonly unsupported: number; readonly constantShare: number }>;
  /**
   * Influences of the units on each coefficient, ψ_u = n·[Bread·score_u]_j, over `columns`: signed sums with the signs of
   * rule DC-14 for the sample's key, sums of squares, largest. There where the rules put noise on the model (DC-24), and needed
   * under policies that put it on every model. F and the model sum of squares are worked out anew from the covariance of the
   * retained columns and the constant, as reported and as it would be with equal variances.
   */
  readonly influence?: Secret<{
    readonly signed: Float64Array;
    readonly squares: Float64Array;
    readonly largest: Float64Array;
    readonly covariance: Float64Array;
    readonly classicCovariance: Float64Array;
  }>;
  readonly diagnostics: readonly {
    readonly test: 'ov' | 'het_bp' | 'het_iid' | 'het_fstat';
    readonly result: Secret<{
      readonly statistic: number;
      readonly df1: number;
      readonly df2: number | null;
      readonly pValue: number;
    }>;
  }[];
  readonly vif?: Secret<readonly { readonly term: string; readonly display: string; readonly vif: number }[]>;
  readonly margins?: Secret<
    readonly {
      readonly group: string | null;
      /** Where the prediction is made: a value for each of `columns`, 1 for the constant. */
      readonly point: Float64Array;
      readonly predicted: number;
      readonly standardError: number;
      readonly lower: number;
      readonly upper: number;
    }[]
  >;
}

/** A model of which nothing but the coefficients and their intervals is asked for, to be drawn. */
export interface ExactCoefficients {
  readonly command: string;
  readonly model: ExactModel;
}

/** Groups whose means are compared two by two: the levels of a factor, or the combinations of the levels of several. */
export interface ExactComparison {
  readonly factors: readonly string[];
  /** One per cell, the last factor fastest; those that nobody is in are not shown. */
  readonly groups: Secret<readonly { readonly codes: readonly (number | string)[]; readonly label: string }[]>;
  readonly cells: Secret<{ readonly statistics: StatisticsBlock; readonly twoValued?: TwoValued }>;
  /** Standard deviation of the response in the whole sample: the floor of the noise. */
  readonly populationSd: Secret<number>;
}

/** What some columns of a model explain: their sum of squares is the Wald form of their slopes. Omitted columns are not among them. */
export interface ExactExplained {
  readonly slopes: Secret<{
    readonly slopes: Float64Array;
    /** Inverse of the cross products, row-major. */
    readonly inverse: Float64Array;
  }>;
  /** Influences of the units on each slope, as in `ExactModel`. Needed where there is noise on models (rule DC-24). */
  readonly influence?: Secret<{
    readonly signed: Float64Array;
    readonly squares: Float64Array;
    readonly largest: Float64Array;
  }>;
}

/** An analysis of variance. */
export interface ExactVariance {
  readonly command: string;
  readonly sample: SetRef;
  readonly dependent: string;
  readonly hasConstant: boolean;
  readonly hasFactors: boolean;
  /** Bare variables that have too many values to be factors. */
  readonly covariates: Secret<readonly string[]>;
  /** All columns of the model but the constant. */
  readonly whole: ExactExplained;
  /** In written order; each in the model of all terms that do not contain it, and itself. */
  readonly terms: readonly (ExactExplained & { readonly name: string })[];
  /** Columns that were removed because few units carry them (rule DC-21). */
  readonly support: Secret<{ readonly unsupported: number }>;
  readonly fit: Secret<{
    readonly parameters: number;
    readonly degreesOfFreedomModel: number;
    readonly degreesOfFreedomResidual: number;
    readonly rootMse: number;
  }>;
  readonly comparisons: readonly ExactComparison[];
}
