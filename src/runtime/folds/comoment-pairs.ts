import type { Fold } from '../fold.ts';
import { type Area, area, doublesIn, growingArea, integersIn } from '../simd/memory.ts';
import { pairRows as rowRoutines } from '../simd/pair-rows.ts';
import { influenceLayout, pairLayout, pairs, pairTotals } from '../simd/pairs.ts';
import {
  type ColumnChunk,
  eachPairChunk,
  type PairChunk,
  type PairRows,
  pairRows,
  roomForPairs,
} from './comoment-pair-rows.ts';
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
  step: (state, input, start, end) => {
    const room = roomForPairs(input.columns);
    const list = listRoom(input.left.length * pairLayout.more);
    const listEnd = list.address + input.left.length * pairLayout.more;
    for (let pair = 0; pair < input.left.length; pair++) {
      writeAddresses(integersIn(list), (pair * pairLayout.more) / 4, room, input.left[pair]!, input.right[pair]!);
    }
    const answers = answerRoom(input.left.length * pairTotals.bytes);
    bringSums(state, answers);
    eachPairChunk(input, room, start, end, (count) => {
      pairs.sums(list.address, listEnd, room.a.own.address, room.b.own.address, count, answers.address);
    });
    takeSums(state, answers);
  },
  merge: (earlier, later) => {
    const { sums, counts } = earlier;
    for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + later.sums[i]!;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

const listRoom = growingArea();
const answerRoom = growingArea();

/** Writes where the columns of a pair lie, as the routines for pairs read it. */
function writeAddresses(list: Int32Array, at: number, { columns }: PairChunk, left: number, right: number): void {
  const [x, y] = [columns[left]!.areas, columns[right]!.areas];
  list[at + pairLayout.left / 4] = x.deviations.address;
  list[at + pairLayout.leftBits / 4] = x.bits.address;
  list[at + pairLayout.right / 4] = y.deviations.address;
  list[at + pairLayout.rightBits / 4] = y.bits.address;
}

/** Where the numbers of a pair stand in a state, and where the routine adds to them. */
function eachSum(pairsInAll: number, visit: (pair: number, doubles: number, integers: number) => void): void {
  for (let pair = 0; pair < pairsInAll; pair++) {
    const at = (pair * pairTotals.bytes) / 8;
    visit(pair, at, (at + pairTotals.doubles) * 2);
  }
}

/** Integers of a pair in a state, in the order in which the routine has them. */
const countEntries = [0, 2, 3] as const;

function bringSums({ sums, counts }: PairSums, answers: Area): void {
  const [doubles, integers] = [doublesIn(answers), integersIn(answers)];
  eachSum(counts.length / 4, (pair, at, integersAt) => {
    for (let entry = 0; entry < pairSums.size; entry++) doubles[at + entry] = sums[pair * pairSums.size + entry]!;
    for (const [i, entry] of countEntries.entries()) integers[integersAt + i] = counts[pair * 4 + entry]!;
  });
}

function takeSums({ sums, counts }: PairSums, answers: Area): void {
  const [doubles, integers] = [doublesIn(answers), integersIn(answers)];
  eachSum(counts.length / 4, (pair, at, integersAt) => {
    for (let entry = 0; entry < pairSums.size; entry++) sums[pair * pairSums.size + entry] = doubles[at + entry]!;
    for (const [i, entry] of countEntries.entries()) counts[pair * 4 + entry] = integers[integersAt + i]!;
  });
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
    const room = roomForPairs(input.rows.columns);
    const wanted = wantedOf(input);
    const list = listRoom(wanted.length * influenceLayout.size);
    for (const [at, one] of wanted.entries()) writeWanted(list, at, input, one, room);
    const listEnd = list.address + wanted.length * influenceLayout.size;
    const answers = answerRoom(wanted.length * influenceLayout.answer);
    const entries = doublesIn(answers);
    for (const [at, one] of wanted.entries()) entries.set(entriesOf(state, one), at * influenceEntries.size);
    const squares = input.topUnits > 0 ? squaresIn(state.largest, input, room) : [];
    eachPairChunk(input.rows, room, start, end, (count) => {
      for (const column of squares) keepSquares(column, count);
      pairs.influences(list.address, listEnd, room.a.own.address, room.b.own.address, count, answers.address);
    });
    for (const [at, one] of wanted.entries()) {
      entriesOf(state, one).set(entries.subarray(at * influenceEntries.size, (at + 1) * influenceEntries.size));
    }
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

/** An influence that is wanted: its kind, and its pair. */
interface Wanted {
  readonly kind: number;
  readonly pair: number;
}

function wantedOf({ rows: { left, right }, terms }: PairInfluencesInput): readonly Wanted[] {
  const each = Array.from(left, (_, pair) => pair);
  return terms.flatMap(({ shrink }, kind) =>
    // A variable's correlation with itself is 1, whoever is there.
    each.filter((pair) => left[pair] !== right[pair] || shrink[pair] === 0).map((pair) => ({ kind, pair })),
  );
}

function entriesOf({ influences }: PairInfluencesState, { kind, pair }: Wanted): Float64Array {
  return influences[kind]!.subarray(pair * influenceEntries.size, (pair + 1) * influenceEntries.size);
}

function writeWanted(
  list: Area,
  at: number,
  input: PairInfluencesInput,
  { kind, pair }: Wanted,
  room: PairChunk,
): void {
  const integers = integersIn(list);
  const begin = at * influenceLayout.size;
  writeAddresses(integers, begin / 4, room, input.rows.left[pair]!, input.rows.right[pair]!);
  const { leftMean, rightMean, leftScale, rightScale, terms } = input;
  const numbers = { leftMean, rightMean, leftScale, rightScale, ...terms[kind]! };
  const doubles = doublesIn(list);
  for (const [i, name] of influenceLayout.names.entries()) {
    doubles[(begin + influenceLayout.doubles) / 8 + i] = numbers[name][pair]!;
  }
  integers[(begin + influenceLayout.lo) / 4] = input.lo[pair]!;
  integers[(begin + influenceLayout.hi) / 4] = input.hi[pair]!;
}

/** Squares of a column in a chunk, and the lists of largest ones that they may belong to. */
interface ColumnSquares {
  readonly column: ColumnChunk;
  readonly sides: readonly PairSide[];
  /** How far a row is from the column's centre, at least, to be among the largest of some pair. */
  limit: number;
}

/** One of the columns of a pair: its largest squares, what the pair's mean is, and where the other column has values. */
interface PairSide {
  readonly top: Float64Array;
  readonly mean: number;
  readonly otherBits: Int32Array;
}

function squaresIn(largest: Float64Array, input: PairInfluencesInput, room: PairChunk): readonly ColumnSquares[] {
  const { rows, topUnits, leftMean, rightMean } = input;
  const sides = room.columns.map((): PairSide[] => []);
  for (const [pair, left] of rows.left.entries()) {
    const right = rows.right[pair]!;
    const at = pair * 2 * topUnits;
    const [ofLeft, ofRight] = [largest.subarray(at, at + topUnits), largest.subarray(at + topUnits, at + 2 * topUnits)];
    sides[left]!.push({ top: ofLeft, mean: leftMean[pair]!, otherBits: room.columns[right]!.bits });
    sides[right]!.push({ top: ofRight, mean: rightMean[pair]!, otherBits: room.columns[left]!.bits });
  }
  return room.columns.map((column, v) => ({ column, sides: sides[v]!, limit: reachOf(sides[v]!) }));
}

const outlierArea = area(pairRows * 4 + 8);
const outliers = integersIn(outlierArea);

/** Rows after which it is worth while to look only at what could be among the largest. */
const firstRows = 32;

/** A column is searched once for what is far enough out, as soon as the first rows say how far that is; pairs look at that only. */
function keepSquares(squares: ColumnSquares, count: number): void {
  const isNew = squares.limit < 0 && count > firstRows;
  if (isNew) keepSquaresIn(squares, 0, firstRows);
  keepSquaresIn(squares, isNew ? firstRows : 0, count);
}

function keepSquaresIn(squares: ColumnSquares, from: number, to: number): void {
  const { column, sides, limit } = squares;
  const found = findOutliers(column, limit, from, to);
  if (found === 0) return;
  for (const side of sides) keepOf(side, column, found);
  squares.limit = reachOf(sides);
}

/** Lists the places of rows from one to another that are beyond a limit. */
function findOutliers({ areas }: ColumnChunk, limit: number, from: number, to: number): number {
  if (limit < 0) {
    for (let i = from; i < to; i++) outliers[i - from] = i;
    return to - from;
  }
  const found = rowRoutines.beyond(areas.deviations.address + from * 8, to - from, limit, outlierArea.address);
  if (from > 0) for (let i = 0; i < found; i++) outliers[i] = outliers[i]! + from;
  return found;
}

function keepOf({ top, mean, otherBits }: PairSide, { deviations, bits }: ColumnChunk, found: number): void {
  let smallest = top[top.length - 1]!;
  for (let i = 0; i < found; i++) {
    const place = outliers[i]!;
    const d = deviations[place]! - mean;
    const square = d * d;
    if (square > smallest && (bits[place]! & otherBits[place]!) !== 0) smallest = keepLargest(top, square);
  }
}

/** How far a row must be from the centre of its column to be kept by some side. A little less, for what rounding takes from squares. */
function reachOf(sides: readonly PairSide[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { top, mean } of sides) {
    least = Math.min(least, Math.sqrt(top[top.length - 1]!) * (1 - 1e-12) - Math.abs(mean));
  }
  return least;
}
