import type { RankRange } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import type { CellRows, NumericValues } from '../../folds/axis.ts';
import { type GatheredList, gatherFold, refineFold } from '../../folds/order.ts';
import { selectRanks } from '../../folds/select.ts';
import { gatherSurveyedFold } from '../../folds/survey.ts';

/** A column to select from. */
interface Source {
  readonly runner: FoldRunner;
  readonly rows: CellRows;
  readonly values: NumericValues;
  readonly rowCount: number;
}

/** Bins of one refinement: the counters of all intervals together stay in the second-level cache. */
const bins = 16_384;
/** More values than this are cut into bins once more rather than collected. */
const collectAtMost = 1_000_000;

/** Values between `lower` and `upper`, of which `before` are smaller than `lower`; the wanted ranks in them are counted from 1 within the whole. */
interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly before: number;
  readonly count: number;
}

/** All valid values: how many there are, and how many in each bin of their survey. */
interface Whole {
  readonly count: number;
  readonly bins: Uint32Array;
  /** Where the bins are that have any: the first, and the one after the last. */
  readonly span: readonly [first: number, end: number];
}

/** The bins of a survey that hold a wanted rank, numbered as lists. */
interface WantedBins {
  readonly listOfBin: Int16Array;
  /** By list, how many values come before it. */
  readonly befores: readonly number[];
  readonly lists: number;
  /** How many values there are in all of them. */
  readonly values: number;
}

/** The bins that hold the wanted ranks of some values. */
export function wantedOf({ count, bins: counts, span }: Whole, ranges: readonly RankRange[]): WantedBins {
  return wantedBins(counts, 0, clip(ranges, count), span);
}

/**
 * Order statistics in one cell from a survey of it: the values of the bins that hold a wanted rank are collected; a bin with too
 * many of them is cut into bins of its own between its extremes, and so on.
 */
export async function orderSurveyed(
  source: Source,
  whole: Whole,
  ranges: readonly RankRange[],
  { listOfBin, befores, lists }: WantedBins = wantedOf(whole, ranges),
): Promise<readonly Float64Array[]> {
  const clipped = clip(ranges, whole.count);
  const results = roomFor(clipped);
  if (whole.count === 0) return results;
  const { runner, rows, values, rowCount } = source;
  const input = { rows, values, listOfBin, lists, keepAtMost: collectAtMost };
  const gathered = await runner.fold(gatherSurveyedFold, input, rowCount);
  for (const [list, { count, minimum, maximum, values: kept }] of gathered.entries()) {
    const found: Interval = { lower: minimum, upper: maximum, before: befores[list]!, count };
    if (count > collectAtMost) await resolve(source, found, clipped, results);
    else pick(found, kept, clipped, results);
  }
  return results;
}

function clip(ranges: readonly RankRange[], count: number): RankRange[] {
  return ranges.map(({ from, to }) => ({ from: Math.max(1, from), to: Math.min(count, to) }));
}

function roomFor(ranges: readonly RankRange[]): readonly Float64Array[] {
  return ranges.map(({ from, to }) => new Float64Array(Math.max(0, to - from + 1)));
}

/** Fills in the wanted ranks that lie in an interval. */
async function resolve(
  source: Source,
  interval: Interval,
  ranges: readonly RankRange[],
  results: readonly Float64Array[],
  keepAtMost = collectAtMost,
): Promise<void> {
  if (interval.lower === interval.upper) {
    fillRanks(interval, ranges, results);
    return;
  }
  const { runner, rows, values, rowCount } = source;
  const { lower, upper } = interval;
  const counts = await runner.fold(refineFold, { rows, values, lower, upper, bins }, rowCount);
  const { listOfBin, befores, lists } = wantedBins(counts, interval.before, ranges);
  const gathered = await runner.fold(
    gatherFold,
    { rows, values, lower, upper, bins, listOfBin, lists, keepAtMost },
    rowCount,
  );
  for (const [list, { count, minimum, maximum, values: kept }] of gathered.entries()) {
    const found: Interval = { lower: minimum, upper: maximum, before: befores[list]!, count };
    if (count > keepAtMost) {
      // An interval too narrow (or too wide) for arithmetic does not shrink: then its values are collected, however many.
      const shrinks = minimum > lower || maximum < upper;
      await resolve(source, found, ranges, results, shrinks ? collectAtMost : Number.POSITIVE_INFINITY);
      continue;
    }
    pick(found, kept, ranges, results);
  }
}

/** Fills in the wanted ranks of an interval from its values. */
function pick(
  { before, count }: Interval,
  kept: GatheredList['values'],
  ranges: readonly RankRange[],
  results: readonly Float64Array[],
): void {
  const inside = ranges.map((range) => ({
    from: Math.max(range.from, before + 1) - before,
    to: Math.min(range.to, before + count) - before,
  }));
  const wanted = inside.map(({ from, to }) => (to >= from ? { from, to } : { from: 1, to: 0 }));
  const pairs = Float64Array.from(wanted.flatMap(({ from, to }) => [from, to]));
  for (const [r, part] of selectRanks(kept.subarray(0, count), pairs).entries()) {
    if (part.length > 0) results[r]!.set(part, before + wanted[r]!.from - ranges[r]!.from);
  }
}

function wantedBins(
  counts: Uint32Array,
  before: number,
  ranges: readonly RankRange[],
  [first, end]: Whole['span'] = [0, counts.length],
): WantedBins {
  // Shared: a survey has so many bins that copies for the threads would show.
  const listOfBin = new Int16Array(new SharedArrayBuffer(counts.length * 2)).fill(-1);
  const befores: number[] = [];
  let seen = before;
  let values = 0;
  let next = firstWanted(ranges, seen);
  for (let bin = first; bin < end; bin++) {
    const count = counts[bin]!;
    // Nearly all bins end before the next wanted rank.
    if (count > 0 && seen + count >= next) {
      next = firstWanted(ranges, seen);
      if (seen + count >= next) {
        listOfBin[bin] = befores.length;
        befores.push(seen);
        values += count;
      }
    }
    seen += count;
  }
  return { listOfBin, befores, lists: befores.length, values };
}

/** Where the first range begins that has ranks after the first `seen`. */
function firstWanted(ranges: readonly RankRange[], seen: number): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { from, to } of ranges) if (to > seen && from < first) first = from;
  return first;
}

/** All values of the interval are the same: every wanted rank in it has that value. */
function fillRanks(interval: Interval, ranges: readonly RankRange[], results: readonly Float64Array[]): void {
  for (const [r, { from, to }] of ranges.entries()) {
    const first = Math.max(from, interval.before + 1);
    const last = Math.min(to, interval.before + interval.count);
    if (last >= first) results[r]!.fill(interval.lower, first - from, last - from + 1);
  }
}
