import { sharedCodes } from '../column.ts';
import { compareCodePoints, radixOrder, sortTexts } from './text-order.ts';

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
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? null;
    if (text === null) continue;
    if (text !== last) {
      if (last !== undefined && compareCodePoints(last, text) > 0) return undefined;
      dictionary.push(text);
      last = text;
    }
    numbers[i] = dictionary.length - 1;
  }
  return coded(dictionary, numbers);
}

function codeUnordered(texts: readonly (string | null)[]): CodedTexts {
  const valid: string[] = [];
  const places = new Uint32Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? null;
    if (text === null) continue;
    places[valid.length] = i;
    valid.push(text);
  }
  const order = radixOrder(valid);
  const numbers = new Uint32Array(texts.length);
  if (order === undefined) {
    const sorted = ['', ...sortTexts([...new Set(valid)])];
    // An empty text has a code of its own, after that of missing.
    const codes = new Map<string, number>(sorted.map((text, code) => [text, code]));
    for (let i = 0; i < valid.length; i++) numbers[places[i]!] = codes.get(valid[i]!)!;
    return coded(sorted, numbers);
  }
  const dictionary = [''];
  for (let rank = 0; rank < order.length; rank++) {
    const text = valid[order[rank]!]!;
    if (rank === 0 || text !== dictionary.at(-1)) dictionary.push(text);
    numbers[places[order[rank]!]!] = dictionary.length - 1;
  }
  return coded(dictionary, numbers);
}

function coded(dictionary: readonly string[], numbers: Uint32Array): CodedTexts {
  const codes = sharedCodes(numbers.length, dictionary.length);
  codes.set(numbers);
  return { dictionary, codes };
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
