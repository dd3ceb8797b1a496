import type { Kernel } from '../fold.ts';

/** Rows of units to look up among records; both ascend by unit. */
export interface FindUnitsInput {
  /** The units that have a record, ascending. */
  readonly units: Int32Array;
  /** The unit of each row, ascending; absent when row i is unit i. */
  readonly index: Int32Array | undefined;
  /** Receives the record of each row, -1 where there is none. */
  readonly places: Int32Array;
}

/** Finds the record of each row by walking both lists; each block finds its start by bisection. */
export const findUnitsKernel: Kernel<FindUnitsInput, null> = {
  name: 'find-units',
  run: ({ units, index, places }, start, end) => {
    let at = start < end ? lowerBound(units, index === undefined ? start : index[start]!) : 0;
    for (let row = start; row < end; row++) {
      const unit = index === undefined ? row : index[row]!;
      while (at < units.length && units[at]! < unit) at++;
      places[row] = at < units.length && units[at] === unit ? at : -1;
    }
    return null;
  },
};

/** The first place whose entry is not smaller. */
export function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
