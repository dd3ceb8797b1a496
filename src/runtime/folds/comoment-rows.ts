import { deviations as simd } from '../simd/deviations.ts';
import { type Area, area, bring, bytesIn, doublesIn, integersIn } from '../simd/memory.ts';
import { chunkRows, type NumericValues } from './axis.ts';
import { ownRange, type UnitRows } from './units.ts';

/** A group of variables as folds read it: they are compared in the rows that all masks select. */
export interface GroupRows {
  /** One byte per row each; none when all rows are in the group. */
  readonly masks: readonly Uint8Array[];
  /** Columns with a value in every row of the group. */
  readonly values: readonly NumericValues[];
  /** Where the rows of the group have been brought together: then masks are not looked at, and `values` are those of its rows only. */
  readonly together?: GroupTogether;
}

/** The rows of a group side by side; units are distinct. */
export interface GroupTogether {
  /** By chunk of `chunkRows` rows: where its rows begin among those of the group, and where the last ones end. */
  readonly begins: Int32Array;
  /** Both halves of the keys of the rows' units. */
  readonly keysA: Int32Array;
  readonly keysB: Int32Array;
}

/** Rows of some groups, and how they belong to units. */
export interface ComomentRows {
  readonly groups: readonly GroupRows[];
  readonly units: UnitRows;
}

/** The rows of one group in one chunk, in the thread's own memory. */
export interface GroupChunk {
  /** By variable: the deviations of the rows from their mean; 0 up to the next multiple of four. */
  readonly deviations: readonly Float64Array[];
  readonly areas: readonly Area[];
  /** Where units are distinct: both halves of their keys; 0 up to the next multiple of four. */
  readonly keysA: Area;
  readonly keysB: Area;
  /** Where they are not: the entry of each row's unit among the record keys. */
  readonly units: Int32Array;
  /** 1 where the row's unit differs from that of the group's row before it. */
  readonly opens: Uint8Array;
}

const columnRooms: { readonly area: Area; readonly deviations: Float64Array }[] = [];

/** Room for a variable: the same for the variable of that number in every step. Zeros are written after the last row. */
function columnRoom(number: number): (typeof columnRooms)[number] {
  const known = columnRooms[number];
  if (known !== undefined) return known;
  const own = area(chunkRows * 8 + 32);
  const room = { area: own, deviations: doublesIn(own) };
  columnRooms[number] = room;
  return room;
}

/** Room for what comes in, and for what is common to all variables. */
function makeRoom() {
  const areas = {
    source: area(chunkRows * 8),
    marks: area(chunkRows),
    others: area(chunkRows),
    places: area(chunkRows * 4 + 16),
    keysA: area(chunkRows * 4 + 16),
    keysB: area(chunkRows * 4 + 16),
    gathered: area(chunkRows * 8 + 32),
  };
  return {
    areas,
    keysA: integersIn(areas.keysA),
    keysB: integersIn(areas.keysB),
    gathered: { integers: integersIn(areas.gathered), decimals: doublesIn(areas.gathered) },
    integers: integersIn(areas.source),
    decimals: doublesIn(areas.source),
    marks: bytesIn(areas.marks),
    others: bytesIn(areas.others),
    places: integersIn(areas.places),
    units: new Int32Array(chunkRows),
    opens: new Uint8Array(chunkRows),
  };
}

/** What rows of groups are worked out in. */
export type Room = ReturnType<typeof makeRoom>;

let ownRoom: Room | undefined;

/** The thread's room: the same in every step. */
export function roomOfThread(): Room {
  ownRoom ??= makeRoom();
  return ownRoom;
}

/** The thread's room for the chunks of groups. */
export function roomForGroups(groups: readonly GroupRows[]): GroupChunk {
  const { areas, units, opens } = roomOfThread();
  const widest = Math.max(0, ...groups.map((group) => group.values.length));
  const rooms = Array.from({ length: widest }, (_, v) => columnRoom(v));
  return {
    deviations: rooms.map(({ deviations }) => deviations),
    areas: rooms.map((room) => room.area),
    keysA: areas.keysA,
    keysB: areas.keysB,
    units,
    opens,
  };
}

/**
 * Calls `work` with the rows of each group in each chunk: centred by `centres[group][variable]`, side by side in the order of
 * the rows. A unit belongs to the block of its first row, so that what is summed per unit never spans two blocks.
 *
 * @param needsUnits whether work on distinct units looks at their keys
 */
