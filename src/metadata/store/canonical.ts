import type { ColumnValues } from '../stored-column.ts';
import { codeWidth, sharedCodes } from './shared-buffer.ts';
import { codeBytes } from './spells.ts';

type DictionaryValues = ColumnValues & { readonly kind: 'dictionary' };

/**
 * Values in the one form that equal contents have whoever wrote them: a dictionary of exactly the texts that occur, in
 * code-point order after the unused entry 0, with codes as narrow as they can be. Other kinds have one form only.
 */
export function canonicalValues(values: ColumnValues): ColumnValues {
  return values.kind === 'dictionary' ? canonicalDictionary(values) : values;
}

function canonicalDictionary(values: DictionaryValues): DictionaryValues {
  const { codes, dictionary } = values;
  const used = new Uint8Array(Math.max(1, dictionary.length));
  for (let i = 0; i < codes.length; i++) used[codes[i]!] = 1;
  const texts = new Set<string>();
  for (let code = 1; code < dictionary.length; code++) if (used[code] === 1) texts.add(dictionary[code]!);
  const sorted = ['', ...[...texts].sort((a, b) => (a < b ? -1 : 1))];
  const width = codeWidth(sorted.length);
  if (width === codeBytes(codes) && isSame(sorted, dictionary)) return values;
  // Should an empty text be a value, it has code 1, which comes after entry 0 here and so wins.
  const newCodes = new Map(sorted.map((text, code) => [text, code]));
  const map = new Uint32Array(dictionary.length);
  for (let code = 1; code < dictionary.length; code++) map[code] = newCodes.get(dictionary[code]!) ?? 0;
  const recoded = sharedCodes(codes.length, width);
  for (let i = 0; i < codes.length; i++) recoded[i] = map[codes[i]!]!;
  return { kind: 'dictionary', codes: recoded, dictionary: sorted };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
