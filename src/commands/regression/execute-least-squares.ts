import type { Population } from '../../runtime/dataset.ts';
import {
  auxiliaryWidth,
  type Design,
  type DesignBlock,
  type FitSums,
  type ProductMoments,
} from '../../runtime/engine/design.ts';
import type { ReadingEngine } from '../../runtime/engine/reading.ts';
import type { CovarianceEvidence } from '../../stats/linear/covariance.ts';
import { fittedScale, type PowerMoments, type SquaredResidualMoments } from '../../stats/linear/diagnostics.ts';
import {
  type DesignMoments,
  type LeastSquaresFit,
  refineLeastSquares,
  solveLeastSquares,
} from '../../stats/linear/least-squares.ts';

/** A fitted model with what further passes over its rows need. */
export interface FittedModel {
  readonly population: Population;
  /** The terms' blocks, the response's block and the constant, in this order. */
  readonly design: Design;
  readonly fit: LeastSquaresFit;
  /** Means of the design's columns as the passes see them, after shift and scale; zeros for a model without a constant. */
  readonly centres: Float64Array;
  /** Mean, smallest and largest product of the values of the blocks that have any, by `productName`. */
  readonly ranges: ReadonlyMap<string, ProductMoments>;
}

/** What a model's third pass brings. */
export interface FitEvidence {
  readonly covariance: CovarianceEvidence;
  readonly clusterCodes?: readonly (number | string | null)[];
  readonly powers?: PowerMoments;
  readonly squares?: SquaredResidualMoments;
}

/**
 * Least squares in two passes: means and extremes of the continuous columns, then cross products of columns that are shifted
 * to their means and scaled to 1. A third and fourth pass only where near-collinear columns ask for them.
 *
 * @param blocks those of the terms, and last the response's
 */
export async function fitModel(
  engine: ReadingEngine,
  population: Population,
  blocks: readonly Pick<DesignBlock, 'values' | 'factors'>[],
  hasConstant: boolean,
): Promise<FittedModel> {
  const { design, ranges } = await scaledDesign(engine, population, blocks, hasConstant);
  const { rows, columns, matrix } = await engine.crossProducts(population, design);
  const size = columns - 1;
  const scales = columnScales(design, size);
  const centres = new Float64Array(size);
  const means = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    const mean = matrix[j * columns + size]! / rows;
    centres[j] = hasConstant ? mean : 0;
    means[j] = scales.shift[j]! + mean / scales.scale[j]!;
  }
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      products[i * size + j] = matrix[i * columns + j]! - rows * centres[i]! * centres[j]!;
    }
  }
  const moments: DesignMoments = {
    n: rows,
    hasConstant,
    means,
    centres: hasConstant ? means : new Float64Array(size),
    scales: scales.scale.map((scale) => 1 / scale),
    crossProducts: products,
  };
  const fit = await solved(engine, { population, design, centres }, moments, new Set());
  return { population, design, fit, centres, ranges };
}

/** The same model without some of its columns, as if they were collinear: nothing but what near-collinear columns ask for is read anew. */
export async function fitWithout(
  engine: ReadingEngine,
  model: FittedModel,
  columns: ReadonlySet<number>,
): Promise<FittedModel> {
  return { ...model, fit: await solved(engine, model, model.fit.moments, columns) };
}

async function solved(
  engine: ReadingEngine,
  { population, design, centres }: Pick<FittedModel, 'population' | 'design' | 'centres'>,
  moments: DesignMoments,
  without: ReadonlySet<number>,
): Promise<LeastSquaresFit> {
  let fit = solveLeastSquares(moments, without);
  // The constant is not among the columns that are recombined.
  const recombined = { blocks: design.blocks.slice(0, -1) };
  while (fit.refinement !== undefined) {
    const { refinement: weights } = fit;
    fit = refineLeastSquares(fit, await engine.recombinedProducts(population, recombined, { centres, weights }));
  }
  return fit;
}

/** Names the product of a block's values among the ranges of a model. */
export function productName({ values }: Pick<DesignBlock, 'values'>): string {
  return values.map(({ variable }) => variable).join('#');
}

/** Shifts and scales of the blocks, from the means and extremes of their products. */
async function scaledDesign(
  engine: ReadingEngine,
  population: Population,
  blocks: readonly Pick<DesignBlock, 'values' | 'factors'>[],
  hasConstant: boolean,
): Promise<Pick<FittedModel, 'design' | 'ranges'>> {
  // Only products of values have moments to find; blocks that share theirs share them here.
  const distinct = new Map(
    blocks.filter(({ values }) => values.length > 0).map((block) => [productName(block), block.values]),
  );
  const plain = [...distinct.values()].map((values): DesignBlock => ({ values, factors: [], shift: 0, scale: 1 }));
  const found = await engine.productMoments(population, { blocks: plain });
  const moments = new Map([...distinct.keys()].map((key, at) => [key, found[at]!]));
  const scaled = blocks.map((block): DesignBlock => {
    const own = moments.get(productName(block));
    if (own === undefined) return { ...block, shift: 0, scale: 1 };
    const shift = hasConstant && block.factors.length === 0 ? own.mean : 0;
    const largest = Math.max(own.maximum - shift, shift - own.minimum);
    return { ...block, shift, scale: largest > 0 && Number.isFinite(largest) ? 1 / largest : 1 };
  });
  return { design: { blocks: [...scaled, { values: [], factors: [], shift: 0, scale: 1 }] }, ranges: moments };
}

/** Shift and scale by column. */
function columnScales(design: Design, columns: number): { readonly shift: Float64Array; readonly scale: Float64Array } {
  const shift = new Float64Array(columns);
  const scale = new Float64Array(columns);
  let at = 0;
  for (const block of design.blocks.slice(0, -1)) {
    const width = block.factors.reduce((product, { codes }) => product * codes.length, 1);
    shift.fill(block.shift, at, at + width);
    scale.fill(block.scale, at, at + width);
    at += width;
  }
  return { shift, scale };
}

