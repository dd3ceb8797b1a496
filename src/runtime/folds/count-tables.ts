import { counting as simd } from '../simd/cells.ts';
import { type Area, area, integersIn } from '../simd/memory.ts';
import { cellArea } from './cell-numbers.ts';
import { keyAreas, takeKeys, takeKeysAt } from './row-keys.ts';
import type { UnitRows } from './units.ts';

/*
 * Counting in the thread's memory: for the rows of a step the counts stand in tables there, and go back where they came from at
 * its end. One table is at hand at a time.
 */

/** Counts of more cells stay where they are: to take them in and out would cost more than it saves. */
const mostCells = 2 ** 15;
/** So many cells have four tables, which fit in the nearest cache together. */
const fewCells = 2 ** 9;
const bytesOfCell = 16;

const tableArea = area((mostCells + 1) * bytesOfCell);
const table = integersIn(tableArea);

/** Counts that are at hand in the thread's memory: four integers per cell, as `countCellsFold` has them. */
export interface OpenCounts {
  readonly counts: Int32Array;
  /** The cell after the last, for rows that have none. */
  readonly rest: number;
  /** Bytes of a table. */
  readonly bytes: number;
  readonly tables: readonly [number, number, number, number];
}

/** Takes counts into the thread's memory until `closeCounts`; not if there are too many cells. */
export function openCounts(counts: Int32Array): OpenCounts | undefined {
  const rest = counts.length / 4;
  if (rest > mostCells) return undefined;
  const bytes = (rest + 1) * bytesOfCell;
  const isFew = rest <= fewCells;
  table.set(counts);
  table.fill(0, counts.length, ((isFew ? 4 : 1) * bytes) / 4);
  const first = tableArea.address;
  const step = isFew ? bytes : 0;
  return { counts, rest, bytes, tables: [first, first + step, first + 2 * step, first + 3 * step] };
}

/** Brings counts back. */
export function closeCounts({ counts, bytes, tables: [first, second] }: OpenCounts): void {
  if (second > first) simd.joinTables(first, bytes);
  counts.set(table.subarray(0, counts.length));
}

/** Counts `count` rows from `start` on, whose cells are in `cellArea`; a negative one is none. Units must be distinct. */
export function addRows(open: OpenCounts, units: UnitRows, start: number, count: number): void {
  takeKeys(units, start, count);
  addTaken(open, cellArea, count);
}

/** Some rows of a chunk, which all have a cell. */
export interface ChosenRows {
  /** Cells of the rows that are chosen, and their numbers within the chunk. */
  readonly cells: Area;
  readonly places: Area;
}

/** Counts `count` of the `rows` rows from `start` on. Units must be distinct. */
export function addChosen(
  open: OpenCounts,
  { cells, places }: ChosenRows,
  count: number,
  units: UnitRows,
  start: number,
  rows: number,
): void {
  const chosen = integersIn(places);
  if (units.index !== undefined) {
    takeKeysAt(units, chosen, start, count);
    addTaken(open, cells, count);
    return;
  }
  takeKeys(units, start, rows);
  if (count === rows) {
    addTaken(open, cells, count);
    return;
  }
  const [end, cellsHere] = [(count + 3) & ~3, integersIn(cells)];
  cellsHere.fill(open.rest, count, end);
  chosen.fill(0, count, end);
  simd.addPlaces(cells.address, places.address, keyAreas.a.address, keyAreas.b.address, count, ...open.tables);
}

function addTaken({ rest, tables }: OpenCounts, cells: Area, count: number): void {
  integersIn(cells).fill(-1, count, (count + 3) & ~3);
  simd.addRows(cells.address, keyAreas.a.address, keyAreas.b.address, count, rest, ...tables);
}
