import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import type { Fold } from '../fold.ts';
import { numbering as simd } from '../simd/cells.ts';
import { area, bring, doublesIn, integersIn } from '../simd/memory.ts';
import { type CellRows, type NumericValues, numberCells } from './axis.ts';
import { cellArea, mostRows } from './cell-numbers.ts';
import { addRows, closeCounts, openCounts } from './count-tables.ts';
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
    const open = input.units.distinct ? openCounts(state.counts) : undefined;
    for (let row = from; row < to; row += mostRows) {
      const count = Math.min(mostRows, to - row);
      const cells = numberCells(input.rows, row, count);
      if (input.valid !== undefined) dropOthers(input.valid, input.equals, row, count, cells);
      if (open !== undefined) addRows(open, input.units, row, count);
      else if (input.units.distinct) countDistinct(state.all, cells, input.units, row, count);
      else countAdjacent(state, cells, input.units, row, count);
    }
    if (open !== undefined) closeCounts(open);
  },
  merge: (earlier, later) => {
    const { counts } = earlier;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

const valueArea = area(mostRows * 8);
const values = { int32: integersIn(valueArea), float64: doublesIn(valueArea) };

/** Takes the cells of rows away that have no value, or not the one that is asked for. */
function dropOthers(
  column: NumericValues,
  equals: number | undefined,
  start: number,
  count: number,
  cells: Int32Array,
): void {
  const own = values[column.kind];
  bring(own, column.values, start, start + count);
  if (equals !== undefined) {
    for (let i = 0; i < count; i++) if (own[i] !== equals) cells[i] = -1;
    return;
  }
  if (column.kind === 'float64') simd.dropDecimals(valueArea.address, count, 0, cellArea.address);
  else simd.dropIntegers(valueArea.address, count, column.openStop ? openStopDay : missingInt32, cellArea.address);
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

/*
 * Rows without a cell come in no pattern: they are counted like the others, in a cell after the last, so that no row needs a test.
 */
function countDistinct(all: Int32Array, cells: Int32Array, units: UnitRows, start: number, count: number): void {
  const { keysA, keysB, index } = units;
  if (index === undefined) countOwn(all, cells, keysA, keysB, start, count);
  else countIndexed(all, cells, index, keysA, keysB, start, count);
}

function countOwn(
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

function countIndexed(
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
