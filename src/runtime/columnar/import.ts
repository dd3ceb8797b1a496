import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { DatasetSchema } from '../../lang/types/schema.ts';
import { arrayOf, missingUnit, type VariableSlice } from '../../metadata/stored-column.ts';
import { type Column, columnLength, sharedInt32, sharedUint8 } from '../column.ts';
import type { Imported, ImportRequest } from '../engine/importing.ts';
import type { FoldRunner } from '../fold.ts';
import { placeRecordsKernel } from '../folds/place-records.ts';
import { findUnitsKernel } from '../folds/units-lookup.ts';
import { asRemembered, withRemembered } from './column-ledger.ts';
import { addGroups, isOfGroups, unitsOfGroups } from './group-units.ts';
import { missingRows } from './reading/count-set.ts';
import { gather, rowNumbers, validRows } from './rows.ts';
import {
  axisOf,
  columnsFor,
  countRows,
  emptyTable,
  identifierOf,
  noUnits,
  type Table,
  tableOf,
  withColumns,
} from './table.ts';
import type { UnitSpace, UnitSpaces } from './units.ts';
import { emptyLike, missingOf } from './values.ts';

/** Units that have a record, and their values in the same order. */
interface Records {
  /** Ascending; absent when all units of the space have one. */
  readonly units: Int32Array | undefined;
  readonly values: Column;
}

/** Brings a register variable into a dataset: the first one decides the rows, later ones are left (or outer) joins. */
export async function importVariable(
  runner: FoldRunner,
  spaces: UnitSpaces,
  protection: DisclosureSession,
  request: ImportRequest,
): Promise<Imported> {
  const table = tableOf(request.dataset);
  // Reading waits for the disk most of the time: both at once.
  const [space, slice] = await Promise.all([
    spaces.space(spaces.variable(request.source).unitType),
    spaces.slice(request.source),
  ]);
  const isGap = !spaces.hasRecordsAt(request.source);
  if (table.schema.kind === 'empty') {
    const { units, values } = await recordsOf(runner, slice);
    const imported = tableOfUnits(request.schema, space, units, new Map([[request.name, values]]));
    const dataset = await withRemembered(runner, protection, imported);
    return { dataset, missing: noUnits, added: noUnits, isGap };
  }
  const grown = request.outerJoin ? await addUnits(runner, spaces, table, space, slice, request) : undefined;
  const base = grown === undefined ? table : await withRemembered(runner, protection, grown.table);
  const found = isOfGroups(base)
    ? await gather(runner, await ofAllUnits(runner, slice, space.universe.size), unitsOfGroups(space, base))
    : await valuesFor(runner, base, slice, space.universe.size);
  const values = await asRemembered(runner, protection, base, found);
  const dataset = withColumns(base, request.schema, new Map([[request.name, values]]));
  const { set: missing } = await missingRows(runner, base, values);
  const added = grown === undefined ? noUnits : await countRows(runner, base, grown.added);
  return { dataset, missing, added, isGap };
}

/** A dataset whose rows are units of a space. */
export function tableOfUnits(
  schema: DatasetSchema,
  space: UnitSpace,
  index: Int32Array | undefined,
  columns: ReadonlyMap<string, Column>,
): Table {
  return {
    ...emptyTable(schema),
    rowCount: index?.length ?? space.universe.size,
    space,
    units: axisOf(space, index),
    identifier: identifierOf(space, index),
    columns: columnsFor(schema, columns),
  };
}

async function recordsOf(runner: FoldRunner, slice: VariableSlice): Promise<Records> {
  if (slice.layout === 'sparse') return { units: slice.units, values: slice.values };
  if (slice.recordCount === slice.rowCount) return { units: undefined, values: slice.values };
  const { mask } = await validRows(runner, slice.values);
  const units = await rowNumbers(runner, mask);
  return { units, values: await gather(runner, slice.values, units) };
}

/** Fewer rows than one in so many units look their records up; for more it is quicker to spread all records out and fetch. */
const fewRows = 16;

