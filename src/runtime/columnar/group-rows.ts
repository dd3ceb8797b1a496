import { missingInt32 } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32 } from '../column.ts';
import type { FoldRunner } from '../fold.ts';
import { denseGroupsKernel, pairCodesKernel, presentCodesFold } from '../folds/groups.ts';
import type { Segments } from '../folds/segments.ts';
import { groupsOfRuns, segmentsOfGroups, segmentsOfRuns } from './group-segments.ts';
import { takeRows } from './values.ts';

/** Rows sorted into groups, which ascend with the values. */
export interface RowGroups {
  readonly count: number;
  /** How many rows have no group. */
  readonly rowsWithout: number;
  /** The values that make each group, one column per grouping column. */
  readonly keys: readonly Column[];
  /** The group of each row; -1 where a value is missing. Shared; made once. */
  readonly groupOf: () => Promise<Int32Array>;
  /** The rows of each group. Made once. */
  readonly segments: () => Promise<Segments>;
}

/** Rows whose groups are known one by one. */
interface NumberedGroups extends Omit<RowGroups, 'groupOf' | 'segments'> {
  readonly groupOf: Int32Array;
}

/** A column as codes: ascending with the values, `missingInt32` or another negative number for missing. */
interface CodedColumn {
  readonly codes: Int32Array | Uint8Array | Uint16Array | Uint32Array;
  /** Subtracted from a code to get a number from 0 on; smaller codes are missing. */
  readonly offset: number;
  readonly size: number;
}

/** Codes that span up to this many numbers are addressed directly. */
const largestSpan = 1 << 25;

/**
 * Sorts rows into groups by the values of one or several columns; no hashing where the values span a small range.
 *
 * @param isAscending the only column is one of units that ascend, none missing
 */
export async function groupRows(
  runner: FoldRunner,
  columns: readonly Column[],
  isAscending = false,
): Promise<RowGroups> {
  const [first, ...others] = columns;
  if (isAscending && first?.kind === 'unit' && others.length === 0) return groupRuns(runner, first);
  const groups = await groupByAll(runner, columns);
  const { groupOf, count } = groups;
  return {
    ...groups,
    groupOf: () => Promise.resolve(groupOf),
    segments: once(() => segmentsOfGroups(runner, groupOf, count)),
  };
}

async function groupRuns(runner: FoldRunner, column: Column & { readonly kind: 'unit' }): Promise<RowGroups> {
  const { segments, keys } = await segmentsOfRuns(runner, column.units);
  return {
    count: keys.length,
    rowsWithout: 0,
    keys: [{ ...column, units: keys }],
    groupOf: once(() => groupsOfRuns(runner, segments)),
    segments: () => Promise.resolve(segments),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

async function groupByAll(runner: FoldRunner, columns: readonly Column[]): Promise<NumberedGroups> {
  let groups = await groupByOne(runner, columns[0]!);
  for (const column of columns.slice(1)) {
    const next = await groupByOne(runner, column);
    const size = groups.count * next.count;
    const pairs = sharedInt32(groups.groupOf.length);
    if (size > 2 ** 31 - 2) throw new RangeError('too many combinations of groups');
    const input = { first: groups.groupOf, second: next.groupOf, width: next.count, out: pairs };
    await runner.map(pairCodesKernel, input, pairs.length);
    const dense = await groupCodes(runner, { codes: pairs, offset: 0, size });
    const parts = dense.values.map((pair) => Math.floor(pair / next.count));
    const rest = dense.values.map((pair) => pair % next.count);
    const keys = [...groups.keys.map((key) => takeRows(key, parts)), takeRows(next.keys[0]!, rest)];
    groups = { groupOf: dense.groupOf, count: dense.values.length, rowsWithout: dense.rowsWithout, keys };
  }
  return groups;
}

async function groupByOne(runner: FoldRunner, column: Column): Promise<NumberedGroups> {
  if (column.kind === 'float64') return groupNumbers(column.values);
  const coded = codesOf(column);
  if (coded === undefined) return groupNumbers(decimalsOf(column));
  const { groupOf, values, rowsWithout } = await groupCodes(runner, coded);
  const raw = values.map((value) => value + coded.offset);
  return { groupOf, count: values.length, rowsWithout, keys: [keyColumn(column, raw)] };
}

function decimalsOf(column: Column): Float64Array {
  if (column.kind !== 'int32') throw new TypeError('a number was expected');
  const numbers = new Float64Array(column.values.length);
  for (let row = 0; row < numbers.length; row++) {
    const value = column.values[row]!;
    numbers[row] = value === missingInt32 ? Number.NaN : value;
  }
  return numbers;
}

/** Codes of a column that span a small enough range. */
function codesOf(column: Exclude<Column, { kind: 'float64' }>): CodedColumn | undefined {
  if (column.kind === 'dictionary') return { codes: column.codes, offset: 1, size: column.dictionary.length - 1 };
  const values = column.kind === 'unit' ? column.units : column.values;
  const missing = column.kind === 'unit' ? -1 : missingInt32;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === missing) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high < low) return { codes: values, offset: 0, size: 0 };
  return high - low < largestSpan ? { codes: values, offset: low, size: high - low + 1 } : undefined;
}

/** Numbers the codes that occur. `values` are codes less the offset, ascending. */
async function groupCodes(
  runner: FoldRunner,
  coded: CodedColumn,
): Promise<{ readonly groupOf: Int32Array; readonly values: Int32Array; readonly rowsWithout: number }> {
  const { codes, offset, size } = coded;
  const present = await runner.fold(presentCodesFold, { codes, offset, size }, codes.length);
  let count = 0;
  const groupOfCode = sharedInt32(size);
  for (let code = 0; code < size; code++) groupOfCode[code] = present[code] === 1 ? count++ : -1;
  const values = sharedInt32(count);
  for (let code = 0; code < size; code++) if (present[code] === 1) values[groupOfCode[code]!] = code;
  const groupOf = sharedInt32(codes.length);
  const missing = await runner.map(denseGroupsKernel, { codes, offset, groupOfCode, out: groupOf }, codes.length);
  return { groupOf, values, rowsWithout: missing.reduce((sum, count) => sum + count, 0) };
}

function keyColumn(column: Exclude<Column, { kind: 'float64' }>, codes: Int32Array): Column {
  if (column.kind === 'int32') return { kind: 'int32', values: codes };
  if (column.kind === 'unit') return { kind: 'unit', unitType: column.unitType, units: codes };
  const own = codes.slice();
  const all = { ...column, codes: Uint32Array.from(column.dictionary, (_, code) => code) };
  return takeRows(all, own);
}

/** Groups of decimals, or of integers that are too far apart: distinct values are sorted, rows find theirs by hashing. */
function groupNumbers(values: Float64Array): NumberedGroups {
  const sorted = Float64Array.from(new Set(values.filter((value) => !Number.isNaN(value)))).sort();
  const groupOfValue = new Map<number, number>();
  for (let group = 0; group < sorted.length; group++) groupOfValue.set(sorted[group]!, group);
  const groupOf = sharedInt32(values.length);
  let rowsWithout = 0;
  for (let row = 0; row < values.length; row++) {
    const group = groupOfValue.get(values[row]!) ?? -1;
    groupOf[row] = group;
    rowsWithout += group < 0 ? 1 : 0;
  }
  return { groupOf, count: sorted.length, rowsWithout, keys: [{ kind: 'float64', values: sorted }] };
}
