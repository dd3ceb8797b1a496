import { lengthOf } from '../store/sparse.ts';
import { type ColumnValues, missingCode, missingInt32, missingUnit, type StoredPart } from '../stored-column.ts';

/** How many rows of a variable differ between two versions. A row is known by its unit and the day on which it starts. */
export interface RowDifference {
  readonly added: number;
  readonly removed: number;
  /** Rows with another value or another end. */
  readonly changed: number;
}

type Part<T extends StoredPart['type']> = StoredPart & { readonly type: T };

/** Compares all rows of a variable; both sides number units alike. Where both consist of blocks, these are taken one by one. */
export async function compareParts(
  before: AsyncIterable<StoredPart>,
  after: AsyncIterable<StoredPart>,
  size: number,
): Promise<RowDifference> {
  const texts = new TextNumbers();
  const left = before[Symbol.asyncIterator]();
  const right = after[Symbol.asyncIterator]();
  let a = await nextOf(left);
  let b = await nextOf(right);
  const count = { added: 0, removed: 0, changed: 0 };
  if (a?.type === 'spells' || b?.type === 'spells') {
    compareRows(await rowsOf(a, left, size, texts), await rowsOf(b, right, size, texts), count);
    return count;
  }
  const nothing = new Float64Array(size).fill(Number.NaN);
  while (a?.type === 'slice' || b?.type === 'slice') {
    const order = orderOf(a, b);
    const isLeft = order <= 0;
    const isRight = order >= 0;
    compareDense(
      isLeft && a?.type === 'slice' ? denseOf(a, size, texts) : nothing,
      isRight && b?.type === 'slice' ? denseOf(b, size, texts) : nothing,
      count,
    );
    if (isLeft) a = await nextOf(left);
    if (isRight) b = await nextOf(right);
  }
  return count;
}

type Count = { -readonly [K in keyof RowDifference]: RowDifference[K] };

async function nextOf(parts: AsyncIterator<StoredPart>): Promise<StoredPart | undefined> {
  const next = await parts.next();
  return next.done === true ? undefined : next.value;
}

/** Which part comes first; one that is missing comes last. */
function orderOf(a: StoredPart | undefined, b: StoredPart | undefined): number {
  if (a?.type !== 'slice') return 1;
  if (b?.type !== 'slice') return -1;
  return startOf(a) - startOf(b) || stopOf(a) - stopOf(b);
}

// A FIXED variable has no days; its only part then is before all others.
const startOf = ({ period }: Part<'slice'>): number => period?.startDay ?? -2147483648;
const stopOf = ({ period }: Part<'slice'>): number => period?.stopDay ?? 2147483647;

/** A number for each unit, equal for equal values; NaN where there is none. */
function denseOf({ slice }: Part<'slice'>, size: number, texts: TextNumbers): Float64Array {
  const values = numbersOf(slice.values, texts);
  if (slice.layout === 'dense') return values;
  const dense = new Float64Array(size).fill(Number.NaN);
  for (let i = 0; i < slice.rowCount; i++) dense[slice.units[i]!] = values[i]!;
  return dense;
}

function compareDense(a: Float64Array, b: Float64Array, count: Count): void {
  for (let i = 0; i < a.length; i++) {
    const left = a[i]!;
    const right = b[i]!;
    if (left === right) continue;
    // NaN, for no value, is the one number that does not equal itself.
    const isLeft = left === left;
    const isRight = right === right;
    if (isLeft && isRight) count.changed++;
    else if (isLeft) count.removed++;
    else if (isRight) count.added++;
  }
}

/** Rows of each unit as compressed sparse rows, by start. */
interface Rows {
  readonly offsets: Int32Array;
  readonly starts: ArrayLike<number>;
  readonly stops: ArrayLike<number>;
  readonly values: Float64Array;
}

/** All rows of a variable, whichever way they are stored. */
async function rowsOf(
  first: StoredPart | undefined,
  rest: AsyncIterator<StoredPart>,
  size: number,
  texts: TextNumbers,
): Promise<Rows> {
  if (first?.type === 'spells') {
    const { offsets, starts, stops, values } = first.spells;
    return { offsets, starts, stops, values: numbersOf(values, texts) };
  }
  const parts: { readonly start: number; readonly stop: number; readonly dense: Float64Array }[] = [];
  const offsets = new Int32Array(size + 1);
  let part: StoredPart | undefined = first;
  while (part?.type === 'slice') {
    const dense = denseOf(part, size, texts);
    parts.push({ start: startOf(part), stop: stopOf(part), dense });
    for (let unit = 0; unit < size; unit++) if (dense[unit] === dense[unit]) offsets[unit + 1] = offsets[unit + 1]! + 1;
    part = await nextOf(rest);
  }
  for (let unit = 0; unit < size; unit++) offsets[unit + 1] = offsets[unit + 1]! + offsets[unit]!;
  const next = offsets.slice();
  const rows = {
    offsets,
    starts: new Int32Array(offsets[size]!),
    stops: new Int32Array(offsets[size]!),
    values: new Float64Array(offsets[size]!),
  };
  for (const { start, stop, dense } of parts) {
    for (let unit = 0; unit < size; unit++) {
      if (dense[unit] !== dense[unit]) continue;
      const at = next[unit]!;
      next[unit] = at + 1;
      rows.starts[at] = start;
      rows.stops[at] = stop;
      rows.values[at] = dense[unit]!;
    }
  }
  return rows;
}

function compareRows(a: Rows, b: Rows, count: Count): void {
  for (let unit = 0; unit + 1 < a.offsets.length; unit++) {
    let i = a.offsets[unit]!;
    let j = b.offsets[unit]!;
    const endA = a.offsets[unit + 1]!;
    const endB = b.offsets[unit + 1]!;
    while (i < endA || j < endB) {
      const order = i >= endA ? 1 : j >= endB ? -1 : a.starts[i]! - b.starts[j]!;
      if (order < 0) count.removed++;
      else if (order > 0) count.added++;
      else if (a.stops[i] !== b.stops[j] || a.values[i] !== b.values[j]) count.changed++;
      if (order <= 0) i++;
      if (order >= 0) j++;
    }
  }
}

/** Values as numbers that are equal where the values are; NaN for missing ones. */
function numbersOf(column: ColumnValues, texts: TextNumbers): Float64Array {
  const out = new Float64Array(lengthOf(column));
  switch (column.kind) {
    case 'float64':
      out.set(column.values);
      return out;
    case 'int32':
      for (let i = 0; i < out.length; i++) out[i] = numberOr(column.values[i]!, missingInt32);
      return out;
    case 'unit':
      for (let i = 0; i < out.length; i++) out[i] = numberOr(column.units[i]!, missingUnit);
      return out;
    case 'dictionary': {
      const table = texts.of(column.dictionary);
      for (let i = 0; i < out.length; i++) out[i] = table[column.codes[i]!]!;
      return out;
    }
  }
}

function numberOr(value: number, missing: number): number {
  return value === missing ? Number.NaN : value;
}

/** A number for each distinct text, whichever dictionary it stands in. */
class TextNumbers {
  readonly #numbers = new Map<string, number>();

  of(dictionary: readonly string[]): Float64Array {
    const table = new Float64Array(dictionary.length);
    for (let code = 0; code < table.length; code++) {
      const text = dictionary[code]!;
      const number = this.#numbers.get(text) ?? this.#numbers.size;
      this.#numbers.set(text, number);
      table[code] = code === missingCode ? Number.NaN : number;
    }
    return table;
  }
}
