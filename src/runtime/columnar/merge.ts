import type { DisclosureSession } from '../../disclosure/protection.ts';
import { missingInt32, missingUnit } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32 } from '../column.ts';
import type { Merged, MergeRequest } from '../engine/changing.ts';
import { translation } from '../expression/dictionary.ts';
import type { FoldRunner } from '../fold.ts';
import { placeRowsKernel } from '../folds/place-records.ts';
import { gatherKernel } from '../folds/rows.ts';
import { areTooFew, UnitCounter } from './deviating.ts';
import { closedColumnOf } from './open-stops.ts';
import { columnOf } from './reading/population.ts';
import { gather, validRows } from './rows.ts';
import { countRows, noUnits, type Table, tableOf, withColumns } from './table.ts';

/** Whole numbers spread over at most this range are looked up in a table, others in a hash map. */
const largestRange = 1 << 24;

/** Copies variables along a key: for each row of the target a row of the source, then a gather per variable. */
export async function merge(
  runner: FoldRunner,
  protection: DisclosureSession,
  request: MergeRequest,
): Promise<Merged | undefined> {
  const source = tableOf(request.source);
  const target = tableOf(request.target);
  const places = await placesOf(runner, protection, source, target, request);
  if (places === undefined) return undefined;
  const added = new Map<string, Column>();
  for (const variable of request.variables) {
    const column = columnOf(source, variable);
    added.set(variable, places === 'same' ? column : await gather(runner, column, places));
  }
  const dataset = withColumns(target, request.schema, added);
  if (places === 'same') return { dataset, matched: await countRows(runner, target, undefined) };
  const { mask, valid } = await validRows(runner, { kind: 'unit', units: places, unitType: '' });
  return { dataset, matched: valid === 0 ? noUnits : await countRows(runner, target, mask) };
}

/** The source row of each target row (-1 = none); `same` when both have the same rows; `undefined` when keys repeat. */
async function placesOf(
  runner: FoldRunner,
  protection: DisclosureSession,
  source: Table,
  target: Table,
  request: MergeRequest,
): Promise<Int32Array | 'same' | undefined> {
  const from = await keyOf(runner, source, request.sourceKey);
  const to = await keyOf(runner, target, request.targetKey);
  if (from.kind === 'unit' && to.kind === 'unit' && from === source.identifier && source.units.distinct) {
    const { index } = source.units;
    if (to === target.identifier && index === target.units.index && source.rowCount === target.rowCount) return 'same';
    // Rows that are all units in their order: a unit's row has the unit's number.
    if (index === undefined) return to.units;
    if (source.space !== undefined) return rowsOfUnits(runner, index, to.units, source.space.universe.size);
  }
  const keys = comparableKeys(from, to);
  const rowOfKey = await sourceRows(runner, protection, source, keys.from, keys.size);
  if (rowOfKey === undefined) return undefined;
  const out = sharedInt32(target.rowCount);
  await runner.map(gatherKernel, { values: rowOfKey, rows: keys.to, missing: missingUnit, out }, target.rowCount);
  return out;
}

/** The row of each unit that is asked for, where a dataset holds some units of a space, each once. */
async function rowsOfUnits(
  runner: FoldRunner,
  index: Int32Array,
  wanted: Int32Array,
  size: number,
): Promise<Int32Array> {
  const rowOfUnit = sharedInt32(size);
  await runner.map(placeRowsKernel, { units: index, out: rowOfUnit }, size);
  const out = sharedInt32(wanted.length);
  await runner.map(gatherKernel, { values: rowOfUnit, rows: wanted, missing: missingUnit, out }, wanted.length);
  return out;
}

function keyOf(runner: FoldRunner, table: Table, name: string): Promise<Column> {
  if (table.schema.identifier?.name === name) return Promise.resolve(table.identifier);
  return closedColumnOf(runner, table, name);
}

/** Key values as numbers from 0 to `size` - 1, negative for missing, on both sides. */
interface ComparableKeys {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly size: number;
}

