import type { Fold } from '../fold.ts';
import { type CellRows, cellsOfChunk, chunkRows, type NumericValues, valuesOfChunk } from './axis.ts';

/** Input of `refineFold`: an interval of values, both ends included, cut into equal bins. */
export interface RefineInput {
  readonly rows: CellRows;
  readonly values: NumericValues;
  readonly lower: number;
  readonly upper: number;
  readonly bins: number;
}

/** Bins per unit of value in an interval; the bin number that follows from it grows with the value, whatever the rounding. */
function binsPerUnit(lower: number, upper: number, bins: number): number {
  return Math.min(Number.MAX_VALUE, bins / 2 / (upper / 2 - lower / 2));
}

/** Histogram of the values in an interval: one step towards their order statistics. */
export const refineFold: Fold<RefineInput, Uint32Array> = {
  name: 'refine-order',
  isExact: true,
  stateBytes: (input) => input.bins * 4,
  init: (input) => new Uint32Array(input.bins),
  step: (counts, input, start, end) => {
    const isOpen = input.rows.mask === undefined && input.rows.axes.length === 0;
    const { lower, upper } = input;
    const perUnit = binsPerUnit(lower, upper, input.bins);
    const last = input.bins - 1;
    const cells = new Int32Array(chunkRows);
    const scratch = new Float64Array(chunkRows);
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      if (!isOpen) cellsOfChunk(input.rows, row, count, cells);
      const values = valuesOfChunk(input.values, row, count, scratch);
      for (let i = 0; i < count; i++) {
        const value = values[i]!;
        if (!(value >= lower && value <= upper) || cells[i]! < 0) continue;
        const product = (value - lower) * perUnit;
        const bin = product < last ? product | 0 : last;
        counts[bin] = counts[bin]! + 1;
      }
    }
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.length; i++) earlier[i] = earlier[i]! + later[i]!;
    return earlier;
  },
};

/** Input of `gatherFold`. */
export interface GatherInput {
  readonly rows: CellRows;
  readonly values: NumericValues;
  /** One histogram's interval and number of bins, and for each bin the list it goes to (-1: none). */
  readonly lower: number;
  readonly upper: number;
  readonly bins: number;
  readonly listOfBin: Int16Array;
  readonly lists: number;
  /** Lists that would hold more values than this keep extremes only. */
  readonly keepAtMost: number;
}

/** What is known of one list: the values if there are few, the extremes in any case. */
export interface GatheredList {
  count: number;
  minimum: number;
  maximum: number;
  values: Float64Array;
}

/** Collects the values that fall into chosen bins of a histogram. */
export const gatherFold: Fold<GatherInput, GatheredList[]> = {
  name: 'gather-bins',
  isExact: true,
  stateBytes: (input) => input.lists * 1024,
  init: (input) => emptyLists(input.lists),
  step: (state, input, start, end) => {
    const isOpen = input.rows.mask === undefined && input.rows.axes.length === 0;
    const perUnit = binsPerUnit(input.lower, input.upper, input.bins);
    const cells = new Int32Array(chunkRows);
    const scratch = new Float64Array(chunkRows);
    const last = input.bins - 1;
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      if (!isOpen) cellsOfChunk(input.rows, row, count, cells);
      const values = valuesOfChunk(input.values, row, count, scratch);
      for (let i = 0; i < count; i++) {
        const value = values[i]!;
        if (!(value >= input.lower && value <= input.upper) || cells[i]! < 0) continue;
        const product = (value - input.lower) * perUnit;
        const list = input.listOfBin[product < last ? product | 0 : last]!;
        if (list >= 0) addToList(state[list]!, value + 0, input.keepAtMost);
      }
    }
  },
  merge: (earlier, later, input) => mergeLists(earlier, later, input.keepAtMost),
};

/** Lists without values. */
export function emptyLists(lists: number): GatheredList[] {
  return Array.from({ length: lists }, () => ({
    count: 0,
    minimum: Number.POSITIVE_INFINITY,
    maximum: Number.NEGATIVE_INFINITY,
    values: new Float64Array(64),
  }));
}

/** Adds the values of some lists to those of others. */
export function mergeLists(
  earlier: GatheredList[],
  later: readonly GatheredList[],
  keepAtMost: number,
): GatheredList[] {
  for (const [list, from] of later.entries()) {
    const into = earlier[list]!;
    const kept = Math.min(from.count, keepAtMost);
    const total = into.count + from.count;
    for (let i = 0; i < kept && into.count < keepAtMost; i++) addToList(into, from.values[i]!, keepAtMost);
    into.count = total;
    into.minimum = Math.min(into.minimum, from.minimum);
    into.maximum = Math.max(into.maximum, from.maximum);
  }
  return earlier;
}

/** Adds a value (not -0) to a list. */
export function addToList(list: GatheredList, value: number, keepAtMost: number): void {
  if (list.count < keepAtMost) {
    if (list.count === list.values.length) {
      const larger = new Float64Array(list.values.length * 4);
      larger.set(list.values);
      list.values = larger;
    }
    list.values[list.count] = value;
  }
  list.count++;
  if (value < list.minimum) list.minimum = value;
  if (value > list.maximum) list.maximum = value;
}
