import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import { compaction } from '../simd/compaction.ts';
import { type Area, area, bring, doublesIn, integersIn } from '../simd/memory.ts';
import { type CellRows, cellsOfChunk, chunkRows, type NumericValues } from './axis.ts';

/**
 * The rows of a chunk that count, those with a cell and a valid value, side by side in the order of the rows. Loops over them
 * need no test per row: a test for missing values, which come in no pattern, costs more than all the rest of such a loop.
 */
export interface DenseRows {
  readonly values: Float64Array;
  /** All 0 when every row is in the one cell. */
  readonly cells: Int32Array;
  /** Numbers of the rows within the chunk. */
  readonly places: Int32Array;
}

/** The same in the thread's own memory, with room for what comes in: values of a chunk, and marks or cells of all of its rows. */
export interface DenseRoom extends DenseRows {
  readonly areas: Readonly<Record<'source' | 'choice' | 'values' | 'cells' | 'places', Area>>;
  readonly integers: Int32Array;
  readonly decimals: Float64Array;
  readonly marks: Uint8Array;
  /** Cells of all rows of the chunk. */
  readonly all: Int32Array;
}

const rooms: DenseRoom[] = [];

/**
 * Room for the rows of one chunk, until the end of a step: the next step in this thread has the same.
 *
 * @param number tells rooms that are needed at the same time from one another
 */
export function roomForDense(number = 0): DenseRoom {
  const room = roomAt(number);
  room.cells.fill(0);
  return room;
}

function roomAt(number: number): DenseRoom {
  const known = rooms[number];
  if (known !== undefined) return known;
  const areas = {
    source: area(chunkRows * 8),
    choice: area(chunkRows * 4),
    values: area(chunkRows * 8),
    cells: area(chunkRows * 4),
    places: area(chunkRows * 4),
  };
  const all = integersIn(areas.choice);
  const room: DenseRoom = {
    areas,
    integers: integersIn(areas.source),
    decimals: doublesIn(areas.source),
    marks: new Uint8Array(all.buffer, all.byteOffset, chunkRows),
    all,
    values: doublesIn(areas.values),
    cells: integersIn(areas.cells),
    places: integersIn(areas.places),
  };
  rooms[number] = room;
  return room;
}

/** Fills a room with the rows of a chunk that count, and returns how many there are. A room serves one selection of rows only. */
export function denseOfChunk(
  rows: CellRows,
  column: NumericValues,
  start: number,
  count: number,
  room: DenseRoom,
): number {
  const choice = choiceOf(rows, start, count, room);
  if (column.kind === 'float64') {
    bring(room.decimals, column.values, start, start + count);
    room.decimals.fill(Number.NaN, count, (count + 3) & ~3);
    return run(decimals[choice], 0, count, room);
  }
  bring(room.integers, column.values, start, start + count);
  room.integers.fill(missingInt32, count, (count + 3) & ~3);
  return run(integers[choice], column.openStop ? openStopDay : missingInt32, count, room);
}

type Choice = 'all' | 'marked' | 'inCells';
type Compaction = keyof typeof compaction;

const integers: Readonly<Record<Choice, Compaction>> = {
  all: 'integers',
  marked: 'markedIntegers',
  inCells: 'integersInCells',
};

const decimals: Readonly<Record<Choice, Compaction>> = {
  all: 'decimals',
  marked: 'markedDecimals',
  inCells: 'decimalsInCells',
};

/** Brings what chooses among the rows of a chunk into the room. */
function choiceOf(rows: CellRows, start: number, count: number, room: DenseRoom): Choice {
  if (rows.axes.length > 0) {
    cellsOfChunk(rows, start, count, room.all);
    return 'inCells';
  }
  if (rows.mask === undefined) return 'all';
  bring(room.marks, rows.mask, start, start + count);
  return 'marked';
}

function run(name: Compaction, open: number, count: number, { areas }: DenseRoom): number {
  const { source, choice, values, places, cells } = areas;
  return compaction[name](source.address, count, open, choice.address, values.address, places.address, cells.address);
}
