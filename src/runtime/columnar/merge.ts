import type { DisclosureSession } from '../../disclosure/protection.ts';
import { arrayOf, missingInt32, missingUnit } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32, sharedUint8 } from '../column.ts';
import type { Merged, MergeRequest } from '../engine/changing.ts';
import { type Codes, translation } from '../expression/dictionary.ts';
import type { FoldRunner } from '../fold.ts';
import { placeRowsKernel } from '../folds/place-records.ts';
import { gatherKernel, lookUpKernel, lookUpNumbersKernel } from '../folds/rows.ts';
import { areTooFew, UnitCounter } from './deviating.ts';
import { withoutNearEqualColumns } from './near-equal.ts';
import { closedColumnOf } from './open-stops.ts';
import { columnOf } from './reading/population.ts';
import { gather, validRows } from './rows.ts';
import { countRows, noUnits, type Table, tableOf, withColumns } from './table.ts';
import { emptyLike, takeRows } from './values.ts';

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
    added.set(variable, await fetch(runner, columnOf(source, variable), places));
  }
  const safe = await withoutNearEqualColumns(runner, protection, target, request.schema, added);
  const dataset = withColumns(target, request.schema, safe);
  if (places.type === 'same') return { dataset, matched: await countRows(runner, target, undefined) };
  const { mask, isAny } = await matchedRows(runner, places);
  return { dataset, matched: isAny ? await countRows(runner, target, mask) : noUnits };
}

/** Where the rows of a target find theirs in the source: in the same row; in a row (-1 = none); by the code of a text. */
type Places =
  | { readonly type: 'same' }
  | { readonly type: 'rows'; readonly rows: Int32Array }
  | { readonly type: 'codes'; readonly codes: Codes; readonly rowOfCode: Int32Array };

/** The values of a source's column for the rows of the target. */
async function fetch(runner: FoldRunner, column: Column, places: Places): Promise<Column> {
  switch (places.type) {
    case 'same':
      return column;
    case 'rows':
      return gather(runner, column, places.rows);
    case 'codes': {
      const { codes, rowOfCode } = places;
      const fetched = emptyLike(column, codes.length);
      const table = arrayOf(takeRows(column, rowOfCode));
      await runner.map(lookUpKernel, { codes, table, out: arrayOf(fetched) }, codes.length);
      return fetched;
    }
  }
}

/** The rows of the target that have found one. */
async function matchedRows(
  runner: FoldRunner,
  places: Exclude<Places, { type: 'same' }>,
): Promise<{ readonly mask: Uint8Array; readonly isAny: boolean }> {
  if (places.type === 'rows') {
    const { mask, valid } = await validRows(runner, { kind: 'unit', units: places.rows, unitType: '' });
    return { mask, isAny: valid > 0 };
  }
  const { codes, rowOfCode } = places;
  const table = sharedUint8(rowOfCode.length);
  rowOfCode.forEach((row, code) => (table[code] = row >= 0 ? 1 : 0));
  const mask = sharedUint8(codes.length);
  await runner.map(lookUpKernel, { codes, table, out: mask }, codes.length);
  return { mask, isAny: mask.includes(1) };
}

