import type { GroupStatistic } from '../../disclosure/protection.ts';
import { arrayOf, openStopDay } from '../../metadata/stored-column.ts';
import { type Column, columnLength, sharedFloat64, sharedInt32 } from '../column.ts';
import type { FoldRunner } from '../fold.ts';
import {
  groupOrderKernel,
  groupSpreadsKernel,
  groupSummariesKernel,
  type OrderedInput,
  type SegmentValues,
  type SpreadInput,
  type SummariesInput,
} from '../folds/group-statistics.ts';
import { countValidKernel, type Segments } from '../folds/segments.ts';
import { missingOf } from './values.ts';

/** Numbers of groups: integers with the source's missing value and open ends, or decimals with NaN for missing. */
export type GroupNumbers = Int32Array | Float64Array;

/** Statistics of one variable. */
export interface ExactRequest {
  readonly column: Column;
  readonly statistics: readonly GroupStatistic[];
  readonly segments: Segments;
  /** Whether every row has a group. */
  readonly isWhole: boolean;
}

/**
 * Exact statistics of the groups of a key, in the order of `statistics`, with as few passes over the values as they need. Values
 * are added in the order of the rows within each group, whatever the number of threads. An open end of a spell is missing to all
 * of them but `min` and `max`, where it is later than every date.
 */
export async function exactStatistics(runner: FoldRunner, request: ExactRequest): Promise<readonly GroupNumbers[]> {
  const { column, statistics, segments } = request;
  const groups = segments.begins.length - 1;
  const asked = new Set(statistics);
  const room = roomFor(asked, column, groups);
  const source = valuesOf(column, segments);
  const { summaries, spread, order } = room;
  if (hasEntries(summaries)) await runner.map(groupSummariesKernel, { ...source, ...summaries }, groups);
  if (hasEntries(spread)) await runner.map(groupSpreadsKernel, { ...source, ...spread }, groups);
  if (hasEntries(order)) await runner.map(groupOrderKernel, { ...source, ...order }, groups);
  const percent = asked.has('percent') ? await percentsOf(runner, request, summaries.valid!) : undefined;
  const found = {
    count: summaries.valid,
    sum: summaries.sum,
    mean: summaries.mean,
    min: summaries.low,
    max: summaries.high,
    sebinomial: summaries.shareError,
    sd: spread.sd,
    semean: spread.error,
    median: order.median,
    iqr: order.iqr,
    gini: order.gini,
    percent,
  };
  return statistics.map((statistic) => found[statistic]!);
}

type Outputs<Input> = Omit<Input, keyof SegmentValues>;

/** Where the statistics of each pass go: room for those that are asked for. */
function roomFor(
  asked: ReadonlySet<GroupStatistic>,
  column: Column,
  groups: number,
): {
  readonly summaries: Outputs<SummariesInput>;
  readonly spread: Outputs<SpreadInput>;
  readonly order: Outputs<OrderedInput>;
} {
  const extreme = (): GroupNumbers => (column.kind === 'float64' ? sharedFloat64(groups) : sharedInt32(groups));
  return {
    summaries: {
      ...(asked.has('count') || asked.has('percent') ? { valid: sharedInt32(groups) } : {}),
      ...(asked.has('sum') ? { sum: sharedFloat64(groups) } : {}),
      ...(asked.has('mean') ? { mean: sharedFloat64(groups) } : {}),
      ...(asked.has('min') ? { low: extreme() } : {}),
      ...(asked.has('max') ? { high: extreme() } : {}),
      ...(asked.has('sebinomial') ? { shareError: sharedFloat64(groups) } : {}),
    },
    spread: {
      ...(asked.has('sd') ? { sd: sharedFloat64(groups) } : {}),
      ...(asked.has('semean') ? { error: sharedFloat64(groups) } : {}),
    },
    order: {
      ...(asked.has('median') ? { median: sharedFloat64(groups) } : {}),
      ...(asked.has('iqr') ? { iqr: sharedFloat64(groups) } : {}),
      ...(asked.has('gini') ? { gini: sharedFloat64(groups) } : {}),
    },
  };
}

function hasEntries(room: object): boolean {
  return Object.keys(room).length > 0;
}

function valuesOf(column: Column, segments: Segments): SegmentValues {
  if (column.kind === 'unit') throw new TypeError('keys have no statistics');
  return { ...segments, values: arrayOf(column), missing: missingOf(column), open: openOf(column) };
}

function openOf(column: Column): number {
  return column.kind === 'int32' ? openStopDay : missingOf(column);
}

/** Shares of the valid values of the whole dataset, rows without a group included. */
async function percentsOf(
  runner: FoldRunner,
  { column, isWhole }: ExactRequest,
  valid: Int32Array,
): Promise<Float64Array> {
  const parts = isWhole
    ? valid
    : await runner.map(
        countValidKernel,
        { values: arrayOf(column), missing: missingOf(column), open: openOf(column) },
        columnLength(column),
      );
  let all = 0;
  for (const part of parts) all += part;
  const percents = sharedFloat64(valid.length);
  for (let group = 0; group < percents.length; group++) percents[group] = all === 0 ? 0 : (100 * valid[group]!) / all;
  return percents;
}
