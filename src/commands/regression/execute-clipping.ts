import type { Population } from '../../runtime/dataset.ts';
import type { DesignBlock } from '../../runtime/engine/design.ts';
import type { WinsorLimits } from '../../runtime/engine/reading.ts';
import type { ReadingContext } from '../../runtime/executor.ts';
import type { ModelSample } from './execute-sample.ts';

/** Percentiles between which the usual values of a variable lie (rule DC-21). */
const usual = { lower: 0.01, upper: 0.99 };

/**
 * The same blocks with far values pulled in, where the policy asks for it: to [L − c·R, U + c·R], with L and U the first and last
 * percentile of the estimation sample and R their distance. Products are made of values that have been pulled in.
 */
export async function clippedBlocks<B extends Pick<DesignBlock, 'values' | 'factors'>>(
  context: ReadingContext,
  sample: ModelSample,
  blocks: readonly B[],
): Promise<readonly B[]> {
  const { clipRanges } = context.protection.policy.models;
  if (clipRanges === null || sample.counts.rows === 0) return blocks;
  const limits = new Map<string, WinsorLimits>();
  for (const variable of new Set(blocks.flatMap(({ values }) => values.map((value) => value.variable)))) {
    limits.set(variable, await limitsOf(context, sample, variable, clipRanges));
  }
  return blocks.map((block) => ({
    ...block,
    values: block.values.map(({ variable }) => ({ variable, limits: limits.get(variable)! })),
  }));
}

async function limitsOf(
  context: ReadingContext,
  { population, counts }: ModelSample,
  variable: string,
  ranges: number,
): Promise<WinsorLimits> {
  const { engine, protection } = context;
  const whole = await engine.classify(population, []);
  if (whole === undefined) throw new RangeError('one cell is too many');
  // Rows of the sample have a value in every variable of the model.
  const n = counts.rows;
  const most = (await engine.mostRows(whole, [], variable))?.[0];
  const ranks = [usual.lower, usual.upper].map((p) => protection.percentileRanks(n, p, most));
  const [found] = await engine.orderStatistics(whole, [], variable, [ranks]);
  const [low, high] = [usual.lower, usual.upper].map((p, at) =>
    protection.percentile(counts, p, ranks[at]!.from, found![at]!, most),
  );
  const two = high === low ? await twoValuesOf(context, population, variable) : undefined;
  if (two !== undefined) return two;
  const reach = ranges * (high! - low!);
  return { lower: low! - reach, upper: high! + reach };
}

/**
 * The values of a variable that has two of them, apart from values that too few units have. A rare one of two is not far from the
 * other: as a factor the variable would be the same column.
 */
async function twoValuesOf(
  { engine, protection }: ReadingContext,
  population: Population,
  variable: string,
): Promise<WinsorLimits | undefined> {
  const found = await engine.classify(population, [{ variable, missing: 'drop' }]);
  if (found === undefined) return undefined;
  const { units } = await engine.countCells(found, [true]);
  const absent = protection.absentLevels(units);
  const values = found.dimensions[0]!.codes.filter((code, at) => typeof code === 'number' && absent[at] === 0);
  return values.length === 2 ? { lower: Number(values[0]), upper: Number(values[1]) } : undefined;
}
