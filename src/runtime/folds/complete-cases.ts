import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';
import { halvesOf, nanBits } from './dense.ts';
import { typedLoops } from './typed-loop.ts';

/** A column that must have a value: neither `missing` nor `open` (the day of a spell that has not ended) nor NaN. */
export interface RequiredColumn {
  readonly values: InputArray;
  readonly missing: number;
  readonly open: number;
}

/** Rows to choose from, and the columns that must have a value. */
export interface CompleteCasesInput {
  /** One byte per row, 0 or 1; absent when all rows are to be looked at. */
  readonly mask: Uint8Array | undefined;
  readonly columns: readonly RequiredColumn[];
  /** Receives 1 for rows that stay and 0 for the others. */
  readonly out: Uint8Array;
}

// Bits instead of branches: who is missing is nothing that a processor could guess.
const requireCodes = typedLoops<RequiredColumn & { readonly out: Uint8Array }, undefined>(
  `const { values, missing, open, out } = input;
   for (let i = start; i < end; i++) {
     const valid = values[i] ^ missing;
     const closed = values[i] ^ open;
     out[i] = out[i] & (((valid | (0 - valid)) & (closed | (0 - closed))) >>> 31);
   }`,
);

/** The same for doubles, whose missing value is NaN: the bits of its upper half tell. */
function requireDecimals(values: Float64Array, out: Uint8Array, start: number, end: number): void {
  const halves = halvesOf(values, start, end - start);
  for (let i = 0; i < end - start; i++) {
    const valid = (halves[2 * i + 1]! & nanBits) ^ nanBits;
    out[start + i] = out[start + i]! & ((valid | (0 - valid)) >>> 31);
  }
}

function requireValues(column: RequiredColumn, out: Uint8Array): (start: number, end: number) => void {
  const { values } = column;
  if (values instanceof Float64Array) return (start, end) => requireDecimals(values, out, start, end);
  const loop = requireCodes(values);
  const input = { ...column, out };
  return (start, end) => loop(input, start, end);
}

/** Rows whose marks stay in the nearest cache while one column after the other is looked at. */
const portion = 16_384;

/** Marks the rows that have a value in every column; yields how many there are. */
export const completeCasesKernel: Kernel<CompleteCasesInput, number> = {
  name: 'complete-cases',
  run: ({ mask, columns, out }, start, end) => {
    const loops = columns.map((column) => requireValues(column, out));
    let kept = 0;
    for (let row = start; row < end; row += portion) {
      const stop = Math.min(end, row + portion);
      if (mask === undefined) out.fill(1, row, stop);
      else out.set(mask.subarray(row, stop), row);
      for (const requireIn of loops) requireIn(row, stop);
      kept += onesIn(out, row, stop);
    }
    return kept;
  },
};

function onesIn(mask: Uint8Array, start: number, end: number): number {
  let ones = 0;
  for (let i = start; i < end; i++) ones += mask[i]!;
  return ones;
}
