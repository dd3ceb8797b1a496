import { type Area, area, bring, bytesIn, doublesIn, growingArea, integersIn } from '../simd/memory.ts';
import { columnLayout, pairRows as simd } from '../simd/pair-rows.ts';
import { chunkRows, type NumericValues } from './axis.ts';
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

/** A column in the rows of a chunk where some column has a value, side by side in the thread's own memory. */
export interface ColumnChunk {
  /** value − centre; 0 where there is no value. */
  readonly deviations: Float64Array;
  /** All bits where there is a value, none elsewhere. */
  readonly bits: Int32Array;
  readonly areas: { readonly deviations: Area; readonly bits: Area };
}

/** The rows of a chunk where some column has a value, and where the record keys of their units lie. */
export interface PairChunk {
  readonly columns: readonly ColumnRoom[];
  readonly a: KeyRoom;
  readonly b: KeyRoom;
}

/** A column with room for what comes in: its values and the marks of `chunkRows` rows. */
export interface ColumnRoom extends ColumnChunk {
  readonly source: { readonly area: Area; readonly integers: Int32Array; readonly decimals: Float64Array };
  readonly marks: { readonly area: Area; readonly bytes: Uint8Array };
}

const columnRooms: ColumnRoom[] = [];

/** Room for a column: the same for the column of that number in every step. */
function columnRoom(number: number): ColumnRoom {
  const known = columnRooms[number];
  if (known !== undefined) return known;
  const source = area(chunkRows * 8);
  const marks = area(chunkRows);
  // Zeros are written after the last row.
  const areas = { deviations: area(pairRows * 8 + 32), bits: area(pairRows * 4 + 16) };
  const room: ColumnRoom = {
    source: { area: source, integers: integersIn(source), decimals: doublesIn(source) },
    marks: { area: marks, bytes: bytesIn(marks) },
    areas,
    deviations: doublesIn(areas.deviations),
    bits: integersIn(areas.bits),
  };
  columnRooms[number] = room;
  return room;
}

/** Room for halves of the record keys. */
export interface KeyRoom {
  /** Of `chunkRows` rows, and of those of a chunk of pairs. */
  readonly source: Area;
  readonly keys: Int32Array;
  readonly own: Area;
}

interface Rooms {
  readonly a: KeyRoom;
  readonly b: KeyRoom;
  readonly places: Area;
  readonly marks: Area;
}

let rooms: Rooms | undefined;

function commonRooms(): Rooms {
  const ofKeys = (): KeyRoom => {
    const source = area(chunkRows * 4);
    return { source, keys: integersIn(source), own: area(pairRows * 4) };
  };
  rooms ??= { a: ofKeys(), b: ofKeys(), places: area(pairRows * 4), marks: area(pairRows) };
  return rooms;
}

const listRoom = growingArea();

/** The thread's room for chunks of some columns. */
export function roomForPairs(columns: readonly PairColumn[]): PairChunk {
  const { a, b } = commonRooms();
  return { columns: columns.map((_, v) => columnRoom(v)), a, b };
}

/**
 * Fills the room with the rows of each chunk that has any, and calls `work`; up to the next multiple of four there are rows without
 * bits after them.
 */
export function eachPairChunk(
  { columns, units }: PairRows,
  room: PairChunk,
  start: number,
  end: number,
  work: (count: number) => void,
): void {
  const { a, b, places, marks } = commonRooms();
  const list = listOf(columns, room.columns);
  for (let from = start; from < end; from += chunkRows) {
    const to = Math.min(end, from + chunkRows);
    for (let v = 0; v < columns.length; v++) bringIn(columns[v]!, room.columns[v]!, from, to);
    bringKeys(units, from, to, a.keys, b.keys);
    for (let row = 0; row < to - from; row += pairRows) {
      const rows = Math.min(pairRows, to - from - row);
      const count = simd.any(list.begin, list.end, row, rows, marks.address, places.address);
      if (count === 0) continue;
      simd.take(list.begin, list.end, row, places.address, count);
      simd.gather(a.source.address, row, places.address, count, a.own.address);
      simd.gather(b.source.address, row, places.address, count, b.own.address);
      work(count);
    }
  }
}

/** Writes the list of columns as routines read it; those without a mask have all marks from now on. */
function listOf(
  columns: readonly PairColumn[],
  own: readonly ColumnRoom[],
): { readonly begin: number; readonly end: number } {
  const list = listRoom(columns.length * columnLayout.size);
  const integers = integersIn(list);
  const doubles = doublesIn(list);
  for (const [v, { values, mask, centre }] of columns.entries()) {
    const { source, marks, areas } = own[v]!;
    const at = (v * columnLayout.size) / 4;
    integers[at + columnLayout.values / 4] = source.area.address;
    integers[at + columnLayout.marks / 4] = marks.area.address;
    integers[at + columnLayout.deviations / 4] = areas.deviations.address;
    integers[at + columnLayout.bits / 4] = areas.bits.address;
    integers[at + columnLayout.isDecimal / 4] = values.kind === 'float64' ? 1 : 0;
    doubles[at / 2 + columnLayout.centre / 8] = centre;
    if (mask === undefined) marks.bytes.fill(1);
  }
  return { begin: list.address, end: list.address + columns.length * columnLayout.size };
}

function bringIn({ values, mask }: PairColumn, { source, marks }: ColumnRoom, from: number, to: number): void {
  if (values.kind === 'float64') bring(source.decimals, values.values, from, to);
  else bring(source.integers, values.values, from, to);
  if (mask !== undefined) bring(marks.bytes, mask, from, to);
}

function bringKeys({ keysA, keysB, index }: UnitRows, from: number, to: number, a: Int32Array, b: Int32Array): void {
  if (index === undefined) {
    bring(a, keysA, from, to);
    bring(b, keysB, from, to);
    return;
  }
  for (let row = from; row < to; row++) {
    const unit = index[row]!;
    a[row - from] = keysA[unit]!;
    b[row - from] = keysB[unit]!;
  }
}
