import { bucketOf, printWords } from '../../disclosure/history/prints.ts';
import type { Fold } from '../fold.ts';
import { type Area, area, doublesIn, growingArea, integersIn } from '../simd/memory.ts';
import { prints as simd } from '../simd/prints.ts';
import { type CellRows, dropMissing, type NumericValues, numberCells, valuesOfChunk } from './axis.ts';
import { cellArea, mostRows } from './cell-numbers.ts';
import { keyAreas, takeKeys } from './row-keys.ts';
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

/** Fingerprints of more cells stay where they are. */
const mostWords = 2 ** 12 * printWords;

const valueArea = area(mostRows * 8);
const chunkValues = doublesIn(valueArea);
const unitTable = growingArea();
const valueTable = growingArea();

/** Fingerprints in the thread's memory: of the units, and of the values if these are wanted. */
interface OpenPrints {
  readonly areas: readonly Area[];
  /** The cell after the last, for rows that have none. */
  readonly rest: number;
}

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
    const open = input.units.distinct ? openPrints(state) : undefined;
    for (let row = from; row < to; row += mostRows) {
      const count = Math.min(mostRows, to - row);
      const cells = numberCells(input.rows, row, count);
      const values = input.valid === undefined ? undefined : takeValues(input.valid, row, count);
      if (values !== undefined) dropMissing(values, count, cells);
      if (values !== undefined && input.equals !== undefined) dropOthers(values, input.equals, count, cells);
      if (open !== undefined) {
        cells.fill(-1, count, (count + 3) & ~3);
        takeKeys(input.units, row, count);
        addTaken(open, count);
        continue;
      }
      addUnits(state, cells, input.units, row, count);
      if (values !== undefined && input.values) addValues(state.values, cells, values, input.units, row, count);
    }
    if (open !== undefined) closePrints(open, state);
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.units.length; i++) earlier.units[i] = earlier.units[i]! ^ later.units[i]!;
    for (let i = 0; i < earlier.values.length; i++) earlier.values[i] = (earlier.values[i]! + later.values[i]!) | 0;
    return earlier;
  },
};

/** The values of some rows in the thread's memory, NaN for missing ones. */
function takeValues(column: NumericValues, start: number, count: number): Float64Array {
  if (column.kind === 'float64') chunkValues.set(column.values.subarray(start, start + count));
  else valuesOfChunk(column, start, count, chunkValues);
  return chunkValues;
}

/** Takes fingerprints into the thread's memory until `closePrints`; not if there are too many cells. */
function openPrints({ units, values }: PrintsState): OpenPrints | undefined {
  if (units.length > mostWords) return undefined;
  const bytes = (units.length + printWords) * 4;
  const areas = [unitTable(bytes), ...(values.length > 0 ? [valueTable(bytes)] : [])];
  for (const table of areas) integersIn(table).fill(0, 0, bytes / 4);
  return { areas, rest: units.length / printWords };
}

function addTaken({ areas: [ofUnits, ofValues], rest }: OpenPrints, count: number): void {
  const rows = [cellArea.address, keyAreas.a.address, keyAreas.b.address, count, rest, ofUnits!.address] as const;
  if (ofValues === undefined) simd.units(...rows);
  else simd.unitsAndValues(...rows, valueArea.address, ofValues.address);
}

/** Puts what has been gathered into the state. */
function closePrints({ areas: [ofUnits, ofValues] }: OpenPrints, { units, values }: PrintsState): void {
  const gathered = integersIn(ofUnits!);
  for (let i = 0; i < units.length; i++) units[i] = units[i]! ^ gathered[i]!;
  if (ofValues === undefined) return;
  const sums = integersIn(ofValues);
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! + sums[i]!) | 0;
}

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
