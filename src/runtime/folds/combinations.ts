import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';
import { chunkRows } from './axis.ts';
import { typedLoops } from './typed-loop.ts';

/** One of several values of a row as a number from 0 on: 0 for missing, otherwise the value minus `offset`. */
export interface SlotSource {
  readonly values: InputArray;
  readonly offset: number;
  /** What stands for missing among the values, besides NaN. */
  readonly missing: number;
  /** How many slots there are. */
  readonly size: number;
}

interface AddSlotsInput {
  readonly source: SlotSource;
  /** What one slot adds to the number of a combination. */
  readonly stride: number;
  readonly cells: Float64Array;
}

const addSlots = typedLoops<AddSlotsInput, undefined>(
  `const { stride, cells } = input;
   const { values, offset, missing } = input.source;
   for (let i = start; i < end; i++) {
     const value = values[i];
     cells[i - start] += value === missing || value !== value ? 0 : (value - offset) * stride;
   }`,
);

/** The numbers of the combinations of a chunk of rows: the slots of the last source are adjacent. */
function combinationsOf(sources: readonly SlotSource[], start: number, count: number, cells: Float64Array): void {
  cells.fill(0, 0, count);
  let stride = 1;
  for (let s = sources.length - 1; s >= 0; s--) {
    const source = sources[s]!;
    addSlots(source.values)({ source, stride, cells }, start, start + count);
    stride *= source.size;
  }
}

/** Which combinations of slots occur. */
export interface MarkCombinationsInput {
  readonly sources: readonly SlotSource[];
  /** By number of the combination. All threads write to it, and nothing but ones. */
  readonly seen: Uint8Array;
}

/** Marks the combinations that occur. */
export const markCombinationsKernel: Kernel<MarkCombinationsInput, null> = {
  name: 'mark-combinations',
  run: ({ sources, seen }, start, end) => {
    const cells = new Float64Array(chunkRows);
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      combinationsOf(sources, row, count, cells);
      for (let i = 0; i < count; i++) seen[cells[i]!] = 1;
    }
    return null;
  },
};

/** What each combination becomes. */
export interface CodeCombinationsInput {
  readonly sources: readonly SlotSource[];
  /** By number of the combination. */
  readonly table: InputArray;
  readonly out: InputArray;
}

interface LookUpInput {
  readonly table: InputArray;
  readonly out: InputArray;
  readonly cells: Float64Array;
}

const lookUp = typedLoops<LookUpInput, undefined>(
  `const { table, out, cells } = input;
   for (let i = start; i < end; i++) out[i] = table[cells[i - start]];`,
);

/** Writes for each row what its combination becomes. */
export const codeCombinationsKernel: Kernel<CodeCombinationsInput, null> = {
  name: 'code-combinations',
  run: ({ sources, table, out }, start, end) => {
    const cells = new Float64Array(chunkRows);
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      combinationsOf(sources, row, count, cells);
      lookUp(out)({ table, out, cells }, row, row + count);
    }
    return null;
  },
};

/** Writes the number of each row's combination. Numbers up to 2^53 are exact. */
export const numberCombinationsKernel: Kernel<
  { readonly sources: readonly SlotSource[]; readonly out: Float64Array },
  null
> = {
  name: 'number-combinations',
  run: ({ sources, out }, start, end) => {
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      combinationsOf(sources, row, count, out.subarray(row, row + count));
    }
    return null;
  },
};
