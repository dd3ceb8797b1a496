import { missingInt32 } from '../../metadata/stored-column.ts';
import { type Column, sharedFloat64, sharedInt32 } from '../column.ts';
import { numberValues } from '../distinct.ts';
import type { FoldRunner } from '../fold.ts';
import type { NumericValues } from '../folds/axis.ts';
import { denseGroupsKernel, pairCodesKernel, presentCodesFold } from '../folds/groups.ts';
import type { Segments } from '../folds/segments.ts';
import { groupsOfRuns, segmentsOfGroups, segmentsOfRuns } from './group-segments.ts';
import type { GroupAxis } from './reading/classify.ts';
import { takeRows } from './values.ts';

/** Rows sorted into groups, which ascend with the values. What not every statement needs is made when it is asked for, once. */
export interface RowGroups {
  readonly count: number;
  /** Whether every row has a group. */
  readonly isWhole: boolean;
  /** The values that make each group, one column per grouping column. */
  readonly keys: readonly Column[];
  /** The group of each row; -1 where a value is missing. Shared. */
  readonly groupOf: () => Promise<Int32Array>;
  /** The same for folds that sort rows into cells: read from the grouping column itself where there is one of codes. */
  readonly axis: () => Promise<GroupAxis>;
  /** The rows of each group. */
  readonly segments: () => Promise<Segments>;
}

/** Groups before their rows are brought together. */
type Sorted = Omit<RowGroups, 'segments'>;

/** A column as codes: ascending with the values, `missingInt32` or another negative number for missing. */
interface CodedColumn {
  readonly codes: Int32Array | Uint8Array | Uint16Array | Uint32Array;
  /** Subtracted from a code to get a number from 0 on; smaller codes are missing. */
  readonly offset: number;
  readonly size: number;
}

/** Codes that span up to this many numbers are addressed directly: tables by code are to be no work beside the rows. */
function largestSpan(rowCount: number): number {
  return Math.min(1 << 25, Math.max(1 << 12, rowCount * 8));
}

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
  return {
    ...groups,
    segments: once(async () => segmentsOfGroups(runner, await groups.groupOf(), groups.count)),
  };
}

