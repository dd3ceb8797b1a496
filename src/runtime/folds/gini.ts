import type { Fold, Kernel } from '../fold.ts';
import { type CellRows, cellsOfChunk, chunkRows, type NumericValues, valuesOfChunk } from './axis.ts';
import { keysOfChunk } from './moments.ts';
import { firstFrom } from './order.ts';
import type { UnitRows } from './units.ts';

/** Input of `giniKernel`: winsorised values grouped by cell; they are sorted in place and their influence values written beside them. */
export interface GiniInput {
  readonly values: Float64Array;
  readonly influence: Float64Array;
  /** By cell: where its values begin; one entry more than there are cells. */
  readonly begins: Float64Array;
}

/** The Gini coefficient of one cell, and what its noise is made of. */
export interface CellGini {
  readonly cell: number;
  readonly value: number;
  /** Σ ψ² and max |ψ| of the centred influence values. */
  readonly squares: number;
  readonly largest: number;
}

/**
 * Gini coefficient `2 Σ i·x_(i) / (n Σ x) − (n + 1)/n` of the groups that begin within a block of the grouped values, with
 * the influence of each value: ψ = 2[R − L + (x/μ)(R − (1 − F))], R = (1 − G)/2, F = rank/n, L = share of the total up to
 * that rank, centred. Tied values share the mean of their influences, so that the order of rows cannot show.
 */
export const giniKernel: Kernel<GiniInput, CellGini[]> = {
  name: 'gini',
  run: (input, start, end) => {
    const results: CellGini[] = [];
    for (let cell = firstFrom(input.begins, start); cell < input.begins.length - 1; cell++) {
      const [from, to] = [input.begins[cell]!, input.begins[cell + 1]!];
      if (from >= end) break;
      if (to > from)
        results.push({ cell, ...giniOf(input.values.subarray(from, to), input.influence.subarray(from, to)) });
    }
    return results;
  },
};

function giniOf(values: Float64Array, influence: Float64Array): Omit<CellGini, 'cell'> {
  values.sort();
  const n = values.length;
  let total = 0;
  let ranked = 0;
  for (let i = 0; i < n; i++) {
    total += values[i]!;
    ranked += (i + 1) * values[i]!;
  }
  if (total === 0) return { value: 0, squares: 0, largest: 0 };
  const value = (2 * ranked) / (n * total) - (n + 1) / n;
  const centre = writeInfluence(values, influence, value, total) / n;
  let squares = 0;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const psi = influence[i]! - centre;
    influence[i] = psi;
    squares += psi * psi;
    largest = Math.max(largest, Math.abs(psi));
  }
  return { value, squares, largest };
}

/** Writes the influence of each sorted value, not yet centred, and returns their sum. */
function writeInfluence(values: Float64Array, influence: Float64Array, gini: number, total: number): number {
  const n = values.length;
  const mean = total / n;
  const r = (1 - gini) / 2;
  let before = 0;
  let sum = 0;
  for (let first = 0; first < n; ) {
    const x = values[first]!;
    let last = first;
    while (last + 1 < n && values[last + 1] === x) last++;
    const ties = last - first + 1;
    const rank = (first + last) / 2 + 1;
    const share = (before + (x * (ties + 1)) / 2) / total;
    const psi = 2 * (r - share + (x / mean) * (r - (1 - rank / n)));
    influence.fill(psi, first, last + 1);
    sum += psi * ties;
    before += x * ties;
    first = last + 1;
  }
  return sum;
}

/** Input of `giniSignsFold`. */
export interface GiniSignsInput {
  readonly rows: CellRows;
  readonly units: UnitRows;
  readonly values: NumericValues;
  readonly lower: number;
  readonly upper: number;
  readonly sorted: Float64Array;
  readonly influence: Float64Array;
  readonly begins: Float64Array;
  readonly cells: number;
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

/** Σ s_u ψ_u in each cell. */
export const giniSignsFold: Fold<GiniSignsInput, Float64Array> = {
  name: 'gini-signs',
  isExact: false,
  stateBytes: (input) => input.cells * 8,
  init: (input) => new Float64Array(input.cells),
  step: (state, input, start, end) => {
    const cells = new Int32Array(chunkRows);
    const scratch = new Float64Array(chunkRows);
    const keys = { a: new Int32Array(chunkRows), b: new Int32Array(chunkRows) };
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      cellsOfChunk(input.rows, row, count, cells);
      const values = valuesOfChunk(input.values, row, count, scratch);
      const { a, b } = keysOfChunk(input.units, row, count, keys);
      for (let i = 0; i < count; i++) {
        const [cell, value] = [cells[i]!, values[i]!];
        if (cell < 0 || value !== value) continue;
        const inside = Math.min(Math.max(value, input.lower), input.upper);
        const place = lowerBound(input.sorted, inside, input.begins[cell]!, input.begins[cell + 1]!);
        const flip = Math.imul(a[i]! ^ input.lo[cell]!, 0x9e3779b1) ^ Math.imul(b[i]! ^ input.hi[cell]!, 0x85ebca77);
        state[cell] = state[cell]! + (1 - 2 * (flip >>> 31)) * input.influence[place]!;
      }
    }
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.length; i++) earlier[i] = earlier[i]! + later[i]!;
    return earlier;
  },
};

function lowerBound(sorted: Float64Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Input of `clipKernel`: values to pull into limits, in place. */
export interface ClipInput {
  readonly values: Float64Array;
  readonly lower: number;
  readonly upper: number;
}

/** Winsorises grouped values in place. */
export const clipKernel: Kernel<ClipInput, null> = {
  name: 'clip-values',
  run: (input, start, end) => {
    const { values, lower, upper } = input;
    for (let i = start; i < end; i++) {
      const value = values[i]!;
      if (value < lower) values[i] = lower;
      else if (value > upper) values[i] = upper;
    }
    return null;
  },
};
