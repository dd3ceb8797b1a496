import { bucketOf, printWords } from '../../disclosure/history/prints.ts';
import type { Fold } from '../fold.ts';
import { type CellRows, cellsOfChunk, chunkRows } from './axis.ts';
import { ownRange, type UnitRows } from './units.ts';

/** Input of `transitionsFold`. */
export interface TransitionsInput {
  /** Sorts rows into categories from 0 on; rows whose value is missing are in one of their own, which comes last. */
  readonly rows: CellRows;
  readonly units: UnitRows;
  /** Categories without that of missing values. */
  readonly categories: number;
  /** Whether fingerprints of the units are wanted, too (rule DC-31). */
  readonly hasPrints: boolean;
}

/** Four integers per cell, as `countCellsFold` has them: pairs, units, ΣA and ΣB modulo 2^32. */
export interface TransitionsState {
  /** The grid from × to, then what begins in each category, what ends in each, and everything. */
  readonly counts: Int32Array;
  /** The unit last counted in each cell. */
  readonly lastUnit: Int32Array;
  /** Fingerprints by cell; empty when they are not wanted. */
  readonly prints: Int32Array;
}

/** How many cells the state has for so many categories. */
export function transitionCells(categories: number): number {
  return (categories + 1) * (categories + 1);
}

/**
 * Counts the pairs that each row of a unit forms with the unit's next row in the population. A row that is not in the
 * population is passed over; one whose value is missing forms no pair and is not passed over.
 */
export const transitionsFold: Fold<TransitionsInput, TransitionsState> = {
  name: 'transitions',
  isExact: true,
  stateBytes: (input) => transitionCells(input.categories) * (input.hasPrints ? 20 + printWords * 4 : 20),
  init: (input) => ({
    counts: new Int32Array(transitionCells(input.categories) * 4),
    lastUnit: new Int32Array(transitionCells(input.categories)).fill(-1),
    prints: new Int32Array(input.hasPrints ? transitionCells(input.categories) * printWords : 0),
  }),
  step: (state, input, start, end) => {
    const { units, categories } = input;
    const { from, to } = ownRange(units, start, end);
    const { index } = units;
    // Where units have one row each nothing follows anything.
    if (units.distinct || index === undefined) return;
    const cells = new Int32Array(chunkRows);
    let previousUnit = -1;
    let previous = categories;
    for (let row = from; row < to; row += chunkRows) {
      const count = Math.min(chunkRows, to - row);
      cellsOfChunk(input.rows, row, count, cells);
      for (let i = 0; i < count; i++) {
        const category = cells[i]!;
        if (category < 0) continue;
        const unit = index[row + i]!;
        if (unit === previousUnit && previous < categories && category < categories) {
          countPair(state, input, unit, previous, category);
        }
        previousUnit = unit;
        previous = category;
      }
    }
  },
  merge: (earlier, later) => {
    const { counts } = earlier;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    const { prints } = earlier;
    for (let i = 0; i < prints.length; i++) prints[i] = prints[i]! ^ later.prints[i]!;
    return earlier;
  },
};

function countPair(
  state: TransitionsState,
  { units, categories }: TransitionsInput,
  unit: number,
  previous: number,
  category: number,
): void {
  const margins = categories * categories;
  const a = units.keysA[unit]!;
  const b = units.keysB[unit]!;
  countIn(state, previous * categories + category, unit, a, b);
  countIn(state, margins + previous, unit, a, b);
  countIn(state, margins + categories + category, unit, a, b);
  countIn(state, margins + 2 * categories, unit, a, b);
}

function countIn(
  { counts, lastUnit, prints }: TransitionsState,
  cell: number,
  unit: number,
  a: number,
  b: number,
): void {
  const at = cell * 4;
  counts[at] = counts[at]! + 1;
  if (lastUnit[cell] === unit) return;
  lastUnit[cell] = unit;
  counts[at + 1] = counts[at + 1]! + 1;
  counts[at + 2] = (counts[at + 2]! + a) | 0;
  counts[at + 3] = (counts[at + 3]! + b) | 0;
  if (prints.length === 0) return;
  const place = cell * printWords + bucketOf(a);
  prints[place] = prints[place]! ^ b;
}
