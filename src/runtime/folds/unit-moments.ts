import type { Fold } from '../fold.ts';
import { type CellRows, cellsOfChunk, chunkRows, type NumericValues, valuesOfChunk } from './axis.ts';
import { ownRange, type UnitRows } from './units.ts';

/** Input of `unitMomentsFold`: for units with several rows, which are adjacent. */
export interface UnitMomentsInput {
  readonly rows: CellRows;
  readonly cells: number;
  readonly units: UnitRows;
  readonly values: NumericValues;
  readonly lower: number;
  readonly upper: number;
  /** Mean and variance (divisor: rows) of x_w by cell. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** By cell: Σ ψ² and max |ψ| of the influences on the mean and on the variance, summed per unit; and the unit being summed. */
export interface UnitMomentsState {
  readonly deviationSquares: Float64Array;
  readonly deviationLargest: Float64Array;
  readonly squareSquares: Float64Array;
  readonly squareLargest: Float64Array;
  readonly unit: Int32Array;
  readonly deviation: Float64Array;
  readonly square: Float64Array;
}

/** Moments of influences per unit: ψ_u = Σ (x_w − mean) and Σ ((x_w − mean)² − variance) over the unit's rows in a cell. */
export const unitMomentsFold: Fold<UnitMomentsInput, UnitMomentsState> = {
  name: 'unit-moments',
  isExact: false,
  stateBytes: (input) => input.cells * 52,
  init: ({ cells }) => ({
    deviationSquares: new Float64Array(cells),
    deviationLargest: new Float64Array(cells),
    squareSquares: new Float64Array(cells),
    squareLargest: new Float64Array(cells),
    unit: new Int32Array(cells).fill(-1),
    deviation: new Float64Array(cells),
    square: new Float64Array(cells),
  }),
  step: (state, input, start, end) => {
    const { from, to } = ownRange(input.units, start, end);
    const cells = new Int32Array(chunkRows);
    const scratch = new Float64Array(chunkRows);
    for (let row = from; row < to; row += chunkRows) {
      const count = Math.min(chunkRows, to - row);
      cellsOfChunk(input.rows, row, count, cells);
      const values = valuesOfChunk(input.values, row, count, scratch);
      for (let i = 0; i < count; i++) {
        const cell = cells[i]!;
        const value = values[i]!;
        if (cell < 0 || value !== value) continue;
        const unit = input.units.index === undefined ? row + i : input.units.index[row + i]!;
        if (state.unit[cell] !== unit) {
          closeUnit(state, cell);
          state.unit[cell] = unit;
        }
        const d = Math.min(Math.max(value, input.lower), input.upper) - input.mean[cell]!;
        state.deviation[cell] = state.deviation[cell]! + d;
        state.square[cell] = state.square[cell]! + (d * d - input.variance[cell]!);
      }
    }
    // A unit belongs to the block of its first row, so that nothing is left open at a block's end.
    for (let cell = 0; cell < input.cells; cell++) closeUnit(state, cell);
  },
  merge: (earlier, later) => {
    for (let cell = 0; cell < earlier.unit.length; cell++) {
      earlier.deviationSquares[cell] = earlier.deviationSquares[cell]! + later.deviationSquares[cell]!;
      earlier.squareSquares[cell] = earlier.squareSquares[cell]! + later.squareSquares[cell]!;
      earlier.deviationLargest[cell] = Math.max(earlier.deviationLargest[cell]!, later.deviationLargest[cell]!);
      earlier.squareLargest[cell] = Math.max(earlier.squareLargest[cell]!, later.squareLargest[cell]!);
    }
    return earlier;
  },
};

/** Takes the influences of the unit that a cell has been summing. */
function closeUnit(state: UnitMomentsState, cell: number): void {
  const deviation = state.deviation[cell]!;
  const square = state.square[cell]!;
  state.deviationSquares[cell] = state.deviationSquares[cell]! + deviation * deviation;
  state.squareSquares[cell] = state.squareSquares[cell]! + square * square;
  state.deviationLargest[cell] = Math.max(state.deviationLargest[cell]!, Math.abs(deviation));
  state.squareLargest[cell] = Math.max(state.squareLargest[cell]!, Math.abs(square));
  state.deviation[cell] = 0;
  state.square[cell] = 0;
}
