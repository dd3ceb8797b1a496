import type { NumericValues } from './axis.ts';
import type { UnitRows } from './units.ts';

/** Rows at a time: ten columns with all that is worked out of each stay in the nearest cache while the pairs go over them. */
export const pairRows = 512;

/**
 * Pairs of columns, each pair among the rows where both have a value. What is worked out of one column is worked out once,
 * whatever number of pairs it is in: deviations from a centre, which are 0 where there is no value. Units must be distinct.
 */
export interface PairRows {
  readonly columns: readonly PairColumn[];
  /** By pair the numbers of its columns; a column may be paired with itself. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly units: UnitRows;
}

/** A column, and the rows where it has a value. */
export interface PairColumn {
  readonly values: NumericValues;
  /** One byte per row; absent when all rows have one. */
  readonly mask: Uint8Array | undefined;
  /** A number somewhere near the mean. */
  readonly centre: number;
}

/** A column in the rows of a chunk where some column has a value, side by side. */
export interface ColumnChunk {
  /** value − centre; 0 where there is no value. */
  readonly deviations: Float64Array;
  readonly squares: Float64Array;
  /** 1 and 0, and as many bits. */
  readonly valid: Float64Array;
  readonly bits: Int32Array;
  largest: number;
}

/** The rows of a chunk where some column has a value, and the record keys of their units. */
export interface PairChunk {
  readonly columns: readonly ColumnChunk[];
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** Calls `work` with the rows of each chunk. */
export function eachPairChunk(
  { columns, units }: PairRows,
  start: number,
  end: number,
  work: (chunk: PairChunk, count: number) => void,
): void {
  const places = new Int32Array(pairRows);
  const list = new Int32Array(pairRows);
  const chunk: PairChunk = {
    columns: columns.map(() => ({
      deviations: new Float64Array(pairRows),
      squares: new Float64Array(pairRows),
      valid: new Float64Array(pairRows),
      bits: new Int32Array(pairRows),
      largest: 0,
    })),
    a: new Int32Array(pairRows),
    b: new Int32Array(pairRows),
  };
  for (let row = start; row < end; row += pairRows) {
    const count = rowsOfAny(columns, row, Math.min(pairRows, end - row), places);
    takeKeys(units, places, row, count, chunk);
    for (let v = 0; v < columns.length; v++) takeColumn(columns[v]!, places, list, row, count, chunk.columns[v]!);
    work(chunk, count);
  }
}

/** The rows where some column has a value. */
function rowsOfAny(columns: readonly PairColumn[], start: number, rows: number, places: Int32Array): number {
  const any = new Uint8Array(rows);
  for (const { mask } of columns) {
    if (mask === undefined) any.fill(1);
    else for (let i = 0; i < rows; i++) any[i] = any[i]! | mask[start + i]!;
  }
  let count = 0;
  for (let i = 0; i < rows; i++) {
    places[count] = i;
    count += any[i]!;
  }
  return count;
}

function takeKeys(units: UnitRows, places: Int32Array, start: number, count: number, { a, b }: PairChunk): void {
  const { keysA, keysB, index } = units;
  for (let i = 0; i < count; i++) {
    const row = start + places[i]!;
    const unit = index === undefined ? row : index[row]!;
    a[i] = keysA[unit]!;
    b[i] = keysB[unit]!;
  }
}

function takeColumn(
  { values, mask, centre }: PairColumn,
  places: Int32Array,
  list: Int32Array,
  start: number,
  count: number,
  chunk: ColumnChunk,
): void {
  const valid = listValid(mask, places, list, start, count, chunk.bits);
  chunk.valid.fill(0, 0, count);
  chunk.deviations.fill(0, 0, count);
  if (values.kind === 'int32') takeIntegers(values.values, places, list, start, valid, centre, chunk);
  else takeDecimals(values.values, places, list, start, valid, centre, chunk);
  const { deviations, squares } = chunk;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const square = deviations[i]! * deviations[i]!;
    squares[i] = square;
    if (square > largest) largest = square;
  }
  chunk.largest = Math.sqrt(largest);
}

/** Lists the rows with a value; who has none is nothing that a processor could guess. */
function listValid(
  mask: Uint8Array | undefined,
  places: Int32Array,
  list: Int32Array,
  start: number,
  count: number,
  bits: Int32Array,
): number {
  let valid = 0;
  for (let i = 0; i < count; i++) {
    const one = mask === undefined ? 1 : mask[start + places[i]!]!;
    bits[i] = -one;
    list[valid] = i;
    valid += one;
  }
  return valid;
}

/* The same loop twice: one copy per array type keeps both fast. */
function takeIntegers(
  values: Int32Array,
  places: Int32Array,
  list: Int32Array,
  start: number,
  count: number,
  centre: number,
  { deviations, valid }: ColumnChunk,
): void {
  for (let i = 0; i < count; i++) {
    const at = list[i]!;
    deviations[at] = values[start + places[at]!]! - centre;
    valid[at] = 1;
  }
}

function takeDecimals(
  values: Float64Array,
  places: Int32Array,
  list: Int32Array,
  start: number,
  count: number,
  centre: number,
  { deviations, valid }: ColumnChunk,
): void {
  for (let i = 0; i < count; i++) {
    const at = list[i]!;
    deviations[at] = values[start + places[at]!]! - centre;
    valid[at] = 1;
  }
}
