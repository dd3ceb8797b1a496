import { missingInt32 } from '../../metadata/stored-column.ts';
import type { Kernel } from '../fold.ts';
import { binOf, surveyBins } from '../simd/survey.ts';

/** How to sort values into groups by their edges. */
export interface QuantileEdges {
  /** Distinct, ascending: u_0 < u_1 < … < u_m. Without edges every value is missing. At most 101. */
  readonly edges: Float64Array;
  /** Values beyond these limits count as the limits. */
  readonly lower: number;
  readonly upper: number;
}

/** Values to sort into groups. */
export interface QuantileGroupsInput extends QuantileEdges {
  readonly values: Float64Array;
  readonly groupOfBin: Uint8Array;
  readonly out: Int32Array;
}

/** The group of a bin that an edge or a limit divides: its values are looked at one by one. */
const divided = 255;

/** The groups of the bins of a survey, by bin: nearly all values lie in bins that no edge divides. Shared. */
export function groupsOfBins(by: QuantileEdges): Uint8Array {
  const groups = new Uint8Array(new SharedArrayBuffer(surveyBins));
  if (by.edges.length === 0) return groups;
  // -0 becomes 0: their bins differ.
  const dividing = [by.lower, ...by.edges, by.upper].map((value) => value + 0).sort((a, b) => a - b);
  let from = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (const value of dividing) {
    const bin = binOfValue(value);
    // Between two dividing values all numbers are in one group.
    if (bin > from) groups.fill(groupOf((before + value) / 2, by), from, bin);
    groups[bin] = divided;
    from = bin + 1;
    before = value;
  }
  return groups.fill(groupOf(Number.POSITIVE_INFINITY, by), from);
}

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

function binOfValue(value: number): number {
  double[0] = value;
  return binOf(halves[1]!);
}

/** Group 0 holds x ≤ u_1, group i holds u_i < x ≤ u_(i+1); missing stays missing. */
export const quantileGroupsKernel: Kernel<QuantileGroupsInput, null> = {
  name: 'quantile-groups',
  run: (input, start, end) => {
    const { values, groupOfBin, edges, out } = input;
    const upperHalves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
    for (let i = start; i < end; i++) {
      const value = values[i]!;
      if (Number.isNaN(value) || edges.length === 0) {
        out[i] = missingInt32;
        continue;
      }
      const group = groupOfBin[binOf(upperHalves[2 * i + 1]!)]!;
      out[i] = group === divided ? groupOf(value, input) : group;
    }
    return null;
  },
};

function groupOf(value: number, { edges, lower, upper }: QuantileEdges): number {
  return Math.max(0, edgesBelow(edges, Math.min(Math.max(value, lower), upper)) - 1);
}

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
