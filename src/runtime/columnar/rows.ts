import { arrayOf } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32, sharedUint8 } from '../column.ts';
import { blockSize, type FoldRunner } from '../fold.ts';
import { countMaskKernel, gatherKernel, rowNumbersKernel, validityKernel } from '../folds/rows.ts';
import { emptyLike, missingOf } from './values.ts';

/** The numbers of the rows where a mask is 1 (or 0), ascending; shared. */
export async function rowNumbers(runner: FoldRunner, mask: Uint8Array, wanted: 0 | 1 = 1): Promise<Int32Array> {
  const counts = await runner.map(countMaskKernel, { mask, wanted }, mask.length);
  const begins = sharedInt32(counts.length + 1);
  counts.forEach((count, block) => (begins[block + 1] = begins[block]! + count));
  const out = sharedInt32(begins[counts.length]!);
  const rowsPerBlock = blockSize(mask.length, 0);
  await runner.map(rowNumbersKernel, { mask, wanted, begins, rowsPerBlock, out }, mask.length);
  return out;
}

/** The values of some rows; a negative row gives missing. */
export async function gather(runner: FoldRunner, column: Column, rows: Int32Array): Promise<Column> {
  const gathered = emptyLike(column, rows.length);
  const input = { values: arrayOf(column), rows, missing: missingOf(column), out: arrayOf(gathered) };
  await runner.map(gatherKernel, input, rows.length);
  return gathered;
}

/** A mask of a column's valid values (`wanted: 1`) or missing ones (0), and the number of valid ones. */
export async function validRows(
  runner: FoldRunner,
  column: Column,
  wanted: 0 | 1 = 1,
): Promise<{ readonly mask: Uint8Array; readonly valid: number }> {
  const values = arrayOf(column);
  const mask = sharedUint8(values.length);
  const input = { values, missing: missingOf(column), valid: wanted, mask };
  const counts = await runner.map(validityKernel, input, values.length);
  return { mask, valid: counts.reduce((sum, count) => sum + count, 0) };
}