function comparableKeys(from: Column, to: Column): ComparableKeys {
  if (from.kind === 'unit' && to.kind === 'unit') {
    return { from: from.units, to: to.units, size: 1 + Math.max(largest(from.units), largest(to.units)) };
  }
  if (from.kind === 'dictionary' && to.kind === 'dictionary') {
    const table = translation(to.dictionary, from.dictionary);
    return {
      from: sharedFrom(from.codes.length, (row) => from.codes[row]! - 1),
      to: sharedFrom(to.codes.length, (row) => table[to.codes[row]!]! - 1),
      size: from.dictionary.length,
    };
  }
  if ((from.kind === 'int32' || from.kind === 'float64') && (to.kind === 'int32' || to.kind === 'float64')) {
    return comparableNumbers(readerOf(from), readerOf(to), from.values.length, to.values.length);
  }
  throw new TypeError('the keys are of different types');
}

function readerOf(column: Extract<Column, { kind: 'int32' | 'float64' }>): (row: number) => number {
  const { values } = column;
  if (values instanceof Float64Array) return (row) => values[row]!;
  return (row) => (values[row] === missingInt32 ? Number.NaN : values[row]!);
}

function comparableNumbers(
  from: (row: number) => number,
  to: (row: number) => number,
  fromLength: number,
  toLength: number,
): ComparableKeys {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let isWhole = true;
  for (let row = 0; row < fromLength; row++) {
    const value = from(row);
    if (value < low) low = value;
    if (value > high) high = value;
    isWhole &&= Number.isNaN(value) || Number.isInteger(value);
  }
  if (isWhole && high - low < largestRange) {
    const inRange = (value: number): number =>
      value >= low && value <= high && Number.isInteger(value) ? value - low : missingUnit;
    return {
      from: sharedFrom(fromLength, (row) => inRange(from(row))),
      to: sharedFrom(toLength, (row) => inRange(to(row))),
      size: high >= low ? high - low + 1 : 0,
    };
  }
  const numbers = new Map<number, number>();
  const numbered = sharedFrom(fromLength, (row) => {
    const value = from(row);
    if (Number.isNaN(value)) return missingUnit;
    let number = numbers.get(value);
    if (number === undefined) numbers.set(value, (number = numbers.size));
    return number;
  });
  const found = sharedFrom(toLength, (row) => numbers.get(to(row)) ?? missingUnit);
  return { from: numbered, to: found, size: numbers.size };
}

function sharedFrom(length: number, value: (row: number) => number): Int32Array {
  const out = sharedInt32(length);
  for (let row = 0; row < length; row++) out[row] = value(row);
  return out;
}

function largest(units: Int32Array): number {
  let found = -1;
  for (let row = 0; row < units.length; row++) if (units[row]! > found) found = units[row]!;
  return found;
}

/**
 * The source row of each key. Where keys repeat for a few units only, the row with the smallest record key stands
 * (rule DC-29.2); `undefined` when more units are concerned.
 */
async function sourceRows(
  runner: FoldRunner,
  protection: DisclosureSession,
  source: Table,
  keys: Int32Array,
  size: number,
): Promise<Int32Array | undefined> {
  const rowOfKey = sharedInt32(size).fill(missingUnit);
  const repeated = new Set<number>();
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (key < 0) continue;
    if (rowOfKey[key] === missingUnit) rowOfKey[key] = row;
    else repeated.add(key);
  }
  if (repeated.size === 0) return rowOfKey;
  const counter = new UnitCounter(source);
  for (let row = 0; row < keys.length; row++) if (repeated.has(keys[row]!)) counter.add(row);
  if (!(await areTooFew(runner, protection, source, counter.rows))) return undefined;
  for (const row of counter.rows) {
    const key = keys[row]!;
    if (comesBefore(source, row, rowOfKey[key]!)) rowOfKey[key] = row;
  }
  return rowOfKey;
}

/** Whether the unit of one row has the smaller record key; rows of the same unit keep their order. */
function comesBefore(table: Table, row: number, other: number): boolean {
  const { index, keys } = table.units;
  const [a, b] = index === undefined ? [row, other] : [index[row]!, index[other]!];
  return keys.b[a]! !== keys.b[b]! ? keys.b[a]! < keys.b[b]! : keys.a[a]! < keys.a[b]!;
}
