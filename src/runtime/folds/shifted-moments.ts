import type { Fold } from '../fold.ts';
import { area, bring, doublesIn, integersIn } from '../simd/memory.ts';
import { moments, shiftedLayout, shiftedSums } from '../simd/moments.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { type DenseRoom, denseOfChunk, roomForDense } from './dense.ts';
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
    for (let row = start; row < end; row += chunkRows) {
      const rows = Math.min(chunkRows, end - row);
      const count = denseOfChunk(input.rows, input.values, row, rows, dense);
      takeKeys(input.units, dense.places, row, rows, count);
      const even = count & ~1;
      addTwoByTwo(state, input, dense, even);
      if (count > even) addOne(state, input, dense.values[even]!, even);
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

/** Input of `shiftedSquaresFold`. */
export type ShiftedSquaresInput = Pick<ShiftedMomentsInput, 'rows' | 'values' | 'lower' | 'upper' | 'shift'>;

/** Σ d and Σ d², to the bit as `shiftedMomentsFold` has them. */
export const shiftedSquaresFold: Fold<ShiftedSquaresInput, { d: number; d2: number }> = {
  name: 'shifted-squares',
  isExact: false,
  stateBytes: () => 16,
  init: () => ({ d: 0, d2: 0 }),
  step: (state, { rows, values, lower, upper, shift }, start, end) => {
    const dense = roomForDense();
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(rows, values, row, Math.min(chunkRows, end - row), dense);
      const even = count & ~1;
      moments.squares(dense.areas.values.address, even, answerArea.address, lower, upper, shift);
      state.d += answer[0]!;
      state.d2 += answer[1]!;
      if (even === count) continue;
      const value = dense.values[even]!;
      const d = (value < lower ? lower : value > upper ? upper : value) - shift;
      state.d += d;
      state.d2 += d * d;
    }
  },
  merge: (earlier, later) => ({ d: earlier.d + later.d, d2: earlier.d2 + later.d2 }),
};

const keyAreas = { a: area(chunkRows * 4), b: area(chunkRows * 4) };
const keys = { a: integersIn(keyAreas.a), b: integersIn(keyAreas.b) };
const answerArea = area(shiftedLayout.negative + 8);
const answer = doublesIn(answerArea);
const negatives = integersIn({ address: answerArea.address + shiftedLayout.negative, bytes: 4 });

/** Brings the record keys of the rows that count side by side. */
function takeKeys(units: UnitRows, places: Int32Array, start: number, rows: number, count: number): void {
  const { keysA, keysB, index } = units;
  const { a, b } = keys;
  if (index === undefined && count === rows) {
    bring(a, keysA, start, start + rows);
    bring(b, keysB, start, start + rows);
    return;
  }
  for (let i = 0; i < count; i++) {
    const row = start + places[i]!;
    const unit = index === undefined ? row : index[row]!;
    a[i] = keysA[unit]!;
    b[i] = keysB[unit]!;
  }
}

/* Sums of a chunk are taken by themselves and then join the state, which is also what keeps rounding small. */
function addTwoByTwo(state: Float64Array, input: ShiftedMomentsInput, { areas }: DenseRoom, count: number): void {
  const { lo, hi, lower, upper, shift } = input;
  const [a, b] = [keyAreas.a.address, keyAreas.b.address];
  moments.shifted(areas.values.address, a, b, count, answerArea.address, lo, hi, lower, upper, shift);
  for (const [entry, name] of shiftedSums.entries()) {
    state[shiftedMoments[name]] = state[shiftedMoments[name]]! + answer[entry]!;
  }
  state[shiftedMoments.sign] = state[shiftedMoments.sign]! + (count - 2 * negatives[0]!);
  for (let entry = 0; entry < 4; entry++) addSize(state, answer[shiftedLayout.sizes + entry]!);
}

function addSize(state: Float64Array, size: number): void {
  const { largest, secondLargest } = shiftedMoments;
  if (size <= state[secondLargest]!) return;
  state[secondLargest] = Math.min(size, state[largest]!);
  state[largest] = Math.max(size, state[largest]!);
}

/* The odd one at the end of a chunk. */
function addOne(
  state: Float64Array,
  { lower, upper, shift, lo, hi }: ShiftedMomentsInput,
  value: number,
  place: number,
): void {
  const inside = value < lower ? lower : value > upper ? upper : value;
  const d = inside - shift;
  const { a, b } = keys;
  const sign = 1 - 2 * ((Math.imul(a[place]! ^ lo, 0x9e3779b1) ^ Math.imul(b[place]! ^ hi, 0x85ebca77)) >>> 31);
  const terms = { sum: inside, absolute: Math.abs(value), d, d2: d * d, d3: d * d * d, d4: d * d * (d * d) };
  const signed = { sign, signedD: sign * d, signedD2: sign * d * d };
  for (const [name, term] of Object.entries({ ...terms, ...signed }) as [keyof typeof shiftedMoments, number][]) {
    state[shiftedMoments[name]] = state[shiftedMoments[name]]! + term;
  }
  addSize(state, Math.abs(value));
}
