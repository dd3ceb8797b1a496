import { type Column, sharedUint8 } from '../column.ts';
import type { FoldRunner } from '../fold.ts';
import { firstRowsKernel } from '../folds/masks.ts';
import { tableOfUnits } from './import.ts';
import { gather, rowNumbers } from './rows.ts';
import { columnsFor, emptyTable, type Table } from './table.ts';

/** The first row of each unit of a dataset whose units have several rows, which are adjacent. */
export async function firstRowsOf(runner: FoldRunner, index: Int32Array): Promise<Int32Array> {
  const mask = sharedUint8(index.length);
  await runner.map(firstRowsKernel, { index, out: mask }, index.length);
  return rowNumbers(runner, mask);
}

/** A dataset of the units of another one, each once: those of its rows `rows`. */
export async function tableOfRowsUnits(
  runner: FoldRunner,
  table: Table,
  rows: Int32Array,
  schema: Table['schema'],
  columns: ReadonlyMap<string, Column>,
): Promise<Table> {
  const { index } = table.units;
  const units = index === undefined ? rows : await unitsAt(runner, index, rows);
  const { space } = table;
  // Units ascend: as many as there are is all of them in their order.
  if (space !== undefined)
    return tableOfUnits(schema, space, units.length === space.universe.size ? undefined : units, columns);
  return {
    ...emptyTable(schema),
    rowCount: rows.length,
    units: { ...table.units, index: units, distinct: true },
    identifier: await gather(runner, table.identifier, rows),
    columns: columnsFor(schema, columns),
  };
}

async function unitsAt(runner: FoldRunner, index: Int32Array, rows: Int32Array): Promise<Int32Array> {
  const gathered = await gather(runner, { kind: 'unit', units: index, unitType: '' }, rows);
  return gathered.kind === 'unit' ? gathered.units : rows;
}
