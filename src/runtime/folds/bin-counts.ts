import type { Fold } from '../fold.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { addKeys } from './cells.ts';
import { type DenseRows, denseOfChunk, roomForDense } from './dense.ts';
import type { UnitRows } from './units.ts';

/** Input of `countBinsFold`. */
export interface CountBinsInput {
  readonly rows: CellRows;
  readonly cells: number;
  readonly values: NumericValues;
  /** Ascending; bins are closed on the left, the last one on the right, too. Values outside fall into the outermost. */
  readonly edges: Float64Array;
  /** No unit has more than one row. */
  readonly units: UnitRows;
}

/** Four integers per bin, cells outermost, as `countCellsFold` has them per cell: valid rows by the bin of their value. */
export const countBinsFold: Fold<CountBinsInput, Int32Array> = {
  name: 'count-bins',
  isExact: true,
  stateBytes: ({ cells, edges }) => cells * (edges.length - 1) * 16,
  init: ({ cells, edges }) => new Int32Array(cells * (edges.length - 1) * 4),
  step: (state, { rows, values, edges, units }, start, end) => {
    const dense = roomForDense();
    const bins = new Int32Array(chunkRows);
    const inner = innerOf(edges);
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(rows, values, row, Math.min(chunkRows, end - row), dense);
      binsOf(dense, count, edges, inner, bins);
      addKeys(state, bins, dense.places, units, row, count);
    }
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.length; i++) earlier[i] = (earlier[i]! + later[i]!) | 0;
    return earlier;
  },
};

/** The edges between bins. Nothing is less than NaN, or more: no value leaves the outermost bins outwards. */
function innerOf(edges: Float64Array): Float64Array {
  const inner = edges.slice();
  inner[0] = Number.NaN;
  inner[edges.length - 1] = Number.NaN;
  return inner;
}

function binsOf(
  { values, cells }: DenseRows,
  count: number,
  edges: Float64Array,
  inner: Float64Array,
  out: Int32Array,
): void {
  const bins = edges.length - 1;
  const last = bins - 1;
  const lower = edges[0]!;
  const perUnit = bins / (edges[bins]! - lower);
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    let bin = Math.min(last, Math.max(0, (value - lower) * perUnit)) | 0;
    // The multiplication may land one bin off: the edges themselves decide.
    if (value < inner[bin]!) bin--;
    else if (value >= inner[bin + 1]!) bin++;
    out[i] = cells[i]! * bins + bin;
  }
}
