import type { ColumnSketch } from '../../disclosure/history/columns.ts';
import { differenceOfSketches, differingBuckets, sketchWords } from '../../disclosure/history/columns.ts';
import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { DatasetSchema } from '../../lang/types/schema.ts';
import { type Column, sharedInt32 } from '../column.ts';
import type { UnitAxis } from '../dataset.ts';
import type { FoldRunner } from '../fold.ts';
import { columnSketchFold, type SketchValues } from '../folds/column-sketch.ts';
import { areTooFew, mostDeviating } from './deviating.ts';
import { populationSet } from './reading/facts.ts';
import { unitRowsOf } from './reading/population.ts';
import { type SketchedRows, valuesThatDiffer, withValues } from './sketch-decoding.ts';
import { type Table, withColumns } from './table.ts';

/** Columns with more texts than these are remembered without them. */
const mostTexts = 256;

/** Of rows of units that have several, fewer buckets than all may differ: each of the few units may have many of them. */
const mostBucketsOfRows = 112;

/**
 * Rule DC-06 (c), `ledger`: a column that differs for few units from an earlier one over the same rows, of whatever dataset or
 * script, is that one. Other columns are remembered. Does nothing where the policy does not ask for it, for keys, for groups of an
 * ordinary variable, and for units that everybody can name, as municipalities.
 */
export async function asRemembered(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  column: Column,
): Promise<Column> {
  const sketched = await sketchedColumn(runner, protection, table, column);
  if (sketched === undefined) return column;
  const earlier = await earlierLike(runner, protection, table, sketched);
  if (earlier === undefined) protection.rememberColumn(sketched.sketch);
  return earlier ?? column;
}

/** A column with its sketch, and the rows that this was made of. */
interface SketchedColumn {
  readonly column: Column;
  readonly sketch: ColumnSketch;
  readonly rows: SketchedRows;
}

/** `undefined` where columns are not compared. */
export async function sketchedColumn(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  column: Column,
): Promise<SketchedColumn | undefined> {
  const { space } = table;
  if (!protection.comparesColumns || space?.pseudonymised !== true || column.kind === 'unit') return undefined;
  const rowIds = rowIdsOf(table.units);
  if (rowIds === 'unknown') return undefined;
  const values = sketchValues(protection, column);
  const rows: SketchedRows = { values, units: unitRowsOf(table), rowIds, rowCount: table.rowCount };
  const state = await runner.fold(columnSketchFold, { values, units: rows.units, rowIds }, table.rowCount);
  const words = new Uint32Array(state.buffer, state.byteOffset, sketchWords).slice();
  const { units, rows: rowCount, sumA, sumB } = await populationSet(runner, { dataset: table });
  const { unitType } = table.units;
  const kind = values.kind === 'codes' ? 'text' : 'number';
  const place = [unitType, space.universe.contentHash, units, rowCount, sumA, sumB, state[sketchWords]! >>> 0, kind];
  return { column, rows, sketch: { place: place.join(' '), words, ...textsOf(column) } };
}

/**
 * A column as an earlier one has it: itself where that one is the same, with the earlier one's values where they differ for few units.
 * `undefined` where there is none.
 */
export async function earlierLike(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  { column, sketch, rows }: SketchedColumn,
): Promise<Column | undefined> {
  const mostBuckets = rows.rowIds === undefined ? mostDeviating(protection) - 1 : mostBucketsOfRows;
  for (const earlier of protection.earlierColumns(sketch.place)) {
    const difference = differenceOfSketches(sketch, earlier);
    const differing = differingBuckets(difference);
    if (differing === 0) return column;
    if (differing > mostBuckets) continue;
    const found = valuesThatDiffer(rows, new Int32Array(difference.buffer));
    if (found === undefined) continue;
    const deviating = [...found.keys()].sort((a, b) => a - b);
    if (!(await areTooFew(runner, protection, table, deviating, 'near-equal'))) continue;
    return withValues(column, found, (text) => protection.textPrints(text), earlier.texts ?? []);
  }
  return undefined;
}

/** The same for some columns of a dataset, or for all of them, where its rows are new. */
export async function withRemembered(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  names: Iterable<string> = table.columns.keys(),
  schema: DatasetSchema = table.schema,
): Promise<Table> {
  if (!protection.comparesColumns) return table;
  const changed = new Map<string, Column>();
  for (const name of names) {
    const column = table.columns.get(name);
    if (column === undefined) continue;
    const settled = await asRemembered(runner, protection, table, column);
    if (settled !== column) changed.set(name, settled);
  }
  return changed.size === 0 ? table : withColumns(table, schema, changed);
}

/** Column values with their texts as keyed hashes. */
function sketchValues(protection: DisclosureSession, column: Exclude<Column, { kind: 'unit' }>): SketchValues {
  if (column.kind !== 'dictionary') return column;
  const { codes, dictionary } = column;
  const { low, high } = protection.textPrints(dictionary.slice(1));
  // Code 0 is the missing value.
  const shared = (words: Int32Array): Int32Array => {
    const all = sharedInt32(dictionary.length);
    all.set(words, 1);
    return all;
  };
  return { kind: 'codes', codes, low: shared(low), high: shared(high) };
}

function textsOf(column: Column): { readonly texts?: readonly string[] } {
  if (column.kind !== 'dictionary' || column.dictionary.length > mostTexts) return {};
  return { texts: column.dictionary.slice(1) };
}

const known = new WeakMap<UnitAxis, Int32Array | undefined>();

/** What tells the rows of a unit apart in every dataset: their times, or their numbers in the register. */
function rowIdsOf(units: UnitAxis): Int32Array | 'unknown' | undefined {
  if (units.distinct) return undefined;
  const { index, rows } = units;
  if (index === undefined || rows === undefined) return 'unknown';
  const found = known.get(units);
  if (found !== undefined) return found;
  const ids = sharedInt32(index.length);
  const { origin, numbers } = rows;
  const numberOf = (row: number): number => (numbers === undefined ? row : numbers[row]!);
  if (origin.type === 'times') {
    const times = Int32Array.from(origin.times, (time, at) => (/^-?\d+$/u.test(time) ? Number(time) : at));
    for (let row = 0; row < ids.length; row++) ids[row] = times[numberOf(row) % times.length]!;
  } else {
    const spells = origin.spells();
    for (let row = 0; row < ids.length; row++) ids[row] = spells[numberOf(row)]!;
  }
  known.set(units, ids);
  return ids;
}
