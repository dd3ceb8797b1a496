import { secret } from '../../disclosure/gate.ts';
import type { ExactModel } from '../../disclosure/model-nodes.ts';
import type { UnitSums } from '../../runtime/engine/design.ts';
import type { ReadingContext } from '../../runtime/executor.ts';
import { centredCovariance, printedCovariance } from '../../stats/linear/covariance.ts';
import type { LinearInference } from '../../stats/linear/inference.ts';
import { constantForm, slopeForms } from '../../stats/linear/influence.ts';
import type { LeastSquaresFit } from '../../stats/linear/least-squares.ts';
import type { FittedModel } from './execute-least-squares.ts';
import { type LevelBlock, levelBlocks, plainLevels } from './execute-levels.ts';
import { columnForm, residualForm, rowForms } from './execute-row-forms.ts';
import type { ModelSample } from './execute-sample.ts';

/**
 * What noise on a model's coefficients is made from (rule DC-24), where the policy puts noise on it. `undefined` where the
 * estimates stay exact, and then no row is read.
 *
 * @param inference of the model, or of the model on z-scores: the coefficients as they are printed
 */
export async function modelInfluence(
  context: ReadingContext,
  sample: ModelSample,
  model: FittedModel,
  inference: LinearInference,
): Promise<ExactModel['influence']> {
  if (!(await isModelNoised(context, sample))) return undefined;
  const printed = inference.fit;
  return secret({
    ...(await coefficientInfluence(context, sample, model, printed)),
    covariance: inference.covariance,
    classicCovariance: printedCovariance(printed, centredCovariance(printed, { type: 'default' })),
  });
}

/**
 * Whether the policy puts noise on a model of a sample: on every model, or on those whose sample is nearly one that has been
 * asked about. Asked once per model: every sample is made known, so that later ones can be compared with it.
 */
export async function isModelNoised(context: ReadingContext, { population }: ModelSample): Promise<boolean> {
  const { noise } = context.protection.policy.models;
  const isNear = await context.isNearEarlier(population);
  return noise === 'always' || (noise === 'near' && isNear);
}

/** Influences of the units on coefficients, by column of the design and last of the constant; 0 for omitted columns. */
export type CoefficientInfluence = UnitSums;

/**
 * Influences on a model's coefficients. That on a level of a factor is the one on a difference of two means, unless other columns
 * explain the level: a model with hundreds of levels then takes no longer than one with few.
 *
 * @param printed the model's fit, or that of the model on z-scores: the coefficients as they are printed
 */
export async function coefficientInfluence(
  { engine, protection }: ReadingContext,
  { counts, population }: ModelSample,
  model: FittedModel,
  printed: LeastSquaresFit = model.fit,
): Promise<CoefficientInfluence> {
  const { fit } = model;
  const { hasConstant, scales } = printed.moments;
  const p = fit.slopes.length;
  const levels = counts.units === counts.rows ? wholeFactors(model) : [];
  const ofLevels = new Set(levels.flatMap(({ columns }) => columns));
  const own = slopeForms(fit).map((form, k) => ({ column: fit.retained[k]!, form }));
  const asked = own.filter(({ column }) => !ofLevels.has(column));
  if (hasConstant) asked.push({ column: p, form: constantForm(printed) });
  const { lo, hi } = protection.signKeys(
    Float64Array.of(counts.units),
    Uint32Array.of(counts.sumA),
    Uint32Array.of(counts.sumB),
  );
  const sums = await engine.scoreInfluences(population, model.design, {
    forms: rowForms(asked.map(({ form }) => columnForm(model, form))),
    residual: residualForm(model).weights,
    blocks: levels.map(({ block }) => block),
    key: { lo: lo[0]!, hi: hi[0]! },
  });
  const found = unitSumsOf(hasConstant ? p + 1 : p);
  // The passes see columns and residuals in scales of their own.
  const put = (column: number, from: UnitSums, at: number): void => {
    const unit = (counts.units * scales[p]!) / (column === p ? 1 : scales[column]!);
    found.signed[column] = from.signed[at]! * unit;
    found.squares[column] = from.squares[at]! * unit * unit;
    found.largest[column] = from.largest[at]! * unit;
  };
  for (const [k, { column }] of asked.entries()) put(column, sums, k);
  for (const [b, level] of levels.entries()) {
    const differences = differencesOf(level, sums.blocks[b]!, hasConstant);
    for (const [at, column] of level.columns.entries()) put(column, differences, at);
  }
  return found;
}

function unitSumsOf(length: number): UnitSums {
  return { signed: new Float64Array(length), squares: new Float64Array(length), largest: new Float64Array(length) };
}

/** Factors of which every level is in the model, and is no more than a difference of two means. */
function wholeFactors(model: FittedModel): readonly LevelBlock[] {
  const blocks = levelBlocks(model);
  const plain = plainLevels(model, blocks);
  return blocks.filter(({ columns }) => columns.every((column) => plain.has(column)));
}

/** Influences on the differences between the mean of each level and that of the base, in a model without a constant on the means. */
function differencesOf({ rows, baseRows }: LevelBlock, residuals: UnitSums, hasBase: boolean): UnitSums {
  const base = rows.length;
  const share = hasBase && baseRows > 0 ? 1 / baseRows : 0;
  const found = unitSumsOf(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const own = 1 / rows[at]!;
    found.signed[at] = residuals.signed[at]! * own - residuals.signed[base]! * share;
    found.squares[at] = residuals.squares[at]! * own * own + residuals.squares[base]! * share * share;
    found.largest[at] = Math.max(residuals.largest[at]! * own, residuals.largest[base]! * share);
  }
  return found;
}
