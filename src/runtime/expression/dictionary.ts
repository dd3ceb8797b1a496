import { sharedCodes } from '../column.ts';
import { compareCodePoints } from './text-functions.ts';

/** Codes of some array type for a dictionary. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** A dictionary, and the code in it of each text that it was made of. */
export interface CodedTexts {
  readonly dictionary: readonly string[];
  /** Code of text `i`; 0 for `null`. Shared. */
  readonly codes: Codes;
}

/** Makes a dictionary of texts (in any order, repeated, `null` for missing). */
export function codeTexts(texts: readonly (string | null)[]): CodedTexts {
  const distinct = [...new Set(texts)].filter((text) => text !== null).sort(compareCodePoints);
  const codeOf = new Map<string, number>(distinct.map((text, i) => [text, i + 1]));
  const codes = sharedCodes(texts.length, distinct.length + 1);
  texts.forEach((text, i) => {
    if (text !== null) codes[i] = codeOf.get(text) ?? 0;
  });
  return { dictionary: ['', ...distinct], codes };
}

/** For each code of `from` the code of the same text in `to`, or 0 where `to` lacks it. Both ascend by code points. */
export function translation(from: readonly string[], to: readonly string[]): Codes {
  const codes = sharedCodes(from.length, to.length);
  let j = 1;
  for (let i = 1; i < from.length; i++) {
    while (j < to.length && compareCodePoints(to[j]!, from[i]!) < 0) j++;
    if (j < to.length && to[j] === from[i]) codes[i] = j;
  }
  return codes;
}

/** The dictionary with the texts of both. */
export function unionDictionary(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a === b) return a;
  return codeTexts([...a.slice(1), ...b.slice(1)]).dictionary;
}

/** The code of a text, or 0 when the dictionary lacks it. */
export function codeOfText(dictionary: readonly string[], text: string): number {
  let low = 1;
  let high = dictionary.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareCodePoints(dictionary[middle]!, text);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
