import { missingInt32 } from '../../metadata/stored-column.ts';
import type { Kernel } from '../fold.ts';
import { type Axis, type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { denseOfChunk, roomForDense } from './dense.ts';
import { typedLoops } from './typed-loop.ts';

/** A column, and the rows of it that are looked at. */
export interface ValidInput {
  readonly rows: CellRows;
  readonly values: NumericValues;
}

/** Counts the rows that have a valid value in a block. */
export const countValidKernel: Kernel<ValidInput, number> = {
  name: 'count-rows-with-value',
  run: ({ rows, values }, start, end) => {
    const room = roomForDense();
    let total = 0;
    for (let row = start; row < end; row += chunkRows) {
      total += denseOfChunk(rows, values, row, Math.min(chunkRows, end - row), room);
    }
    return total;
  },
};

/** Input of `compactKernel`. */
export interface CompactInput extends ValidInput {
  readonly rowsPerBlock: number;
  /** By block: where its valid rows begin in what is written. */
  readonly begins: Int32Array;
  /** Receives the valid values, in the order of the rows; integers where the column has them. */
  readonly out: Int32Array | Float64Array;
  /** Receives the number of the row of each of them. */
  readonly rowsOut: Int32Array;
}

/** Writes the valid values of a column side by side. */
export const compactKernel: Kernel<CompactInput, null> = {
  name: 'compact-values',
  run: ({ rows, values, rowsPerBlock, begins, out, rowsOut }, start, end) => {
    const room = roomForDense();
    let at = begins[Math.floor(start / rowsPerBlock)]!;
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(rows, values, row, Math.min(chunkRows, end - row), room);
      writeValues(out)({ values: room.values, out, at }, 0, count);
      writeRows(room.places, row, count, rowsOut, at);
      at += count;
    }
    return null;
  },
};

const writeValues = typedLoops<
  { readonly values: Float64Array; readonly out: CompactInput['out']; readonly at: number },
  undefined
>(
  `const { values, out, at } = input;
   for (let i = start; i < end; i++) out[at + i] = values[i];`,
);

function writeRows(places: Int32Array, row: number, count: number, out: Int32Array, at: number): void {
  for (let i = 0; i < count; i++) out[at + i] = row + places[i]!;
}

/** Writes what an array holds at some rows. */
export const entriesAtKernel: Kernel<
  { readonly from: Int32Array; readonly rows: Int32Array; readonly out: Int32Array },
  null
> = {
  name: 'entries-at',
  run: ({ from, rows, out }, start, end) => {
    for (let i = start; i < end; i++) out[i] = from[rows[i]!]!;
    return null;
  },
};

/** Input of `cellCodesKernel`. */
export interface CellCodesInput {
  readonly axes: readonly Axis[];
  /** Numbers of the rows to look at. */
  readonly rows: Int32Array;
  /** Receives the cell of each of them, plus 1; 0 for rows without a cell. */
  readonly out: Uint8Array | Uint16Array | Uint32Array;
}

/** Writes the cells of some rows as codes. */
export const cellCodesKernel: Kernel<CellCodesInput, null> = {
  name: 'cell-codes',
  run: ({ axes, rows, out }, start, end) => {
    const cells = new Int32Array(chunkRows);
    for (let first = start; first < end; first += chunkRows) {
      const count = Math.min(chunkRows, end - first);
      cells.fill(0);
      for (const axis of axes) addCellsOf(axis, rows, first, count, cells);
      writeCodes(out)({ cells, out, first }, 0, count);
    }
    return null;
  },
};

const writeCodes = typedLoops<
  { readonly cells: Int32Array; readonly out: CellCodesInput['out']; readonly first: number },
  undefined
>(
  `const { cells, out, first } = input;
   for (let i = start; i < end; i++) {
     const cell = cells[i];
     out[first + i] = (cell + 1) & ~(cell >> 31);
   }`,
);

interface CodesAtInput {
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  readonly contribution: Int32Array;
  readonly rows: Int32Array;
  readonly first: number;
  readonly cells: Int32Array;
}

const addCodesAt = typedLoops<CodesAtInput, undefined>(
  `const { codes, contribution, rows, first, cells } = input;
   for (let i = start; i < end; i++) cells[i] = cells[i] + contribution[codes[rows[first + i]]];`,
);

interface NumbersAtInput {
  readonly values: Int32Array | Float64Array;
  readonly missing: number;
  readonly offset: number;
  readonly contribution: Int32Array;
  readonly ofMissing: number;
  readonly rows: Int32Array;
  readonly first: number;
  readonly cells: Int32Array;
}

// NaN differs from itself: the test for missing that needs no call.
const addNumbersAt = typedLoops<NumbersAtInput, undefined>(
  `const { values, missing, offset, contribution, ofMissing, rows, first, cells } = input;
   for (let i = start; i < end; i++) {
     const value = values[rows[first + i]];
     const isMissing = value === missing || value !== value;
     cells[i] = cells[i] + (isMissing ? ofMissing : contribution[(value - offset) | 0]);
   }`,
);

function addCellsOf(axis: Axis, rows: Int32Array, first: number, count: number, cells: Int32Array): void {
  const { source, contribution } = axis;
  switch (source.kind) {
    case 'codes':
      addCodesAt(source.codes)({ codes: source.codes, contribution, rows, first, cells }, 0, count);
      return;
    case 'int32':
    case 'float64': {
      const { values, offset } = source;
      const input = { values, missing: missingInt32, offset, contribution, ofMissing: axis.missing };
      addNumbersAt(values)({ ...input, rows, first, cells }, 0, count);
      return;
    }
    case 'bins':
    case 'hexagons':
      throw new TypeError('values are no categories');
  }
}
