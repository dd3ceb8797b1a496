import type { Kernel } from '../fold.ts';
import { ownRange, type UnitRows } from './units.ts';

/** How rows lie in the bit sets of their origin (rule DC-30). */
export interface RowPlaces {
  /** The unit of each row, ascending. */
  readonly index: Int32Array;
  /** Number of each row in its origin; absent when row i has number i. */
  readonly numbers: Int32Array | undefined;
  /** Times in turn, one page each in which a row's bit is its unit; 0 for spells, which have one page. */
  readonly times: number;
  /** The bit of each number, for spells. */
  readonly spells: Int32Array | undefined;
}

/** Rows to mark, page after page of `wordsPerPage` words. */
export interface PackRowsInput extends RowPlaces {
  readonly mask: Uint8Array | undefined;
  readonly words: Int32Array;
  readonly wordsPerPage: number;
}

/** Marks rows in the bit sets of their origin. */
export const packRowsKernel: Kernel<PackRowsInput, null> = {
  name: 'pack-rows',
  run: (input, start, end) => {
    if (start >= end) return null;
    const { mask, words, wordsPerPage, times } = input;
    const first = bitOf(input, start) >>> 5;
    const last = bitOf(input, end - 1) >>> 5;
    for (let row = start; row < end; row++) {
      if (mask !== undefined && mask[row] === 0) continue;
      const bit = bitOf(input, row);
      const word = bit >>> 5;
      const place = word + (times === 0 ? 0 : pageOf(input, row) * wordsPerPage);
      const flag = 1 << (bit & 31);
      // Bits ascend within a page: only the outermost words can have bits of rows in other blocks.
      if (word === first || word === last) Atomics.or(words, place, flag);
      else words[place] = words[place]! | flag;
    }
    return null;
  },
};

function bitOf({ index, numbers, times, spells }: RowPlaces, row: number): number {
  if (times > 0 || spells === undefined) return index[row]!;
  return spells[numbers === undefined ? row : numbers[row]!]!;
}

function pageOf({ numbers, times }: RowPlaces, row: number): number {
  return (numbers === undefined ? row : numbers[row]!) % times;
}

/** Rows to mark by the bit sets of their origin; a page without bits is absent. */
export interface UnpackRowsInput extends RowPlaces {
  readonly pages: readonly (Uint32Array | undefined)[];
  readonly out: Uint8Array;
}

/** Marks the rows whose bit is set; yields how many there are. */
export const unpackRowsKernel: Kernel<UnpackRowsInput, number> = {
  name: 'unpack-rows',
  run: (input, start, end) => {
    const { pages, times, out } = input;
    let count = 0;
    for (let row = start; row < end; row++) {
      const words = pages[times === 0 ? 0 : pageOf(input, row)];
      const bit = bitOf(input, row);
      count += out[row] = words === undefined ? 0 : (words[bit >>> 5]! >>> (bit & 31)) & 1;
    }
    return count;
  },
};

/** Whether every unit has all of its rows marked or none. */
export const wholeUnitsKernel: Kernel<{ readonly mask: Uint8Array; readonly units: UnitRows }, boolean> = {
  name: 'whole-units',
  run: ({ mask, units }, start, end) => {
    const { index } = units;
    if (index === undefined) return true;
    const { from, to } = ownRange(units, start, end);
    for (let row = from + 1; row < to; row++) {
      if (index[row] === index[row - 1] && mask[row] !== mask[row - 1]) return false;
    }
    return true;
  },
};
