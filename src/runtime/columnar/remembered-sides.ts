import type { DisclosureSession } from '../../disclosure/protection.ts';
import { arrayOf } from '../../metadata/stored-column.ts';
import { type Column, columnLength, sharedInt32 } from '../column.ts';
import type { FoldRunner } from '../fold.ts';
import { asRemembered, earlierLike, sketchedColumn } from './column-ledger.ts';
import { usualValue } from './induced-missing.ts';
import type { Table } from './table.ts';
import { emptyLike, isMissingAt, missingOf } from './values.ts';

/**
 * Rule DC-06 (c), `ledger`, for what a script makes: who has a value, and who is on which side where there are two values only, is
 * compared by itself, whichever way round and whatever the values are. Else the same division with other numbers, or the same people
 * with missing values among other numbers, would be a column of its own.
 */
export async function asRememberedMade(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  column: Column,
): Promise<Column> {
  if (!protection.comparesColumns || column.kind === 'unit') return column;
  const valued = await withRememberedGaps(runner, protection, table, column);
  const divided = await withRememberedSides(runner, protection, table, valued);
  return asRemembered(runner, protection, table, divided);
}

/** Where few more or fewer have a value than in an earlier column, as many as there: the additional ones have the usual value. */
async function withRememberedGaps(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  column: Column,
): Promise<Column> {
  const isMissing = isMissingAt(column);
  const marks = marksOf(columnLength(column), (row) => !isMissing(row));
  if (isOneSided(marks)) return column;
  const settled = await settledMarks(runner, protection, table, marks);
  if (settled === undefined) return column;
  const usual = await usualValue(runner, protection, table, undefined, column);
  if (usual === undefined) return column;
  return withChanged(column, marks, settled, (isValued) => (isValued ? usual : missingOf(column)));
}

/** A column of two numbers, each for whom an earlier one had one of its numbers. */
async function withRememberedSides(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  column: Column,
): Promise<Column> {
  const two = twoValues(column);
  if (two === undefined) return column;
  const values = arrayOf(column);
  const marks = marksOf(values.length, (row) => values[row] === two.high);
  const settled = await settledMarks(runner, protection, table, marks);
  return settled === undefined ? column : withChanged(column, marks, settled, (is) => (is ? two.high : two.low));
}

/** The two numbers of a column that has a value everywhere, and no third one. */
function twoValues(column: Column): { readonly low: number; readonly high: number } | undefined {
  if (column.kind === 'dictionary' || column.kind === 'unit') return undefined;
  const { values } = column;
  const missing = missingOf(column);
  const [first] = values;
  let second: number | undefined;
  for (const value of values) {
    if (Object.is(value, missing)) return undefined;
    if (value === first || value === second) continue;
    if (second !== undefined) return undefined;
    second = value;
  }
  if (first === undefined || second === undefined) return undefined;
  return { low: Math.min(first, second), high: Math.max(first, second) };
}

/** Marks as earlier ones were, or as those were the other way round; `undefined` where they need no change. New ones are remembered. */
async function settledMarks(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  marks: Int32Array,
): Promise<ArrayLike<number> | undefined> {
  const sketched = await sketchedColumn(runner, protection, table, { kind: 'int32', values: marks });
  if (sketched === undefined) return undefined;
  const same = await earlierLike(runner, protection, table, sketched);
  if (same !== undefined) return same === sketched.column ? undefined : arrayOf(same);
  const turned = marksOf(marks.length, (row) => marks[row] === 0);
  const other = await sketchedColumn(runner, protection, table, { kind: 'int32', values: turned });
  const found = other === undefined ? undefined : await earlierLike(runner, protection, table, other);
  if (found === undefined) {
    protection.rememberColumn(sketched.sketch);
    return undefined;
  }
  const earlier = arrayOf(found);
  return found === other?.column ? undefined : marksOf(marks.length, (row) => earlier[row] === 0);
}

function marksOf(length: number, isMarked: (row: number) => boolean): Int32Array {
  const marks = sharedInt32(length);
  for (let row = 0; row < length; row++) if (isMarked(row)) marks[row] = 1;
  return marks;
}

function isOneSided(marks: Int32Array): boolean {
  return marks.every((mark) => mark === marks[0]);
}

/** A copy with other values where marks have changed. */
function withChanged(
  column: Column,
  marks: Int32Array,
  settled: ArrayLike<number>,
  valueOf: (isMarked: boolean) => number,
): Column {
  const copy = emptyLike(column, marks.length);
  const values = arrayOf(copy);
  values.set(arrayOf(column));
  for (let row = 0; row < marks.length; row++) {
    // Marks of an earlier column are 0 and 1, unless that one had a third value for few.
    const mark = settled[row] === 0 ? 0 : 1;
    if (mark !== marks[row]) values[row] = valueOf(mark === 1);
  }
  return copy;
}
