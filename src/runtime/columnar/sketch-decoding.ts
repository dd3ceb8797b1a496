import { sketchBuckets, sketchLayers, sketchWords } from '../../disclosure/history/columns.ts';
import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import { type Column, columnLength } from '../column.ts';
import { codeOfText, codeTexts, translation, unionDictionary } from '../expression/dictionary.ts';
import { addToSketch, bucketAt, numberOfWords, placeOf, readWords, type SketchValues } from '../folds/column-sketch.ts';
import { mixed } from '../folds/print-tables.ts';
import type { UnitRows } from '../folds/units.ts';
import { emptyLike } from './values.ts';

/** The rows that a sketch was made of. */
export interface SketchedRows {
  readonly values: SketchValues;
  readonly units: UnitRows;
  readonly rowIds: Int32Array | undefined;
  readonly rowCount: number;
}

/** The two words of a value. */
interface Words {
  low: number;
  high: number;
}

/**
 * The rows in which an earlier column differs from one, with the words of its values there, out of the difference of their sketches.
 * A bucket in which one row differs holds the difference of its two values; which row it is, the hash tells. Once it is found, it is
 * taken out of its other buckets, which leaves one row in some of these.
 *
 * @param difference of the sketches; used up
 * @returns `undefined` where more rows differ than the sketches can tell apart
 */
export function valuesThatDiffer(
  rows: SketchedRows,
  difference: Int32Array,
): ReadonlyMap<number, Readonly<Words>> | undefined {
  const found = new Map<number, Words>();
  let candidates = rowsInDifferingBuckets(rows, difference);
  const words = new Int32Array(2);
  const other = { low: 0, high: 0 };
  while (difference.some((left) => left !== 0)) {
    const left: number[] = [];
    for (const row of candidates) {
      const { place, key } = keysOf(rows, row);
      readWords(rows.values, row, 1, words);
      const word = { low: words[0]!, high: words[1]! };
      if (!isAlone(difference, place, key, word, other)) {
        left.push(row);
        continue;
      }
      found.set(row, { ...other });
      const hash = mixed(key, word.low, word.high) ^ mixed(key, other.low, other.high);
      addToSketch(difference, place, word.low ^ other.low, word.high ^ other.high, hash);
    }
    if (left.length === candidates.length) return undefined;
    candidates = left;
  }
  return found;
}

/** Whether a row is the only one that differs in a bucket of its own; then `other` has the words of its other value. */
function isAlone(difference: Int32Array, place: number, key: number, word: Readonly<Words>, other: Words): boolean {
  for (let layer = 0; layer < sketchLayers; layer++) {
    const at = bucketAt(place, layer);
    const [low, high] = [difference[at]!, difference[at + 1]!];
    if ((low | high) === 0) continue;
    other.low = word.low ^ low;
    other.high = word.high ^ high;
    if ((mixed(key, word.low, word.high) ^ mixed(key, other.low, other.high)) === difference[at + 2]) return true;
  }
  return false;
}

function keysOf({ units, rowIds }: SketchedRows, row: number): { readonly place: number; readonly key: number } {
  const unit = units.index === undefined ? row : units.index[row]!;
  return { place: placeOf(units.keysA[unit]!, rowIds, row), key: placeOf(units.keysB[unit]!, rowIds, row) };
}

/** Only rows all of whose buckets differ can differ: few of them, where few do. */
function rowsInDifferingBuckets(rows: SketchedRows, difference: Int32Array): readonly number[] {
  const differs = new Uint8Array(sketchWords);
  for (let bucket = 0; bucket < sketchLayers * sketchBuckets; bucket++) {
    const at = (sketchWords / (sketchLayers * sketchBuckets)) * bucket;
    differs[at] = (difference[at]! | difference[at + 1]! | difference[at + 2]!) === 0 ? 0 : 1;
  }
  const candidates: number[] = [];
  for (let row = 0; row < rows.rowCount; row++) {
    const { place } = keysOf(rows, row);
    let isDiffering = true;
    for (let layer = 0; layer < sketchLayers && isDiffering; layer++) {
      isDiffering = differs[bucketAt(place, layer)] === 1;
    }
    if (isDiffering) candidates.push(row);
  }
  return candidates;
}

/** The hashes of texts, as the words of a sketch have them. */
export type TextPrints = (texts: readonly string[]) => { readonly low: Int32Array; readonly high: Int32Array };

/** A copy of a column with other values in some rows. @param texts those that the other column has, as far as they are known */
export function withValues(
  column: Column,
  values: ReadonlyMap<number, Readonly<Words>>,
  prints: TextPrints,
  texts: readonly string[],
): Column {
  switch (column.kind) {
    case 'dictionary':
      return withTexts(column, values, prints, texts);
    case 'int32':
    case 'float64':
      return withNumbers(column, values);
    case 'unit':
      throw new TypeError('keys have no sketches');
  }
}

function withNumbers(
  column: Extract<Column, { kind: 'int32' | 'float64' }>,
  values: ReadonlyMap<number, Readonly<Words>>,
): Column {
  const numbers = new Map<number, number>();
  for (const [row, { low, high }] of values) numbers.set(row, numberOfWords(low, high));
  const isWhole = (value: number): boolean =>
    Number.isNaN(value) || (Number.isInteger(value) && value > missingInt32 && value <= openStopDay);
  if (column.kind === 'int32' && [...numbers.values()].every(isWhole)) {
    const copy = emptyLike(column, column.values.length);
    if (copy.kind !== 'int32') return column;
    copy.values.set(column.values);
    for (const [row, value] of numbers) copy.values[row] = Number.isNaN(value) ? missingInt32 : value;
    return copy;
  }
  const copy = emptyLike({ kind: 'float64', values: new Float64Array(0) }, columnLength(column));
  if (copy.kind !== 'float64') return column;
  for (let row = 0; row < copy.values.length; row++) {
    const value = column.values[row]!;
    copy.values[row] = column.kind === 'int32' && value === missingInt32 ? Number.NaN : value;
  }
  for (const [row, value] of numbers) copy.values[row] = value;
  return copy;
}

type Texts = Extract<Column, { kind: 'dictionary' }>;

/** Texts are known by their hashes among those of both columns; one that is known no more becomes missing. */
function withTexts(
  column: Texts,
  values: ReadonlyMap<number, Readonly<Words>>,
  prints: TextPrints,
  texts: readonly string[],
): Column {
  const candidates = [...column.dictionary.slice(1), ...texts];
  const { low, high } = prints(candidates);
  const textOf = new Map(candidates.map((text, at) => [`${String(low[at])} ${String(high[at])}`, text]));
  const wanted = new Map<number, string | undefined>();
  for (const [row, words] of values) wanted.set(row, textOf.get(`${String(words.low)} ${String(words.high)}`));
  const added = codeTexts([...wanted.values()].map((text) => text ?? null));
  const dictionary = unionDictionary(column.dictionary, added.dictionary);
  const keep = translation(column.dictionary, dictionary);
  const copy = emptyLike({ ...column, dictionary }, column.codes.length);
  if (copy.kind !== 'dictionary') return column;
  for (let row = 0; row < copy.codes.length; row++) copy.codes[row] = keep[column.codes[row]!]!;
  for (const [row, text] of wanted) copy.codes[row] = text === undefined ? 0 : codeOfText(dictionary, text);
  return copy;
}
