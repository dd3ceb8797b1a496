import type { HexGrid } from '../../disclosure/nodes.ts';
import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import { type CodedSource, cellNumbers, type IntegerSource, type Numbering, numberingOf } from './cell-numbers.ts';
import { hexagonOf } from './hexagons.ts';

/** Rows that a fold handles at a time: its scratch arrays stay in the nearest cache. */
export const chunkRows = 2048;

/** A numeric column as folds read it. */
export type NumericValues =
  | { readonly kind: 'float64'; readonly values: Float64Array }
  /** `openStop`: the day of a spell that has not ended counts as missing. */
  | { readonly kind: 'int32'; readonly values: Int32Array; readonly openStop: boolean };

/** Where the slot of a row in a classifying variable comes from. Slots ascend with the variable's codes. */
export type AxisSource =
  /** The slot is the code; code 0 is the missing value. */
  | { readonly kind: 'codes'; readonly codes: Uint8Array | Uint16Array | Uint32Array }
  /** The slot is the value minus `offset`. */
  | { readonly kind: 'int32'; readonly values: Int32Array; readonly offset: number }
  /** Whole numbers held as doubles: the slot is the value minus `offset`. */
  | { readonly kind: 'float64'; readonly values: Float64Array; readonly offset: number }
  /** The slot is the interval of `edges` that holds the value: closed on the left, the last one also on the right; values outside fall into the outermost. */
  | { readonly kind: 'bins'; readonly values: NumericValues; readonly edges: Float64Array }
  /** The slot is the hexagon of two values; a row without either of them counts as missing. */
  | { readonly kind: 'hexagons'; readonly x: NumericValues; readonly y: NumericValues; readonly grid: HexGrid };

/** One classifying variable of a fold: what each slot adds to a row's cell number. */
export interface Axis {
  readonly source: AxisSource;
  /** By slot; `droppedRow` for slots whose rows leave the population. */
  readonly contribution: Int32Array;
  /** The same for missing values (of sources other than `codes`, whose slot 0 stands for them). */
  readonly missing: number;
}

/** Added to a row's cell number, it makes the sum negative whatever the other axes add: grids stay below 2^24 cells. */
export const droppedRow = -(2 ** 26);

/** Which rows a fold reads and how it sorts them into cells. */
export interface CellRows {
  readonly axes: readonly Axis[];
  /** One byte per row, 0 = not in the population; absent when all rows are. */
  readonly mask: Uint8Array | undefined;
}

/**
 * Writes the cell number of each of `count` rows (at most `mostRows`) from `start` on to `cells`; negative for rows outside the
 * population.
 */
export function cellsOfChunk(rows: CellRows, start: number, count: number, cells: Int32Array): void {
  cells.set(numberCells(rows, start, count).subarray(0, count));
}

/** What has to be done for some rows: found out once for all of their chunks. */
const known = new WeakMap<CellRows, Numbering>();

/** The same, but the cells stay in the thread's memory, in `cellArea`, of which an array is returned. */
export function numberCells(rows: CellRows, start: number, count: number): Int32Array {
  let numbering = known.get(rows);
  if (numbering === undefined) {
    numbering = numberingOfRows(rows);
    known.set(rows, numbering);
  }
  numbering(start, count);
  for (const axis of rows.axes) addAxis(axis, start, count, cellNumbers);
  return cellNumbers;
}

const contributionOfMask = Int32Array.of(droppedRow, 0);

function numberingOfRows({ axes, mask }: CellRows): Numbering {
  const coded: CodedSource[] = mask === undefined ? [] : [{ codes: mask, contribution: contributionOfMask }];
  const integers: IntegerSource[] = [];
  for (const { source, contribution, missing } of axes) {
    if (source.kind === 'codes') coded.push({ codes: source.codes, contribution });
    if (source.kind === 'int32') integers.push({ values: source.values, offset: source.offset, contribution, missing });
  }
  return numberingOf(coded, integers);
}

function addAxis(axis: Axis, start: number, count: number, cells: Int32Array): void {
  const source = axis.source;
  switch (source.kind) {
    case 'codes':
    case 'int32':
      return;
    case 'float64':
      addFloat64(source.values, source.offset, axis, start, count, cells);
      return;
    case 'bins':
      addBins(source.values, source.edges, axis, start, count, cells);
      return;
    case 'hexagons':
      addHexagons(source, axis, start, count, cells);
      return;
  }
}

function addFloat64(
  values: Float64Array,
  offset: number,
  axis: Axis,
  start: number,
  count: number,
  cells: Int32Array,
): void {
  const { contribution, missing } = axis;
  for (let i = 0; i < count; i++) {
    const value = values[start + i]!;
    // NaN differs from itself: the test for missing that needs no call.
    cells[i] = cells[i]! + (value !== value ? missing : contribution[(value - offset) | 0]!);
  }
}

function addBins(
  values: NumericValues,
  edges: Float64Array,
  axis: Axis,
  start: number,
  count: number,
  cells: Int32Array,
): void {
  const bins = edges.length - 1;
  const lower = edges[0]!;
  const perUnit = bins / (edges[bins]! - lower);
  const scratch = new Float64Array(values.kind === 'int32' ? count : 0);
  const chunk = valuesOfChunk(values, start, count, scratch);
  for (let i = 0; i < count; i++) {
    const value = chunk[i]!;
    if (value !== value) {
      cells[i] = cells[i]! + axis.missing;
      continue;
    }
    let bin = Math.min(bins - 1, Math.max(0, Math.floor((value - lower) * perUnit)));
    // The multiplication may land one bin off: the edges themselves decide.
    if (bin > 0 && value < edges[bin]!) bin--;
    else if (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
    cells[i] = cells[i]! + axis.contribution[bin]!;
  }
}

function addHexagons(
  { x, y, grid }: Extract<AxisSource, { readonly kind: 'hexagons' }>,
  axis: Axis,
  start: number,
  count: number,
  cells: Int32Array,
): void {
  const across = valuesOfChunk(x, start, count, new Float64Array(x.kind === 'int32' ? count : 0));
  const up = valuesOfChunk(y, start, count, new Float64Array(y.kind === 'int32' ? count : 0));
  for (let i = 0; i < count; i++) {
    const [atX, atY] = [across[i]!, up[i]!];
    const isMissing = atX !== atX || atY !== atY;
    cells[i] = cells[i]! + (isMissing ? axis.missing : axis.contribution[hexagonOf(grid, atX, atY)]!);
  }
}

/** The values of `count` rows from `start` on, NaN for missing: a view of the column, or `scratch` filled with them. */
export function valuesOfChunk(
  column: NumericValues,
  start: number,
  count: number,
  scratch: Float64Array,
): Float64Array {
  if (column.kind === 'float64') return column.values.subarray(start, start + count);
  const values = column.values;
  const open = column.openStop ? openStopDay : missingInt32;
  for (let i = 0; i < count; i++) {
    const value = values[start + i]!;
    scratch[i] = value === missingInt32 || value === open ? Number.NaN : value;
  }
  return scratch;
}

/** A numeric column's missing values as a mask over the cells of a chunk: their rows leave the population. */
export function dropMissing(values: Float64Array, count: number, cells: Int32Array): void {
  for (let i = 0; i < count; i++) if (values[i] !== values[i]) cells[i] = -1;
}
