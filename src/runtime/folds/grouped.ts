import { blockSize, type Kernel } from '../fold.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import type { ValidRows } from './compact.ts';
import { denseOfChunk, roomForDense } from './dense.ts';
import { keysOfChunk } from './moments.ts';
import { ranksOf, roomForRanks } from './radix-select.ts';
import { typedLoops } from './typed-loop.ts';
import type { UnitRows } from './units.ts';

/* Valid values brought together by cell: whatever is asked of a cell is then asked of values that stand side by side. */

/** What has to be brought together. */
export interface GroupInput {
  readonly rows: CellRows;
  readonly values: NumericValues;
  readonly cells: number;
  readonly rowCount: number;
}

/** Valid rows by cell within each block. */
export const blockCountsKernel: Kernel<GroupInput, Uint32Array> = {
  name: 'block-counts',
  run: (input, start, end) => {
    const counts = new Uint32Array(input.cells);
    const room = roomForDense();
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(input.rows, input.values, row, Math.min(chunkRows, end - row), room);
      countCells(room.cells, count, counts);
    }
    return counts;
  },
};

function countCells(cells: Int32Array, count: number, counts: Uint32Array): void {
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    counts[cell] = counts[cell]! + 1;
  }
}

/** Input of `placeValuesKernel`. */
export interface PlaceInput extends GroupInput {
  /** By block and cell: where the block's values of the cell begin in `out`. */
  readonly begins: Float64Array;
  /** Receives the values, integers only where the column has them. */
  readonly out: Int32Array | Float64Array;
  /** Receives both halves of the key of each value's unit, if they are wanted. */
  readonly keys: { readonly units: UnitRows; readonly out: Int32Array } | undefined;
}

/** Writes the valid values of each cell side by side: blocks have places of their own, so the order is that of the rows. */
export const placeValuesKernel: Kernel<PlaceInput, null> = {
  name: 'place-values',
  run: (input, start, end) => {
    const { rows, values, cells, out, keys } = input;
    const block = Math.floor(start / blockSize(input.rowCount, 0));
    const next = new Int32Array(input.begins.subarray(block * cells, (block + 1) * cells));
    const room = roomForDense();
    const scratch = { a: new Int32Array(chunkRows), b: new Int32Array(chunkRows) };
    const targets = new Int32Array(chunkRows);
    for (let row = start; row < end; row += chunkRows) {
      const rowsHere = Math.min(chunkRows, end - row);
      const count = denseOfChunk(rows, values, row, rowsHere, room);
      placesOf(room.cells, count, next, targets);
      writeValues(out)({ targets, values: room.values, out }, 0, count);
      if (keys === undefined) continue;
      const { a, b } = keysOfChunk(keys.units, row, rowsHere, scratch);
      writeKeys(targets, room.places, a, b, count, keys.out);
    }
    return null;
  },
};

function placesOf(cells: Int32Array, count: number, next: Int32Array, targets: Int32Array): void {
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    const at = next[cell]!;
    targets[i] = at;
    next[cell] = at + 1;
  }
}

const writeValues = typedLoops<
  { readonly targets: Int32Array; readonly values: Float64Array; readonly out: PlaceInput['out'] },
  undefined
>(
  `const { targets, values, out } = input;
   for (let i = start; i < end; i++) out[targets[i]] = values[i];`,
);

function writeKeys(
  targets: Int32Array,
  places: Int32Array,
  a: Int32Array,
  b: Int32Array,
  count: number,
  out: Int32Array,
): void {
  for (let i = 0; i < count; i++) {
    const at = targets[i]! * 2;
    const place = places[i]!;
    out[at] = a[place]!;
    out[at + 1] = b[place]!;
  }
}

