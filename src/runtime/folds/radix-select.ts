import { chunkRows } from './axis.ts';
import { selectRanks } from './select.ts';
import { typedLoops } from './typed-loop.ts';

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

const mostBins = 4096;
/** Fewer values are ordered as they are. */
const fewestBinned = 512;
/** A bin for as many values. */
const valuesPerBin = 32;

/** Room for calls of `ranksOf`. */
export function roomForRanks(): RankRoom {
  return { counts: new Int32Array(mostBins + 1), kept: new Float64Array(fewestBinned) };
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
  const extremes = extremesOf(values, begin, end);
  const bins = Math.min(mostBins, n / valuesPerBin) | 0;
  const binning = binningOf(extremes, bins);
  if (binning === undefined) return selectRanks(Float64Array.from(values.subarray(begin, end)), ranges);
  const counts = room.counts.fill(0);
  countInBins(values, begin, end, binning, counts);
  const { total, inKept } = wantedAmong(counts, bins, n, ranges);
  if (total > room.kept.length) room.kept = new Float64Array(Math.max(total, room.kept.length * 2));
  collectFromBins(values, begin, end, binning, counts, room.kept);
  return selectRanks(room.kept.subarray(0, total), inKept);
}

/** Smallest and largest of some values; infinite, and in the wrong order, without any. */
export function extremesOf(values: Numbers, begin: number, end: number): readonly [number, number] {
  const extremes = new Float64Array([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  inChunks(begin, end, (from, to) => widenRange(values)({ values, extremes }, from, to));
  return [extremes[0]!, extremes[1]!];
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

/** Adds the number of values in each bin to its count. */
export function countInBins(values: Numbers, begin: number, end: number, binning: Binning, counts: Int32Array): void {
  inChunks(begin, end, (from, to) => countBins(values)({ values, ...binning, counts }, from, to));
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
  const collecting = { values, ...binning, counts: isWanted, kept, next: 0 };
  inChunks(begin, end, (from, to) => collect(values)(collecting, from, to));
  return collecting.next;
}

/* A loop that never returns is never compiled as well as one that is called again and again. */
function inChunks(begin: number, end: number, take: (from: number, to: number) => void): void {
  for (let from = begin; from < end; from += chunkRows) take(from, Math.min(end, from + chunkRows));
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

const widenRange = typedLoops<{ readonly values: Numbers; readonly extremes: Float64Array }, undefined>(
  `const { values, extremes } = input;
   let lowest = extremes[0];
   let highest = extremes[1];
   for (let i = start; i < end; i++) {
     const value = values[i];
     if (value < lowest) lowest = value;
     if (value > highest) highest = value;
   }
   extremes[0] = lowest;
   extremes[1] = highest;`,
);

interface Binned extends Binning {
  readonly values: Numbers;
  readonly counts: Int32Array;
}

// Rounding keeps the order of values: the bin number grows with them, whatever it is.
const countBins = typedLoops<Binned, undefined>(
  `const { values, lower, perUnit, counts } = input;
   for (let i = start; i < end; i++) {
     const bin = ((values[i] - lower) * perUnit) | 0;
     counts[bin] = counts[bin] + 1;
   }`,
);

const collect = typedLoops<Binned & { readonly kept: Float64Array; next: number }, undefined>(
  `const { values, lower, perUnit, counts, kept } = input;
   let next = input.next;
   for (let i = start; i < end; i++) {
     const value = values[i];
     if (counts[((value - lower) * perUnit) | 0] === 1) kept[next++] = value;
   }
   input.next = next;`,
);
