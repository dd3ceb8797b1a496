import type { Fold } from '../fold.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { addKeys } from './cells.ts';
import { type DenseRows, denseOfChunk, roomForDense } from './dense.ts';
import type { UnitRows } from './units.ts';

/** Input of `firstMomentsFold`. Winsorised values are called x_w: x pulled into the limits. */
export interface FirstMomentsInput {
  readonly rows: CellRows;
  readonly cells: number;
  readonly values: NumericValues;
  readonly lower: number;
  readonly upper: number;
  /** Counts the valid rows of each cell and their keys on the way; only where no unit has more than one row. */
  readonly units: UnitRows | undefined;
}

/** Moments by cell as `firstMoments` says, and the four integers per cell of `countCellsFold` (none without units). */
export interface FirstMomentsState {
  readonly moments: Float64Array;
  readonly counts: Int32Array;
}

/** Entries of a cell in the state of `firstMomentsFold`. */
export const firstMoments = {
  rows: 0,
  sum: 1,
  minimum: 2,
  maximum: 3,
  absolute: 4,
  largest: 5,
  secondLargest: 6,
  size: 8,
} as const;

/** Rows, Σ x_w, extremes of x_w, Σ |x| and the two largest |x| (raw) in each cell: 8 doubles per cell, the last unused. */
export const firstMomentsFold: Fold<FirstMomentsInput, FirstMomentsState> = {
  name: 'first-moments',
  isExact: false,
  stateBytes: (input) => input.cells * firstMoments.size * 8,
  init: (input) => ({
    moments: emptyFirstMoments(input.cells),
    counts: new Int32Array(input.units === undefined ? 0 : input.cells * 4),
  }),
  step: (state, input, start, end) => {
    const { rows, values, units, lower, upper } = input;
    const dense = roomForDense();
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(rows, values, row, Math.min(chunkRows, end - row), dense);
      if (input.cells === 1) addToOne(state.moments, dense.values, count, lower, upper);
      else addToCells(state.moments, dense.values, dense.cells, count, lower, upper);
      if (units !== undefined) addKeys(state.counts, dense.cells, dense.places, units, row, count);
    }
  },
  merge: (earlier, later) => {
    const { moments, counts } = earlier;
    for (let at = 0; at < moments.length; at += firstMoments.size) mergeFirstMoments(moments, at, later.moments, at);
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

/** The entries of cells without rows. */
export function emptyFirstMoments(cells: number): Float64Array {
  const moments = new Float64Array(cells * firstMoments.size);
  for (let at = 0; at < moments.length; at += firstMoments.size) {
    moments[at + firstMoments.minimum] = Number.POSITIVE_INFINITY;
    moments[at + firstMoments.maximum] = Number.NEGATIVE_INFINITY;
  }
  return moments;
}

/** Adds the entries of one cell to those of another. */
export function mergeFirstMoments(into: Float64Array, at: number, from: Float64Array, fromAt: number): void {
  into[at] = into[at]! + from[fromAt]!;
  into[at + 1] = into[at + 1]! + from[fromAt + 1]!;
  into[at + 2] = Math.min(into[at + 2]!, from[fromAt + 2]!);
  into[at + 3] = Math.max(into[at + 3]!, from[fromAt + 3]!);
  into[at + 4] = into[at + 4]! + from[fromAt + 4]!;
  const [a1, a2, b1, b2] = [into[at + 5]!, into[at + 6]!, from[fromAt + 5]!, from[fromAt + 6]!];
  into[at + 5] = Math.max(a1, b1);
  into[at + 6] = Math.max(Math.min(a1, b1), a2, b2);
}

/**
 * A mean with what sums of deviations have left of it. Deviations are rounded as well: a remainder in the last digit of the values
 * is nothing but that, and would spoil means of whole numbers, whose sums are exact.
 *
 * @param scale the largest size of the values
 */
export function correctedMean(mean: number, remainder: number, scale: number): number {
  return Math.abs(remainder) > Number.EPSILON * scale ? mean + remainder : mean;
}

/* One cell: sums stay in registers and join the state once per chunk, which is also what keeps rounding small. */
function addToOne(state: Float64Array, values: Float64Array, count: number, lower: number, upper: number): void {
  let sum = 0;
  let absolute = 0;
  let minimum = state[2]!;
  let maximum = state[3]!;
  let largest = state[5]!;
  let second = state[6]!;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const inside = value < lower ? lower : value > upper ? upper : value;
    const size = value < 0 ? -value : value;
    sum += inside;
    absolute += size;
    if (inside < minimum) minimum = inside;
    if (inside > maximum) maximum = inside;
    if (size > second) {
      second = size > largest ? largest : size;
      if (size > largest) largest = size;
    }
  }
  state[0] = state[0]! + count;
  state[1] = state[1]! + sum;
  state[2] = minimum;
  state[3] = maximum;
  state[4] = state[4]! + absolute;
  state[5] = largest;
  state[6] = second;
}