/** Input of `placeCodedKernel`: valid rows side by side, with the codes of their cells (the cell plus 1, or 0 for none). */
export interface PlaceCodedInput {
  readonly rows: ValidRows;
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  readonly cells: number;
  readonly values: Int32Array | Float64Array;
  /** By block of the dataset's rows and by code: where its values begin in `out`. */
  readonly places: Int32Array;
  /** Receives the values. What has no cell goes to the place after the last. */
  readonly out: Int32Array | Float64Array;
  /** Receives both halves of the key of each value's unit, if they are wanted. */
  readonly keys: { readonly units: UnitRows; readonly out: Int32Array } | undefined;
}

/** The same for values that stand side by side already, whose cells are known: one loop, from one array to another. */
export const placeCodedKernel: Kernel<PlaceCodedInput, null> = {
  name: 'place-coded',
  run: (input, start) => {
    const { begins, rowsPerBlock } = input.rows;
    const { codes, cells, values, out, keys } = input;
    const block = Math.floor(start / rowsPerBlock);
    const next = input.places.slice(block * (cells + 1), (block + 1) * (cells + 1));
    const [from, to] = [begins[block]!, begins[block + 1]!];
    if (keys === undefined) {
      placeCoded(codes, values)({ codes, values, next, out }, from, to);
      return null;
    }
    const { keysA, keysB, index } = keys.units;
    const loops = index === undefined ? placeKeyed : placeKeyedOfUnits;
    loops(codes, values)({ codes, values, keysA, keysB, index, next, out, keysOut: keys.out }, from, to);
    return null;
  },
};

interface PlaceCodedLoop extends Pick<PlaceCodedInput, 'codes' | 'values' | 'out'> {
  readonly next: Int32Array;
}

interface PlaceKeyedLoop extends PlaceCodedLoop {
  readonly keysA: Int32Array;
  readonly keysB: Int32Array;
  readonly index: Int32Array | undefined;
  readonly keysOut: Int32Array;
}

/* Rows without a cell come in no pattern: they are written like the others, all to one place. */
const placing = (keys: string, placeKeys: string): string =>
  `const { codes, values, next, out${keys} } = input;
   for (let i = start; i < end; i++) {
     const code = codes[i];
     const at = next[code];
     next[code] = at + (code === 0 ? 0 : 1);
     out[at] = values[i];${placeKeys}
   }`;

const placingKeys = (unit: string): string =>
  placing(
    ', keysA, keysB, index, keysOut',
    `
     const unit = ${unit};
     keysOut[2 * at] = keysA[unit];
     keysOut[2 * at + 1] = keysB[unit];`,
  );

const placeCoded = typedLoops<PlaceCodedLoop, undefined>(placing('', ''));
const placeKeyed = typedLoops<PlaceKeyedLoop, undefined>(placingKeys('i'));
const placeKeyedOfUnits = typedLoops<PlaceKeyedLoop, undefined>(placingKeys('index[i]'));

/** Input of `ranksKernel`: values grouped by cell, and the ranks wanted of each group. */
export interface RanksInput {
  readonly values: Int32Array | Float64Array;
  /** By cell: where its values begin; one entry more than there are cells. */
  readonly begins: Float64Array;
  /** By cell the ranges of ranks (1-based, both ends included) as pairs. */
  readonly ranges: readonly Float64Array[];
}

/** Order statistics of the groups that begin within a block of the grouped values. */
export const ranksKernel: Kernel<RanksInput, { readonly cell: number; readonly found: readonly Float64Array[] }[]> = {
  name: 'ranks-in-cells',
  run: ({ values, begins, ranges }, start, end) => {
    const results: { cell: number; found: readonly Float64Array[] }[] = [];
    const room = roomForRanks();
    for (let cell = firstFrom(begins, start); cell < ranges.length; cell++) {
      const from = begins[cell]!;
      if (from >= end) break;
      const to = begins[cell + 1]!;
      if (to > from) results.push({ cell, found: ranksOf(values, from, to, ranges[cell]!, room) });
    }
    return results;
  },
};

/** The first group that begins at or after a place. */
export function firstFrom(begins: Float64Array, place: number): number {
  let [low, high] = [0, begins.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (begins[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
