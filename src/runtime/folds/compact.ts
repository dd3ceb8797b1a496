import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import type { Kernel } from '../fold.ts';
import { bits as simd } from '../simd/bits.ts';
import { marks } from '../simd/marks.ts';
import { type Area, area, bring, bytesIn, doublesIn, integersIn, send } from '../simd/memory.ts';
import { type Axis, type CellRows, cellsOfChunk, chunkRows, type NumericValues } from './axis.ts';
import { cellNumbers, numberingAtOf } from './cell-numbers.ts';
import { typedLoops } from './typed-loop.ts';
import type { UnitRows } from './units.ts';

/*
 * What columns hold for the rows that have a valid value of one of them, side by side. Which rows those are is kept as bits: one
 * for each row of the dataset.
 */

interface Room {
  readonly source: Area;
  readonly marks: Area;
  readonly bits: Area;
  readonly out: Area;
}

let ownRoom: Room | undefined;

function roomOfThread(): Room {
  ownRoom ??= {
    source: area(chunkRows * 8),
    marks: area(chunkRows),
    bits: area(chunkRows / 8),
    out: area(chunkRows * 8),
  };
  return ownRoom;
}

/** A column, the rows of it that are looked at, and what receives their bits. */
export interface ValidInput {
  readonly mask: Uint8Array | undefined;
  readonly values: NumericValues;
  /** Bit i % 8 of byte i / 8 is 1 where row i has a valid value. */
  readonly bits: Uint8Array;
}

/** Marks the rows of a block that have a valid value, and counts them. Blocks begin at multiples of eight rows. */
export const validRowsKernel: Kernel<ValidInput, number> = {
  name: 'valid-rows',
  run: ({ mask, values, bits }, start, end) => {
    const room = roomOfThread();
    const own = bytesIn(room.marks);
    const found = bytesIn(room.bits);
    let total = 0;
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      const rounded = (count + 15) & ~15;
      if (mask === undefined) own.fill(1, 0, count);
      else bring(own, mask, row, row + count);
      own.fill(0, count, rounded);
      requireValues(values, row, count, rounded, room);
      simd.fromMarks(room.marks.address, rounded, room.bits.address);
      send(found, (count + 7) >> 3, bits, row >> 3);
      total += marks.ones(room.marks.address, rounded);
    }
    return total;
  },
};

function requireValues(column: NumericValues, row: number, count: number, rounded: number, room: Room): void {
  const { source } = room;
  if (column.kind === 'float64') {
    bring(doublesIn(source), column.values, row, row + count);
    marks.decimals(source.address, rounded, 0, room.marks.address);
    return;
  }
  bring(integersIn(source), column.values, row, row + count);
  marks.integers(source.address, rounded, column.openStop ? openStopDay : missingInt32, room.marks.address);
}

/** The rows of a dataset that have a valid value. */
export interface ValidRows {
  readonly bits: Uint8Array;
  /** By block of the dataset's rows: how many of them come before it; one entry more than there are blocks. Shared. */
  readonly begins: Int32Array;
  readonly rowsPerBlock: number;
}

/** Calls back for each chunk with the rows of it, and where the first of those that are valid goes; expects how many there are. */
function inChunks(
  { bits, begins, rowsPerBlock }: ValidRows,
  start: number,
  end: number,
  take: (row: number, count: number, at: number) => number,
): void {
  const own = bytesIn(roomOfThread().bits);
  let at = begins[Math.floor(start / rowsPerBlock)]!;
  for (let row = start; row < end; row += chunkRows) {
    const count = Math.min(chunkRows, end - row);
    const bytes = (count + 7) >> 3;
    bring(own, bits, row >> 3, (row >> 3) + bytes);
    own.fill(0, bytes, (bytes + 3) & ~3);
    at += take(row, count, at);
  }
}

/** The numbers of the valid rows of a chunk; the answer stays until the next call. */
function rowsOfChunk(row: number, count: number): { readonly rows: Int32Array; readonly taken: number } {
  const { bits, out } = roomOfThread();
  return { taken: simd.rows(bits.address, count, row, out.address), rows: integersIn(out) };
}

/** Values side by side, in the order of the rows; integers where the column has them. */
export type SideBySide =
  | { readonly kind: 'int32'; readonly from: Int32Array; readonly to: Int32Array }
  | { readonly kind: 'float64'; readonly from: Float64Array; readonly to: Float64Array };

/** Input of `compactKernel`. */
export interface CompactInput {
  readonly rows: ValidRows;
  readonly values: SideBySide;
  readonly units: UnitRows;
  /** Receives the keys of the units; where units have several rows, the entries of the keys instead. */
  readonly unitsOut: { readonly keysA: Int32Array; readonly keysB: Int32Array } | { readonly index: Int32Array };
}

