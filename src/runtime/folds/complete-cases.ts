import { missingInt32 } from '../../metadata/stored-column.ts';
import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';
import { marks as simd } from '../simd/marks.ts';
import { area, bring, bytesIn, doublesIn, integersIn, send } from '../simd/memory.ts';
import { chunkRows } from './axis.ts';
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

const markArea = area(chunkRows);
const marks = bytesIn(markArea);
const valueArea = area(chunkRows * 8);
const integers = integersIn(valueArea);
const decimals = doublesIn(valueArea);

// Bits instead of branches: who is missing is nothing that a processor could guess.
const requireCodes = typedLoops<RequiredColumn & { readonly out: Uint8Array }, undefined>(
  `const { values, missing, open, out } = input;
   for (let i = start; i < end; i++) {
     const valid = values[i] ^ missing;
     const closed = values[i] ^ open;
     out[i - start] = out[i - start] & (((valid | (0 - valid)) & (closed | (0 - closed))) >>> 31);
   }`,
);

/** Takes the marks of the rows of a chunk away where a column has no value. */
type Requirement = (start: number, end: number, rounded: number) => void;

function requireValues(column: RequiredColumn): Requirement {
  const { values } = column;
  if (values instanceof Float64Array) {
    return (start, end, rounded) => {
      bring(decimals, values, start, end);
      simd.decimals(valueArea.address, rounded, 0, markArea.address);
    };
  }
  if (values instanceof Int32Array && column.missing === missingInt32) {
    return (start, end, rounded) => {
      bring(integers, values, start, end);
      simd.integers(valueArea.address, rounded, column.open, markArea.address);
    };
  }
  const loop = requireCodes(values);
  const input = { ...column, out: marks };
  return (start, end) => loop(input, start, end);
}

/** Marks the rows that have a value in every column; yields how many there are. */
export const completeCasesKernel: Kernel<CompleteCasesInput, number> = {
  name: 'complete-cases',
  run: ({ mask, columns, out }, start, end) => {
    const requirements = columns.map(requireValues);
    let kept = 0;
    for (let row = start; row < end; row += chunkRows) {
      const stop = Math.min(end, row + chunkRows);
      const count = stop - row;
      const rounded = (count + 15) & ~15;
      if (mask === undefined) marks.fill(1, 0, count);
      else bring(marks, mask, row, stop);
      marks.fill(0, count, rounded);
      for (const requireIn of requirements) requireIn(row, stop, rounded);
      send(marks, count, out, row);
      kept += simd.ones(markArea.address, rounded);
    }
    return kept;
  },
};
