import type { Kernel } from '../fold.ts';

/** Writes 1 where a mask is 0 and 0 where it is 1. */
export const invertKernel: Kernel<{ readonly mask: Uint8Array; readonly out: Uint8Array }, null> = {
  name: 'invert-mask',
  run: ({ mask, out }, start, end) => {
    for (let i = start; i < end; i++) out[i] = 1 - mask[i]!;
    return null;
  },
};

/** Marks the values that are not larger than `last`; yields how many there are. */
export const belowKernel: Kernel<
  { readonly values: Float64Array; readonly last: number; readonly out: Uint8Array },
  number
> = {
  name: 'mark-below',
  run: ({ values, last, out }, start, end) => {
    let count = 0;
    for (let i = start; i < end; i++) count += out[i] = values[i]! <= last ? 1 : 0;
    return count;
  },
};

/** Marks the first row of each unit; the rows of a unit are adjacent. */
export const firstRowsKernel: Kernel<{ readonly index: Int32Array; readonly out: Uint8Array }, null> = {
  name: 'mark-first-rows',
  run: ({ index, out }, start, end) => {
    let last = start === 0 ? -1 : index[start - 1]!;
    for (let row = start; row < end; row++) {
      const unit = index[row]!;
      out[row] = unit === last ? 0 : 1;
      last = unit;
    }
    return null;
  },
};