/** The slice's value for each row; rows that are all units in their order take a dense slice as it is. */
async function valuesFor(runner: FoldRunner, table: Table, slice: VariableSlice, size: number): Promise<Column> {
  const { index } = table.units;
  if (slice.layout === 'dense') {
    return index === undefined ? slice.values : gather(runner, slice.values, index);
  }
  if (isSame(index, slice.units)) return slice.values;
  if (index === undefined || table.rowCount * fewRows > size) {
    const all = await spread(runner, slice, size);
    return index === undefined ? all : gather(runner, all, index);
  }
  const places = sharedInt32(table.rowCount);
  await runner.map(findUnitsKernel, { units: slice.units, index, places }, table.rowCount);
  return gather(runner, slice.values, places);
}

function ofAllUnits(runner: FoldRunner, slice: VariableSlice, size: number): Promise<Column> {
  return slice.layout === 'dense' ? Promise.resolve(slice.values) : spread(runner, slice, size);
}

/** Sparse records as one value for each unit of the space. */
async function spread(
  runner: FoldRunner,
  { units, values }: VariableSlice & { readonly layout: 'sparse' },
  size: number,
): Promise<Column> {
  const all = emptyLike(values, size);
  await runner.map(
    placeRecordsKernel,
    { units, values: arrayOf(values), missing: missingOf(values), out: arrayOf(all) },
    size,
  );
  return all;
}

/** Whether rows and records are about the same units in the same order. */
function isSame(index: Int32Array | undefined, units: Int32Array): boolean {
  if (index?.length !== units.length) return false;
  for (let i = 0; i < units.length; i++) if (index[i] !== units[i]) return false;
  return true;
}

/** The dataset with rows for all units that have a record; `added` marks the new rows, which are missing elsewhere. */
async function addUnits(
  runner: FoldRunner,
  spaces: UnitSpaces,
  table: Table,
  space: UnitSpace,
  slice: VariableSlice,
  request: ImportRequest,
): Promise<{ readonly table: Table; readonly added: Uint8Array } | undefined> {
  const { index } = table.units;
  const isGroups = isOfGroups(table);
  if (index === undefined && !isGroups) return undefined;
  const records = (await recordsOf(runner, slice)).units ?? space.identity();
  if (isGroups || index === undefined) return addGroups(runner, spaces, space, table, records);
  const oldRow = new Int32Array(space.universe.size).fill(missingUnit);
  for (let row = 0; row < index.length; row++) oldRow[index[row]!] = row;
  const all = await rowNumbers(runner, membersAfter(space.universe.size, index, records, request.units));
  const rows = sharedInt32(all.length);
  const added = sharedUint8(all.length);
  for (let row = 0; row < all.length; row++) {
    rows[row] = oldRow[all[row]!]!;
    added[row] = rows[row] === missingUnit ? 1 : 0;
  }
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) columns.set(name, await gather(runner, column, rows));
  const isAll = all.length === space.universe.size;
  const schema = { ...request.schema, variables: table.schema.variables };
  const grown = tableOfUnits(schema, space, isAll ? undefined : all, columns);
  if ([...grown.columns.values()].some((column) => columnLength(column) !== grown.rowCount)) {
    throw new RangeError('a column of another length than its dataset');
  }
  return { table: grown, added };
}

/** A byte for each unit that is in the dataset after an outer join. */
function membersAfter(
  size: number,
  index: Int32Array,
  records: Int32Array,
  instead: Uint32Array | undefined,
): Uint8Array {
  const isIn = sharedUint8(size);
  if (instead !== undefined) {
    for (let unit = 0; unit < size; unit++) isIn[unit] = (instead[unit >>> 5]! >>> (unit & 31)) & 1;
    return isIn;
  }
  for (let row = 0; row < index.length; row++) isIn[index[row]!] = 1;
  for (let i = 0; i < records.length; i++) isIn[records[i]!] = 1;
  return isIn;
}