function addToCells(
  state: Float64Array,
  values: Float64Array,
  cells: Int32Array,
  count: number,
  lower: number,
  upper: number,
): void {
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const inside = value < lower ? lower : value > upper ? upper : value;
    const size = value < 0 ? -value : value;
    const at = cells[i]! * 8;
    state[at] = state[at]! + 1;
    state[at + 1] = state[at + 1]! + inside;
    if (inside < state[at + 2]!) state[at + 2] = inside;
    if (inside > state[at + 3]!) state[at + 3] = inside;
    state[at + 4] = state[at + 4]! + size;
    if (size > state[at + 6]!) {
      const largest = state[at + 5]!;
      state[at + 6] = size > largest ? largest : size;
      if (size > largest) state[at + 5] = size;
    }
  }
}

/** One grid of `secondMomentsFold`. */
export interface MomentGrid {
  /** Its cell for each cell that rows are sorted into. */
  readonly to: Int32Array;
  readonly cells: number;
  /** Mean of x_w by cell. */
  readonly mean: Float64Array;
  /** Halves of the cells' sign keys (rule DC-14), as signed integers. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

/** Input of `secondMomentsFold`: several grids share one pass over the values. */
export interface SecondMomentsInput {
  /** The cells of the finest grid. */
  readonly rows: CellRows;
  readonly grids: readonly MomentGrid[];
  readonly units: UnitRows;
  readonly values: NumericValues;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Entries in a state of `secondMomentsFold`: one half for the units of a cell whose sign is positive, the other for those whose
 * sign is negative, so that moments and signed sums are sums and differences of the same numbers. d = x_w − mean.
 */
export const secondMoments = { rows: 0, d: 1, d2: 2, d4: 3, half: 4, size: 8 } as const;

/** Rows, Σ d, Σ d² and Σ d⁴ in both halves of each cell of each grid. */
export const secondMomentsFold: Fold<SecondMomentsInput, Float64Array[]> = {
  name: 'second-moments',
  isExact: false,
  stateBytes: (input) => input.grids.reduce((sum, grid) => sum + grid.cells * secondMoments.size * 8, 0),
  init: (input) => input.grids.map((grid) => new Float64Array(grid.cells * secondMoments.size)),
  step: (state, input, start, end) => {
    const { rows, values, units, lower, upper } = input;
    const dense = roomForDense();
    const keys = { a: new Int32Array(chunkRows), b: new Int32Array(chunkRows) };
    const own = { a: new Int32Array(chunkRows), b: new Int32Array(chunkRows) };
    for (let row = start; row < end; row += chunkRows) {
      const rowsHere = Math.min(chunkRows, end - row);
      const count = denseOfChunk(rows, values, row, rowsHere, dense);
      winsorise(dense.values, count, lower, upper);
      bringTogether(keysOfChunk(units, row, rowsHere, keys), dense.places, count, own);
      for (let g = 0; g < input.grids.length; g++) {
        const grid = input.grids[g]!;
        if (grid.cells === 1) addSignedToOne(state[g]!, grid, dense.values, own, count);
        else addSigned(state[g]!, grid, dense, own, count);
      }
    }
  },
  merge: (earlier, later) => {
    for (const [g, from] of later.entries()) {
      const into = earlier[g]!;
      for (let i = 0; i < into.length; i++) into[i] = into[i]! + from[i]!;
    }
    return earlier;
  },
};

function winsorise(values: Float64Array, count: number, lower: number, upper: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    values[i] = value < lower ? lower : value > upper ? upper : value;
  }
}

/** Record keys, one entry per row. */
interface RowKeys {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** The record keys of the units of a chunk's rows: views where rows are entries, otherwise gathered into `scratch`. */
export function keysOfChunk(units: UnitRows, start: number, count: number, scratch: RowKeys): RowKeys {
  const index = units.index;
  if (index === undefined) {
    return { a: units.keysA.subarray(start, start + count), b: units.keysB.subarray(start, start + count) };
  }
  for (let i = 0; i < count; i++) {
    const unit = index[start + i]!;
    scratch.a[i] = units.keysA[unit]!;
    scratch.b[i] = units.keysB[unit]!;
  }
  return scratch;
}

function bringTogether(from: RowKeys, places: Int32Array, count: number, to: RowKeys): void {
  for (let i = 0; i < count; i++) {
    const place = places[i]!;
    to.a[i] = from.a[place]!;
    to.b[i] = from.b[place]!;
  }
}

function addSigned(
  state: Float64Array,
  { to, mean, lo, hi }: MomentGrid,
  { values, cells }: DenseRows,
  { a, b }: RowKeys,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const cell = to[cells[i]!]!;
    const d = values[i]! - mean[cell]!;
    const d2 = d * d;
    const flip = (Math.imul(a[i]! ^ lo[cell]!, 0x9e3779b1) ^ Math.imul(b[i]! ^ hi[cell]!, 0x85ebca77)) >>> 31;
    const at = cell * 8 + flip * 4;
    state[at] = state[at]! + 1;
    state[at + 1] = state[at + 1]! + d;
    state[at + 2] = state[at + 2]! + d2;
    state[at + 3] = state[at + 3]! + d2 * d2;
  }
}

/* All sums and the signed ones in registers; which half has how much follows. */
function addSignedToOne(
  state: Float64Array,
  grid: MomentGrid,
  values: Float64Array,
  { a, b }: RowKeys,
  count: number,
): void {
  // Separate declarations: values that come out of an array pattern would be boxed once per row.
  const mean = grid.mean[0]!;
  const lo = grid.lo[0]!;
  const hi = grid.hi[0]!;
  let sumD = 0;
  let sumD2 = 0;
  let sumD4 = 0;
  let negative = 0;
  let signedD = 0;
  let signedD2 = 0;
  for (let i = 0; i < count; i++) {
    const d = values[i]! - mean;
    const d2 = d * d;
    const flip = (Math.imul(a[i]! ^ lo, 0x9e3779b1) ^ Math.imul(b[i]! ^ hi, 0x85ebca77)) >>> 31;
    const sign = 1 - 2 * flip;
    sumD += d;
    sumD2 += d2;
    sumD4 += d2 * d2;
    negative = (negative + flip) | 0;
    signedD += sign * d;
    signedD2 += sign * d2;
  }
  state[0] = state[0]! + (count - negative);
  state[1] = state[1]! + (sumD + signedD) / 2;
  state[2] = state[2]! + (sumD2 + signedD2) / 2;
  // The signs of fourth powers are not asked for.
  state[3] = state[3]! + sumD4;
  state[4] = state[4]! + negative;
  state[5] = state[5]! + (sumD - signedD) / 2;
  state[6] = state[6]! + (sumD2 - signedD2) / 2;
}
