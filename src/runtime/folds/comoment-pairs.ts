import type { Fold } from '../fold.ts';
import { area, doublesIn, integersIn } from '../simd/memory.ts';
import { pairs, pairTotals } from '../simd/pairs.ts';
import { type ColumnChunk, eachPairChunk, type PairChunk, type PairRows, pairRows } from './comoment-pair-rows.ts';
import { influenceEntries } from './comoments.ts';
import { keepLargest, mergeLargest } from './largest.ts';

/** Entries of a pair in the sums of `pairSumsFold`: d = value − centre, in the rows of the pair. */
export const pairSums = { left: 0, right: 1, leftSquares: 2, rightSquares: 3, products: 4, size: 5 } as const;

/** By pair: sums as `pairSums` says, and the four integers of `countCellsFold` (rows, nothing, ΣA and ΣB modulo 2^32). */
export interface PairSums {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
}

/** First pass: sums, squares and products of all pairs, and the sets of units that they are about. */
export const pairSumsFold: Fold<PairRows, PairSums> = {
  name: 'pair-sums',
  isExact: false,
  stateBytes: ({ left }) => left.length * (pairSums.size * 8 + 16),
  init: ({ left }) => ({
    sums: new Float64Array(left.length * pairSums.size),
    counts: new Int32Array(left.length * 4),
  }),
  step: ({ sums, counts }, input, start, end) => {
    const { left, right } = input;
    eachPairChunk(input, start, end, (chunk, count) => {
      for (let pair = 0; pair < left.length; pair++) {
        pairs.sums(...addressesOf(chunk, left[pair]!, right[pair]!, count));
        const at = pair * pairSums.size;
        for (let entry = 0; entry < pairSums.size; entry++) sums[at + entry] = sums[at + entry]! + totals[entry]!;
        counts[pair * 4] = counts[pair * 4]! + setTotals[0]!;
        counts[pair * 4 + 2] = (counts[pair * 4 + 2]! + setTotals[1]!) | 0;
        counts[pair * 4 + 3] = (counts[pair * 4 + 3]! + setTotals[2]!) | 0;
      }
    });
  },
  merge: (earlier, later) => {
    const { sums, counts } = earlier;
    for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + later.sums[i]!;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

/** Where the answers about one pair in one chunk come to lie. */
const answer = area(pairTotals.doubles * 8 + pairTotals.integers * 4 + 4);
const totals = doublesIn(answer);
const setTotals = integersIn({ address: answer.address + pairTotals.doubles * 8, bytes: pairTotals.integers * 4 });

/** Columns, keys, rows and the place of the answer, as the routines for pairs take them. */
function addressesOf({ columns, areas }: PairChunk, left: number, right: number, count: number) {
  const [x, y] = [columns[left]!.areas, columns[right]!.areas];
  const { address: out } = answer;
  const keys = [areas.a.address, areas.b.address] as const;
  return [x.deviations.address, x.bits.address, y.deviations.address, y.bits.address, ...keys, count, out] as const;
}

/** Input of `pairInfluencesFold`; everything is by pair. */
export interface PairInfluencesInput {
  readonly rows: PairRows;
  /** mean − centre. */
  readonly leftMean: Float64Array;
  readonly rightMean: Float64Array;
  /** 1 / standard deviation; 0 for constants. */
  readonly leftScale: Float64Array;
  readonly rightScale: Float64Array;
  /** Keys of the signs. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  /** As those of `comomentInfluencesFold`, each with all pairs in one list. */
  readonly terms: readonly { readonly shrink: Float64Array; readonly shift: Float64Array }[];
  /** How many of the largest squares are kept of each variable. */
  readonly topUnits: number;
}

/** What the second pass finds, by pair. */
export interface PairInfluencesState {
  /** By kind of influence, with the entries of `influenceEntries`. */
  readonly influences: readonly Float64Array[];
  /** The largest (x − mean)², descending: those of the left variable, then those of the right one. */
  readonly largest: Float64Array;
}

/** Second pass: moments of the influences of the units, and the largest squares. */
export const pairInfluencesFold: Fold<PairInfluencesInput, PairInfluencesState> = {
  name: 'pair-influences',
  isExact: false,
  stateBytes: ({ rows, terms, topUnits }) => rows.left.length * (terms.length * 24 + topUnits * 16),
  init: ({ rows: { left }, terms, topUnits }) => ({
    influences: terms.map(() => new Float64Array(left.length * influenceEntries.size)),
    largest: new Float64Array(left.length * 2 * topUnits),
  }),
  step: (state, input, start, end) => {
    const { left, right, columns } = input.rows;
    const outliers = columns.map(() => ({ limit: -1, places: new Int32Array(pairRows), count: 0 }));
    eachPairChunk(input.rows, start, end, (chunk, count) => {
      if (input.topUnits > 0) keepSquares(state.largest, input, chunk, count, outliers);
      for (let pair = 0; pair < left.length; pair++) {
        for (let k = 0; k < input.terms.length; k++) {
          const { shrink, shift } = input.terms[k]!;
          // A variable's correlation with itself is 1, whoever is there.
          if (left[pair] === right[pair] && shrink[pair] !== 0) continue;
          addInfluences(state.influences[k]!, input, pair, chunk, count, shrink[pair]!, shift[pair]!);
        }
      }
    });
  },
  merge: (earlier, later, { topUnits }) => {
    for (const [k, into] of earlier.influences.entries()) {
      const from = later.influences[k]!;
      for (let at = 0; at < into.length; at += influenceEntries.size) {
        into[at] = into[at]! + from[at]!;
        into[at + 1] = into[at + 1]! + from[at + 1]!;
        into[at + 2] = Math.max(into[at + 2]!, from[at + 2]!);
      }
    }
    for (let at = 0; at < earlier.largest.length; at += topUnits) {
      mergeLargest(earlier.largest.subarray(at, at + topUnits), later.largest.subarray(at, at + topUnits));
    }
    return earlier;
  },
};

function addInfluences(
  state: Float64Array,
  { rows, leftMean, rightMean, leftScale, rightScale, lo, hi }: PairInfluencesInput,
  pair: number,
  chunk: PairChunk,
  count: number,
  shrink: number,
  shift: number,
): void {
  const columns = addressesOf(chunk, rows.left[pair]!, rows.right[pair]!, count);
  const means = [leftMean[pair]!, rightMean[pair]!] as const;
  const scales = [leftScale[pair]!, rightScale[pair]!] as const;
  pairs.influences(...columns, lo[pair]!, hi[pair]!, ...means, ...scales, shrink, shift);
  const at = pair * influenceEntries.size;
  state[at] = state[at]! + totals[0]!;
  state[at + 1] = state[at + 1]! + totals[1]!;
  state[at + 2] = Math.max(state[at + 2]!, totals[2]!);
}

/** Rows of a column in a chunk whose squares could be among the largest of some pair. */
interface Outliers {
  /** How far they are from the column's centre, at least. */
  limit: number;
  readonly places: Int32Array;
  count: number;
}

/** Columns are searched once for what is far enough out; pairs look at that only. */
function keepSquares(
  largest: Float64Array,
  input: PairInfluencesInput,
  { columns }: PairChunk,
  count: number,
  outliers: readonly Outliers[],
): void {
  const { rows, topUnits, leftMean, rightMean } = input;
  const { left, right } = rows;
  for (let v = 0; v < columns.length; v++) {
    findOutliers(columns[v]!, count, outliers[v]!);
    outliers[v]!.limit = Number.POSITIVE_INFINITY;
  }
  for (let pair = 0; pair < left.length; pair++) {
    const { bits: hasX } = columns[left[pair]!]!;
    const { bits: hasY } = columns[right[pair]!]!;
    const at = pair * 2 * topUnits;
    const [ofLeft, ofRight] = [outliers[left[pair]!]!, outliers[right[pair]!]!];
    const leftTop = largest.subarray(at, at + topUnits);
    const rightTop = largest.subarray(at + topUnits, at + 2 * topUnits);
    keepOf(leftTop, columns[left[pair]!]!, leftMean[pair]!, hasX, hasY, ofLeft);
    keepOf(rightTop, columns[right[pair]!]!, rightMean[pair]!, hasX, hasY, ofRight);
  }
}

function findOutliers({ deviations }: ColumnChunk, count: number, outliers: Outliers): void {
  const { limit, places } = outliers;
  let found = 0;
  for (let i = 0; i < count; i++) if (Math.abs(deviations[i]!) > limit) places[found++] = i;
  outliers.count = found;
}

/** Keeps the largest squares of a pair, and lowers the limit of the next chunk to what could be among them. */
function keepOf(
  top: Float64Array,
  { deviations }: ColumnChunk,
  mean: number,
  hasX: Int32Array,
  hasY: Int32Array,
  outliers: Outliers,
): void {
  const { places, count } = outliers;
  let smallest = top[top.length - 1]!;
  for (let i = 0; i < count; i++) {
    const place = places[i]!;
    const d = deviations[place]! - mean;
    const square = d * d;
    if (square > smallest && (hasX[place]! & hasY[place]!) !== 0) smallest = keepLargest(top, square);
  }
  // A little less, for what rounding takes from squares.
  const reach = Math.sqrt(smallest) * (1 - 1e-12) - Math.abs(mean);
  if (reach < outliers.limit) outliers.limit = reach;
}
