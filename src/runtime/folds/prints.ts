import { bucketOf, printWords } from '../../disclosure/history/prints.ts';
import type { Fold } from '../fold.ts';
import { type CellRows, cellsOfChunk, chunkRows, dropMissing, type NumericValues, valuesOfChunk } from './axis.ts';
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

/** Fingerprints by cell: of the units, and of the units with their values (empty when these are not wanted). */
export interface PrintsState {
  readonly units: Int32Array;
  readonly values: Int32Array;
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
  init: ({ cells, values, units }) => ({
    units: new Int32Array(cells * printWords),
    values: new Int32Array(values ? cells * printWords : 0),
    lastUnit: new Int32Array(units.distinct ? 0 : cells).fill(-1),
  }),
  step: (state, input, start, end) => {
    const { from, to } = ownRange(input.units, start, end);
    const cells = new Int32Array(chunkRows);
    const scratch = new Float64Array(input.valid?.kind === 'int32' ? chunkRows : 0);
    for (let row = from; row < to; row += chunkRows) {
      const count = Math.min(chunkRows, to - row);
      cellsOfChunk(input.rows, row, count, cells);
      const values = input.valid === undefined ? undefined : valuesOfChunk(input.valid, row, count, scratch);
      if (values !== undefined) dropMissing(values, count, cells);
      if (values !== undefined && input.equals !== undefined) dropOthers(values, input.equals, count, cells);
      addUnits(state, cells, input.units, row, count);
      if (values !== undefined && input.values) addValues(state.values, cells, values, input.units, row, count);
    }
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.units.length; i++) earlier.units[i] = earlier.units[i]! ^ later.units[i]!;
    for (let i = 0; i < earlier.values.length; i++) earlier.values[i] = (earlier.values[i]! + later.values[i]!) | 0;
    return earlier;
  },
};

function dropOthers(values: Float64Array, value: number, count: number, cells: Int32Array): void {
  for (let i = 0; i < count; i++) if (values[i] !== value) cells[i] = -1;
}

function addUnits(
  { units: prints, lastUnit }: PrintsState,
  cells: Int32Array,
  units: UnitRows,
  start: number,
  count: number,
): void {
  const { keysA, keysB, index, distinct } = units;
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    if (cell < 0) continue;
    const unit = index === undefined ? start + i : index[start + i]!;
    if (!distinct) {
      if (lastUnit[cell] === unit) continue;
      lastUnit[cell] = unit;
    }
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
  const halves = new Int32Array(2);
  const double = new Float64Array(halves.buffer);
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    if (cell < 0) continue;
    const unit = index === undefined ? start + i : index[start + i]!;
    // -0 and 0 are one value.
    double[0] = values[i]! + 0;
    const at = cell * printWords + bucketOf(keysA[unit]!);
    prints[at] = (prints[at]! + mixed(keysB[unit]!, halves[0]!, halves[1]!)) | 0;
  }
}

/** A word of a unit's key and the two words of a value, mixed so that every bit of them shows. */
export function mixed(key: number, low: number, high: number): number {
  return finished(finished(key ^ Math.imul(low, 0x9e3779b1)) ^ Math.imul(high, 0x85ebca77) ^ key);
}

/** The finaliser of MurmurHash 3: every bit of a word shows in every bit of the result. */
export function finished(word: number): number {
  let hash = word ^ (word >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
