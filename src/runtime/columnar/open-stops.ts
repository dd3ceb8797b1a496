import { type Column, sharedInt32 } from '../column.ts';
import type { ColumnarDataset } from '../dataset.ts';
import type { FoldRunner } from '../fold.ts';
import { openStopsKernel } from '../folds/open-stops.ts';
import { columnOf, isOpenStop } from './reading/population.ts';

/** Columns never change: what is left of one without its open ends is made once. */
const known = new WeakMap<Int32Array, Promise<Column>>();

/**
 * A variable as ordinary values: the end of a spell that has not ended is missing. For everything but comparisons, copies, and
 * the largest and smallest of several values.
 */
export async function closedColumnOf(runner: FoldRunner, table: ColumnarDataset, variable: string): Promise<Column> {
  const column = columnOf(table, variable);
  if (column.kind !== 'int32' || !isOpenStop(table, variable)) return column;
  const closed = known.get(column.values) ?? withoutOpenStops(runner, column);
  known.set(column.values, closed);
  return closed;
}

async function withoutOpenStops(runner: FoldRunner, column: Column & { kind: 'int32' }): Promise<Column> {
  const out = sharedInt32(column.values.length);
  const open = await runner.map(openStopsKernel, { values: column.values, keep: 'missing' as const, out }, out.length);
  return open.every((count) => count === 0) ? column : { kind: 'int32', values: out };
}

/** 1 where a spell has not ended, missing elsewhere; `undefined` for variables whose values are all ordinary. */
export async function openRowsOf(
  runner: FoldRunner,
  table: ColumnarDataset,
  variable: string,
): Promise<Column | undefined> {
  const column = columnOf(table, variable);
  if (column.kind !== 'int32' || !isOpenStop(table, variable)) return undefined;
  const out = sharedInt32(column.values.length);
  await runner.map(openStopsKernel, { values: column.values, keep: 'only' as const, out }, out.length);
  return { kind: 'int32', values: out };
}
