import type { Fold } from '../fold.ts';
import { chunkRows } from './axis.ts';
import { chunkFor, type DesignRows, fillChunk } from './design-chunk.ts';

/** Input of `refinedProductsFold`: z = column − centre for each of `width` columns, and how to form new columns from them. */
export interface RefinedRows {
  readonly design: DesignRows;
  /** By block: its first column. */
  readonly offsets: readonly number[];
  readonly width: number;
  readonly centres: Float64Array;
  /** Upper triangular, row-major: the new column j is Σ_i z_i · weights[i][j]. */
  readonly weights: Float64Array;
}

/**
 * Cross products of new, nearly orthogonal columns, formed row by row: what a decomposition needs that has lost digits to
 * near-collinear columns. Only here are rows of the design written out.
 */
export const refinedProductsFold: Fold<RefinedRows, Float64Array> = {
  name: 'refined-cross-products',
  isExact: false,
  stateBytes: (input) => input.width * input.width * 8,
  init: (input) => new Float64Array(input.width * input.width),
  step: (state, input, start, end) => {
    const chunk = chunkFor(input.design);
    const z = new Float64Array(input.width);
    const q = new Float64Array(input.width);
    for (let row = start; row < end; row += chunkRows) {
      const count = fillChunk(chunk, input.design, row, Math.min(chunkRows, end - row));
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < z.length; j++) z[j] = -input.centres[j]!;
        for (let b = 0; b < chunk.blocks.length; b++) {
          const { columns, values, width } = chunk.blocks[b]!;
          const column = columns === undefined ? 0 : columns[i]!;
          if (column === width) continue;
          const at = input.offsets[b]! + column;
          z[at] = z[at]! + (values === undefined ? 1 : values[i]!);
        }
        combine(z, input.weights, q);
        addOuter(state, q);
      }
    }
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.length; i++) earlier[i] = earlier[i]! + later[i]!;
    return earlier;
  },
};

function combine(z: Float64Array, weights: Float64Array, q: Float64Array): void {
  const width = z.length;
  q.fill(0);
  for (let i = 0; i < width; i++) {
    const value = z[i]!;
    for (let j = i; j < width; j++) q[j] = q[j]! + value * weights[i * width + j]!;
  }
}

function addOuter(state: Float64Array, q: Float64Array): void {
  const width = q.length;
  for (let i = 0; i < width; i++) {
    const left = q[i]!;
    for (let j = 0; j < width; j++) state[i * width + j] = state[i * width + j]! + left * q[j]!;
  }
}
