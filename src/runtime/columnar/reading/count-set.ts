import type { SetCounts } from '../../../disclosure/nodes.ts';
import { arrayOf } from '../../../metadata/stored-column.ts';
import { type Column, sharedUint8 } from '../../column.ts';
import type { ColumnarDataset } from '../../dataset.ts';
import type { FoldRunner } from '../../fold.ts';
import { addSums, countSetFold, missingSetKernel, type SetSums } from '../../folds/count-set.ts';
import { validityKernel } from '../../folds/rows.ts';
import { missingOf } from '../values.ts';
import { unitRowsOf } from './population.ts';

/** Units, rows and key sums of the rows that a mask selects (all without one). */
export async function countSet(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  mask: Uint8Array | undefined,
): Promise<SetCounts> {
  const units = unitRowsOf(dataset);
  const sums = await runner.fold(countSetFold, { mask, units }, dataset.rowCount);
  return units.distinct ? setOf(sums) : { ...setOf(sums), units: sums[3]! };
}

/** The rows where a column is missing: a mask, and the set that they make. */
export async function missingRows(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  column: Column,
): Promise<{ readonly mask: Uint8Array; readonly set: SetCounts }> {
  const units = unitRowsOf(dataset);
  const mask = sharedUint8(dataset.rowCount);
  const input = { values: arrayOf(column), missing: missingOf(column), mask };
  if (units.distinct) {
    const sums = await runner.map(missingSetKernel, { ...input, units }, dataset.rowCount);
    return { mask, set: setOf(sums.reduce(addSums, new Int32Array(4))) };
  }
  await runner.map(validityKernel, { ...input, valid: 0 as const }, dataset.rowCount);
  return { mask, set: await countSet(runner, dataset, mask) };
}

/** What is left of all rows of distinct units when those of a set are taken away. */
export function withoutSet(all: SetCounts, set: SetCounts): SetCounts {
  return {
    units: all.units - set.units,
    rows: all.rows - set.rows,
    sumA: (all.sumA - set.sumA) >>> 0,
    sumB: (all.sumB - set.sumB) >>> 0,
  };
}

function setOf(sums: SetSums): SetCounts {
  const rows = sums[0]!;
  return { units: rows, rows, sumA: sums[1]! >>> 0, sumB: sums[2]! >>> 0 };
}
