import { type Column, sharedCodes, sharedFloat64 } from '../column.ts';
import { type Codes, translation, unionDictionary } from '../expression/dictionary.ts';
import { emptyLike } from './values.ts';

/** An empty column for the values of several: with a common dictionary, and with decimals if one of them has decimals. */
export function roomFor(columns: readonly Column[], length: number): Column {
  const [first] = columns;
  if (first === undefined) throw new RangeError('a series has a variable');
  if (first.kind === 'dictionary') {
    const dictionary = columns.reduce(
      (all, column) =>
        column.kind === 'dictionary' && column.dictionary !== all ? unionDictionary(all, column.dictionary) : all,
      first.dictionary,
    );
    return { kind: 'dictionary', codes: sharedCodes(length, dictionary.length), dictionary };
  }
  const hasDecimals = columns.some(({ kind }) => kind === 'float64');
  return hasDecimals ? { kind: 'float64', values: sharedFloat64(length) } : emptyLike(first, length);
}

/** What becomes of the codes of a column in another one; `undefined` where they mean the same, and for columns without. */
export function codesInto(from: Column, to: Column): Codes | undefined {
  if (from.kind !== 'dictionary' || to.kind !== 'dictionary' || from.dictionary === to.dictionary) return undefined;
  return translation(from.dictionary, to.dictionary);
}
