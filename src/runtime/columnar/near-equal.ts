import type { DisclosureSession } from '../../disclosure/protection.ts';
import { type DatasetSchema, findVariable } from '../../lang/types/schema.ts';
import { arrayOf, missingInt32 } from '../../metadata/stored-column.ts';
import { type Column, columnLength } from '../column.ts';
import { type Codes, translation } from '../expression/dictionary.ts';
import type { FoldRunner } from '../fold.ts';
import { areTooFew, isJudgedByUnits, mostDeviating, UnitCounter } from './deviating.ts';
import { closedColumnOf } from './open-stops.ts';
import { columnOf } from './reading/population.ts';
import { asRememberedMade } from './remembered-sides.ts';
import type { Table } from './table.ts';
import { emptyLike } from './values.ts';

/**
 * Rule DC-06 (c): a new column that differs from one of the dataset for a few units only takes that column's values for them.
 * Comparison stops once enough units differ, so ordinary columns cost a few rows each.
 */
export async function withoutNearEquals(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  column: Column,
  keepsOpenStops: boolean,
): Promise<Column> {
  if (!isJudgedByUnits(protection, table)) return column;
  let protectedColumn = column;
  for (const name of table.columns.keys()) {
    // Open ends of spells are missing in whatever is computed from them.
    const other = keepsOpenStops ? columnOf(table, name) : await closedColumnOf(runner, table, name);
    const differs = differenceOf(protectedColumn, other);
    if (differs === undefined) continue;
    const deviating = differingRows(table, differs, mostDeviating(protection));
    // A copy of what is there already says nothing new, and need not be compared with the rest.
    if (deviating?.length === 0) return protectedColumn;
    if (deviating === undefined || !(await areTooFew(runner, protection, table, deviating, 'near-equal'))) continue;
    protectedColumn = copyRows(protectedColumn, other, deviating);
  }
  return asRememberedMade(runner, protection, table, protectedColumn);
}

/** The same for columns that several commands make: each is compared with those of the dataset and those before it. */
export async function withoutNearEqualColumns(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  schema: DatasetSchema,
  added: ReadonlyMap<string, Column>,
): Promise<ReadonlyMap<string, Column>> {
  if (protection.policy.edit.nearEqualColumns === 'off') return added;
  const columns = new Map(table.columns);
  const safe = new Map<string, Column>();
  for (const [name, column] of added) {
    const isOpen = findVariable(schema, name)?.openStop === true;
    const own = await withoutNearEquals(runner, protection, { ...table, columns }, column, isOpen);
    safe.set(name, own);
    columns.set(name, own);
  }
  return safe;
}

type Differs = (row: number) => boolean;

/** How many texts are compared one by one before two dictionaries are. */
const fewTexts = 4096;

/** How to tell whether two columns of the same type differ in a row; `undefined` for the same column or another type. */
function differenceOf(a: Column, b: Column): Differs | undefined {
  if (a.kind === 'dictionary' || b.kind === 'dictionary') {
    if (a.kind !== 'dictionary' || b.kind !== 'dictionary' || a.codes === b.codes) return undefined;
    const [x, y] = [a.codes, b.codes];
    if (a.dictionary === b.dictionary) return (row) => x[row] !== y[row];
    // Texts themselves, as long as few have been compared: columns that differ do so soon, and dictionaries may be long.
    let [left, table] = [fewTexts, undefined as Codes | undefined];
    return (row) => {
      const [p, q] = [x[row]!, y[row]!];
      if (p === 0 || q === 0) return p !== q;
      if (left > 0) {
        left--;
        return a.dictionary[p] !== b.dictionary[q];
      }
      table ??= translation(b.dictionary, a.dictionary);
      return p !== table[q];
    };
  }
  if (a.kind === 'unit' || b.kind === 'unit' || a.values === b.values) return undefined;
  const [x, y] = [a.values, b.values];
  if (x instanceof Int32Array && y instanceof Int32Array) return (row) => x[row] !== y[row];
  const [p, q] = [numberAt(x), numberAt(y)];
  return (row) => !Object.is(p(row) + 0, q(row) + 0);
}

function numberAt(values: Int32Array | Float64Array): (row: number) => number {
  if (values instanceof Float64Array) return (row) => values[row]!;
  return (row) => (values[row] === missingInt32 ? Number.NaN : values[row]!);
}

/** Rows that differ, or `undefined` once as many units do as the rule lets pass anyway. */
function differingRows(table: Table, differs: Differs, limit: number): readonly number[] | undefined {
  const counter = new UnitCounter(table);
  for (let row = 0; row < table.rowCount; row++) {
    if (!differs(row)) continue;
    counter.add(row);
    if (counter.units >= limit) return undefined;
  }
  return counter.rows;
}

/** A copy of `column` with the values of `other` in some rows. */
function copyRows(column: Column, other: Column, rows: readonly number[]): Column {
  if (column.kind === 'dictionary' && other.kind === 'dictionary') return copyTexts(column, other, rows);
  const isWider = column.kind === 'int32' && other.kind === 'float64';
  if (isWider) {
    // Only where values do not fit can integers and decimals be near equal; the copy must hold both.
    const copy = emptyLike(other, columnLength(column));
    if (copy.kind !== 'float64') return column;
    const read = numberAt(column.values);
    for (let row = 0; row < copy.values.length; row++) copy.values[row] = read(row);
    for (const row of rows) copy.values[row] = other.values[row]!;
    return copy;
  }
  const copy = emptyLike(column, columnLength(column));
  const [to, from] = [arrayOf(copy), arrayOf(other)];
  to.set(arrayOf(column));
  const read =
    other.kind === 'int32' && column.kind === 'float64' ? numberAt(other.values) : (row: number) => from[row]!;
  for (const row of rows) to[row] = read(row);
  return copy;
}

type Texts = Extract<Column, { kind: 'dictionary' }>;

function copyTexts(column: Texts, other: Texts, rows: readonly number[]): Column {
  const missing = rows.filter((row) => other.codes[row] === 0);
  const table = translation(other.dictionary, column.dictionary);
  const isKnown = rows.every((row) => missing.includes(row) || table[other.codes[row]!] !== 0);
  // A text that the new column's dictionary lacks: the whole column is taken, which differs from it in these rows only.
  if (!isKnown) return other;
  const copy = emptyLike(column, column.codes.length);
  if (copy.kind !== 'dictionary') return column;
  copy.codes.set(column.codes);
  for (const row of rows) copy.codes[row] = table[other.codes[row]!]!;
  return copy;
}
