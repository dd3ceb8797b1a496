import { missingUnit } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32, sharedUint8 } from '../column.ts';
import { codeTexts } from '../expression/dictionary.ts';
import type { FoldRunner } from '../fold.ts';
import { gather } from './rows.ts';
import { columnsFor, emptyTable, type Table } from './table.ts';
import type { UnitSpace, UnitSpaces } from './units.ts';

/* Municipalities and other units that are no pseudonyms: a dataset that was collapsed by their codes is one of groups, and
   knows its units by code only. */

/** Whether rows are groups of an ordinary variable, which have no numbers among the units of a register. */
export function isOfGroups(table: Table): boolean {
  return table.space === undefined && table.schema.kind !== 'empty';
}

/** The unit of each row of a dataset of groups, by its code; -1 where no databank of the run knows the code. Shared. */
export function unitsOfGroups(space: UnitSpace, table: Table): Int32Array {
  const numbers = new Map<string, number>();
  for (let unit = 0; unit < space.universe.size; unit++) numbers.set(space.universe.identifierOf(unit), unit);
  const units = sharedInt32(table.rowCount);
  codesOf(table.identifier).forEach((code, row) => (units[row] = numbers.get(code) ?? missingUnit));
  return units;
}

/**
 * The units of a dataset, ascending, for imports that make rows of their own; `undefined` for all of them. Groups that no
 * databank knows have no records, and are left out.
 */
export function unitsForRows(space: UnitSpace, table: Table): Int32Array | undefined {
  if (!isOfGroups(table)) return table.units.index;
  const known = unitsOfGroups(space, table)
    .filter((unit) => unit !== missingUnit)
    .sort();
  const units = sharedInt32(known.length);
  units.set(known);
  return units;
}

/** A dataset of groups with a row for each unit that has a record, too; `added` marks the new rows. */
export async function addGroups(
  runner: FoldRunner,
  spaces: UnitSpaces,
  space: UnitSpace,
  table: Table,
  records: Int32Array,
): Promise<{ readonly table: Table; readonly added: Uint8Array }> {
  const present = new Set(unitsOfGroups(space, table));
  const fresh = [...records].filter((unit) => !present.has(unit));
  const codes = [...codesOf(table.identifier), ...fresh.map((unit) => space.universe.identifierOf(unit))];
  const rows = sharedInt32(codes.length).fill(missingUnit);
  const added = sharedUint8(codes.length).fill(1);
  for (let row = 0; row < table.rowCount; row++) {
    rows[row] = row;
    added[row] = 0;
  }
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) columns.set(name, await gather(runner, column, rows));
  const { unitType } = table.units;
  const grown: Table = {
    ...emptyTable(table.schema),
    rowCount: codes.length,
    units: { unitType, index: undefined, distinct: true, keys: spaces.groupKeys(unitType, codes) },
    identifier: { kind: 'dictionary', ...codeTexts(codes) },
    columns: columnsFor(table.schema, columns),
  };
  return { table: grown, added };
}

function codesOf(identifier: Column): string[] {
  switch (identifier.kind) {
    case 'dictionary':
      return Array.from(identifier.codes, (code) => identifier.dictionary[code]!);
    case 'int32':
    case 'float64':
      return Array.from(identifier.values, String);
    case 'unit':
      throw new TypeError('pseudonyms are no codes');
  }
}