/** Which sums over residuals a model needs. */
export interface EvidenceRequest {
  readonly covariance: 'nonrobust' | 'HC1' | 'cluster';
  readonly cluster?: string;
  readonly powers: boolean;
  readonly squares: boolean;
}

/** The passes that need residuals; `undefined` when there are fewer than two clusters, or too many to be numbered. */
export async function fitEvidence(
  engine: ReadingEngine,
  model: FittedModel,
  request: EvidenceRequest,
): Promise<FitEvidence | undefined> {
  const { fit, design, centres, population } = model;
  const p = fit.slopes.length;
  const responseScale = responseScaleOf(model);
  const needsAuxiliary = request.powers || request.squares;
  const covariance: CovarianceEvidence = { type: 'default' };
  if (request.covariance === 'nonrobust' && !needsAuxiliary) return { covariance };
  const standard = fittedScale(fit);
  const shiftOfResponse = design.blocks.at(-2)!.shift;
  const sums = await engine.fitSums(population, design, {
    response: p,
    coefficients: scaledCoefficients(fit, centres, responseScale),
    squaredResiduals: request.covariance === 'HC1',
    ...(request.cluster === undefined ? {} : { cluster: request.cluster }),
    ...(needsAuxiliary
      ? {
          auxiliary: {
            fittedShift: (standard.centre - shiftOfResponse) * responseScale,
            fittedScale: standard.scale * responseScale,
          },
        }
      : {}),
  });
  const found = covarianceOf(request, sums, model, responseScale);
  if (found === undefined) return undefined;
  return {
    covariance: found,
    ...(sums.clusters === undefined ? {} : { clusterCodes: sums.clusters.codes }),
    ...(sums.auxiliary === undefined ? {} : auxiliaryMoments(sums.auxiliary, centres, p, responseScale)),
  };
}

/** What the response is multiplied by as the passes see it. */
export function responseScaleOf({ fit }: Pick<FittedModel, 'fit'>): number {
  return 1 / fit.moments.scales.at(-1)!;
}

/** Coefficients of the columns as the passes see them, for a response in its own scale: terms, response (0), constant. */
export function scaledCoefficients(fit: LeastSquaresFit, centres: Float64Array, responseScale: number): Float64Array {
  const p = fit.slopes.length;
  const coefficients = new Float64Array(p + 2);
  let constant = centres[p]!;
  for (let j = 0; j < p; j++) {
    coefficients[j] = fit.scaledSlopes[j]! * responseScale;
    constant -= coefficients[j]! * centres[j]!;
  }
  coefficients[p + 1] = fit.moments.hasConstant ? constant : 0;
  return coefficients;
}

function covarianceOf(
  request: EvidenceRequest,
  sums: FitSums,
  model: FittedModel,
  responseScale: number,
): CovarianceEvidence | undefined {
  switch (request.covariance) {
    case 'nonrobust':
      return { type: 'default' };
    case 'HC1':
      return { type: 'HC1', meat: meatOf(sums.squaredResiduals!, model, responseScale) };
    case 'cluster': {
      const { clusters } = sums;
      if (clusters === undefined || clusters.codes.length < 2) return undefined;
      const meat = meatOf(clusters.matrix, model, responseScale);
      return { type: 'cluster', meat, clusterCount: clusters.codes.length };
    }
  }
}

/** Sums over the columns as the passes see them as a meat matrix over z and, last, the constant. */
function meatOf(sums: Float64Array, { fit, centres }: FittedModel, responseScale: number): Float64Array {
  const p = fit.slopes.length;
  const columns = p + 2;
  const width = fit.moments.hasConstant ? p + 1 : p;
  const meat = new Float64Array(width * width);
  const at = (i: number, j: number): number => sums[i * columns + j]!;
  const constant = p + 1;
  const centreOf = (i: number): number => (i < p ? centres[i]! : 0);
  const placeOf = (i: number): number => (i < p ? i : constant);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      const [a, b] = [placeOf(i), placeOf(j)];
      const [m, q] = [centreOf(i), centreOf(j)];
      const value = at(a, b) - m * at(constant, b) - q * at(a, constant) + m * q * at(constant, constant);
      meat[i * width + j] = value / (responseScale * responseScale);
    }
  }
  return meat;
}

/** The moments that RESET and the tests of heteroskedasticity ask for. */
function auxiliaryMoments(
  sums: Float64Array,
  centres: Float64Array,
  p: number,
  responseScale: number,
): { readonly powers: PowerMoments; readonly squares: SquaredResidualMoments } {
  const columns = p + 2;
  const width = columns + auxiliaryWidth;
  const at = (x: number, column: number): number => sums[x * width + column]!;
  const [residual, square] = [3, 4];
  const withDesign = new Float64Array(p * 3);
  const squaresWithDesign = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    for (let x = 0; x < 3; x++) withDesign[j * 3 + x] = at(x, j) - centres[j]! * at(x, p + 1);
    squaresWithDesign[j] = (at(square, j) - centres[j]! * at(square, p + 1)) / responseScale ** 2;
  }
  const powers = [0, 1, 2];
  return {
    powers: {
      sums: Float64Array.from(powers, (x) => at(x, p + 1)),
      withDesign,
      products: Float64Array.from(powers.flatMap((x) => powers.map((y) => at(x, columns + y)))),
      withResidual: Float64Array.from(powers, (x) => at(x, columns + residual) / responseScale),
    },
    squares: { withDesign: squaresWithDesign, fourthPowers: at(square, columns + square) / responseScale ** 4 },
  };
}
