import type { Kernel } from '../fold.ts';
import { area, bring, doublesIn, integersIn } from '../simd/memory.ts';
import { segments } from '../simd/segments.ts';
import { chunkRows } from './axis.ts';
import { firstFrom } from './grouped.ts';
import { emptyFirstMoments, firstMoments, mergeFirstMoments, secondMoments } from './moments.ts';

/* Moments of values that have been brought together by cell: the sums of a cell never leave the processor while it is worked on. */

/** Values by cell, with both halves of the key of each value's unit. */
export interface CellValues {
  readonly values: Int32Array | Float64Array;
  readonly keys: Int32Array;
  /** By cell: where its values begin; one entry more than there are cells. */
  readonly begins: Float64Array;
  /** Values beyond these limits count as the limits (x_w). */
  readonly lower: number;
  readonly upper: number;
}

/** Of neighbouring cells, the first of which is `from`: moments as `firstMoments` says, and four integers as `countCellsFold` has them. */
export interface FirstOfCells {
  readonly from: number;
  readonly moments: Float64Array;
  readonly counts: Int32Array;
}

interface Rooms {
  readonly integers: ReturnType<typeof area>;
  readonly values: ReturnType<typeof area>;
  readonly keys: ReturnType<typeof area>;
  readonly out: ReturnType<typeof area>;
}

let ownRooms: Rooms | undefined;

/** The thread's room for the values of a chunk, their keys, and sums. */
function roomsOfThread(): Rooms {
  ownRooms ??= {
    integers: area(chunkRows * 4),
    values: area(chunkRows * 8),
    keys: area(chunkRows * 8),
    out: area(64),
  };
  return ownRooms;
}

/** The cell of a grouped value. */
function cellAt(begins: Float64Array, place: number): number {
  return firstFrom(begins, place + 1) - 1;
}

/** Calls back with each part of a cell in each chunk: the number of its first value in the chunk, and how many it has. */
function forParts(
  { values, keys, begins }: CellValues,
  start: number,
  end: number,
  take: (cell: number, first: number, count: number) => void,
): void {
  const rooms = roomsOfThread();
  const integers = integersIn(rooms.integers);
  const doubles = doublesIn(rooms.values);
  const keysHere = integersIn(rooms.keys);
  let cell = cellAt(begins, start);
  for (let chunk = start; chunk < end; chunk += chunkRows) {
    const stop = Math.min(end, chunk + chunkRows);
    if (values instanceof Int32Array) {
      bring(integers, values, chunk, stop);
      segments.widen(rooms.integers.address, stop - chunk, rooms.values.address);
    } else bring(doubles, values, chunk, stop);
    bring(keysHere, keys, chunk * 2, stop * 2);
    for (let from = chunk; from < stop; ) {
      while (begins[cell + 1]! <= from) cell++;
      const to = Math.min(stop, begins[cell + 1]!);
      take(cell, from - chunk, to - from);
      from = to;
    }
  }
}

/** First moments of the cells within a block of the grouped values. */
export const firstOfCellsKernel: Kernel<CellValues, FirstOfCells> = {
  name: 'first-of-cells',
  run: (input, start, end) => {
    const from = cellAt(input.begins, start);
    const cells = cellAt(input.begins, end - 1) - from + 1;
    const moments = emptyFirstMoments(cells);
    const counts = new Int32Array(cells * 4);
    const { values, keys, out } = roomsOfThread();
    const sums = doublesIn(out);
    const keySums = integersIn(out);
    const own = new Float64Array(firstMoments.size);
    forParts(input, start, end, (cell, first, count) => {
      segments.first(
        values.address + first * 8,
        keys.address + first * 8,
        count,
        input.lower,
        input.upper,
        out.address,
      );
      own[firstMoments.rows] = count;
      for (let entry = 0; entry < 6; entry++) own[entry + 1] = sums[entry]!;
      mergeFirstMoments(moments, (cell - from) * firstMoments.size, own, 0);
      const at = (cell - from) * 4;
      counts[at] = counts[at]! + count;
      counts[at + 2] = (counts[at + 2]! + keySums[12]!) | 0;
      counts[at + 3] = (counts[at + 3]! + keySums[13]!) | 0;
    });
    return { from, moments, counts };
  },
};

/** The cell of a coarser grid that each cell belongs to, its mean of x_w, and the halves of its sign key (rule DC-14). */
export interface CoarserCells {
  readonly to: Int32Array;
  readonly mean: Float64Array;
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

/** Input of `secondOfCellsKernel`: several grids share one way through the values. */
export interface SecondOfCellsInput extends CellValues {
  readonly grids: readonly CoarserCells[];
}

/** By grid, of neighbouring cells, the first of which is `from`: sums as `secondMoments` says, about the means of the grid. */
export interface SecondOfCells {
  readonly from: number;
  readonly sums: readonly Float64Array[];
}

/** Second moments of the cells within a block of the grouped values. */
export const secondOfCellsKernel: Kernel<SecondOfCellsInput, SecondOfCells> = {
  name: 'second-of-cells',
  run: (input, start, end) => {
    const from = cellAt(input.begins, start);
    const cells = cellAt(input.begins, end - 1) - from + 1;
    const sums = input.grids.map(() => new Float64Array(cells * secondMoments.size));
    const { lower, upper, grids } = input;
    const { values, keys, out } = roomsOfThread();
    const found = doublesIn(out);
    const flips = integersIn(out);
    forParts(input, start, end, (cell, first, count) => {
      const at = (cell - from) * secondMoments.size;
      for (let g = 0; g < grids.length; g++) {
        const { to, mean, lo, hi } = grids[g]!;
        const own = to[cell]!;
        const [x, k] = [values.address + first * 8, keys.address + first * 8];
        segments.second(x, k, count, lower, upper, mean[own]!, lo[own]!, hi[own]!, out.address);
        const negative = -flips[12]!;
        addSums(sums[g]!, at, count - negative, negative, found);
      }
    });
    return { from, sums };
  },
};

function addSums(sums: Float64Array, at: number, positive: number, negative: number, found: Float64Array): void {
  const other = at + secondMoments.half;
  sums[at] = sums[at]! + positive;
  sums[other] = sums[other]! + negative;
  for (let power = 0; power < 3; power++) {
    sums[at + 1 + power] = sums[at + 1 + power]! + found[power]!;
    sums[other + 1 + power] = sums[other + 1 + power]! + found[power + 3]!;
  }
}
