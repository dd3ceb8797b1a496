import type { Fold, Kernel } from '../fold.ts';
import { marks } from '../simd/marks.ts';
import { area, bytesIn, doublesIn } from '../simd/memory.ts';
import { moments } from '../simd/moments.ts';
import { type CellRows, chunkRows, dropMissing, type NumericValues, numberCells, valuesOfChunk } from './axis.ts';
import { cellArea } from './cell-numbers.ts';
import { type DenseRoom, denseOfChunk, roomForDense } from './dense.ts';

/** Input of `profileFold`: a column and the rows to look at. */
export interface ProfileInput {
  readonly values: NumericValues;
  readonly rows: CellRows;
}

/** What can be said of a column's values in one pass; extremes are infinite when there is no valid value. */
export interface ProfileState {
  rows: number;
  minimum: number;
  maximum: number;
  /** Whether all values are whole numbers. */
  isWhole: boolean;
  /** The first two distinct values seen, NaN while there are none. */
  first: number;
  second: number;
  /** Whether there is a third. */
  isVaried: boolean;
}

/** Valid rows, extremes, whether all values are whole, and whether there are at most two distinct ones. */
export const profileFold: Fold<ProfileInput, ProfileState> = {
  name: 'profile',
  isExact: true,
  stateBytes: () => 64,
  init: () => emptyProfile(),
  step: (state, input, start, end) => {
    const dense = roomForDense();
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(input.rows, input.values, row, Math.min(chunkRows, end - row), dense);
      profileDense(state, dense, count, input.values.kind === 'int32');
    }
  },
  merge: mergeProfiles,
};

/** The profile of no values. */
export function emptyProfile(): ProfileState {
  return {
    rows: 0,
    minimum: Number.POSITIVE_INFINITY,
    maximum: Number.NEGATIVE_INFINITY,
    isWhole: true,
    first: Number.NaN,
    second: Number.NaN,
    isVaried: false,
  };
}

/** Adds the profile of some values to that of others. */
export function mergeProfiles(earlier: ProfileState, later: ProfileState): ProfileState {
  earlier.rows += later.rows;
  earlier.minimum = Math.min(earlier.minimum, later.minimum);
  earlier.maximum = Math.max(earlier.maximum, later.maximum);
  earlier.isWhole &&= later.isWhole;
  earlier.isVaried ||= later.isVaried;
  if (!Number.isNaN(later.first)) noteDistinct(earlier, later.first);
  if (!Number.isNaN(later.second)) noteDistinct(earlier, later.second);
  return earlier;
}

const answerArea = area(16);
const answer = doublesIn(answerArea);

/**
 * Takes in the valid values (not -0) of a room.
 *
 * @param areIntegers whether they come from integers, so that nothing needs to be asked
 */
export function profileDense(state: ProfileState, room: DenseRoom, count: number, areIntegers: boolean): void {
  const { values, areas } = room;
  // An odd number of values: the first one is looked at twice.
  values[count] = values[0]!;
  const whole = moments.extremes(areas.values.address, (count + 1) & ~1, answerArea.address);
  state.rows += count;
  if (count === 0) return;
  state.minimum = Math.min(state.minimum, answer[0]!);
  state.maximum = Math.max(state.maximum, answer[1]!);
  if (!areIntegers && whole !== allLanes) state.isWhole = false;
  if (!state.isVaried) lookForThird(state, values, count);
}

/** The answer that both of two values are whole: four bits for the halves of both. */
const allLanes = 15;

function lookForThird(state: ProfileState, values: Float64Array, count: number): void {
  for (let i = 0; i < count && !state.isVaried; i++) {
    const value = values[i]!;
    if (value !== state.first && value !== state.second) noteDistinct(state, value);
  }
}

function noteDistinct(state: ProfileState, value: number): void {
  if (value === state.first || value === state.second) return;
  if (Number.isNaN(state.first)) state.first = value;
  else if (Number.isNaN(state.second)) state.second = value;
  else state.isVaried = true;
}

/** Input of `narrowKernel`. */
export interface NarrowInput {
  readonly rows: CellRows;
  /** Rows where one of these has one of the codes beside it are left out; without codes, those where it is missing. */
  readonly columns: readonly { readonly values: NumericValues; readonly codes: Float64Array }[];
  /** Cells of another classification whose rows are left out (1), together with the rows that have no cell. */
  readonly without: readonly { readonly rows: CellRows; readonly leaves: Uint8Array }[];
  /** Receives 1 for rows that stay and 0 for the others. */
  readonly out: Uint8Array;
}

/** Writes a selection of the rows that have a cell and are not left out; returns how many there are. */
export const narrowKernel: Kernel<NarrowInput, number> = {
  name: 'narrow-rows',
  run: (input, start, end) => {
    const others = new Int32Array(input.without.length > 0 ? chunkRows : 0);
    const scratch = new Float64Array(input.columns.length > 0 ? chunkRows : 0);
    let kept = 0;
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      for (const [at, { rows, leaves }] of input.without.entries()) {
        const found = numberCells(rows, row, count);
        if (at === 0) others.fill(0, 0, count);
        for (let i = 0; i < count; i++) if (found[i]! < 0 || leaves[found[i]!] === 1) others[i] = -1;
      }
      const cells = numberCells(input.rows, row, count);
      if (input.without.length > 0) for (let i = 0; i < count; i++) cells[i] = cells[i]! | others[i]!;
      for (const { values, codes } of input.columns) {
        const chunk = valuesOfChunk(values, row, count, scratch);
        if (codes.length === 0) dropMissing(chunk, count, cells);
        else for (let i = 0; i < count; i++) if (codes.includes(chunk[i]!)) cells[i] = -1;
      }
      const rounded = (count + 15) & ~15;
      cells.fill(-1, count, rounded);
      marks.ofCells(cellArea.address, rounded, markArea.address);
      input.out.set(count === chunkRows ? ownMarks : ownMarks.subarray(0, count), row);
      kept += marks.ones(markArea.address, rounded);
    }
    return kept;
  },
};

const markArea = area(chunkRows);
const ownMarks = bytesIn(markArea).subarray(0, chunkRows);
