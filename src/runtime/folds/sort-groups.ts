import type { Kernel } from '../fold.ts';
import { firstFrom } from './grouped.ts';
import { roomForDigits, sortDoubles } from './radix-sort.ts';

/** Input of `sortGroupsKernel`. */
export interface SortGroupsInput {
  readonly values: Float64Array;
  /** Where each group begins; one entry more than there are groups. */
  readonly begins: Float64Array;
}

/** Sorts the groups that begin within a block of the grouped values, each in place. */
export const sortGroupsKernel: Kernel<SortGroupsInput, null> = {
  name: 'sort-groups',
  run: ({ values, begins }, start, end) => {
    const counters = roomForDigits();
    let room = new Float64Array(0);
    for (let group = firstFrom(begins, start); group < begins.length - 1; group++) {
      const from = begins[group]!;
      const to = begins[group + 1]!;
      if (from >= end) break;
      if (room.length < to - from) room = new Float64Array(to - from);
      sortDoubles(values.subarray(from, to), room, counters);
    }
    return null;
  },
};
