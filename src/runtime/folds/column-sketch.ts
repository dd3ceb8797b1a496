import { bucketWords, sketchBuckets, sketchLayers, sketchWords } from '../../disclosure/history/columns.ts';
import { missingInt32 } from '../../metadata/stored-column.ts';
import type { Codes } from '../expression/dictionary.ts';
import type { Fold } from '../fold.ts';
import { finished, mixed } from './prints.ts';
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
    const { units, rowIds } = input;
    const read = wordReader(input.values);
    const word = { low: 0, high: 0 };
    for (let row = from; row < to; row++) {
      const unit = units.index === undefined ? row : units.index[row]!;
      const place = placeOf(units.keysA[unit]!, rowIds, row);
      const key = placeOf(units.keysB[unit]!, rowIds, row);
      read(row, word);
      if (rowIds !== undefined) state[sketchWords] = (state[sketchWords]! + key) | 0;
      addToSketch(state, place, word.low ^ key, word.high ^ place, mixed(key, word.low, word.high));
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
  for (let layer = 0; layer < sketchLayers; layer++) {
    const at = bucketAt(place, layer);
    sketch[at] = sketch[at]! ^ low;
    sketch[at + 1] = sketch[at + 1]! ^ high;
    sketch[at + 2] = sketch[at + 2]! ^ hash;
  }
}

/** Where the bucket of a row begins in a layer. */
export function bucketAt(place: number, layer: number): number {
  return (layer * sketchBuckets + ((place >>> (layer * 8)) & (sketchBuckets - 1))) * bucketWords;
}

/** Reads the two words of a row's value: those of a double, or of a text's hash. Missing values are all the same, and 0 is -0. */
export function wordReader(values: SketchValues): (row: number, into: { low: number; high: number }) => void {
  if (values.kind === 'codes') {
    const { codes, low, high } = values;
    return (row, into) => {
      const code = codes[row]!;
      into.low = low[code]!;
      into.high = high[code]!;
    };
  }
  const halves = new Int32Array(2);
  const double = new Float64Array(halves.buffer);
  const put = (value: number, into: { low: number; high: number }): void => {
    double[0] = value + 0;
    into.low = halves[0]!;
    into.high = halves[1]!;
  };
  const nothing = (into: { low: number; high: number }): void => {
    into.low = 0;
    into.high = missingWord;
  };
  if (values.kind === 'int32') {
    const { values: integers } = values;
    return (row, into) => (integers[row] === missingInt32 ? nothing(into) : put(integers[row]!, into));
  }
  const { values: doubles } = values;
  return (row, into) => (Number.isNaN(doubles[row]) ? nothing(into) : put(doubles[row]!, into));
}

/** The high word of a missing number: that of the usual NaN. */
const missingWord = 0x7ff80000;

/** The number that two words are. */
export function numberOfWords(low: number, high: number): number {
  return new Float64Array(Int32Array.of(low, high).buffer)[0]!;
}
