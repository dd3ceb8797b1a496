import type { Fold } from '../fold.ts';
import { bins as simd } from '../simd/bins.ts';
import { type Area, area, doublesIn, growingArea, integersIn } from '../simd/memory.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { addKeys } from './cells.ts';
import { addChosen, closeCounts, openCounts } from './count-tables.ts';
import { type DenseRoom, denseOfChunk, roomForDense } from './dense.ts';
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
    const inner = binEdges(edges);
    const open = openCounts(state);
    for (let row = start; row < end; row += chunkRows) {
      const length = Math.min(chunkRows, end - row);
      const count = denseOfChunk(rows, values, row, length, dense);
      numberBins(dense, count, edges, inner);
      if (open === undefined) addKeys(state, binNumbers, dense.places, units, row, count);
      else addChosen(open, { cells: binArea, places: dense.areas.places }, count, units, row, length);
    }
    if (open !== undefined) closeCounts(open);
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.length; i++) earlier[i] = (earlier[i]! + later[i]!) | 0;
    return earlier;
  },
};

const innerArea = growingArea();

/** Brings the edges between bins into the thread's memory. Nothing is less than NaN, or more: no value leaves the outermost bins. */
export function binEdges(edges: Float64Array): Area {
  const inner = innerArea(edges.length * 8);
  const own = doublesIn(inner);
  own.set(edges);
  own[0] = Number.NaN;
  own[edges.length - 1] = Number.NaN;
  return inner;
}

/** Where the bins of the rows at hand are, cells outermost. */
export const binArea = area(chunkRows * 4);
const binNumbers = integersIn(binArea);

/** Writes the bins of `count` rows there. */
export function numberBins({ areas }: DenseRoom, count: number, edges: Float64Array, inner: Area): void {
  const size = edges.length - 1;
  const lower = edges[0]!;
  const perUnit = size / (edges[size]! - lower);
  const { values, cells } = areas;
  simd.number(values.address, cells.address, count, lower, perUnit, inner.address, size, binArea.address);
}
