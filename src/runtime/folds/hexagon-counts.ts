import type { HexGrid } from '../../disclosure/nodes.ts';
import type { Fold } from '../fold.ts';
import { hexagons } from '../simd/hexagons.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { addKeys } from './cells.ts';
import { addChosen, closeCounts, openCounts } from './count-tables.ts';
import { type DenseRoom, denseOfChunk, roomForDense } from './dense.ts';
import { hexagonCount } from './hexagons.ts';
import type { UnitRows } from './units.ts';

/** Input of `countHexagonsFold`: rows in one cell, and the two values that place them. */
export interface CountHexagonsInput {
  readonly mask: CellRows['mask'];
  readonly x: NumericValues;
  readonly y: NumericValues;
  readonly grid: HexGrid;
  /** No unit has more than one row. */
  readonly units: UnitRows;
}

/** Four integers per hexagon, as `countCellsFold` has them per cell: rows where both values are valid. */
export const countHexagonsFold: Fold<CountHexagonsInput, Int32Array> = {
  name: 'count-hexagons',
  isExact: true,
  stateBytes: ({ grid }) => hexagonCount(grid) * 16,
  init: ({ grid }) => new Int32Array(hexagonCount(grid) * 4),
  step: (state, input, start, end) => {
    const { units } = input;
    const across = roomForDense(0);
    const up = roomForDense(1);
    const open = openCounts(state);
    for (let row = start; row < end; row += chunkRows) {
      const length = Math.min(chunkRows, end - row);
      const count = hexagonsOfChunk(input, row, length, across, up);
      if (open === undefined) addKeys(state, across.cells, across.places, units, row, count);
      else addChosen(open, across.areas, count, units, row, length);
    }
    if (open !== undefined) closeCounts(open);
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.length; i++) earlier[i] = (earlier[i]! + later[i]!) | 0;
    return earlier;
  },
};

/** Writes the hexagons of the rows of a chunk that have both values to the cells of `across`, and gives their number. */
export function hexagonsOfChunk(
  { mask, x, y, grid }: CountHexagonsInput,
  start: number,
  length: number,
  across: DenseRoom,
  up: DenseRoom,
): number {
  const rows = { mask, axes: [] };
  const ofX = denseOfChunk(rows, x, start, length, across);
  const count = inBoth(across, ofX, up, denseOfChunk(rows, y, start, length, up));
  numberHexagons(across, up, count, grid);
  return count;
}

/** Keeps the rows that are in both rooms, which are nearly always the same: whoever asks has left the others out. */
function inBoth(a: DenseRoom, ofA: number, b: DenseRoom, ofB: number): number {
  if (ofA === ofB && isSame(a.places, b.places, ofA)) return ofA;
  let count = 0;
  for (let i = 0, j = 0; i < ofA && j < ofB; ) {
    const [left, right] = [a.places[i]!, b.places[j]!];
    if (left === right) {
      a.places[count] = left;
      a.values[count] = a.values[i]!;
      b.values[count] = b.values[j]!;
      count++;
    }
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return count;
}

function isSame(a: Int32Array, b: Int32Array, count: number): boolean {
  let differs = 0;
  for (let i = 0; i < count; i++) differs |= a[i]! ^ b[i]!;
  return differs === 0;
}

function numberHexagons(
  { areas: { values, cells } }: DenseRoom,
  { areas }: DenseRoom,
  count: number,
  grid: HexGrid,
): void {
  const { left, right, bottom, top, columns, rows } = grid;
  const { address: y } = areas.values;
  hexagons.number(values.address, y, count, cells.address, left, right - left, columns, bottom, top - bottom, rows);
}
