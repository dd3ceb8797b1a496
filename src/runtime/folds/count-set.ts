import type { InputArray } from '../expression/emitter.ts';
import type { Fold, Kernel } from '../fold.ts';
import { keySums as simd } from '../simd/key-sums.ts';
import { area, bring, bytesIn, integersIn } from '../simd/memory.ts';
import { mostRows } from './cell-numbers.ts';
import { keyAreas, takeKeys } from './row-keys.ts';
import { typedLoops } from './typed-loop.ts';
import { ownRange, type UnitRows } from './units.ts';

/** Rows, and which of them to count: one byte per row, 0 or 1; all rows without. */
export interface CountSetInput {
  readonly mask: Uint8Array | undefined;
  readonly units: UnitRows;
}

/** Rows, ΣA and ΣB of a set of units, and how many units it has; sums modulo 2^32, signed. */
export type SetSums = Int32Array;

/** Counts one set of units: without cells and without branches it runs at the speed of memory. */
export const countSetFold: Fold<CountSetInput, SetSums> = {
  name: 'count-set',
  isExact: true,
  stateBytes: () => 16,
  init: () => new Int32Array(4),
  step: (state, { mask, units }, start, end) => {
    if (!units.distinct) addAdjacent(state, mask, units, start, end);
    else addRows(state, mask, units, start, end);
  },
  merge: addSums,
};

/** Adds the sums of one part of a set to those of another. */
export function addSums(earlier: SetSums, later: SetSums): SetSums {
  for (let i = 0; i < earlier.length; i++) earlier[i] = (earlier[i]! + later[i]!) | 0;
  return earlier;
}

/** The rows of a unit are adjacent: it counts with the first of them that is marked, in the block of its first row. */
function addAdjacent(state: SetSums, mask: Uint8Array | undefined, units: UnitRows, start: number, end: number): void {
  const { keysA, keysB, index } = units;
  if (index === undefined) throw new TypeError('rows of several units have a unit each');
  const { from, to } = ownRange(units, start, end);
  let [rows, a, b, count] = [state[0]!, state[1]!, state[2]!, state[3]!];
  let last = -1;
  for (let row = from; row < to; row++) {
    const bit = mask === undefined ? 1 : mask[row]!;
    const unit = index[row]!;
    // 0 for rows that are not marked and for further rows of a unit that has been counted; all bits for the others.
    const isNew = bit & (unit === last ? 0 : 1);
    const all = 0 - isNew;
    last = bit === 1 ? unit : last;
    rows = (rows + bit) | 0;
    count = (count + isNew) | 0;
    a = (a + (keysA[unit]! & all)) | 0;
    b = (b + (keysB[unit]! & all)) | 0;
  }
  state[0] = rows;
  state[1] = a;
  state[2] = b;
  state[3] = count;
}

const markArea = area(mostRows);
const marks = bytesIn(markArea);
const answerArea = area(12);
const answer = integersIn(answerArea);

/** Adds the rows that are marked, or all of them. */
function addRows(state: SetSums, mask: Uint8Array | undefined, units: UnitRows, start: number, end: number): void {
  for (let row = start; row < end; row += mostRows) {
    const count = Math.min(mostRows, end - row);
    takeKeys(units, row, count);
    if (mask !== undefined) {
      bring(marks, mask, row, row + count);
      marks.fill(0, count, (count + 3) & ~3);
    }
    const sum = mask === undefined ? 'all' : 'marked';
    simd[sum](markArea.address, keyAreas.a.address, keyAreas.b.address, count, answerArea.address);
    state[0] = state[0]! + (mask === undefined ? count : answer[0]!);
    state[1] = (state[1]! + answer[1]!) | 0;
    state[2] = (state[2]! + answer[2]!) | 0;
  }
}

/** A column of a dataset of distinct units; `mask` receives 1 where it is missing. */
export interface MissingSetInput {
  readonly values: InputArray;
  readonly missing: number;
  readonly mask: Uint8Array;
  readonly units: UnitRows;
}

// NaN differs from itself, so that one test serves every kind of column. Bits instead of branches: nobody can guess who is missing.
const markMissing = typedLoops<MissingSetInput, number>(
  `const { values, missing, mask } = input;
   let count = 0;
   for (let i = start; i < end; i++) {
     const value = values[i];
     const bit = (value === missing) | (value !== value);
     mask[i] = bit;
     count += bit;
   }
   return count;`,
);

/** Marks the rows where a column is missing and counts their units. */
export const missingSetKernel: Kernel<MissingSetInput, SetSums> = {
  name: 'missing-set',
  run: (input, start, end) => {
    const mark = markMissing(input.values);
    const sums = new Int32Array(4);
    for (let row = start; row < end; row += mostRows) {
      const stop = Math.min(end, row + mostRows);
      if (mark(input, row, stop) > 0) addRows(sums, input.mask, input.units, row, stop);
    }
    return sums;
  },
};
