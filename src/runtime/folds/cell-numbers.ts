import { missingInt32 } from '../../metadata/stored-column.ts';
import { numberingAt as atPlaces, numbering as simd } from '../simd/cells.ts';
import { type Area, area, bring, bytesIn, integersIn } from '../simd/memory.ts';
import { typedLoops } from './typed-loop.ts';

/** Most rows whose cells are numbered at a time. */
export const mostRows = 8192;

/** Where the cells of the rows at hand are in the thread's memory, and the same place as an array. */
export const cellArea = area(mostRows * 4);
export const cellNumbers = integersIn(cellArea);

/** Tables of contributions that are looked up in the thread's memory; longer ones are left where they are. */
const mostSlots = 2 ** 16;

/** Something that adds to cell numbers: codes, each of which is a slot. */
export interface CodedSource {
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  /** By slot. */
  readonly contribution: Int32Array;
}

/** The same for integers, whose slot is the value minus `offset`. */
export interface IntegerSource {
  readonly values: Int32Array;
  readonly offset: number;
  readonly contribution: Int32Array;
  /** What missing values contribute. */
  readonly missing: number;
}

/** Writes to `cellArea` what some rows from `start` on come to; what comes after the last of them is of no meaning. */
export type Numbering = (start: number, count: number) => void;

/** Room for the codes of some rows, or for their values, and for what each of them contributes. */
interface Room {
  readonly area: Area;
  readonly contributionArea: Area;
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly integers: Int32Array;
  /** First of all that of missing values. */
  readonly contributions: Int32Array;
  /** Whose contributions are in it: they never change. */
  held: Int32Array | undefined;
}

const rooms: Room[] = [];

function roomAt(number: number): Room {
  const known = rooms[number];
  if (known !== undefined) return known;
  const own = area(mostRows * 4);
  const contributionArea = area((mostSlots + 1) * 4);
  const bytes = bytesIn(own);
  const room: Room = {
    area: own,
    contributionArea,
    bytes,
    halves: new Uint16Array(bytes.buffer, bytes.byteOffset, mostRows * 2),
    integers: integersIn(own),
    contributions: integersIn(contributionArea),
    held: undefined,
  };
  rooms[number] = room;
  return room;
}

/** A way to number the cells of rows: the sum of what all sources contribute. */
export function numberingOf(coded: readonly CodedSource[], integers: readonly IntegerSource[]): Numbering {
  const short = coded.filter(isShort);
  const steps = [
    ...numberCodes(short),
    ...coded.filter((source) => !isShort(source)).map(addLong),
    ...integers.map((source, at) =>
      isShort(source) ? addIntegers(source, roomAt(short.length + at)) : addLongIntegers(source),
    ),
  ];
  return (start, count) => {
    for (const step of steps) step(start, count);
  };
}

function isShort({ contribution }: CodedSource | IntegerSource): boolean {
  return contribution.length <= mostSlots;
}

/** Loops over several sources at once, by the bytes of their codes. */
const together = new Map<string, keyof typeof simd>([
  ['1', 'number8'],
  ['2', 'number16'],
  ['1 1', 'number8And8'],
  ['1 2', 'number8And16'],
  ['1 1 2', 'number8And8And16'],
]);

/** Loops over one source, which add to what is there. */
const adding = new Map<number, keyof typeof simd>([
  [1, 'add8'],
  [2, 'add16'],
  [4, 'add32'],
]);

