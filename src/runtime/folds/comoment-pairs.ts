import type { Fold } from '../fold.ts';
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
        const x = chunk.columns[left[pair]!]!;
        const y = chunk.columns[right[pair]!]!;
        countPair(counts, pair * 4, x.bits, y.bits, chunk, count);
        addProducts(sums, pair * pairSums.size, x, y, count);
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

function countPair(
  counts: Int32Array,
  at: number,
  left: Int32Array,
  right: Int32Array,
  { a, b }: PairChunk,
  count: number,
): void {
  let rows = 0;
  let sumA = counts[at + 2]!;
  let sumB = counts[at + 3]!;
  for (let i = 0; i < count; i++) {
    const both = left[i]! & right[i]!;
    rows = (rows - both) | 0;
    sumA = (sumA + (a[i]! & both)) | 0;
    sumB = (sumB + (b[i]! & both)) | 0;
  }
  counts[at] = counts[at]! + rows;
  counts[at + 2] = sumA;
  counts[at + 3] = sumB;
}

/* A row of one column only adds nothing, because the other's numbers are 0. */
function addProducts(sums: Float64Array, at: number, left: ColumnChunk, right: ColumnChunk, count: number): void {
  const { deviations: x, squares: xx, valid: hasX } = left;
  const { deviations: y, squares: yy, valid: hasY } = right;
  let ofX = 0;
  let ofY = 0;
  let ofXX = 0;
  let ofYY = 0;
  let ofXY = 0;
  for (let i = 0; i < count; i++) {
    ofX += x[i]! * hasY[i]!;
    ofY += y[i]! * hasX[i]!;
    ofXX += xx[i]! * hasY[i]!;
    ofYY += yy[i]! * hasX[i]!;
    ofXY += x[i]! * y[i]!;
  }
  sums[at] = sums[at]! + ofX;
  sums[at + 1] = sums[at + 1]! + ofY;
  sums[at + 2] = sums[at + 2]! + ofXX;
  sums[at + 3] = sums[at + 3]! + ofYY;
  sums[at + 4] = sums[at + 4]! + ofXY;
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
    const signs = new Float64Array(pairRows);
    const { left, right } = input.rows;
    eachPairChunk(input.rows, start, end, (chunk, count) => {
      for (let pair = 0; pair < left.length; pair++) {
        const x = chunk.columns[left[pair]!]!;
        const y = chunk.columns[right[pair]!]!;
        if (input.topUnits > 0) keepSquares(state.largest, input, pair, x, y, count);
        if (input.terms.length > 0) signsOf(chunk, x.bits, y.bits, input.lo[pair]!, input.hi[pair]!, count, signs);
        for (let k = 0; k < input.terms.length; k++) {
          const { shrink, shift } = input.terms[k]!;
          // A variable's correlation with itself is 1, whoever is there.
          if (left[pair] === right[pair] && shrink[pair] !== 0) continue;
          addInfluences(
            state.influences[k]!,
            input,
            pair,
            x.deviations,
            y.deviations,
            shrink[pair]!,
            shift[pair]!,
            signs,
            count,
          );
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

/* The signs of `signOf` in the disclosure rules, which this loop has to be equal to; 0 for rows that are not of the pair. */
function signsOf(
  { a, b }: PairChunk,
  left: Int32Array,
  right: Int32Array,
  lo: number,
  hi: number,
  count: number,
  signs: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const bit = (Math.imul(a[i]! ^ lo, 0x9e3779b1) ^ Math.imul(b[i]! ^ hi, 0x85ebca77)) >>> 31;
    signs[i] = (1 - 2 * bit) & left[i]! & right[i]!;
  }
}

function addInfluences(
  state: Float64Array,
  { leftMean, rightMean, leftScale, rightScale }: PairInfluencesInput,
  pair: number,
  left: Float64Array,
  right: Float64Array,
  shrink: number,
  shift: number,
  signs: Float64Array,
  count: number,
): void {
  const meanX = leftMean[pair]!;
  const meanY = rightMean[pair]!;
  const scaleX = leftScale[pair]!;
  const scaleY = rightScale[pair]!;
  const at = pair * influenceEntries.size;
  let signed = 0;
  let squares = 0;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const x = (left[i]! - meanX) * scaleX;
    const y = (right[i]! - meanY) * scaleY;
    const psi = signs[i]! * (x * y - shrink * (x * x + y * y) - shift);
    const size = Math.abs(psi);
    signed += psi;
    squares += psi * psi;
    if (size > largest) largest = size;
  }
  state[at] = state[at]! + signed;
  state[at + 1] = state[at + 1]! + squares;
  state[at + 2] = Math.max(state[at + 2]!, largest);
}

/** Chunks without a square that could be among the largest are not looked at. */
function keepSquares(
  largest: Float64Array,
  { topUnits, leftMean, rightMean }: PairInfluencesInput,
  pair: number,
  left: ColumnChunk,
  right: ColumnChunk,
  count: number,
): void {
  const at = pair * 2 * topUnits;
  keepOf(largest.subarray(at, at + topUnits), left, leftMean[pair]!, left.bits, right.bits, count);
  keepOf(largest.subarray(at + topUnits, at + 2 * topUnits), right, rightMean[pair]!, left.bits, right.bits, count);
}

function keepOf(
  top: Float64Array,
  column: ColumnChunk,
  mean: number,
  left: Int32Array,
  right: Int32Array,
  count: number,
): void {
  let smallest = top[top.length - 1]!;
  const most = column.largest + Math.abs(mean);
  if (most * most * (1 + 1e-12) <= smallest) return;
  const { deviations } = column;
  for (let i = 0; i < count; i++) {
    const d = deviations[i]! - mean;
    const square = d * d;
    if (square > smallest && (left[i]! & right[i]!) !== 0) smallest = keepLargest(top, square);
  }
}
