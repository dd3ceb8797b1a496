import type { Fold } from '../fold.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { type DenseRows, denseOfChunk, roomForDense } from './dense.ts';
import { keysOfChunk } from './moments.ts';
import type { UnitRows } from './units.ts';

/** Input of `shiftedMomentsFold`: the values of one cell, pulled into limits (x_w). */
export interface ShiftedMomentsInput {
  readonly rows: CellRows;
  readonly units: UnitRows;
  readonly values: NumericValues;
  readonly lower: number;
  readonly upper: number;
  /** A number near the mean of x_w. */
  readonly shift: number;
  /** Halves of the cell's sign key (rule DC-14), as signed integers. */
  readonly lo: number;
  readonly hi: number;
}

/** Entries of the state of `shiftedMomentsFold`; d = x_w − shift, s = the unit's sign. Largest |x| are raw. */
export const shiftedMoments = {
  sum: 0,
  absolute: 1,
  largest: 2,
  secondLargest: 3,
  d: 4,
  d2: 5,
  d3: 6,
  d4: 7,
  sign: 8,
  signedD: 9,
  signedD2: 10,
  size: 11,
} as const;

/** Σ x_w, Σ |x|, the two largest |x|, Σ d, Σ d², Σ d³, Σ d⁴, Σ s, Σ s·d and Σ s·d²: moments and signed sums in one pass. */
export const shiftedMomentsFold: Fold<ShiftedMomentsInput, Float64Array> = {
  name: 'shifted-moments',
  isExact: false,
  stateBytes: () => shiftedMoments.size * 8,
  init: () => new Float64Array(shiftedMoments.size),
  step: (state, input, start, end) => {
    const dense = roomForDense();
    const keys = { a: new Int32Array(chunkRows), b: new Int32Array(chunkRows) };
    for (let row = start; row < end; row += chunkRows) {
      const rowsHere = Math.min(chunkRows, end - row);
      const { a, b } = keysOfChunk(input.units, row, rowsHere, keys);
      const count = denseOfChunk(input.rows, input.values, row, rowsHere, dense);
      addSizes(state, dense.values, count);
      addMoments(state, input, dense, a, b, count);
    }
  },
  merge: (earlier, later) => {
    const { largest, secondLargest } = shiftedMoments;
    const [first, second] = [earlier[largest]!, earlier[secondLargest]!];
    for (let i = 0; i < earlier.length; i++) earlier[i] = earlier[i]! + later[i]!;
    earlier[largest] = Math.max(first, later[largest]!);
    earlier[secondLargest] = Math.max(Math.min(first, later[largest]!), second, later[secondLargest]!);
    return earlier;
  },
};

/* Sums stay in registers and join the state once per chunk, which is also what keeps rounding small. */
function addSizes(state: Float64Array, values: Float64Array, count: number): void {
  let absolute = 0;
  let largest = state[shiftedMoments.largest]!;
  let second = state[shiftedMoments.secondLargest]!;
  for (let i = 0; i < count; i++) {
    const size = Math.abs(values[i]!);
    absolute += size;
    if (size > second) {
      second = size > largest ? largest : size;
      if (size > largest) largest = size;
    }
  }
  state[shiftedMoments.absolute] = state[shiftedMoments.absolute]! + absolute;
  state[shiftedMoments.largest] = largest;
  state[shiftedMoments.secondLargest] = second;
}

function addMoments(
  state: Float64Array,
  { lower, upper, shift, lo, hi }: ShiftedMomentsInput,
  { values, places }: DenseRows,
  a: Int32Array,
  b: Int32Array,
  count: number,
): void {
  let sum = 0;
  let sumD = 0;
  let sumD2 = 0;
  let sumD3 = 0;
  let sumD4 = 0;
  let signs = 0;
  let signedD = 0;
  let signedD2 = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const place = places[i]!;
    const inside = value < lower ? lower : value > upper ? upper : value;
    const d = inside - shift;
    const d2 = d * d;
    const sign = 1 - 2 * ((Math.imul(a[place]! ^ lo, 0x9e3779b1) ^ Math.imul(b[place]! ^ hi, 0x85ebca77)) >>> 31);
    sum += inside;
    sumD += d;
    sumD2 += d2;
    sumD3 += d2 * d;
    sumD4 += d2 * d2;
    signs = (signs + sign) | 0;
    signedD += sign * d;
    signedD2 += sign * d2;
  }
  state[0] = state[0]! + sum;
  state[4] = state[4]! + sumD;
  state[5] = state[5]! + sumD2;
  state[6] = state[6]! + sumD3;
  state[7] = state[7]! + sumD4;
  state[8] = state[8]! + signs;
  state[9] = state[9]! + signedD;
  state[10] = state[10]! + signedD2;
}