/** Together as many sources as there is a loop for, which is about as fast as one that adds to what is there. */
function numberCodes(coded: readonly CodedSource[]): readonly Numbering[] {
  const sources = [...coded].sort((a, b) => widthOf(a) - widthOf(b));
  let first = Math.min(3, sources.length);
  while (first > 0 && !together.has(nameOf(sources.slice(0, first)))) first--;
  const takes = sources.map((source, at) => takeCodes(source, roomAt(at)));
  const addresses = sources.map((_, at) => [roomAt(at).area.address, roomAt(at).contributionArea.address + 4]);
  const name = together.get(nameOf(sources.slice(0, first)));
  const given = addresses.slice(0, first).flat();
  const begin: Numbering = (_, count) => {
    if (name === undefined) cellNumbers.fill(0, 0, count);
    else simd[name](count, cellArea.address, ...given);
  };
  const others = sources.slice(first).map((source, at): Numbering => {
    const own = addresses[first + at]!;
    const add = adding.get(widthOf(source))!;
    return (_, count) => simd[add](count, cellArea.address, ...own);
  });
  return [...takes, begin, ...others];
}

/** The same for the rows at some places, which are numbers within those from `start` on. */
export type NumberingAt = (start: number, count: number, places: Area, taken: number) => void;

const writingAt = new Map<number, keyof typeof atPlaces>([
  [1, 'number8'],
  [2, 'number16'],
  [4, 'number32'],
]);
const addingAt = new Map<number, keyof typeof atPlaces>([
  [1, 'add8'],
  [2, 'add16'],
  [4, 'add32'],
]);

/** A way to number the cells of rows at some places; none where a table of contributions would not fit, or there is nothing to add. */
export function numberingAtOf(coded: readonly CodedSource[]): NumberingAt | undefined {
  if (coded.length === 0 || !coded.every(isShort)) return undefined;
  const steps = coded.map((source, at) => {
    const room = roomAt(at);
    const name = (at === 0 ? writingAt : addingAt).get(widthOf(source))!;
    return { take: takeCodes(source, room), name, codes: room.area.address, table: room.contributionArea.address + 4 };
  });
  return (start, count, places, taken) => {
    for (const { take, name, codes, table } of steps) {
      take(start, count);
      atPlaces[name](taken, cellArea.address, places.address, codes, table);
    }
  };
}

function widthOf({ codes }: CodedSource): number {
  return codes.BYTES_PER_ELEMENT;
}

function nameOf(sources: readonly CodedSource[]): string {
  return sources.map(widthOf).join(' ');
}

function takeCodes({ codes, contribution }: CodedSource, room: Room): Numbering {
  const place = codes instanceof Uint8Array ? room.bytes : codes instanceof Uint16Array ? room.halves : room.integers;
  return (start, count) => {
    hold(room, contribution);
    bring(place, codes, start, start + count);
    // Up to three codes after the last are looked up, too.
    place.fill(0, count, (count + 3) & ~3);
  };
}

function hold(room: Room, contribution: Int32Array): void {
  if (room.held === contribution) return;
  room.contributions.set(contribution, 1);
  room.held = contribution;
}

function addIntegers({ values, offset, contribution, missing }: IntegerSource, room: Room): Numbering {
  return (start, count) => {
    hold(room, contribution);
    room.contributions[0] = missing;
    bring(room.integers, values, start, start + count);
    room.integers.fill(missingInt32, count, (count + 3) & ~3);
    simd.addIntegers(count, cellArea.address, room.area.address, room.contributionArea.address, offset);
  };
}

const addCodes = typedLoops<CodedSource & { readonly start: number; readonly cells: Int32Array }, undefined>(
  `const { codes, contribution, start: from, cells } = input;
   for (let i = start; i < end; i++) cells[i] = cells[i] + contribution[codes[from + i]];`,
);

function addLong(source: CodedSource): Numbering {
  const add = addCodes(source.codes);
  return (start, count) => add({ ...source, start, cells: cellNumbers }, 0, count);
}

function addLongIntegers({ values, offset, contribution, missing }: IntegerSource): Numbering {
  return (start, count) => {
    for (let i = 0; i < count; i++) {
      const value = values[start + i]!;
      cellNumbers[i] = cellNumbers[i]! + (value === missingInt32 ? missing : contribution[value - offset]!);
    }
  };
}