async function groupRuns(runner: FoldRunner, column: Column & { readonly kind: 'unit' }): Promise<RowGroups> {
  const { segments, keys } = await segmentsOfRuns(runner, column.units);
  const groupOf = once(() => groupsOfRuns(runner, segments));
  return {
    count: keys.length,
    isWhole: true,
    keys: [{ ...column, units: keys }],
    groupOf,
    axis: once(async () => axisOfGroups(await groupOf(), keys.length)),
    segments: () => Promise.resolve(segments),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function axisOfGroups(groupOf: Int32Array, groups: number): GroupAxis {
  const groupOfSlot = Int32Array.from({ length: groups + 1 }, (_, slot) => slot - 1);
  return { source: { kind: 'int32', values: groupOf, offset: -1 }, groupOfSlot, hasMissingSlot: true };
}

async function groupByAll(runner: FoldRunner, columns: readonly Column[]): Promise<Sorted> {
  let groups = await groupByOne(runner, columns[0]!);
  for (const column of columns.slice(1)) groups = await groupByPairs(runner, groups, await groupByOne(runner, column));
  return groups;
}

async function groupByPairs(runner: FoldRunner, first: Sorted, second: Sorted): Promise<Sorted> {
  const { present, values } = await pairsOf(runner, first, second);
  const keys = [
    ...first.keys.map((key) =>
      takeRows(
        key,
        Int32Array.from(values, (pair) => Math.floor(pair / second.count)),
      ),
    ),
    takeRows(
      second.keys[0]!,
      Int32Array.from(values, (pair) => pair % second.count),
    ),
  ];
  return sorted(keys, present, first.isWhole && second.isWhole);
}

/** The pairs of groups that occur: by number where a table of all of them is no work beside the rows, by hashing otherwise. */
async function pairsOf(runner: FoldRunner, first: Sorted, second: Sorted): Promise<NumberedGroups> {
  const pair = { first: await first.groupOf(), second: await second.groupOf(), width: second.count };
  const rowCount = pair.first.length;
  const size = first.count * second.count;
  if (size > largestSpan(rowCount)) {
    const values = sharedFloat64(rowCount);
    await runner.map(pairCodesKernel, { ...pair, missing: Number.NaN, out: values }, rowCount);
    return groupNumbers(runner, { kind: 'float64', values }, rowCount);
  }
  const codes = sharedInt32(rowCount);
  await runner.map(pairCodesKernel, { ...pair, missing: -1, out: codes }, rowCount);
  const present = await groupCodes(runner, { codes, offset: 0, size });
  return { present, values: present.values };
}

async function groupByOne(runner: FoldRunner, column: Column): Promise<Sorted> {
  const coded = column.kind === 'float64' ? undefined : codesOf(column);
  if (column.kind === 'float64' || coded === undefined) return groupByNumber(runner, column);
  const present = await groupCodes(runner, coded);
  const raw = present.values.map((value) => value + coded.offset);
  const groups = sorted([keyColumn(column, raw)], present, !present.hasOthers);
  if (column.kind === 'unit') return groups;
  const isText = column.kind === 'dictionary';
  const source: GroupAxis['source'] = isText
    ? { kind: 'codes', codes: column.codes }
    : { kind: 'int32', values: column.values, offset: coded.offset };
  const groupOfSlot = isText ? withMissingSlot(present.groupOfCode) : present.groupOfCode;
  return { ...groups, axis: () => Promise.resolve({ source, groupOfSlot, hasMissingSlot: isText }) };
}

/** Groups of decimals, or of integers that are too far apart. */
async function groupByNumber(runner: FoldRunner, column: Column): Promise<Sorted> {
  if (column.kind !== 'float64' && column.kind !== 'int32') throw new TypeError('a number was expected');
  const numbers: NumericValues = column.kind === 'float64' ? column : { ...column, openStop: false };
  const { present, values } = await groupNumbers(runner, numbers, column.values.length);
  const key: Column =
    column.kind === 'int32' ? { kind: 'int32', values: Int32Array.from(values) } : { kind: 'float64', values };
  return sorted([key], present, !present.hasOthers);
}

/** Slots of texts: 0 is missing. */
function withMissingSlot(groupOfCode: Int32Array): Int32Array {
  const slots = new Int32Array(groupOfCode.length + 1).fill(-1);
  slots.set(groupOfCode, 1);
  return slots;
}

function sorted(keys: readonly Column[], { values, groupOf }: PresentCodes, isWhole: boolean): Sorted {
  const axis = once(async () => axisOfGroups(await groupOf(), values.length));
  return { count: values.length, isWhole, keys, groupOf, axis };
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
  const isNarrow = column.kind === 'unit' || high - low < largestSpan(values.length);
  return isNarrow ? { codes: values, offset: low, size: high - low + 1 } : undefined;
}

/** The codes that occur. */
interface PresentCodes {
  /** Less the offset, ascending: one for each group. */
  readonly values: Int32Array;
  /** The group of each code less the offset, -1 for codes that do not occur. */
  readonly groupOfCode: Int32Array;
  readonly groupOf: () => Promise<Int32Array>;
  /** Whether some rows have other codes: missing ones. */
  readonly hasOthers: boolean;
}

/** Groups, and the number that makes each. */
interface NumberedGroups {
  readonly present: PresentCodes;
  readonly values: Float64Array | Int32Array;
}

async function groupCodes(runner: FoldRunner, { codes, offset, size }: CodedColumn): Promise<PresentCodes> {
  const present = await runner.fold(presentCodesFold, { codes, offset, size }, codes.length);
  let count = 0;
  const groupOfCode = sharedInt32(size);
  for (let code = 0; code < size; code++) groupOfCode[code] = present[code] === 1 ? count++ : -1;
  const values = sharedInt32(count);
  for (let code = 0; code < size; code++) if (present[code] === 1) values[groupOfCode[code]!] = code;
  const groupOf = once(async () => {
    const out = sharedInt32(codes.length);
    await runner.map(denseGroupsKernel, { codes, offset, groupOfCode, out }, codes.length);
    return out;
  });
  return { values, groupOfCode, groupOf, hasOthers: present[size] === 1 };
}

function keyColumn(column: Exclude<Column, { kind: 'float64' }>, codes: Int32Array): Column {
  if (column.kind === 'int32') return { kind: 'int32', values: codes };
  if (column.kind === 'unit') return { kind: 'unit', unitType: column.unitType, units: codes };
  const own = codes.slice();
  const all = { ...column, codes: Uint32Array.from(column.dictionary, (_, code) => code) };
  return takeRows(all, own);
}

/** Distinct numbers as groups: they are sorted, and rows find theirs by hashing. */
async function groupNumbers(
  runner: FoldRunner,
  numbers: NumericValues,
  rowCount: number,
): Promise<NumberedGroups & { readonly values: Float64Array }> {
  const { codes, sorted: values } = await numberValues(runner, numbers, rowCount);
  return { present: await groupCodes(runner, { codes, offset: 1, size: values.length }), values };
}
