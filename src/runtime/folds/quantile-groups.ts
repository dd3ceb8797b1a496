import { missingInt32 } from '../../metadata/stored-column.ts';
import type { Kernel } from '../fold.ts';

/** Values to sort into groups by their edges. */
export interface QuantileGroupsInput {
  readonly values: Float64Array;
  /** Distinct, ascending: u_0 < u_1 < … < u_m. Without edges every value is missing. */
  readonly edges: Float64Array;
  /** Values beyond these limits count as the limits. */
  readonly lower: number;
  readonly upper: number;
  readonly out: Int32Array;
}

/** Group 0 holds x ≤ u_1, group i holds u_i < x ≤ u_(i+1); missing stays missing. */
export const quantileGroupsKernel: Kernel<QuantileGroupsInput, null> = {
  name: 'quantile-groups',
  run: ({ values, edges, lower, upper, out }, start, end) => {
    for (let i = start; i < end; i++) {
      const value = values[i]!;
      if (Number.isNaN(value) || edges.length === 0) {
        out[i] = missingInt32;
        continue;
      }
      out[i] = Math.max(0, edgesBelow(edges, Math.min(Math.max(value, lower), upper)) - 1);
    }
    return null;
  },
};

/** How many edges are smaller than a value. */
function edgesBelow(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
