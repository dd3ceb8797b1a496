import type { DesignBlock } from '../../runtime/engine/design.ts';
import type { ReadingContext } from '../../runtime/executor.ts';
import type { LinearInference } from '../../stats/linear/inference.ts';
import { predictAt } from '../../stats/linear/predict-at.ts';
import { levelText, type TermBlock } from './execute-design.ts';
import type { ModelSample } from './execute-sample.ts';

/** One prediction of `margins()`. */
export interface Margin {
  readonly group: string | null;
  /** By row of the coefficient table: where the prediction is made, 1 for the constant. */
  readonly point: Float64Array;
  readonly predicted: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Predicted response at the mean of every column; for `margins(d)` at d = 0 and d = 1, where a column that contains d is that
 * value times the mean of the rest of the column. `undefined` when d is not a 0/1 variable in the sample.
 */
export async function marginsOf(
  context: ReadingContext,
  sample: ModelSample,
  blocks: readonly TermBlock[],
  inference: LinearInference,
  variable: string | undefined,
): Promise<readonly Margin[] | undefined> {
  const { means } = inference.fit.moments;
  const point = means.slice(0, -1);
  if (variable === undefined) return [{ group: null, ...predicted(inference, point) }];
  if (!(await isZeroOne(context, sample, variable))) return undefined;
  const rest = await restMeans(context, sample, blocks, variable, point);
  return [0, 1].map((value) => ({
    group: levelText(context, sample, variable, value),
    ...predicted(
      inference,
      rest.means.map((mean, j) => (rest.contains[j] === 1 ? value * mean : mean)),
    ),
  }));
}

function predicted(inference: LinearInference, point: Float64Array): Omit<Margin, 'group'> {
  const { estimate, standardError, lower, upper } = predictAt(inference, point);
  const row = Float64Array.from(inference.coefficients, ({ column }) => (column === 'constant' ? 1 : point[column]!));
  return { point: row, predicted: estimate, standardError, lower, upper };
}

async function isZeroOne(context: ReadingContext, sample: ModelSample, variable: string): Promise<boolean> {
  const levels = sample.levels.get(variable);
  if (levels !== undefined) return levels.length === 2 && levels[0] === 0 && levels[1] === 1;
  const { two } = await context.engine.profile(sample.population, variable);
  return two !== undefined && two[0] === 0 && two[1] === 1;
}

/** By column: whether it contains the variable, and its mean, or that of what is left of it without the variable. */
async function restMeans(
  context: ReadingContext,
  sample: ModelSample,
  blocks: readonly TermBlock[],
  variable: string,
  columnMeans: Float64Array,
): Promise<{ readonly contains: Uint8Array; readonly means: Float64Array }> {
  const means = columnMeans.slice();
  const contains = new Uint8Array(means.length);
  const rests: { readonly at: number; readonly width: number; readonly block: DesignBlock }[] = [];
  let at = 0;
  for (const { block, columns } of blocks) {
    const values = block.values.filter((value) => value.variable !== variable);
    const factors = block.factors.filter((factor) => factor.variable !== variable);
    if (values.length < block.values.length || factors.length < block.factors.length) {
      contains.fill(1, at, at + columns.length);
      // The variable itself has at most one column, so that leaving it out changes neither number nor order of columns.
      rests.push({ at, width: columns.length, block: { values, factors, shift: 0, scale: 1 } });
    }
    at += columns.length;
  }
  const constant: DesignBlock = { values: [], factors: [], shift: 0, scale: 1 };
  const design = { blocks: [...rests.map(({ block }) => block), constant] };
  const { rows, columns, matrix } = await context.engine.crossProducts(sample.population, design);
  let from = 0;
  for (const rest of rests) {
    for (let j = 0; j < rest.width; j++) means[rest.at + j] = matrix[(from + j) * columns + columns - 1]! / rows;
    from += rest.width;
  }
  return { contains, means };
}
