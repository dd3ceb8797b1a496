import type { Fold, Kernel } from '../fold.ts';
import { type Axis, type CellRows, cellsOfChunk, chunkRows, type NumericValues, valuesOfChunk } from './axis.ts';

/** Input of `presenceFold`: which slots of each axis occur among rows that have a category in all of them. */
export interface PresenceInput {
  readonly rows: CellRows;
  /** For each axis of `rows` an axis that contributes the slot number plus 1, missing values 0. */
  readonly slots: readonly Axis[];
  readonly sizes: readonly number[];
}

/** Marks, by axis, the slots that occur; entry 0 stands for missing values of sources that have no slot for them. */
export const presenceFold: Fold<PresenceInput, Uint8Array[]> = {
  name: 'slot-presence',
  isExact: true,
  stateBytes: (input) => input.sizes.reduce((sum, size) => sum + size + 1, 0),
  init: (input) => input.sizes.map((size) => new Uint8Array(size + 1)),
  step: (state, input, start, end) => {
    const cells = new Int32Array(chunkRows);
    const slots = new Int32Array(chunkRows);
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      cellsOfChunk(input.rows, row, count, cells);
      for (let a = 0; a < input.slots.length; a++) {
        cellsOfChunk({ axes: [input.slots[a]!], mask: undefined }, row, count, slots);
        const seen = state[a]!;
        for (let i = 0; i < count; i++) if (cells[i]! >= 0) seen[slots[i]!] = 1;
      }
    }
  },
  merge: (earlier, later) => {
    for (const [a, seen] of later.entries()) {
      const own = earlier[a]!;
      for (let i = 0; i < own.length; i++) own[i] = own[i]! | seen[i]!;
    }
    return earlier;
  },
};

/** A set of doubles by open addressing; NaN marks free places. */
export interface DoubleSet {
  table: Float64Array;
  size: number;
}

/** More distinct values than this cannot be categories: collecting them stops. */
export const mostDistinct = 2 ** 20;

/** An empty set. */
function emptyDoubleSet(): DoubleSet {
  return { table: new Float64Array(1024).fill(Number.NaN), size: 0 };
}

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

/** Where a value stands in a table of doubles, or the free place where it belongs. */
function placeOf(table: Float64Array, value: number): number {
  bits[0] = value;
  const mask = table.length - 1;
  let at = (Math.imul(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1), 0x85ebca6b) >>> 7) & mask;
  for (;;) {
    const there = table[at]!;
    if (there === value || there !== there) return at;
    at = (at + 1) & mask;
  }
}

/** Adds a value (not NaN; -0 counts as 0). */
function addDouble(set: DoubleSet, value: number): void {
  const at = placeOf(set.table, value + 0);
  if (set.table[at] === value) return;
  set.table[at] = value + 0;
  set.size++;
  if (set.size * 2 < set.table.length) return;
  const old = set.table;
  set.table = new Float64Array(old.length * 4).fill(Number.NaN);
  for (const entry of old) if (entry === entry) set.table[placeOf(set.table, entry)] = entry;
}

/** A column, and how many distinct values are worth collecting: `mostDistinct` unless something else is said. */
export interface DistinctInput {
  readonly values: NumericValues;
  readonly most?: number;
}

/** The distinct valid values of a column among all rows; more than `most` of them mean "too many". */
export const distinctFold: Fold<DistinctInput, DoubleSet> = {
  name: 'distinct-values',
  isExact: true,
  stateBytes: () => 1_000_000,
  init: () => emptyDoubleSet(),
  step: (state, input, start, end) => {
    const scratch = new Float64Array(chunkRows);
    const { most = mostDistinct } = input;
    for (let row = start; row < end && state.size <= most; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      const values = valuesOfChunk(input.values, row, count, scratch);
      let last = Number.NaN;
      for (let i = 0; i < count; i++) {
        const value = values[i]!;
        if (value !== value || value === last) continue;
        addDouble(state, value);
        last = value;
      }
    }
  },
  merge: (earlier, later) => {
    for (const value of later.table) if (value === value) addDouble(earlier, value);
    return earlier;
  },
};

/** Input of `encodeKernel`. */
export interface EncodeInput {
  readonly values: NumericValues;
  /** Distinct values by open addressing, and the code of each place. */
  readonly table: Float64Array;
  readonly codes: Uint32Array;
  /** Receives the code of each row; 0 for missing. */
  readonly out: Uint32Array;
}

/** Replaces the values of a column by the codes of its distinct values. */
export const encodeKernel: Kernel<EncodeInput, null> = {
  name: 'encode-values',
  run: (input, start, end) => {
    const scratch = new Float64Array(chunkRows);
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      const values = valuesOfChunk(input.values, row, count, scratch);
      for (let i = 0; i < count; i++) {
        const value = values[i]!;
        input.out[row + i] = value === value ? input.codes[placeOf(input.table, value + 0)]! : 0;
      }
    }
    return null;
  },
};

/** Codes of distinct values: 1 for the smallest, and so on; `codes` goes with the places of `table`. */
export function rankDistinct(set: DoubleSet): { readonly sorted: Float64Array; readonly codes: Uint32Array } {
  const sorted = set.table.filter((value) => value === value).sort();
  const codes = new Uint32Array(set.table.length);
  sorted.forEach((value, rank) => {
    codes[placeOf(set.table, value)] = rank + 1;
  });
  return { sorted, codes };
}
