import { openStopDay } from '../../../metadata/stored-column.ts';
import type { ColumnarDataset } from '../../dataset.ts';
import { numberedBy } from '../../distinct.ts';
import type { FoldRunner } from '../../fold.ts';
import type { AxisSource, NumericValues } from '../../folds/axis.ts';
import { distinctFold, mostDistinct } from '../../folds/presence.ts';
import { profileFold } from '../../folds/profile.ts';
import { columnOf, numericValuesOf } from './population.ts';

/** A classifying variable's values as numbered slots, ascending by code. */
export interface Slots {
  readonly source: AxisSource;
  readonly count: number;
  /** Slot 0 stands for missing values; otherwise those have no slot. */
  readonly hasMissingSlot: boolean;
  /** The slot of spells that have not ended, whose code is `open`: missing, unless missing values form categories. */
  readonly openSlot?: number;
  codeOf(slot: number): number | string;
}

/** The code of the category of spells that have not ended. */
const openCode = 'open';

/** Widest range of whole numbers that is addressed directly: tables by value are to be no work beside the rows. */
function widestRange(rowCount: number): number {
  return Math.min(2 ** 20, Math.max(2 ** 12, rowCount * 4));
}

/** The values of a column never change, so that their slots are found once. */
const known = new WeakMap<object, Promise<Slots | undefined>>();

/**
 * Numbers the values of a classifying variable: by dictionary code, by value where whole numbers span a small range, and by
 * distinct value otherwise. `undefined` when there are more distinct values than a table could have categories.
 */
export async function slotsOf(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  variable: string,
): Promise<Slots | undefined> {
  const column = columnOf(dataset, variable);
  if (column.kind === 'dictionary') {
    const { codes, dictionary } = column;
    return {
      source: { kind: 'codes', codes },
      count: Math.max(1, dictionary.length),
      hasMissingSlot: true,
      codeOf: (slot) => dictionary[slot]!,
    };
  }
  const values = numericValuesOf(dataset, variable);
  const before = known.get(values.values);
  if (before !== undefined) return before;
  const found = numericSlots(runner, dataset, values);
  known.set(values.values, found);
  return found;
}

async function numericSlots(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  values: NumericValues,
): Promise<Slots | undefined> {
  const profile = await runner.fold(profileFold, { values, rows: { axes: [], mask: undefined } }, dataset.rowCount);
  const { minimum, maximum, isWhole } = profile;
  const isOpen = values.kind === 'int32' && values.openStop;
  if (!isOpen && isWhole && (profile.rows === 0 || maximum - minimum < widestRange(dataset.rowCount))) {
    const offset = profile.rows === 0 ? 0 : minimum;
    return {
      source:
        values.kind === 'int32'
          ? { kind: 'int32', values: values.values, offset }
          : { kind: 'float64', values: values.values, offset },
      count: profile.rows === 0 ? 1 : maximum - minimum + 1,
      hasMissingSlot: false,
      codeOf: (slot) => slot + offset,
    };
  }
  // The latest of all days is a value here: a table that keeps missing values tells open spells from them.
  const all: NumericValues = values.kind === 'int32' ? { ...values, openStop: false } : values;
  const distinct = await runner.fold(distinctFold, { values: all }, dataset.rowCount);
  if (distinct.size > mostDistinct) return undefined;
  const { sorted, codes } = await numberedBy(runner, all, dataset.rowCount, distinct);
  const hasOpen = isOpen && sorted.at(-1) === openStopDay;
  return {
    source: { kind: 'codes', codes },
    count: sorted.length + 1,
    hasMissingSlot: true,
    ...(hasOpen ? { openSlot: sorted.length } : {}),
    codeOf: (slot) => (hasOpen && slot === sorted.length ? openCode : sorted[slot - 1]!),
  };
}
