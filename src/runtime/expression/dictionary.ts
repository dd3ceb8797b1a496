import { sharedCodes } from '../column.ts';
import { compareCodePoints, sortTexts } from './text-order.ts';

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
  return codeAscending(texts) ?? codeUnordered(texts);
}

/** Texts that ascend already, as functions of a dictionary's entries often do: one pass, nothing to look up. */
function codeAscending(texts: readonly (string | null)[]): CodedTexts | undefined {
  const dictionary = [''];
  const numbers = new Uint32Array(texts.length);
  let last: string | undefined;
  for (const [i, text] of texts.entries()) {
    if (text === null) continue;
    if (text !== last) {
      if (last !== undefined && compareCodePoints(last, text) > 0) return undefined;
      dictionary.push(text);
      last = text;
    }
    numbers[i] = dictionary.length - 1;
  }
  const codes = sharedCodes(texts.length, dictionary.length);
  codes.set(numbers);
  return { dictionary, codes };
}

function codeUnordered(texts: readonly (string | null)[]): CodedTexts {
  const found = new Map<string, number>();
  const numbers = new Int32Array(texts.length);
  for (const [i, text] of texts.entries()) {
    if (text === null) {
      numbers[i] = -1;
      continue;
    }
    let number = found.get(text);
    if (number === undefined) found.set(text, (number = found.size));
    numbers[i] = number;
  }
  const sorted = sortTexts([...found.keys()]);
  const codeOfNumber = new Uint32Array(found.size);
  sorted.forEach((text, i) => (codeOfNumber[found.get(text)!] = i + 1));
  const codes = sharedCodes(texts.length, sorted.length + 1);
  for (let i = 0; i < codes.length; i++) codes[i] = numbers[i]! < 0 ? 0 : codeOfNumber[numbers[i]!]!;
  return { dictionary: ['', ...sorted], codes };
}

/** A search of a text in a large dictionary costs about as much as so many steps through it. */
const stepsOfSearch = 16;

/** For each code of `from` the code of the same text in `to`, or 0 where `to` lacks it. Both ascend by code points. */
export function translation(from: readonly string[], to: readonly string[]): Codes {
  const codes = sharedCodes(from.length, to.length);
  if (from.length * stepsOfSearch < to.length) {
    for (let i = 1; i < from.length; i++) codes[i] = codeOfText(to, from[i]!);
    return codes;
  }
  let j = 1;
  for (let i = 1; i < from.length; i++) {
    while (j < to.length && compareCodePoints(to[j]!, from[i]!) < 0) j++;
    if (j < to.length && to[j] === from[i]) codes[i] = j;
  }
  return codes;
}

/** The dictionary with the texts of both, each of which ascends by code points. */
export function unionDictionary(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a === b) return a;
  const union = [''];
  let [i, j] = [1, 1];
  while (i < a.length || j < b.length) {
    const order = i === a.length ? 1 : j === b.length ? -1 : compareCodePoints(a[i]!, b[j]!);
    union.push(order <= 0 ? a[i]! : b[j]!);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return union;
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