/** Writes the valid values of a column side by side (-0 as 0), and whose they are. */
export const compactKernel: Kernel<CompactInput, null> = {
  name: 'compact-values',
  run: ({ rows: valid, values, units, unitsOut }, start, end) => {
    const take = takeValues(values.from);
    inChunks(valid, start, end, (row, count, at) => {
      const { rows, taken } = rowsOfChunk(row, count);
      take({ from: values.from, rows, out: values.to, at }, 0, taken);
      if ('index' in unitsOut) takeEntries(units.index!, rows, taken, unitsOut.index, at);
      else if (units.index === undefined) takeKeys(units, rows, taken, unitsOut, at);
      else takeKeysOf(units.index, units, rows, taken, unitsOut, at);
      return taken;
    });
    return null;
  },
};

/*
 * Few rows have a value, and what is read of a column are these alone: to bring all of it into the thread's memory would take
 * longer than the loops.
 */
const takeValues = typedLoops<
  {
    readonly from: Int32Array | Float64Array;
    readonly rows: Int32Array;
    readonly out: Int32Array | Float64Array;
    readonly at: number;
  },
  undefined
>(
  `const { from, rows, out, at } = input;
   for (let i = start; i < end; i++) out[at + i] = from[rows[i]] + 0;`,
);

function takeEntries(from: Int32Array, rows: Int32Array, taken: number, out: Int32Array, at: number): void {
  for (let i = 0; i < taken; i++) out[at + i] = from[rows[i]!]!;
}

type Keys = Pick<UnitRows, 'keysA' | 'keysB'>;

function takeKeys({ keysA, keysB }: Keys, rows: Int32Array, taken: number, out: Keys, at: number): void {
  const { keysA: a, keysB: b } = out;
  for (let i = 0; i < taken; i++) {
    const row = rows[i]!;
    a[at + i] = keysA[row]!;
    b[at + i] = keysB[row]!;
  }
}

function takeKeysOf(
  index: Int32Array,
  { keysA, keysB }: Keys,
  rows: Int32Array,
  taken: number,
  out: Keys,
  at: number,
): void {
  const { keysA: a, keysB: b } = out;
  for (let i = 0; i < taken; i++) {
    const entry = index[rows[i]!]!;
    a[at + i] = keysA[entry]!;
    b[at + i] = keysB[entry]!;
  }
}

/** Input of `cellCodesKernel`. */
export interface CellCodesInput {
  readonly rows: ValidRows;
  readonly axes: readonly Axis[];
  readonly cells: number;
  /** Receives the cell of each of the valid rows, plus 1; 0 for those without a cell. */
  readonly out: Uint8Array | Uint16Array | Uint32Array;
}

/** Writes the cells of the valid rows as codes, and counts the codes in each block. */
export const cellCodesKernel: Kernel<CellCodesInput, Int32Array> = {
  name: 'cell-codes',
  run: ({ rows, axes, cells, out }, start, end) => {
    const ofRows: CellRows = { axes, mask: undefined };
    const room = roomOfThread();
    const [all, own] = [integersIn(room.source), integersIn(room.out)];
    const counts = new Int32Array(cells + 1);
    const write = writeCodes(out);
    const coded = axes.flatMap(({ source, contribution }) =>
      source.kind === 'codes' ? [{ codes: source.codes, contribution }] : [],
    );
    const numberAt = coded.length === axes.length ? numberingAtOf(coded) : undefined;
    inChunks(rows, start, end, (row, count, at) => {
      if (numberAt !== undefined) {
        const { taken } = rowsOfChunk(0, count);
        numberAt(row, count, room.out, taken);
        write({ cells: cellNumbers, out, at, counts }, 0, taken);
        return taken;
      }
      cellsOfChunk(ofRows, row, count, all);
      const taken = simd.integers(room.bits.address, count, room.source.address, room.out.address);
      write({ cells: own, out, at, counts }, 0, taken);
      return taken;
    });
    return counts;
  },
};

interface WriteCodesInput {
  readonly cells: Int32Array;
  readonly out: CellCodesInput['out'];
  readonly at: number;
  readonly counts: Int32Array;
}

const writeCodes = typedLoops<WriteCodesInput, undefined>(
  `const { cells, out, at, counts } = input;
   for (let i = start; i < end; i++) {
     const cell = cells[i];
     const code = (cell + 1) & ~(cell >> 31);
     out[at + i] = code;
     counts[code] = counts[code] + 1;
   }`,
);
