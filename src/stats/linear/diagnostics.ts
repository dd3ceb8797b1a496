import { chiSquaredSurvival } from '../distributions/chi-squared.ts';
import { fSurvival } from '../distributions/f.ts';
import type { DesignMoments, LeastSquaresFit } from './least-squares.ts';
import { solveLeastSquares } from './least-squares.ts';

/** One line of the table of specification tests; `df2` is missing (undefined) for χ² tests. */
export interface DiagnosticTest {
  readonly test: 'ov' | 'het_bp' | 'het_iid' | 'het_fstat';
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number | undefined;
  readonly p: number;
}

/**
 * How to form w from the fitted values ŷ for `resetTest`: w = (ŷ − centre)/scale.
 *
 * With a constant w has mean 0 and variance 1: its powers 2 to 4 span, with the design, the same space as raw powers of
 * ŷ, without the loss of rank that raw powers suffer on income-scale data. Without a constant centring would leave
 * that space, so w is only scaled to a mean square of 1.
 */
export function fittedScale(fit: LeastSquaresFit): { readonly centre: number; readonly scale: number } {
  const { n, hasConstant, means } = fit.moments;
  const explained = fit.totalSumOfSquares - fit.residualSumOfSquares;
  return hasConstant
    ? { centre: means[means.length - 1]!, scale: Math.sqrt(explained / (n - 1)) }
    : { centre: 0, scale: Math.sqrt(explained / n) };
}

/**
 * What a pass over the rows brings for RESET, with e the residual in the unit of the response, z the centred and scaled
 * design columns and w from `fittedScale`. Powers are numbered 0, 1, 2 for w², w³, w⁴.
 */
export interface PowerMoments {
  /** Σ w^q, length 3. */
  readonly sums: Float64Array;
  /** Σ z_j w^q over all p design columns, p × 3, row-major. */
  readonly withDesign: Float64Array;
  /** Σ w^q w^r, 3 × 3, row-major. */
  readonly products: Float64Array;
  /** Σ e w^q, length 3. */
  readonly withResidual: Float64Array;
}

const powers = 3;

/**
 * Ramsey's RESET with the second to fourth power of the fitted values; H0: no omitted variables.
 *
 * F = ((RSS₀ − RSS₁)/q)/(RSS₁/(n − k − q)); q counts the powers that are not collinear with the design. Missing (NaN)
 * when none is left.
 *
 * @see Ramsey (1969), J. R. Stat. Soc. B 31, 350–371. Agrees with statsmodels `linear_reset(power=4, use_f=True)`.
 */
export function resetTest(fit: LeastSquaresFit, moments: PowerMoments): DiagnosticTest {
  const augmented = solveLeastSquares(augmentedMoments(fit, moments));
  const df1 = augmented.k - fit.k;
  const df2 = fit.dfResidual - df1;
  const before = fit.residualSumOfSquares;
  const after = augmented.residualSumOfSquares;
  const statistic = df1 > 0 ? (before - after) / df1 / (after / df2) : NaN;
  return { test: 'ov', statistic, df1, df2, p: fSurvival(statistic, df1, df2) };
}

/** Moments of the residual on the retained design columns followed by the powers. */
function augmentedMoments(fit: LeastSquaresFit, moments: PowerMoments): DesignMoments {
  const { n, hasConstant, scales, crossProducts } = fit.moments;
  const size = scales.length;
  const r = fit.retained.length;
  const width = r + powers + 1;
  const product = new Float64Array(width * width);
  const set = (a: number, b: number, value: number): void => {
    product[a * width + b] = value;
    product[b * width + a] = value;
  };
  const means = moments.sums.map((sum) => sum / n);
  fit.retained.forEach((i, a) => {
    fit.retained.forEach((j, b) => set(a, b, crossProducts[i * size + j]!));
    for (let q = 0; q < powers; q++) {
      set(a, r + q, moments.withDesign[i * powers + q]!);
    }
  });
  for (let q = 0; q < powers; q++) {
    for (let s = 0; s < powers; s++) {
      const centring = hasConstant ? n * means[q]! * means[s]! : 0;
      set(r + q, r + s, moments.products[q * powers + s]! - centring);
    }
    // The residual sums to zero when there is a constant, so it needs no centring.
    set(r + q, width - 1, moments.withResidual[q]!);
  }
  set(width - 1, width - 1, fit.residualSumOfSquares);
  const allMeans = new Float64Array(width);
  allMeans.set(means, r);
  return {
    n,
    hasConstant,
    means: allMeans,
    centres: hasConstant ? allMeans : new Float64Array(width),
    scales: new Float64Array(width).fill(1),
    crossProducts: product,
  };
}

