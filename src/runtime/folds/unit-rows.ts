import type { Fold } from '../fold.ts';
import { type CellRows, cellsOfChunk, chunkRows, dropMissing, type NumericValues, valuesOfChunk } from './axis.ts';
import { ownRange, type UnitRows } from './units.ts';

/** Input of `unitRowsFold`: for units with several rows, which are adjacent. Rows without a valid value do not count. */
export interface UnitRowsInput {
  readonly rows: CellRows;
  readonly cells: number;
  readonly units: UnitRows;
  readonly values: NumericValues;
}

/** By cell: the rows of the unit that has most of them; and the unit being counted with its rows so far. */
export interface UnitRowsState {
  readonly most: Int32Array;
  readonly unit: Int32Array;
  readonly count: Int32Array;
}

/** Finds how many rows of a cell belong to one unit at most: what groups of order statistics are sized by (rule DC-10). */
export const unitRowsFold: Fold<UnitRowsInput, UnitRowsState> = {
  name: 'unit-rows',
  isExact: true,
  stateBytes: ({ cells }) => cells * 12,
  init: ({ cells }) => ({
    most: new Int32Array(cells),
    unit: new Int32Array(cells).fill(-1),
    count: new Int32Array(cells),
  }),
  step: (state, input, start, end) => {
    const { index } = input.units;
    if (index === undefined) throw new TypeError('rows of several units have a unit each');
    const { from, to } = ownRange(input.units, start, end);
    const cells = new Int32Array(chunkRows);
    const scratch = new Float64Array(chunkRows);
    for (let row = from; row < to; row += chunkRows) {
      const count = Math.min(chunkRows, to - row);
      cellsOfChunk(input.rows, row, count, cells);
      dropMissing(valuesOfChunk(input.values, row, count, scratch), count, cells);
      for (let i = 0; i < count; i++) {
        const cell = cells[i]!;
        if (cell < 0) continue;
        const unit = index[row + i]!;
        const rows = state.unit[cell] === unit ? state.count[cell]! + 1 : 1;
        state.unit[cell] = unit;
        state.count[cell] = rows;
        if (rows > state.most[cell]!) state.most[cell] = rows;
      }
    }
  },
  merge: (earlier, later) => {
    for (let cell = 0; cell < earlier.most.length; cell++) {
      earlier.most[cell] = Math.max(earlier.most[cell]!, later.most[cell]!);
    }
    return earlier;
  },
};
