import type { SetCounts } from '../../disclosure/nodes.ts';
import type { RecordKeys } from '../../disclosure/protection.ts';
import type { DatasetSchema } from '../../lang/types/schema.ts';
import { type Column, columnLength, sharedCodes, sharedUint32 } from '../column.ts';
import type {
  ColumnarDataset,
  ColumnarSelection,
  DatasetHandle,
  RowOrigin,
  SelectionHandle,
  UnitAxis,
} from '../dataset.ts';
import type { FoldRunner } from '../fold.ts';
import { countSet } from './reading/count-set.ts';
import type { UnitSpace } from './units.ts';

/** A dataset of this engine, with the units that its rows are about. */
export interface Table extends ColumnarDataset {
  /** Absent for empty datasets and for groups of an ordinary variable. */
  readonly space: UnitSpace | undefined;
}

/** The dataset behind a handle. */
export function tableOf(handle: DatasetHandle): Table {
  if (!isTable(handle)) throw new TypeError('the dataset belongs to another engine');
  return handle;
}

function isTable(handle: DatasetHandle): handle is Table {
  return 'columns' in handle && 'space' in handle;
}

/** The selection behind a handle. */
export function selectionOf(handle: SelectionHandle): ColumnarSelection & { readonly of: Table } {
  if (!isSelection(handle)) throw new TypeError('the selection belongs to another engine');
  return { ...handle, of: tableOf(handle.of) };
}

function isSelection(handle: SelectionHandle): handle is ColumnarSelection {
  return 'mask' in handle;
}

const noKeys: RecordKeys = { a: sharedUint32(0), b: sharedUint32(0) };

/** A dataset without rows or units. */
export function emptyTable(schema: DatasetSchema): Table {
  return {
    schema,
    rowCount: 0,
    space: undefined,
    units: { unitType: 'none', index: undefined, distinct: true, keys: noKeys },
    identifier: { kind: 'dictionary', codes: sharedCodes(0, 1), dictionary: [''] },
    columns: new Map(),
  };
}

/** The columns that a schema names, in its order: from `columns`, or under the name that `from` gives. */
export function columnsFor(
  schema: DatasetSchema,
  columns: ReadonlyMap<string, Column>,
  from: ReadonlyMap<string, string> = new Map<string, string>(),
): ReadonlyMap<string, Column> {
  const chosen = new Map<string, Column>();
  for (const { name } of schema.variables) {
    const column = columns.get(from.get(name) ?? name);
    if (column === undefined) throw new RangeError('a variable of the schema has no column');
    chosen.set(name, column);
  }
  return chosen;
}

/** A dataset with some columns more or other, under a new schema. */
export function withColumns(table: Table, schema: DatasetSchema, added: ReadonlyMap<string, Column>): Table {
  for (const column of added.values()) {
    if (columnLength(column) !== table.rowCount) throw new RangeError('a column of another length than its dataset');
  }
  return { ...table, schema, columns: columnsFor(schema, new Map([...table.columns, ...added])) };
}

/** How rows that are the units `index` of a space belong to units; `undefined` for all units in their order. */
export function axisOf(space: UnitSpace, index: Int32Array | undefined): UnitAxis {
  return { unitType: space.unitType, index, distinct: true, keys: space.keys };
}

/** The identifier column of rows that are the units `index` of a space. */
export function identifierOf(space: UnitSpace, index: Int32Array | undefined): Column {
  const { unitType } = space;
  if (space.pseudonymised) {
    if (index !== undefined) return { kind: 'unit', units: index, unitType };
    return {
      kind: 'unit',
      unitType,
      get units() {
        return space.identity();
      },
    };
  }
  const units = index ?? space.identity();
  const size = space.universe.size;
  const dictionary = ['', ...Array.from({ length: size }, (_, unit) => space.universe.identifierOf(unit))];
  const codes = sharedCodes(units.length, dictionary.length);
  for (let i = 0; i < codes.length; i++) codes[i] = units[i]! + 1;
  return { kind: 'dictionary', codes, dictionary };
}

/** A dataset of several rows per unit; the rows ascend by unit, `index` is the unit of each, and `origin` tells them apart. */
export function tableOfRows(
  schema: DatasetSchema,
  space: UnitSpace,
  index: Int32Array,
  columns: Iterable<readonly [string, Column]>,
  origin: RowOrigin | undefined,
): Table {
  return {
    ...emptyTable(schema),
    rowCount: index.length,
    space,
    units: {
      ...axisOf(space, index),
      distinct: false,
      ...(origin === undefined ? {} : { rows: { origin, numbers: undefined } }),
    },
    identifier: identifierOf(space, index),
    columns: columnsFor(schema, new Map(columns)),
  };
}

/** The units of a set of rows, each counted as one row. */
export function asUnits(set: SetCounts): SetCounts {
  return { ...set, rows: set.units };
}

/** Units, rows and key sums of the rows that a mask selects (all without one). */
export function countRows(runner: FoldRunner, table: Table, mask: Uint8Array | undefined): Promise<SetCounts> {
  return countSet(runner, table, mask);
}

/** The empty set. */
export const noUnits: SetCounts = { units: 0, rows: 0, sumA: 0, sumB: 0 };