/** Where each target row finds its source row; `undefined` when keys repeat. */
async function placesOf(
  runner: FoldRunner,
  protection: DisclosureSession,
  source: Table,
  target: Table,
  request: MergeRequest,
): Promise<Places | undefined> {
  const from = await keyOf(runner, source, request.sourceKey);
  const to = await keyOf(runner, target, request.targetKey);
  if (from.kind === 'unit' && to.kind === 'unit' && from === source.identifier && source.units.distinct) {
    const { index } = source.units;
    if (to === target.identifier && index === target.units.index && source.rowCount === target.rowCount)
      return { type: 'same' };
    // Rows that are all units in their order: a unit's row has the unit's number.
    if (index === undefined) return { type: 'rows', rows: to.units };
    if (source.space !== undefined) {
      return { type: 'rows', rows: await rowsOfUnits(runner, index, to.units, source.space.universe.size) };
    }
  }
  const keys = comparableKeys(from, to);
  const rowOfKey = await sourceRows(runner, protection, source, keys.from, keys.size);
  return rowOfKey === undefined ? undefined : keys.places(runner, rowOfKey);
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

/** The source's key values as numbers from 0 to `size` - 1, negative for missing; and how the target finds their rows. */
interface ComparableKeys {
  readonly from: Int32Array;
  readonly size: number;
  places(runner: FoldRunner, rowOfKey: Int32Array): Promise<Places>;
}

function comparableKeys(from: Column, to: Column): ComparableKeys {
  if (from.kind === 'unit' && to.kind === 'unit') {
    const { units } = to;
    const size = 1 + Math.max(largest(from.units), largest(units));
    return { from: from.units, size, places: (runner, rowOfKey) => gatherRows(runner, rowOfKey, units) };
  }
  if (from.kind === 'dictionary' && to.kind === 'dictionary') {
    const numbers = translation(to.dictionary, from.dictionary);
    return {
      from: sharedFrom(from.codes.length, (row) => from.codes[row]! - 1),
      size: from.dictionary.length,
      places: (_, rowOfKey) => {
        const rowOfCode = Int32Array.from(numbers, (number) => (number === 0 ? missingUnit : rowOfKey[number - 1]!));
        return Promise.resolve({ type: 'codes', codes: to.codes, rowOfCode });
      },
    };
  }
  if ((from.kind === 'int32' || from.kind === 'float64') && (to.kind === 'int32' || to.kind === 'float64')) {
    return comparableNumbers(from, to);
  }
  throw new TypeError('the keys are of different types');
}

async function gatherRows(runner: FoldRunner, rowOfKey: Int32Array, keys: Int32Array): Promise<Places> {
  const rows = sharedInt32(keys.length);
  await runner.map(gatherKernel, { values: rowOfKey, rows: keys, missing: missingUnit, out: rows }, keys.length);
  return { type: 'rows', rows };
}

type Numbers = Extract<Column, { kind: 'int32' | 'float64' }>;

function readerOf(column: Numbers): (row: number) => number {
  const { values } = column;
  if (values instanceof Float64Array) return (row) => values[row]!;
  return (row) => (values[row] === missingInt32 ? Number.NaN : values[row]!);
}

function comparableNumbers(source: Numbers, target: Numbers): ComparableKeys {
  const from = readerOf(source);
  const count = source.values.length;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let isWhole = true;
  for (let row = 0; row < count; row++) {
    const value = from(row);
    if (value < low) low = value;
    if (value > high) high = value;
    isWhole &&= Number.isNaN(value) || Number.isInteger(value);
  }
  if (isWhole && high - low < largestRange) {
    return {
      from: sharedFrom(count, (row) => (Number.isNaN(from(row)) ? missingUnit : from(row) - low)),
      size: high >= low ? high - low + 1 : 0,
      places: async (runner, table) => {
        const rows = sharedInt32(target.values.length);
        const input = { values: target.values, low, table, missing: missingUnit, out: rows };
        await runner.map(lookUpNumbersKernel, input, rows.length);
        return { type: 'rows', rows };
      },
    };
  }
  const numbers = new Map<number, number>();
  const numbered = sharedFrom(count, (row) => {
    const value = from(row);
    if (Number.isNaN(value)) return missingUnit;
    let number = numbers.get(value);
    if (number === undefined) numbers.set(value, (number = numbers.size));
    return number;
  });
  const to = readerOf(target);
  return {
    from: numbered,
    size: numbers.size,
    places: (runner, rowOfKey) =>
      gatherRows(
        runner,
        rowOfKey,
        sharedFrom(target.values.length, (row) => numbers.get(to(row)) ?? missingUnit),
      ),
  };
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
