import { bucketWords, sketchBuckets, sketchWords } from '../../disclosure/history/columns.ts';
import { missingInt32 } from '../../metadata/stored-column.ts';
import type { Codes } from '../expression/dictionary.ts';
import type { Fold } from '../fold.ts';
import { chunkRows } from './axis.ts';
import { finished, mixed } from './print-tables.ts';
import { ownRange, type UnitRows } from './units.ts';

/** The values of a column as two words each. */
export type SketchValues =
  | { readonly kind: 'float64'; readonly values: Float64Array }
  | { readonly kind: 'int32'; readonly values: Int32Array }
  /** Of texts the words are those of their hashes, by code. */
  | { readonly kind: 'codes'; readonly codes: Codes; readonly low: Int32Array; readonly high: Int32Array };

/** Input of `columnSketchFold`. */
export interface ColumnSketchInput {
  readonly values: SketchValues;
  readonly units: UnitRows;
  /** What tells the rows of a unit apart in every dataset; absent where units have one row. */
  readonly rowIds: Int32Array | undefined;
}

/** The words of a sketch, and one more: the sum of the rows' keys, which names the rows where units have several. */
export type SketchState = Int32Array;

/**
 * The sketch of a column (rule DC-06 c, `ledger`). XOR, because sketches of columns over the same rows differ by what differs in
 * them, and by nothing else: an invertible Bloom lookup table, whose buckets with one row give the value back that it had.
 *
 * @see Eppstein, Goodrich, Uyeda & Varghese (2011), What's the difference? Efficient set reconciliation without prior context.
 */
export const columnSketchFold: Fold<ColumnSketchInput, SketchState> = {
  name: 'column-sketch',
  isExact: true,
  stateBytes: () => (sketchWords + 1) * 4,
  init: () => new Int32Array(sketchWords + 1),
  step: (state, input, start, end) => {
    const { from, to } = ownRange(input.units, start, end);
    const words = new Int32Array(2 * chunkRows);
    for (let row = from; row < to; row += chunkRows) {
      const count = Math.min(chunkRows, to - row);
      readWords(input.values, row, count, words);
      addWords(state, input, row, count, words);
    }
  },
  merge: (earlier, later) => {
    for (let i = 0; i < sketchWords; i++) earlier[i] = earlier[i]! ^ later[i]!;
    earlier[sketchWords] = (earlier[sketchWords]! + later[sketchWords]!) | 0;
    return earlier;
  },
};

/** The key of a row: that of its unit, or one of its own where the unit has several. */
export function placeOf(key: number, rowIds: Int32Array | undefined, row: number): number {
  return rowIds === undefined ? key : finished(key ^ Math.imul(rowIds[row]! + 1, 0x9e3779b1));
}

/** Puts a row's words into its bucket of each layer. What is put in twice is out again. */
export function addToSketch(sketch: Int32Array, place: number, low: number, high: number, hash: number): void {
  addToBucket(sketch, bucketAt(place, 0), low, high, hash);
  addToBucket(sketch, bucketAt(place, 1), low, high, hash);
  addToBucket(sketch, bucketAt(place, 2), low, high, hash);
}

function addToBucket(sketch: Int32Array, at: number, low: number, high: number, hash: number): void {
  sketch[at] = sketch[at]! ^ low;
  sketch[at + 1] = sketch[at + 1]! ^ high;
  sketch[at + 2] = sketch[at + 2]! ^ hash;
}

/** Where the bucket of a row begins in a layer. */
export function bucketAt(place: number, layer: number): number {
  return (layer * sketchBuckets + ((place >>> (layer * 8)) & (sketchBuckets - 1))) * bucketWords;
}

/**
 * The two words of the values of some rows: those of a double, or of a text's hash. Missing numbers are all the same, and 0 is -0.
 *
 * @param words of at least twice as many entries; low and high words alternate
 */
export function readWords(values: SketchValues, start: number, count: number, words: Int32Array): void {
  if (values.kind === 'codes') {
    const { codes, low, high } = values;
    for (let i = 0; i < count; i++) {
      const code = codes[start + i]!;
      words[2 * i] = low[code]!;
      words[2 * i + 1] = high[code]!;
    }
    return;
  }
  const doubles = new Float64Array(words.buffer, words.byteOffset, count);
  if (values.kind === 'int32') {
    const { values: integers } = values;
    for (let i = 0; i < count; i++) {
      const value = integers[start + i]!;
      doubles[i] = value === missingInt32 ? Number.NaN : value;
    }
    return;
  }
  const { values: numbers } = values;
  for (let i = 0; i < count; i++) {
    const value = numbers[start + i]!;
    // NaN differs from itself: of all of them the usual one is put in.
    doubles[i] = value !== value ? Number.NaN : value + 0;
  }
}

function addWords(
  state: SketchState,
  { units, rowIds }: ColumnSketchInput,
  start: number,
  count: number,
  words: Int32Array,
): void {
  const { keysA, keysB, index } = units;
  let sum = state[sketchWords]!;
  for (let i = 0; i < count; i++) {
    const row = start + i;
    const unit = index === undefined ? row : index[row]!;
    const place = placeOf(keysA[unit]!, rowIds, row);
    const key = placeOf(keysB[unit]!, rowIds, row);
    const low = words[2 * i]!;
    const high = words[2 * i + 1]!;
    if (rowIds !== undefined) sum = (sum + key) | 0;
    addToSketch(state, place, low ^ key, high ^ place, mixed(key, low, high));
  }
  state[sketchWords] = sum;
}

/** The number that two words are. */
export function numberOfWords(low: number, high: number): number {
  return new Float64Array(Int32Array.of(low, high).buffer)[0]!;
}
