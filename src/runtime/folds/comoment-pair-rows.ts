import { type Area, area, doublesIn, integersIn } from '../simd/memory.ts';
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
  /** All bits where there is a value, none elsewhere. */
  readonly bits: Int32Array;
  readonly areas: { readonly deviations: Area; readonly bits: Area };
}

/** The rows of a chunk where some column has a value, and the record keys of their units, in the thread's own memory. */
export interface PairChunk {
  readonly columns: readonly ColumnChunk[];
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly areas: { readonly a: Area; readonly b: Area };
}

const columnRooms: ColumnChunk[] = [];
let keyRoom: Omit<PairChunk, 'columns'> | undefined;

/** Room for a column: the same for the column of that number in every step. */
function columnRoom(number: number): ColumnChunk {
  const known = columnRooms[number];
  if (known !== undefined) return known;
  const areas = { deviations: area(pairRows * 8), bits: area(pairRows * 4) };
  const room = { areas, deviations: doublesIn(areas.deviations), bits: integersIn(areas.bits) };
  columnRooms[number] = room;
  return room;
}

function roomForKeys(): Omit<PairChunk, 'columns'> {
  if (keyRoom !== undefined) return keyRoom;
  const areas = { a: area(pairRows * 4), b: area(pairRows * 4) };
  keyRoom = { areas, a: integersIn(areas.a), b: integersIn(areas.b) };
  return keyRoom;
}

/**
 * Calls `work` with the rows of each chunk; up to the next multiple of four there are rows without bits after them. Ranges begin at
 * multiples of four.
 */
export function eachPairChunk(
  { columns, units }: PairRows,
  start: number,
  end: number,
  work: (chunk: PairChunk, count: number) => void,
): void {
  const places = new Int32Array(pairRows);
  const any = anyOf(columns);
  const chunk: PairChunk = { ...roomForKeys(), columns: columns.map((_, v) => columnRoom(v)) };
  for (let row = start; row < end; row += pairRows) {
    const count = any(row, Math.min(pairRows, end - row), places);
    takeKeys(units, places, row, count, chunk);
    for (let v = 0; v < columns.length; v++) takeColumn(columns[v]!, places, row, count, chunk.columns[v]!);
    work(chunk, count);
  }
}

type RowsOfAny = (start: number, rows: number, places: Int32Array) => number;

/** Lists the rows where some column has a value; marks are looked at four at a time. */
function anyOf(columns: readonly PairColumn[]): RowsOfAny {
  const masks = columns.flatMap(({ mask }) => (mask === undefined ? [] : [mask]));
  const isEverywhere = masks.length < columns.length;
  const quarters = masks.map((mask) => new Int32Array(mask.buffer, mask.byteOffset, mask.length >> 2));
  const found = new Int32Array(pairRows >> 2);
  const any = new Uint8Array(found.buffer);
  return (start, rows, places) => {
    if (isEverywhere) any.fill(1);
    else {
      const whole = rows >> 2;
      found.fill(0);
      for (const marks of quarters) {
        for (let i = 0; i < whole; i++) found[i] = found[i]! | marks[(start >> 2) + i]!;
      }
      for (const mask of masks) for (let i = whole * 4; i < rows; i++) any[i] = any[i]! | mask[start + i]!;
    }
    let count = 0;
    for (let i = 0; i < rows; i++) {
      places[count] = i;
      count += any[i]!;
    }
    return count;
  };
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

function takeColumn(column: PairColumn, places: Int32Array, start: number, count: number, chunk: ColumnChunk): void {
  const { values, mask, centre } = column;
  const filled = (count + 3) & ~3;
  chunk.bits.fill(mask === undefined ? -1 : 0, 0, count);
  chunk.bits.fill(0, count, filled);
  chunk.deviations.fill(0, count, filled);
  if (mask !== undefined) takeBits(mask, places, start, count, chunk.bits);
  if (values.kind === 'int32') takeIntegers(values.values, places, start, count, centre, chunk);
  else takeDecimals(values.values, places, start, count, centre, chunk);
}

function takeBits(mask: Uint8Array, places: Int32Array, start: number, count: number, bits: Int32Array): void {
  for (let i = 0; i < count; i++) bits[i] = 0 - mask[start + places[i]!]!;
}

/* Who has no value is nothing that a processor could guess: what is missing is multiplied by 0, which decimals do not bear. */
function takeIntegers(
  values: Int32Array,
  places: Int32Array,
  start: number,
  count: number,
  centre: number,
  { deviations, bits }: ColumnChunk,
): void {
  for (let i = 0; i < count; i++) deviations[i] = (centre - values[start + places[i]!]!) * bits[i]!;
}

function takeDecimals(
  values: Float64Array,
  places: Int32Array,
  start: number,
  count: number,
  centre: number,
  { deviations, bits }: ColumnChunk,
): void {
  const lowered = Float64Array.of(0, 0);
  for (let i = 0; i < count; i++) {
    // Written where the value belongs, or beside it.
    const at = 1 + bits[i]!;
    lowered[at] = values[start + places[i]!]! - centre;
    lowered[1] = 0;
    deviations[i] = lowered[at]!;
  }
}
