import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import { type CellRows, cellsOfChunk, chunkRows, type NumericValues } from './axis.ts';

/**
 * The rows of a chunk that count, those with a cell and a valid value, side by side in the order of the rows. Loops over them
 * need no test per row: a test for missing values, which come in no pattern, costs more than all the rest of such a loop.
 */
export interface DenseRows {
  readonly values: Float64Array;
  /** All 0 when every row is in the one cell. */
  readonly cells: Int32Array;
  /** Numbers of the rows within the chunk. */
  readonly places: Int32Array;
  /** Cells of all rows of the chunk: scratch. */
  readonly all: Int32Array;
}

/** Room for the rows of one chunk. */
export function roomForDense(): DenseRows {
  return {
    values: new Float64Array(chunkRows),
    cells: new Int32Array(chunkRows),
    places: new Int32Array(chunkRows),
    all: new Int32Array(chunkRows),
  };
}

/** Fills `dense` with the rows of a chunk that count, and returns how many there are. A room serves one selection of rows only. */
export function denseOfChunk(
  rows: CellRows,
  column: NumericValues,
  start: number,
  count: number,
  dense: DenseRows,
): number {
  const isOpen = rows.mask === undefined && rows.axes.length === 0;
  if (!isOpen) cellsOfChunk(rows, start, count, dense.all);
  if (column.kind === 'float64') {
    return isOpen
      ? denseDecimals(column.values, start, count, dense)
      : denseDecimalsInCells(column.values, start, count, dense);
  }
  const open = column.openStop ? openStopDay : missingInt32;
  return isOpen
    ? denseIntegers(column.values, open, start, count, dense)
    : denseIntegersInCells(column.values, open, start, count, dense);
}

/*
 * Each loop writes ahead and moves on only where the row counts. Whether it does is worked out from bits, because the compiler
 * makes a branch of every comparison: x | -x has its highest bit set exactly where x is not 0. -0 becomes 0: extremes must not
 * depend on the order of rows.
 */

/** The bits of the upper half of a double that are all set in NaN, and only there. */
export const nanBits = 0x7ff80000;

/** The two halves of each of some doubles; the upper one comes second. */
export function halvesOf(column: Float64Array, start: number, count: number): Int32Array {
  return new Int32Array(column.buffer, column.byteOffset + start * 8, count * 2);
}

function denseDecimals(column: Float64Array, start: number, count: number, dense: DenseRows): number {
  const { values, places } = dense;
  const halves = halvesOf(column, start, count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    values[at] = column[start + i]! + 0;
    places[at] = i;
    const valid = (halves[2 * i + 1]! & nanBits) ^ nanBits;
    at = (at + ((valid | (0 - valid)) >>> 31)) | 0;
  }
  return at;
}

function denseDecimalsInCells(column: Float64Array, start: number, count: number, dense: DenseRows): number {
  const { values, places, cells, all } = dense;
  const halves = halvesOf(column, start, count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const cell = all[i]!;
    values[at] = column[start + i]! + 0;
    places[at] = i;
    cells[at] = cell;
    const valid = (halves[2 * i + 1]! & nanBits) ^ nanBits;
    at = (at + (((valid | (0 - valid)) & ~cell) >>> 31)) | 0;
  }
  return at;
}

function denseIntegers(column: Int32Array, open: number, start: number, count: number, dense: DenseRows): number {
  const { values, places } = dense;
  let at = 0;
  for (let i = 0; i < count; i++) {
    const value = column[start + i]!;
    values[at] = value;
    places[at] = i;
    const valid = value ^ missingInt32;
    const closed = value ^ open;
    at = (at + (((valid | (0 - valid)) & (closed | (0 - closed))) >>> 31)) | 0;
  }
  return at;
}

function denseIntegersInCells(
  column: Int32Array,
  open: number,
  start: number,
  count: number,
  dense: DenseRows,
): number {
  const { values, places, cells, all } = dense;
  let at = 0;
  for (let i = 0; i < count; i++) {
    const value = column[start + i]!;
    const cell = all[i]!;
    values[at] = value;
    places[at] = i;
    cells[at] = cell;
    const valid = value ^ missingInt32;
    const closed = value ^ open;
    at = (at + (((valid | (0 - valid)) & (closed | (0 - closed)) & ~cell) >>> 31)) | 0;
  }
  return at;
}
