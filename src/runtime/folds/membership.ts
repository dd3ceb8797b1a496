import type { Kernel } from '../fold.ts';

/** Rows to mark in a bit set; all rows without a mask. Blocks of rows begin at multiples of 32. */
export interface PackInput {
  readonly mask: Uint8Array | undefined;
  /** The bit of each row, ascending; absent when row i is bit i. */
  readonly index: Int32Array | undefined;
  readonly words: Int32Array;
}

/** Marks rows in a bit set. */
export const packKernel: Kernel<PackInput, null> = {
  name: 'pack-members',
  run: ({ mask, index, words }, start, end) => {
    if (index !== undefined) packIndexed(mask, index, words, start, end);
    else if (mask !== undefined) packMask(mask, words, start, end);
    else packAll(words, start, end);
    return null;
  },
};

function packAll(words: Int32Array, start: number, end: number): void {
  const aligned = start + ((end - start) & ~31);
  words.fill(-1, start >>> 5, aligned >>> 5);
  if (end > aligned) words[aligned >>> 5] = (1 << (end - aligned)) - 1;
}

/** Four bytes of 0 and 1 as four bits: each byte's bit lands where no other one's can carry into. */
const gathering = 0x10204080;

function packMask(mask: Uint8Array, words: Int32Array, start: number, end: number): void {
  const aligned = start + ((end - start) & ~31);
  const quarters = new Uint32Array(mask.buffer, mask.byteOffset, mask.length >>> 2);
  for (let row = start; row < aligned; row += 32) {
    let bits = 0;
    for (let quarter = 0; quarter < 8; quarter++) {
      bits |= (Math.imul(quarters[(row >>> 2) + quarter]!, gathering) >>> 28) << (quarter * 4);
    }
    words[row >>> 5] = bits;
  }
  for (let row = aligned; row < end; row++) words[row >>> 5] = words[row >>> 5]! | (mask[row]! << (row & 31));
}

/**
 * The bits ascend, so that only the first and the last word of a block can have bits of other blocks. No branch depends on the
 * mask, which nobody could guess.
 */
function packIndexed(
  mask: Uint8Array | undefined,
  index: Int32Array,
  words: Int32Array,
  start: number,
  end: number,
): void {
  if (start >= end) return;
  const first = index[start]! >> 5;
  const last = index[end - 1]! >> 5;
  let from = start;
  let to = end;
  while (from < to && index[from]! >> 5 === first) orAtomically(mask, index, words, from++);
  while (to > from && index[to - 1]! >> 5 === last) orAtomically(mask, index, words, --to);
  if (mask === undefined) {
    for (let row = from; row < to; row++) words[index[row]! >> 5] = words[index[row]! >> 5]! | (1 << index[row]!);
    return;
  }
  for (let row = from; row < to; row++) {
    const bit = index[row]!;
    words[bit >> 5] = words[bit >> 5]! | (mask[row]! << bit);
  }
}

function orAtomically(mask: Uint8Array | undefined, index: Int32Array, words: Int32Array, row: number): void {
  Atomics.or(words, index[row]! >> 5, (mask === undefined ? 1 : mask[row]!) << index[row]!);
}

/** A bit set to mark rows by. */
export interface UnpackInput {
  readonly words: Uint32Array;
  readonly index: Int32Array | undefined;
  readonly out: Uint8Array;
}

/** Marks the rows whose bit is set; yields how many there are. */
export const unpackKernel: Kernel<UnpackInput, number> = {
  name: 'unpack-members',
  run: ({ words, index, out }, start, end) => {
    let count = 0;
    for (let row = start; row < end; row++) {
      const bit = index === undefined ? row : index[row]!;
      count += out[row] = (words[bit >>> 5]! >>> (bit & 31)) & 1;
    }
    return count;
  },
};
