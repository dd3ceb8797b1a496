import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { DatasetSchema } from '../../lang/types/schema.ts';
import { type Column, sharedFloat64, sharedUint8 } from '../column.ts';
import type { ColumnarSelection, DatasetHandle, RowNumbers, SelectionHandle } from '../dataset.ts';
import { evaluateMask } from '../expression/evaluate.ts';
import type { FoldRunner } from '../fold.ts';
import { belowKernel, invertKernel } from '../folds/masks.ts';
import { rowSource } from './derive.ts';
import { tableOfUnits } from './import.ts';
import { closedColumnOf } from './open-stops.ts';
import { missingRows, withoutSet } from './reading/count-set.ts';
import { createReadingEngine } from './reading/engine.ts';
import { noteSet, populationSet } from './reading/facts.ts';
import { gather, rowNumbers } from './rows.ts';
import { columnsFor, selectionOf, type Table, tableOf } from './table.ts';

/** Rows that a condition selects. */
export async function select(
  runner: FoldRunner,
  protection: DisclosureSession,
  dataset: DatasetHandle,
  condition: ExpressionIr,
): Promise<ColumnarSelection> {
  const table = tableOf(dataset);
  const { mask, count } = await evaluateMask(rowSource(runner, protection, table), condition);
  return { of: table, mask, rowCount: count };
}

/** Rows where a variable is missing. */
export async function selectMissing(
  runner: FoldRunner,
  dataset: DatasetHandle,
  variable: string,
): Promise<ColumnarSelection> {
  const table = tableOf(dataset);
  const { mask, set } = await missingRows(runner, table, await closedColumnOf(runner, table, variable));
  noteSet(mask, set);
  return { of: table, mask, rowCount: set.rows };
}

/** All rows but those selected. */
export async function complement(runner: FoldRunner, handle: SelectionHandle): Promise<ColumnarSelection> {
  const selection = selectionOf(handle);
  const mask = sharedUint8(selection.mask.length);
  await runner.map(invertKernel, { mask: selection.mask, out: mask }, mask.length);
  const { of: table } = selection;
  if (table.units.distinct) {
    // Nearly every complement is counted, and its parts have been counted before it is made.
    const selected = await populationSet(runner, { dataset: table, selection });
    noteSet(mask, withoutSet(await populationSet(runner, { dataset: table }), selected));
  }
  return { of: selection.of, mask, rowCount: mask.length - selection.rowCount };
}

/** The selected rows as a dataset. */
export async function keep(runner: FoldRunner, handle: SelectionHandle, schema: DatasetSchema): Promise<Table> {
  const { of: table, mask } = selectionOf(handle);
  const rows = await rowNumbers(runner, mask);
  if (rows.length === table.rowCount) return { ...table, schema };
  const columns = new Map<string, Column>();
  for (const [name, column] of columnsFor(schema, table.columns)) columns.set(name, await gather(runner, column, rows));
  const index = await indexOfRows(runner, table, rows);
  if (table.space !== undefined && table.units.distinct) return tableOfUnits(schema, table.space, index, columns);
  const identifier = await gather(runner, table.identifier, rows);
  const kept: Table = {
    ...table,
    schema,
    rowCount: rows.length,
    columns,
    identifier,
    units: { ...table.units, index, ...(await numbersOfRows(runner, table, rows)) },
  };
  return kept;
}

/** What tells some rows apart from others of their units, where that is kept. */
async function numbersOfRows(
  runner: FoldRunner,
  { units }: Table,
  rows: Int32Array,
): Promise<{ readonly rows?: RowNumbers }> {
  if (units.rows === undefined) return {};
  const { origin, numbers } = units.rows;
  if (numbers === undefined) return { rows: { origin, numbers: rows } };
  const gathered = await gather(runner, { kind: 'int32', values: numbers }, rows);
  return gathered.kind === 'int32' ? { rows: { origin, numbers: gathered.values } } : {};
}

/** The units of some rows. */
async function indexOfRows(runner: FoldRunner, table: Table, rows: Int32Array): Promise<Int32Array> {
  const { index } = table.units;
  if (index === undefined) return rows;
  const gathered = await gather(runner, { kind: 'unit', units: index, unitType: '' }, rows);
  return gathered.kind === 'unit' ? gathered.units : rows;
}

/** A random selection: the rows with the smallest keyed hashes (rule DC-27). A share below 1, or a number of rows. */
export async function sample(
  runner: FoldRunner,
  protection: DisclosureSession,
  dataset: DatasetHandle,
  size: number,
  seed: number,
): Promise<ColumnarSelection> {
  const table = tableOf(dataset);
  const wanted = Math.min(table.rowCount, size < 1 ? Math.max(1, Math.round(size * table.rowCount)) : size);
  const units = table.units.index ?? firstNumbers(table.rowCount);
  const keys = sharedFloat64(table.rowCount);
  keys.set(protection.sampleKeys(seed, table.units.keys, units, runningNumbers(table)));
  const mask = sharedUint8(table.rowCount);
  if (table.rowCount === 0) return { of: table, mask, rowCount: 0 };
  const last = await keyOfRank(runner, table, keys, wanted);
  const counts = await runner.map(belowKernel, { values: keys, last, out: mask }, table.rowCount);
  return { of: table, mask, rowCount: counts.reduce((sum, count) => sum + count, 0) };
}

function firstNumbers(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = i;
  return numbers;
}

/** The number of each row within its unit; `undefined` when every unit has one row. */
function runningNumbers(table: Table): Int32Array | undefined {
  const { index, distinct } = table.units;
  if (distinct || index === undefined) return undefined;
  const numbers = new Int32Array(index.length);
  for (let row = 1; row < index.length; row++) numbers[row] = index[row] === index[row - 1] ? numbers[row - 1]! + 1 : 0;
  return numbers;
}

async function keyOfRank(runner: FoldRunner, table: Table, keys: Float64Array, rank: number): Promise<number> {
  const reading = createReadingEngine(runner);
  const dataset: Table = { ...table, columns: new Map([['#', { kind: 'float64', values: keys }]]) };
  const whole = await reading.classify({ dataset }, []);
  if (whole === undefined) throw new RangeError('a population without dimensions has one cell');
  const [cell] = await reading.orderStatistics(whole, [], '#', [[{ from: rank, to: rank }]]);
  return cell![0]![0]!;
}
