import { area, bring, doublesIn, integersIn } from '../simd/memory.ts';
import { ranks } from '../simd/ranks.ts';
import { segments } from '../simd/segments.ts';
import { chunkRows } from './axis.ts';
import { selectRanks } from './select.ts';

/*
 * Order statistics of many values without moving them: a histogram tells in which bins the wanted ranks are, and only the values
 * of those bins are collected and put in order.
 */

/** Values without a missing one among them. */
export type Numbers = Int32Array | Float64Array;

/** Scratch of `ranksOf`, for many calls. */
export interface RankRoom {
  /** By bin how many values it has, then whether it is wanted (1) or not (0). */
  readonly counts: Int32Array;
  kept: Float64Array;
}

/** More bins than this would not fit into the nearest caches. */
export const mostBins = 16_384;
/** For many small groups of values fewer will do. */
const mostBinsOfGroup = 4096;
/** Fewer values are ordered as they are. */
const fewestBinned = 512;
/** A bin for as many values. */
const valuesPerBin = 8;

/** Room for calls of `ranksOf`. */
export function roomForRanks(): RankRoom {
  return { counts: new Int32Array(mostBinsOfGroup + 1), kept: new Float64Array(fewestBinned) };
}

/**
 * The order statistics of some ranges of ranks of the values `begin` to `end` (exclusive), which hold no missing value.
 *
 * @param ranges pairs of first and last rank, 1-based, both included; clipped to the number of values
 */
export function ranksOf(
  values: Numbers,
  begin: number,
  end: number,
  ranges: Float64Array,
  room: RankRoom,
): readonly Float64Array[] {
  const n = end - begin;
  if (n < fewestBinned) return selectRanks(Float64Array.from(values.subarray(begin, end)), ranges);
  if (n <= mostHeld) return ranksOfHeld(hold(values, begin, end), n, ranges);
  const extremes = extremesOf(values, begin, end);
  const bins = Math.min(mostBinsOfGroup, n / valuesPerBin) | 0;
  const binning = binningOf(extremes, bins);
  if (binning === undefined) return selectRanks(Float64Array.from(values.subarray(begin, end)), ranges);
  const counts = room.counts.subarray(0, bins + 1).fill(0);
  countInBins(values, begin, end, binning, counts);
  const { total, inKept } = wantedAmong(counts, bins, n, ranges);
  if (total > room.kept.length) room.kept = new Float64Array(Math.max(total, room.kept.length * 2));
  collectFromBins(values, begin, end, binning, counts, room.kept);
  return selectRanks(room.kept.subarray(0, total), inKept);
}

/** Up to so many values are brought into the thread's memory once, for all three ways through them. */
const mostHeld = 16_384;

let heldRooms: Record<'integers' | 'values' | 'kept' | 'extremes', ReturnType<typeof area>> | undefined;

function roomsOfHeld(): NonNullable<typeof heldRooms> {
  heldRooms ??= {
    integers: area(mostHeld * 4),
    values: area(mostHeld * 8),
    kept: area(mostHeld * 8),
    extremes: area(16),
  };
  return heldRooms;
}

/** Brings values into the thread's memory, as doubles; yields their address. */
function hold(values: Numbers, begin: number, end: number): number {
  const { integers, values: held } = roomsOfHeld();
  if (values instanceof Int32Array) {
    bring(integersIn(integers), values, begin, end);
    segments.widen(integers.address, end - begin, held.address);
  } else bring(doublesIn(held), values, begin, end);
  return held.address;
}

function ranksOfHeld(address: number, n: number, ranges: Float64Array): readonly Float64Array[] {
  const { values, kept, extremes } = roomsOfHeld();
  ranks.extremes(address, n, extremes.address);
  const [lowest, highest] = doublesIn(extremes);
  const bins = Math.min(mostBinsOfGroup, n / valuesPerBin) | 0;
  const binning = binningOf([lowest!, highest!], bins);
  if (binning === undefined) return selectRanks(doublesIn(values).subarray(0, n), ranges);
  const { counters } = roomsOfThread();
  const counts = integersIn(counters)
    .subarray(0, bins + 1)
    .fill(0);
  ranks.countBins(address, n, binning.lower, binning.perUnit, counters.address);
  const { inKept } = wantedAmong(counts, bins, n, ranges);
  const total = ranks.collect(address, n, binning.lower, binning.perUnit, counters.address, kept.address);
  return selectRanks(doublesIn(kept).subarray(0, total), inKept);
}

