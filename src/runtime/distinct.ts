import { sharedUint32 } from './column.ts';
import type { FoldRunner } from './fold.ts';
import type { NumericValues } from './folds/axis.ts';
import { type DoubleSet, distinctFold, encodeKernel, rankDistinct } from './folds/presence.ts';

/** A column of numbers as codes of its distinct values. */
export interface NumberedValues {
  /** By row, from 1 on, ascending with the values; 0 is missing. Shared. */
  readonly codes: Uint32Array;
  /** The distinct values, ascending; -0 counts as 0. */
  readonly sorted: Float64Array;
}

/** Numbers the distinct values of a column, however many there are. */
export async function numberValues(
  runner: FoldRunner,
  values: NumericValues,
  rowCount: number,
): Promise<NumberedValues> {
  const set = await runner.fold(distinctFold, { values, most: Number.POSITIVE_INFINITY }, rowCount);
  return numberedBy(runner, values, rowCount, set);
}

/** The same, where the distinct values have been found: by a caller who does not want too many. */
export async function numberedBy(
  runner: FoldRunner,
  values: NumericValues,
  rowCount: number,
  set: DoubleSet,
): Promise<NumberedValues> {
  const { sorted, codes: codeOfPlace } = rankDistinct(set);
  const codes = sharedUint32(rowCount);
  await runner.map(encodeKernel, { values, table: set.table, codes: codeOfPlace, out: codes }, rowCount);
  return { codes, sorted };
}
