import type { Column } from '../column.ts';
import { sharedInt32 } from '../column.ts';
import type { CellValue } from './text-functions.ts';

/** A value per row as a dense number of a distinct value or combination. */
export interface DistinctRows {
  readonly ids: Int32Array | Uint8Array | Uint16Array | Uint32Array;
  /** What each number stands for: one value for each argument that varies. */
  readonly values: readonly (readonly CellValue[])[];
}

/** Tables of combinations up to this size are addressed directly; larger ones go through a hash map. */
const directSize = 1 << 22;

/** Numbers the distinct values of a column of an argument. */
export function distinctValues(column: Column): DistinctRows {
  switch (column.kind) {
    case 'dictionary':
      return { ids: column.codes, values: column.dictionary.map((text, code) => [code === 0 ? null : text]) };
    case 'float64':
      return distinctNumbers(column.values);
    case 'int32':
    case 'unit':
      throw new TypeError('a text or a column of decimals was expected');
  }
}

function distinctNumbers(numbers: Float64Array): DistinctRows {
  const { low, high, whole } = rangeOf(numbers);
  const ids = sharedInt32(numbers.length);
  const values: CellValue[][] = [];
  const direct = whole && high - low < directSize ? new Int32Array(high - low + 1) : undefined;
  const hashed = new Map<number, number>();
  let missing = -1;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i]!;
    if (Number.isNaN(x)) {
      if (missing < 0) missing = values.push([null]) - 1;
      ids[i] = missing;
    } else if (direct !== undefined) {
      let id = direct[x - low]!;
      if (id === 0) direct[x - low] = id = values.push([x]);
      ids[i] = id - 1;
    } else {
      let id = hashed.get(x);
      if (id === undefined) hashed.set(x, (id = values.push([x]) - 1));
      ids[i] = id;
    }
  }
  return { ids, values };
}

function rangeOf(numbers: Float64Array): { readonly low: number; readonly high: number; readonly whole: boolean } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i]!;
    if (Number.isNaN(x)) continue;
    if (x < low) low = x;
    if (x > high) high = x;
    if (whole && Math.floor(x) !== x) whole = false;
  }
  return { low, high, whole: whole && high >= low };
}

/** Numbers the combinations of two columns that occur. */
export function combine(a: DistinctRows, b: DistinctRows): DistinctRows {
  const ids = sharedInt32(a.ids.length);
  const values: (readonly CellValue[])[] = [];
  const width = b.values.length;
  const size = a.values.length * width;
  const direct = size <= directSize ? new Int32Array(size) : undefined;
  const hashed = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) {
    const pair = a.ids[i]! * width + b.ids[i]!;
    let id = direct === undefined ? (hashed.get(pair) ?? 0) : direct[pair]!;
    if (id === 0) {
      id = values.push([...a.values[a.ids[i]!]!, ...b.values[b.ids[i]!]!]);
      if (direct === undefined) hashed.set(pair, id);
      else direct[pair] = id;
    }
    ids[i] = id - 1;
  }
  return { ids, values };
}