/** Smallest and largest of some values; infinite, and in the wrong order, without any. */
export function extremesOf(values: Numbers, begin: number, end: number): readonly [number, number] {
  const { source, out } = roomsOfThread();
  const found = doublesIn(out);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  inChunks(values, begin, end, (count) => {
    ranks.extremes(source.address, count, out.address);
    lowest = Math.min(lowest, found[0]!);
    highest = Math.max(highest, found[1]!);
  });
  return [lowest, highest];
}

/** Equal bins between two extremes; the largest value may have one more of its own. */
export interface Binning {
  readonly lower: number;
  readonly perUnit: number;
}

/** Bins between extremes; none for equal ones, and for a range that arithmetic cannot divide. */
export function binningOf([lower, upper]: readonly [number, number], bins: number): Binning | undefined {
  const perUnit = bins / (upper - lower);
  return perUnit > 0 && perUnit < Number.POSITIVE_INFINITY ? { lower, perUnit } : undefined;
}

/** Adds the number of values in each bin to its count; there are no more than `mostBins` bins, and the one after the last. */
export function countInBins(values: Numbers, begin: number, end: number, binning: Binning, counts: Int32Array): void {
  const { source, counters } = roomsOfThread();
  const own = integersIn(counters);
  own.set(counts);
  inChunks(values, begin, end, (count) => {
    ranks.countBins(source.address, count, binning.lower, binning.perUnit, counters.address);
  });
  counts.set(own.subarray(0, counts.length));
}

/** Writes the values of the bins that are wanted (1), and returns how many there are. */
export function collectFromBins(
  values: Numbers,
  begin: number,
  end: number,
  binning: Binning,
  isWanted: Int32Array,
  kept: Float64Array,
): number {
  const { source, counters, out } = roomsOfThread();
  integersIn(counters).set(isWanted);
  const found = doublesIn(out);
  let total = 0;
  inChunks(values, begin, end, (count) => {
    const { lower, perUnit } = binning;
    const more = ranks.collect(source.address, count, lower, perUnit, counters.address, out.address);
    kept.set(found.subarray(0, more), total);
    total += more;
  });
  return total;
}

interface Rooms {
  readonly integers: ReturnType<typeof area>;
  readonly source: ReturnType<typeof area>;
  readonly counters: ReturnType<typeof area>;
  readonly out: ReturnType<typeof area>;
}

let ownRooms: Rooms | undefined;

function roomsOfThread(): Rooms {
  ownRooms ??= {
    integers: area(chunkRows * 4),
    source: area(chunkRows * 8),
    counters: area((mostBins + 1) * 4),
    out: area(chunkRows * 8),
  };
  return ownRooms;
}

/** Calls back whenever some of the values are in the thread's memory, as doubles. */
function inChunks(values: Numbers, begin: number, end: number, take: (count: number) => void): void {
  const { integers, source } = roomsOfThread();
  const whole = integersIn(integers);
  const decimals = doublesIn(source);
  for (let from = begin; from < end; from += chunkRows) {
    const to = Math.min(end, from + chunkRows);
    if (values instanceof Int32Array) {
      bring(whole, values, from, to);
      segments.widen(integers.address, to - from, source.address);
    } else bring(decimals, values, from, to);
    take(to - from);
  }
}

/** Turns counts into marks of the bins that hold a wanted rank; tells how many values those have, and the ranks among them. */
export function wantedAmong(
  counts: Int32Array,
  bins: number,
  n: number,
  ranges: Float64Array,
): { readonly total: number; readonly inKept: Float64Array } {
  // No range: its first rank is after its last.
  const inKept = Float64Array.from(ranges, (_, i) => (i % 2 === 0 ? 1 : 0));
  let before = 0;
  let total = 0;
  for (let bin = 0; bin <= bins; bin++) {
    const count = counts[bin]!;
    counts[bin] = 0;
    if (count === 0) continue;
    for (let at = 0; at < ranges.length; at += 2) {
      const from = Math.max(1, ranges[at]!);
      const to = Math.min(n, ranges[at + 1]!);
      if (from > before + count || to <= before || to < from) continue;
      counts[bin] = 1;
      if (from > before) {
        inKept[at] = from - before + total;
        inKept[at + 1] = to - before + total;
      }
    }
    before += count;
    total += counts[bin]! * count;
  }
  return { total, inKept };
}
