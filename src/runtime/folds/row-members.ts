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
    const { mask, words, wordsPerPage, times, numbers, index } = input;
    const bits = input.spells === undefined ? index : undefined;
    const first = bitOf(input, start) >>> 5;
    const last = bitOf(input, end - 1) >>> 5;
    // One word of each page at a time: bits ascend within a page.
    const open = new Int32Array(Math.max(1, times));
    let word = first;
    // Times come in turn, so that a page is one more than that of the row before where all rows are there.
    let next = times > 0 && numbers === undefined ? start % times : 0;
    for (let row = start; row < end; row++) {
      const bit = bits === undefined ? bitOf(input, row) : bits[row]!;
      if (bit >>> 5 !== word) {
        close(open, words, wordsPerPage, word, word === first);
        word = bit >>> 5;
      }
      const page = times > 0 && numbers !== undefined ? numbers[row]! % times : next;
      open[page] = open[page]! | ((mask === undefined ? 1 : mask[row]!) << (bit & 31));
      if (times > 0 && ++next === times) next = 0;
    }
    close(open, words, wordsPerPage, last, true);
    return null;
  },
};

/** Writes a word of each page. Only the outermost words of a block can have bits of rows in other blocks. */
function close(open: Int32Array, words: Int32Array, wordsPerPage: number, word: number, isShared: boolean): void {
  for (let page = 0; page < open.length; page++) {
    const place = page * wordsPerPage + word;
    if (isShared) Atomics.or(words, place, open[page]!);
    else words[place] = open[page]!;
    open[page] = 0;
  }
}

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
