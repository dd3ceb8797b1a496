import { bucketOf, printWords } from '../../disclosure/history/prints.ts';
import type { Fold } from '../fold.ts';
import { type CellRows, chunkRows, dropMissing, type NumericValues, numberCells, valuesOfChunk } from './axis.ts';
import { cellArea, mostRows } from './cell-numbers.ts';
import { denseOfChunk, roomForDense } from './dense.ts';
import {
  addPrints,
  type CellPrints,
  closePrints,
  emptyPrints,
  mergePrints,
  mixedWith,
  openedPrints,
} from './print-tables.ts';
import { takeKeys, takeKeysAt } from './row-keys.ts';
import { ownRange, type UnitRows } from './units.ts';

/** Input of `printsFold`. */
export interface PrintsInput {
  readonly rows: CellRows;
  readonly units: UnitRows;
  readonly cells: number;
  /** Only rows with a valid value of this column count, or only those with the value `equals`. */
  readonly valid?: NumericValues;
  readonly equals?: number;
  /** Whether the values are to have fingerprints, too. */
  readonly values: boolean;
}

/** Fingerprints by cell. */
export interface PrintsState extends CellPrints {
  /** The unit last seen in each cell; empty when units are distinct. */
  readonly lastUnit: Int32Array;
}

/** Grids of more cells have no fingerprints: too many results to compare with what was shown before, and to be shown. */
export const mostPrintedCells = 2 ** 18;

/**
 * Fingerprints of the units in each cell (rules DC-15 and DC-31). Values are put in by sums of mixed words, because a unit with
 * the same value in two rows must not vanish.
 */
export const printsFold: Fold<PrintsInput, PrintsState> = {
  name: 'prints',
  isExact: true,
  stateBytes: ({ cells, values, units }) => cells * (printWords * (values ? 8 : 4) + (units.distinct ? 0 : 4)),
  init: ({ cells, values, units }) => {
    const own = { lastUnit: new Int32Array(units.distinct ? 0 : cells).fill(-1) };
    return Object.assign(units.distinct ? openedPrints(cells, values) : emptyPrints(cells, values), own);
  },
  step: (state, input, start, end) => {
    if (!input.units.distinct) addAdjacent(state, input, start, end);
    else if (input.valid === undefined) addAll(state, input, start, end);
    else addValid(state, input, input.valid, start, end);
  },
  finish: (state) => {
    closePrints(state);
  },
  merge: (earlier, later) => {
    mergePrints(earlier, later);
    return earlier;
  },
};

function addAll(state: PrintsState, { rows, units }: PrintsInput, start: number, end: number): void {
  for (let row = start; row < end; row += mostRows) {
    const count = Math.min(mostRows, end - row);
    numberCells(rows, row, count);
    takeKeys(units, row, count);
    addPrints(state, cellArea, count);
  }
}

function addValid(
  state: PrintsState,
  { rows, units, equals }: PrintsInput,
  valid: NumericValues,
  start: number,
  end: number,
): void {
  const dense = roomForDense();
  const { cells, values, places, areas } = dense;
  for (let row = start; row < end; row += chunkRows) {
    const length = Math.min(chunkRows, end - row);
    const count = denseOfChunk(rows, valid, row, length, dense);
    if (equals !== undefined) dropOthers(values, equals, count, cells);
    if (count === length) takeKeys(units, row, count);
    else takeKeysAt(units, places, row, count);
    addPrints(state, areas.cells, count, areas.values);
    // Rows in one cell are not given it anew in each chunk.
    if (rows.axes.length === 0) cells.fill(0);
  }
}

/** The same row by row, for units that have several. */
function addAdjacent(state: PrintsState, input: PrintsInput, start: number, end: number): void {
  const { from, to } = ownRange(input.units, start, end);
  const scratch = new Float64Array(input.valid === undefined ? 0 : mostRows);
  for (let row = from; row < to; row += mostRows) {
    const count = Math.min(mostRows, to - row);
    const cells = numberCells(input.rows, row, count);
    const values = input.valid === undefined ? undefined : valuesOfChunk(input.valid, row, count, scratch);
    if (values !== undefined) dropMissing(values, count, cells);
    if (values !== undefined && input.equals !== undefined) dropOthers(values, input.equals, count, cells);
    addUnits(state, cells, input.units, row, count);
    if (values !== undefined && input.values) addValues(state.values, cells, values, input.units, row, count);
  }
}

function dropOthers(values: Float64Array, value: number, count: number, cells: Int32Array): void {
  for (let i = 0; i < count; i++) if (values[i] !== value) cells[i] = -1;
}

function addUnits(
  { units: prints, lastUnit }: PrintsState,
  cells: Int32Array,
  { keysA, keysB, index }: UnitRows,
  start: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    if (cell < 0) continue;
    const unit = index === undefined ? start + i : index[start + i]!;
    if (lastUnit[cell] === unit) continue;
    lastUnit[cell] = unit;
    const at = cell * printWords + bucketOf(keysA[unit]!);
    prints[at] = prints[at]! ^ keysB[unit]!;
  }
}

function addValues(
  prints: Int32Array,
  cells: Int32Array,
  values: Float64Array,
  { keysA, keysB, index }: UnitRows,
  start: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    if (cell < 0) continue;
    const unit = index === undefined ? start + i : index[start + i]!;
    const at = cell * printWords + bucketOf(keysA[unit]!);
    prints[at] = (prints[at]! + mixedWith(keysB[unit]!, values[i]!)) | 0;
  }
}
