import { type Area, area, doublesIn } from '../simd/memory.ts';
import { chunkRows, type NumericValues } from './axis.ts';
import { ownRange, type UnitRows } from './units.ts';

/** A group of variables as folds read it: they are compared in the rows that all masks select. */
export interface GroupRows {
  /** One byte per row each; none when all rows are in the group. */
  readonly masks: readonly Uint8Array[];
  /** Columns with a value in every row of the group. */
  readonly values: readonly NumericValues[];
}

/** Rows of some groups, and how they belong to units. */
export interface ComomentRows {
  readonly groups: readonly GroupRows[];
  readonly units: UnitRows;
}

/** The rows of one group in one chunk, and room for their numbers. */
export interface GroupChunk {
  /** Places in the chunk, ascending. */
  readonly places: Int32Array;
  /** By variable: the deviations of the rows from their mean, in the thread's own memory; 0 up to the next multiple of four. */
  readonly deviations: readonly Float64Array[];
  readonly areas: readonly Area[];
  /** Entry of each row's unit among the record keys. */
  readonly units: Int32Array;
  /** 1 where the row's unit differs from that of the group's row before it; all 1 where units are distinct. */
  readonly opens: Uint8Array;
}

const columnRooms: { readonly area: Area; readonly deviations: Float64Array }[] = [];

/** Room for a variable: the same for the variable of that number in every step. */
function columnRoom(number: number): (typeof columnRooms)[number] {
  const known = columnRooms[number];
  if (known !== undefined) return known;
  const own = area(chunkRows * 8);
  const room = { area: own, deviations: doublesIn(own) };
  columnRooms[number] = room;
  return room;
}

/**
 * Calls `work` with the rows of each group in each chunk: centred by `centres[group][variable]`, side by side in the order of
 * the rows. A unit belongs to the block of its first row, so that what is summed per unit never spans two blocks.
 *
 * @param needsUnits whether work on distinct units looks at `units`; where they have several rows they are always there
 */
export function eachGroupChunk(
  input: ComomentRows,
  centres: readonly Float64Array[] | undefined,
  start: number,
  end: number,
  work: (group: number, chunk: GroupChunk, count: number) => void,
  needsUnits = true,
): void {
  const { groups, units } = input;
  const { from, to } = ownRange(units, start, end);
  const widest = Math.max(0, ...groups.map((group) => group.values.length));
  const rooms = Array.from({ length: widest }, (_, v) => columnRoom(v));
  const chunk: GroupChunk = {
    places: new Int32Array(chunkRows),
    deviations: rooms.map(({ deviations }) => deviations),
    areas: rooms.map((room) => room.area),
    units: new Int32Array(chunkRows),
    opens: new Uint8Array(chunkRows).fill(1),
  };
  const lastUnit = new Int32Array(groups.length).fill(-1);
  for (let row = from; row < to; row += chunkRows) {
    const length = Math.min(chunkRows, to - row);
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g]!;
      const count = rowsOfGroup(group.masks, row, length, chunk.places);
      if (count === 0) continue;
      const means = centres?.[g];
      for (let v = 0; v < group.values.length; v++) {
        takeDeviations(group.values[v]!, chunk.places, count, row, means?.[v] ?? 0, chunk.deviations[v]!);
      }
      if (needsUnits || !units.distinct) unitsOfRows(units, chunk, count, row);
      if (!units.distinct) lastUnit[g] = markOpenings(chunk, count, lastUnit[g]!);
      work(g, chunk, count);
    }
  }
}

function rowsOfGroup(masks: readonly Uint8Array[], start: number, length: number, places: Int32Array): number {
  const first = masks[0];
  if (first === undefined) {
    for (let i = 0; i < length; i++) places[i] = i;
    return length;
  }
  const second = masks[1];
  let count = 0;
  // Each loop writes ahead and moves on only where the row counts: who is missing is nothing that a processor could guess.
  if (second === undefined) {
    for (let i = 0; i < length; i++) {
      places[count] = i;
      count += first[start + i]!;
    }
    return count;
  }
  for (let i = 0; i < length; i++) {
    places[count] = i;
    count += first[start + i]! & second[start + i]!;
  }
  for (const mask of masks.slice(2)) count = keepMarked(mask, start, places, count);
  return count;
}

function keepMarked(mask: Uint8Array, start: number, places: Int32Array, count: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const place = places[i]!;
    places[kept] = place;
    kept += mask[start + place]!;
  }
  return kept;
}

function takeDeviations(
  column: NumericValues,
  places: Int32Array,
  count: number,
  start: number,
  mean: number,
  out: Float64Array,
): void {
  if (column.kind === 'int32') takeIntegers(column.values, places, count, start, mean, out);
  else takeDecimals(column.values, places, count, start, mean, out);
  out.fill(0, count, (count + 3) & ~3);
}

/* The same loop twice: one copy per array type keeps both fast. */
function takeIntegers(
  values: Int32Array,
  places: Int32Array,
  count: number,
  start: number,
  mean: number,
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++) out[i] = values[start + places[i]!]! - mean;
}

function takeDecimals(
  values: Float64Array,
  places: Int32Array,
  count: number,
  start: number,
  mean: number,
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++) out[i] = values[start + places[i]!]! - mean;
}

function unitsOfRows({ index }: UnitRows, { places, units }: GroupChunk, count: number, start: number): void {
  if (index === undefined) {
    for (let i = 0; i < count; i++) units[i] = start + places[i]!;
    return;
  }
  for (let i = 0; i < count; i++) units[i] = index[start + places[i]!]!;
}

/** Marks where units begin, and gives the unit of the last row. */
function markOpenings({ units, opens }: GroupChunk, count: number, before: number): number {
  let last = before;
  for (let i = 0; i < count; i++) {
    const unit = units[i]!;
    opens[i] = unit === last ? 0 : 1;
    last = unit;
  }
  return last;
}
