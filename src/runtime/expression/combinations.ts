import { missingInt32 } from '../../metadata/stored-column.ts';
import { type Column, sharedFloat64, sharedUint8 } from '../column.ts';
import { numberValues } from '../distinct.ts';
import type { FoldRunner } from '../fold.ts';
import {
  codeCombinationsKernel,
  markCombinationsKernel,
  numberCombinationsKernel,
  type SlotSource,
} from '../folds/combinations.ts';
import { profileFold } from '../folds/profile.ts';
import type { InputArray } from './emitter.ts';
import type { CellValue } from './text-functions.ts';

/** The values of one argument or of several in each row, as slots. */
export interface ArgumentSlots extends SlotSource {
  /** Puts the values that a slot stands for in their places. */
  put(slot: number, values: CellValue[]): void;
}

/**
 * Combinations up to this number are looked up in a table; of more, those that occur are numbered first. A table that is much
 * larger than the data takes longer to look through than the rows take to be numbered.
 */
function largestTable(rowCount: number): number {
  return Math.min(1 << 24, Math.max(1 << 12, rowCount * 16));
}

/** An argument's column as slots: codes of texts; whole numbers in a short range; otherwise the distinct numbers. */
export async function slotsOf(runner: FoldRunner, column: Column, place: number): Promise<ArgumentSlots> {
  switch (column.kind) {
    case 'dictionary': {
      const { codes, dictionary } = column;
      return {
        ...{ values: codes, offset: 0, missing: -1, size: dictionary.length },
        put: (slot, values) => (values[place] = slot === 0 ? null : dictionary[slot]!),
      };
    }
    case 'float64':
    case 'int32':
      return slotsOfNumbers(runner, column, place);
    case 'unit':
      throw new TypeError('keys are no arguments');
  }
}

async function slotsOfNumbers(
  runner: FoldRunner,
  column: Extract<Column, { kind: 'float64' | 'int32' }>,
  place: number,
): Promise<ArgumentSlots> {
  const values = column.kind === 'float64' ? column : { ...column, openStop: false };
  const rows = { axes: [], mask: undefined };
  const { minimum, maximum, isWhole } = await runner.fold(profileFold, { values, rows }, column.values.length);
  const size = Math.max(0, maximum - minimum + 1) + 1;
  // Beyond 2^53 neighbours are not one apart.
  if (isWhole && size <= largestTable(column.values.length) && Math.max(-minimum, maximum) < 2 ** 53) {
    const missing = column.kind === 'int32' ? missingInt32 : Number.NaN;
    return {
      ...{ values: column.values, offset: minimum - 1, missing, size },
      put: (slot, target) => (target[place] = slot === 0 ? null : minimum + slot - 1),
    };
  }
  const { codes, sorted } = await numberValues(runner, values, column.values.length);
  return {
    ...{ values: codes, offset: 0, missing: -1, size: sorted.length + 1 },
    put: (slot, target) => (target[place] = slot === 0 ? null : sorted[slot - 1]!),
  };
}

/** The combinations of some arguments' values that occur, and how to give each row something by its combination. */
export interface Combinations {
  readonly count: number;
  /** Puts the values of combination `i` in their places. */
  put(i: number, values: CellValue[]): void;
  /** Fills `out` by row with what `of` has for the row's combination; `table` makes an array of the type of `out`. */
  spread(of: ArrayLike<number>, table: (length: number) => InputArray, out: InputArray): Promise<void>;
}

/** Finds the combinations that occur. */
export async function combinationsOf(
  runner: FoldRunner,
  parts: readonly ArgumentSlots[],
  rowCount: number,
): Promise<Combinations> {
  const sources = await narrowed(runner, parts, rowCount);
  const total = sizeOf(sources);
  const seen = sharedUint8(total);
  await runner.map(markCombinationsKernel, { sources: sources.map(plain), seen }, rowCount);
  let count = 0;
  for (let cell = 0; cell < total; cell++) count += seen[cell]!;
  const present = new Uint32Array(count);
  for (let cell = 0, at = 0; cell < total; cell++) if (seen[cell] === 1) present[at++] = cell;
  return {
    count: present.length,
    put: (i, values) => putAll(sources, present[i]!, values),
    spread: async (of, makeTable, out) => {
      const table = makeTable(total);
      for (let i = 0; i < present.length; i++) table[present[i]!] = of[i]!;
      await runner.map(codeCombinationsKernel, { sources: sources.map(plain), table, out }, rowCount);
    },
  };
}

/** What threads need to know of slots. */
function plain({ values, offset, missing, size }: ArgumentSlots): SlotSource {
  return { values, offset, missing, size };
}

function sizeOf(sources: readonly SlotSource[]): number {
  return sources.reduce((product, { size }) => product * size, 1);
}

function putAll(sources: readonly ArgumentSlots[], cell: number, values: CellValue[]): void {
  let rest = cell;
  for (let s = sources.length - 1; s >= 0; s--) {
    const { size } = sources[s]!;
    sources[s]!.put(rest % size, values);
    rest = Math.floor(rest / size);
  }
}

/** As few combinations as a table can hold: the smallest arguments are taken together until that is so. */
async function narrowed(
  runner: FoldRunner,
  parts: readonly ArgumentSlots[],
  rowCount: number,
): Promise<readonly ArgumentSlots[]> {
  if (parts.length === 1 || sizeOf(parts) <= largestTable(rowCount)) return parts;
  const [first, second, ...rest] = [...parts].sort((a, b) => a.size - b.size);
  const pair = [first!, second!];
  const numbers = sharedFloat64(rowCount);
  await runner.map(numberCombinationsKernel, { sources: pair.map(plain), out: numbers }, rowCount);
  const { codes, sorted } = await numberValues(runner, { kind: 'float64', values: numbers }, rowCount);
  const together: ArgumentSlots = {
    ...{ values: codes, offset: 1, missing: -1, size: sorted.length },
    put: (slot, values) => putAll(pair, sorted[slot]!, values),
  };
  return narrowed(runner, [together, ...rest], rowCount);
}
