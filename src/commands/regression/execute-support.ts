import type { SetRef } from '../../disclosure/nodes.ts';
import type { Execution, ReadingContext } from '../../runtime/executor.ts';
import { constantForm, ownForms, type RowForm, slopeForms } from '../../stats/linear/influence.ts';
import { clippedBlocks } from './execute-clipping.ts';
import type { TermBlock } from './execute-design.ts';
import { type FittedModel, fitModel, fitWithout } from './execute-least-squares.ts';
import { levelBlocks, plainLevels } from './execute-levels.ts';
import { type ColumnForm, columnForm, largestSquare, residualForm, rowForms } from './execute-row-forms.ts';
import type { ModelSample } from './execute-sample.ts';

/** A fitted model in which no column hangs on few units (rule DC-21), with what the rules ask about the rest. */
export interface SupportedModel extends FittedModel {
  /** Columns that were removed for want of support; they are among `fit.omitted`. */
  readonly unsupported: number;
  /** What the few units with the largest squared residuals have of their sum, or a bound that is small enough; 0 where nobody asks. */
  readonly residualShare: number;
  /** The same for the partial leverages of the constant (rule DC-23); 0 where there is none or nobody asks. */
  readonly constantShare: number;
}

/**
 * Least squares with far values pulled in where the policy asks for it, and without the columns that hang on few units. Nobody,
 * one and nine units behind a column look alike: what is left of the model depends on the remaining columns alone.
 */
export async function supportedModel(
  context: ReadingContext,
  sample: ModelSample,
  blocks: readonly Pick<TermBlock, 'block'>[],
  response: string,
  hasConstant: boolean,
): Promise<SupportedModel> {
  const { topShare, outlierShare, hideIntercept } = context.protection.policy.models;
  const written = [...blocks.map(({ block }) => block), { values: [{ variable: response }], factors: [] }];
  const clipped = await clippedBlocks(context, sample, written);
  const whole = await fitModel(context.engine, sample.population, clipped, hasConstant);
  const { model, removed } = topShare < 1 ? await supported(context, sample, whole) : { model: whole, removed: 0 };
  const [residualShare = 0] = outlierShare < 1 ? await residualShares(context, sample, model, outlierShare) : [];
  const constant = hasConstant && hideIntercept && topShare < 1 ? [columnForm(model, constantForm(model.fit))] : [];
  const [constantShare = 0] = await sharesOf(context, sample, model, constant, topShare);
  return { ...model, unsupported: removed, residualShare, constantShare };
}

/**
 * A model without the columns that the policy finds too few units behind. First those that hang on few by themselves, then, as
 * long as there is one, the last of those that do beyond what the other columns explain: of two almost equal columns the one
 * goes that would if they were equal.
 */
async function supported(
  context: ReadingContext,
  sample: ModelSample,
  whole: FittedModel,
): Promise<{ readonly model: FittedModel; readonly removed: number }> {
  const { engine } = context;
  const removed = new Set(await unsupportedColumns(context, sample, whole, ownForms(whole.fit)));
  let model = removed.size === 0 ? whole : await fitWithout(engine, whole, removed);
  for (;;) {
    const last = (await unsupportedColumns(context, sample, model, slopeForms(model.fit))).at(-1);
    if (last === undefined) break;
    removed.add(last);
    model = await fitWithout(engine, model, removed);
  }
  // A collinear column may have asked for passes that one without support does not: the fit must not tell them apart.
  const isAsCollinear = model.fit.omitted.length === removed.size;
  if (!isAsCollinear) model = await fitWithout(engine, model, new Set(model.fit.omitted));
  return { model, removed: removed.size };
}

/** @param forms one per retained column */
async function unsupportedColumns(
  context: ReadingContext,
  sample: ModelSample,
  model: FittedModel,
  forms: readonly RowForm[],
): Promise<readonly number[]> {
  const places = testedColumns(model);
  const tested = places.map((place) => columnForm(model, forms[place]!));
  const shares = await sharesOf(context, sample, model, tested, context.protection.policy.models.topShare);
  const flags = context.protection.unsupportedColumns(shares);
  return places.filter((_, k) => flags[k] === 1).map((place) => model.fit.retained[place]!);
}

/** Why a model is not shown: too few units or no column for it (DC-20), or a few units that dominate it (DC-21). */
export function modelRefusal(
  { protection }: ReadingContext,
  sample: SetRef,
  { fit, residualShare, unsupported }: SupportedModel,
): Execution<never> | undefined {
  const answer = protection.resolveModelSample({
    sample,
    parameters: fit.k,
    residualDegreesOfFreedom: fit.dfResidual,
    residualShare,
    unsupported,
  });
  const hasNothing = fit.retained.length === 0 || fit.dfResidual < 1;
  const rule = hasNothing ? 'DC-20' : answer?.refused;
  return rule === undefined ? undefined : { type: 'failure', rule, stops: false };
}

/** A residual sum of squares below this share of the total is rounding: the fit is perfect (commands-analysis 5.1). */
const perfectShare = 1e-20;

async function residualShares(
  context: ReadingContext,
  sample: ModelSample,
  model: FittedModel,
  limit: number,
): Promise<ArrayLike<number> & Iterable<number>> {
  const { residualSumOfSquares, totalSumOfSquares } = model.fit;
  // Without residuals nobody differs, which must look like one who does.
  if (residualSumOfSquares <= perfectShare * totalSumOfSquares) return [1];
  return sharesOf(context, sample, model, [residualForm(model)], limit);
}

/**
 * By form what the few units with the largest squares have of the sum. Where no row can have so much that the few reach the
 * limit, the bound stands for the share: it spares nearly every model the pass over the rows.
 */
async function sharesOf(
  { engine, protection }: ReadingContext,
  { population, counts }: ModelSample,
  model: FittedModel,
  forms: readonly ColumnForm[],
  limit: number,
): Promise<Float64Array> {
  const { topUnits } = protection.policy.models;
  const hasOneRowPerUnit = counts.units === counts.rows;
  const shares = Float64Array.from(forms, (form) =>
    hasOneRowPerUnit ? (topUnits * largestSquare(model, form)) / form.squares : Number.POSITIVE_INFINITY,
  );
  const open = forms.flatMap((form, k) => (shares[k]! <= limit ? [] : [{ form, k }]));
  if (open.length === 0) return shares;
  const asked = rowForms(open.map(({ form }) => form));
  const { totals, leading } = await engine.leadingSquares(population, model.design, asked, topUnits);
  for (const [at, { k }] of open.entries()) shares[k] = totals[at]! > 0 ? leading[at]! / totals[at]! : 1;
  return shares;
}

/**
 * Places among the retained columns that the test is for: all but the levels of factors, whose units have been counted, and
 * cells of factors.
 */
function testedColumns(model: FittedModel): readonly number[] {
  const blocks = levelBlocks(model);
  const counted = plainLevels(model, blocks);
  const cells = new Set(blocks.filter(({ factors }) => factors > 1).flatMap(({ columns }) => columns));
  return model.fit.retained.flatMap((column, place) => (counted.has(column) || cells.has(column) ? [] : [place]));
}
