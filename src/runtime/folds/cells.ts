import type { Fold } from '../fold.ts';
import { type CellRows, cellsOfChunk, chunkRows, dropMissing, type NumericValues, valuesOfChunk } from './axis.ts';
import { denseOfChunk, roomForDense } from './dense.ts';
import { ownRange, type UnitRows } from './units.ts';

/** Input of `countCellsFold`. */
export interface CountCellsInput {
  readonly rows: CellRows;
  readonly units: UnitRows;
  readonly cells: number;
  /** Only rows with a valid value of this column count, or only those with the value `equals`. */
  readonly valid?: NumericValues;
  readonly equals?: number;
}

/** Four integers per cell: rows, units, ΣA and ΣB modulo 2^32. */
export interface CountCellsState {
  readonly counts: Int32Array;
  /** The same with one cell more: where units are distinct, the rows that have no cell. */
  readonly all: Int32Array;
  /** The unit last counted in each cell; empty when units are distinct. */
  readonly lastUnit: Int32Array;
}

/** Counts rows, distinct units and their key sums in each cell. */
export const countCellsFold: Fold<CountCellsInput, CountCellsState> = {
  name: 'count-cells',
  isExact: true,
  stateBytes: (input) => input.cells * 20,
  init: (input) => {
    const all = new Int32Array((input.cells + 1) * 4);
    const lastUnit = new Int32Array(input.units.distinct ? 0 : input.cells).fill(-1);
    return { counts: all.subarray(0, input.cells * 4), all, lastUnit };
  },
  step: (state, input, start, end) => {
    const { from, to } = ownRange(input.units, start, end);
    if (input.units.distinct && input.valid !== undefined && input.equals === undefined) {
      countValid(state.counts, input.rows, input.valid, input.units, from, to);
      return;
    }
    const cells = new Int32Array(chunkRows);
    const scratch = new Float64Array(input.valid?.kind === 'int32' ? chunkRows : 0);
    for (let row = from; row < to; row += chunkRows) {
      const count = Math.min(chunkRows, to - row);
      cellsOfChunk(input.rows, row, count, cells);
      if (input.valid !== undefined) {
        const values = valuesOfChunk(input.valid, row, count, scratch);
        if (input.equals === undefined) dropMissing(values, count, cells);
        else dropOthers(values, input.equals, count, cells);
      }
      if (input.units.distinct) countDistinct(state.all, cells, input.units, row, count);
      else countAdjacent(state, cells, input.units, row, count);
    }
  },
  merge: (earlier, later) => {
    const { counts } = earlier;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

function countValid(
  counts: Int32Array,
  rows: CellRows,
  valid: NumericValues,
  units: UnitRows,
  from: number,
  to: number,
): void {
  const dense = roomForDense();
  for (let row = from; row < to; row += chunkRows) {
    const count = denseOfChunk(rows, valid, row, Math.min(chunkRows, to - row), dense);
    addKeys(counts, dense.cells, dense.places, units, row, count);
  }
}

/**
 * Adds rows to the four integers of their cells. Units must be distinct.
 *
 * @param places numbers of the rows within their chunk, which begins at row `start`
 */
export function addKeys(
  counts: Int32Array,
  cells: Int32Array,
  places: Int32Array,
  units: UnitRows,
  start: number,
  count: number,
): void {
  const { keysA, keysB, index } = units;
  if (counts.length === 4) {
    addKeysToOne(counts, places, units, start, count);
    return;
  }
  for (let i = 0; i < count; i++) {
    const at = cells[i]! * 4;
    const row = start + places[i]!;
    const unit = index === undefined ? row : index[row]!;
    counts[at] = counts[at]! + 1;
    counts[at + 2] = (counts[at + 2]! + keysA[unit]!) | 0;
    counts[at + 3] = (counts[at + 3]! + keysB[unit]!) | 0;
  }
}

function addKeysToOne(counts: Int32Array, places: Int32Array, units: UnitRows, start: number, count: number): void {
  const { keysA, keysB, index } = units;
  let a = counts[2]!;
  let b = counts[3]!;
  for (let i = 0; i < count; i++) {
    const row = start + places[i]!;
    const unit = index === undefined ? row : index[row]!;
    a = (a + keysA[unit]!) | 0;
    b = (b + keysB[unit]!) | 0;
  }
  counts[0] = counts[0]! + count;
  counts[2] = a;
  counts[3] = b;
}

function dropOthers(values: Float64Array, value: number, count: number, cells: Int32Array): void {
  for (let i = 0; i < count; i++) if (values[i] !== value) cells[i] = -1;
}

/*
 * Rows without a cell come in no pattern: they are counted like the others, in a cell after the last, so that no row needs a test.
 */
function countDistinct(all: Int32Array, cells: Int32Array, units: UnitRows, start: number, count: number): void {
  const { keysA, keysB, index } = units;
  if (index === undefined) addRows(all, cells, keysA, keysB, start, count);
  else addRowsOf(all, cells, index, keysA, keysB, start, count);
}

function addRows(
  all: Int32Array,
  cells: Int32Array,
  keysA: Int32Array,
  keysB: Int32Array,
  start: number,
  count: number,
): void {
  const rest = all.length / 4 - 1;
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    const none = cell >> 31;
    const at = ((cell & ~none) | (rest & none)) << 2;
    all[at] = all[at]! + 1;
    all[at + 2] = (all[at + 2]! + keysA[start + i]!) | 0;
    all[at + 3] = (all[at + 3]! + keysB[start + i]!) | 0;
  }
}

function addRowsOf(
  all: Int32Array,
  cells: Int32Array,
  index: Int32Array,
  keysA: Int32Array,
  keysB: Int32Array,
  start: number,
  count: number,
): void {
  const rest = all.length / 4 - 1;
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    const none = cell >> 31;
    const at = ((cell & ~none) | (rest & none)) << 2;
    const unit = index[start + i]!;
    all[at] = all[at]! + 1;
    all[at + 2] = (all[at + 2]! + keysA[unit]!) | 0;
    all[at + 3] = (all[at + 3]! + keysB[unit]!) | 0;
  }
}

function countAdjacent(state: CountCellsState, cells: Int32Array, units: UnitRows, start: number, count: number): void {
  const { counts, lastUnit } = state;
  const { keysA, keysB, index } = units;
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    if (cell < 0) continue;
    const at = cell * 4;
    counts[at] = counts[at]! + 1;
    const unit = index === undefined ? start + i : index[start + i]!;
    if (lastUnit[cell] === unit) continue;
    lastUnit[cell] = unit;
    counts[at + 1] = counts[at + 1]! + 1;
    counts[at + 2] = (counts[at + 2]! + keysA[unit]!) | 0;
    counts[at + 3] = (counts[at + 3]! + keysB[unit]!) | 0;
  }
}