export function eachGroupChunk(
  input: ComomentRows,
  chunk: GroupChunk,
  centres: readonly Float64Array[] | undefined,
  start: number,
  end: number,
  work: (group: number, count: number) => void,
  needsUnits = true,
): void {
  const { groups, units } = input;
  const { from, to } = ownRange(units, start, end);
  const room = roomOfThread();
  const lastUnit = new Int32Array(groups.length).fill(-1);
  for (let row = from; row < to; row += chunkRows) {
    const stop = Math.min(to, row + chunkRows);
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g]!;
      if (group.together !== undefined) {
        const count = takeTogether(group, group.together, row / chunkRows, centres?.[g], room);
        if (count > 0) work(g, count);
        continue;
      }
      const isAll = group.masks.length === 0;
      const count = isAll ? stop - row : rowsOfGroup(group.masks, row, stop, room);
      if (count === 0) continue;
      for (let v = 0; v < group.values.length; v++) {
        takeDeviations(group.values[v]!, row, stop, isAll ? undefined : count, centres?.[g]?.[v] ?? 0, v, room);
      }
      if (!units.distinct) {
        unitsOfRows(units, room, isAll, count, row);
        lastUnit[g] = markOpenings(chunk, count, lastUnit[g]!);
      } else if (needsUnits) takeKeys(units, room, isAll, count, row, stop);
      work(g, count);
    }
  }
}

/** Takes the rows of a chunk where they have been brought together. */
function takeTogether(
  { values }: GroupRows,
  { begins, keysA, keysB }: GroupTogether,
  chunk: number,
  centres: Float64Array | undefined,
  room: Room,
): number {
  const [begin, end] = [begins[chunk]!, begins[chunk + 1]!];
  const count = end - begin;
  if (count === 0) return 0;
  for (let v = 0; v < values.length; v++) {
    takeDeviations(values[v]!, begin, end, undefined, centres?.[v] ?? 0, v, room);
  }
  bring(room.keysA, keysA, begin, end);
  bring(room.keysB, keysB, begin, end);
  room.keysA.fill(0, count, (count + 3) & ~3);
  room.keysB.fill(0, count, (count + 3) & ~3);
  return count;
}

/** Lists the places of the rows that all masks select, at least one, and returns how many there are. */
export function rowsOfGroup(masks: readonly Uint8Array[], start: number, end: number, room: Room): number {
  const { marks, others, areas } = room;
  bring(marks, masks[0]!, start, end);
  for (let m = 1; m < masks.length; m++) {
    bring(others, masks[m]!, start, end);
    simd.both(areas.marks.address, areas.others.address, end - start);
  }
  return simd.marked(areas.marks.address, end - start, areas.places.address);
}

/** @param listed how many rows are listed; absent when all of them count */
function takeDeviations(
  column: NumericValues,
  start: number,
  end: number,
  listed: number | undefined,
  mean: number,
  number: number,
  { integers, decimals, areas }: Room,
): void {
  const out = columnRoom(number).area.address;
  const [source, places] = [areas.source.address, areas.places.address];
  if (column.kind === 'int32') {
    bring(integers, column.values, start, end);
    if (listed === undefined) simd.integers(source, end - start, mean, out);
    else simd.integersAt(source, places, listed, mean, out);
    return;
  }
  bring(decimals, column.values, start, end);
  if (listed === undefined) simd.decimals(source, end - start, mean, out);
  else simd.decimalsAt(source, places, listed, mean, out);
}

/** Brings both halves of the keys of the rows that count side by side. */
export function takeKeys(units: UnitRows, room: Room, isAll: boolean, count: number, start: number, end: number): void {
  const { areas, integers, places } = room;
  for (const [keys, out] of [
    [units.keysA, areas.keysA],
    [units.keysB, areas.keysB],
  ] as const) {
    if (units.index === undefined && !isAll) {
      bring(integers, keys, start, end);
      simd.gather(areas.source.address, areas.places.address, count, out.address);
      continue;
    }
    const own = integersIn(out);
    if (units.index === undefined) bring(own, keys, start, end);
    else {
      const { index } = units;
      for (let i = 0; i < count; i++) own[i] = keys[index[start + (isAll ? i : places[i]!)]!]!;
    }
    own.fill(0, count, (count + 3) & ~3);
  }
}

function unitsOfRows({ index }: UnitRows, { places, units }: Room, isAll: boolean, count: number, start: number): void {
  for (let i = 0; i < count; i++) {
    const row = start + (isAll ? i : places[i]!);
    units[i] = index === undefined ? row : index[row]!;
  }
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
