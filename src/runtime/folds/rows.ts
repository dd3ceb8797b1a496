import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';
import { typedLoops } from './typed-loop.ts';

/** Values to fetch by row number; a negative number gives `missing`. */
export interface GatherInput {
  readonly values: InputArray;
  readonly rows: Int32Array;
  readonly missing: number;
  readonly out: InputArray;
}

const gatherLoop = typedLoops<GatherInput, undefined>(
  `const { values, rows, missing, out } = input;
   for (let i = start; i < end; i++) { const row = rows[i]; out[i] = row < 0 ? missing : values[row]; }`,
);

/** Fetches values by row number. */
export const gatherKernel: Kernel<GatherInput, null> = {
  name: 'gather',
  run: (input, start, end) => {
    gatherLoop(input.values)(input, start, end);
    return null;
  },
};

/** Codes, and what each of them becomes. */
export interface LookUpInput {
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  /** By code; of the type of `out`. */
  readonly table: InputArray;
  readonly out: InputArray;
}

const lookUpLoop = typedLoops<LookUpInput, undefined>(
  `const { codes, table, out } = input;
   for (let i = start; i < end; i++) out[i] = table[codes[i]];`,
);

/** Replaces codes by what a table has for them. */
export const lookUpKernel: Kernel<LookUpInput, null> = {
  name: 'look-up-codes',
  run: (input, start, end) => {
    lookUpLoop(input.codes, input.out)(input, start, end);
    return null;
  },
};

/** Numbers, and what each whole number from `low` on becomes; others and missing ones become `missing`. */
export interface LookUpNumbersInput {
  readonly values: Int32Array | Float64Array;
  readonly low: number;
  readonly table: Int32Array;
  readonly missing: number;
  readonly out: Int32Array;
}

// What stands for missing among integers lies below every table; NaN is in none of the comparisons.
const lookUpNumbersLoop = typedLoops<LookUpNumbersInput, undefined>(
  `const { values, low, table, missing, out } = input;
   const size = table.length;
   for (let i = start; i < end; i++) {
     const at = values[i] - low;
     out[i] = at >= 0 && at < size && (at | 0) === at ? table[at] : missing;
   }`,
);

/** Replaces whole numbers by what a table has for them. */
export const lookUpNumbersKernel: Kernel<LookUpNumbersInput, null> = {
  name: 'look-up-numbers',
  run: (input, start, end) => {
    lookUpNumbersLoop(input.values)(input, start, end);
    return null;
  },
};

/** Which rows to number: those where `mask` has a value, each block from its own place in `out` on. */
export interface RowNumbersInput {
  readonly mask: Uint8Array;
  readonly wanted: number;
  /** By block (the row that it starts at divided by `rowsPerBlock`): where its first number goes. */
  readonly begins: Int32Array;
  readonly rowsPerBlock: number;
  readonly out: Int32Array;
}

/** Counts the rows of a block where a mask has a value. */
export const countMaskKernel: Kernel<{ readonly mask: Uint8Array; readonly wanted: number }, number> = {
  name: 'count-mask',
  run: ({ mask, wanted }, start, end) => {
    // Masks hold 0 and 1 only: adding them up needs no branch.
    let ones = 0;
    for (let i = start; i < end; i++) ones += mask[i]!;
    return wanted === 1 ? ones : end - start - ones;
  },
};

/** Writes the numbers of the rows where a mask has a value, ascending. */
export const rowNumbersKernel: Kernel<RowNumbersInput, null> = {
  name: 'row-numbers',
  run: ({ mask, wanted, begins, rowsPerBlock, out }, start) => {
    const block = Math.floor(start / rowsPerBlock);
    const last = begins[block + 1]!;
    const flip = 1 - wanted;
    // Branchless: writes ahead and moves on only where the row is wanted; stops before the next block's place.
    for (let i = start, at = begins[block]!; at < last; i++) {
      out[at] = i;
      at += mask[i]! ^ flip;
    }
    return null;
  },
};

/** A column, and which byte a mask gets where its values are valid; the other byte is `1 - valid`. */
export interface ValidityInput {
  readonly values: InputArray;
  readonly missing: number;
  readonly valid: 0 | 1;
  readonly mask: Uint8Array;
}

// NaN differs from itself, so that one test serves every kind of column.
const validityLoop = typedLoops<ValidityInput, number>(
  `const { values, missing, valid, mask } = input;
   let count = 0;
   for (let i = start; i < end; i++) {
     const value = values[i];
     const isMissing = (value === missing) | (value !== value);
     mask[i] = isMissing ^ valid;
     count += isMissing;
   }
   return end - start - count;`,
);

/** Marks valid and missing values in a mask; yields how many valid ones there are. */
export const validityKernel: Kernel<ValidityInput, number> = {
  name: 'validity',
  run: (input, start, end) => validityLoop(input.values)(input, start, end),
};