/** What a pass over the rows brings for the tests of heteroskedasticity; e is the residual in the unit of the response. */
export interface SquaredResidualMoments {
  /** Σ z_j e² over all p design columns, length p. */
  readonly withDesign: Float64Array;
  /** Σ e⁴. */
  readonly fourthPowers: number;
}

/**
 * The three tests of H0: constant residual variance, from the regression of e² on all retained design columns and a
 * constant (added also when the model has none).
 *
 * `het_bp`: ESS/(2σ⁴), σ² = RSS/n, χ². `het_iid`: n·R², χ². `het_fstat`: the F of that regression.
 *
 * @see Breusch & Pagan (1979), Econometrica 47, 1287–1294; Koenker (1981), J. Econometrics 17, 107–112. Agrees with
 *      statsmodels `het_breuschpagan`.
 */
export function heteroskedasticityTests(
  fit: LeastSquaresFit,
  moments: SquaredResidualMoments,
): Readonly<Record<'het_bp' | 'het_iid' | 'het_fstat', DiagnosticTest>> {
  const { n } = fit.moments;
  const mean = fit.residualSumOfSquares / n;
  const total = moments.fourthPowers - n * mean * mean;
  const auxiliary = solveLeastSquares(squaredResidualDesign(fit, moments, mean, total));
  const explained = total - auxiliary.residualSumOfSquares;
  const df1 = auxiliary.k - 1;
  const df2 = auxiliary.dfResidual;
  const breuschPagan = explained / (2 * mean * mean);
  const koenker = (n * explained) / total;
  const f = explained / df1 / (auxiliary.residualSumOfSquares / df2);
  return {
    het_bp: { test: 'het_bp', statistic: breuschPagan, df1, df2: undefined, p: chiSquaredSurvival(breuschPagan, df1) },
    het_iid: { test: 'het_iid', statistic: koenker, df1, df2: undefined, p: chiSquaredSurvival(koenker, df1) },
    het_fstat: { test: 'het_fstat', statistic: f, df1, df2, p: fSurvival(f, df1, df2) },
  };
}

/** Centred moments of e² on the retained design columns. */
function squaredResidualDesign(
  fit: LeastSquaresFit,
  moments: SquaredResidualMoments,
  mean: number,
  total: number,
): DesignMoments {
  const { n, hasConstant, means, scales, crossProducts } = fit.moments;
  const size = scales.length;
  const r = fit.retained.length;
  const width = r + 1;
  const product = new Float64Array(width * width);
  // Mean of z_j: zero when z is centred already.
  const offset = fit.retained.map((j) => (hasConstant ? 0 : means[j]! / scales[j]!));
  fit.retained.forEach((i, a) => {
    fit.retained.forEach((j, b) => {
      product[a * width + b] = crossProducts[i * size + j]! - n * offset[a]! * offset[b]!;
    });
    const withResponse = moments.withDesign[i]! - n * offset[a]! * mean;
    product[a * width + r] = withResponse;
    product[r * width + a] = withResponse;
  });
  product[r * width + r] = total;
  const centres = Float64Array.from([...fit.retained.map((j) => means[j]!), mean]);
  const unit = Float64Array.from([...fit.retained.map((j) => scales[j]!), 1]);
  return { n, hasConstant: true, means: centres, centres, scales: unit, crossProducts: product };
}

/** Variance inflation of one retained column. */
export interface VarianceInflation {
  readonly column: number;
  readonly vif: number;
  /** 1/vif. */
  readonly tolerance: number;
}

/**
 * Variance inflation factors 1/(1 − R_j²) of the retained columns in model order, and their mean.
 *
 * R_j² is that of column j on the others and the constant; uncentred for a model without a constant.
 */
export function varianceInflation(fit: LeastSquaresFit): {
  readonly rows: readonly VarianceInflation[];
  readonly mean: number;
} {
  const r = fit.retained.length;
  const rows = fit.retained.map((column, a) => {
    const vif = fit.inverse[a * r + a]! * fit.basis.ownSquares[column]!;
    return { column, vif, tolerance: 1 / vif };
  });
  return { rows, mean: rows.reduce((sum, row) => sum + row.vif, 0) / r };
}
