/** A text as it is compared: composed, in small letters. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** What something can be found by, folded. */
export interface Keys {
  readonly name: string;
  /** The words of its titles, each with a blank before and behind it. */
  readonly words: string;
}

/** Makes the keys of something with a name and titles. */
export function keysOf(name: string, ...titles: readonly string[]): Keys {
  const words = titles.map((title) => folded(title).replace(/[^\p{L}\p{M}\p{Nd}]+/gu, ' '));
  return { name: folded(name), words: ` ${words.join(' ')} ` };
}

/**
 * How well things fit what is typed, 0 best: the name begins so, a part of the name between underscores, the name holds it; then
 * the same of the titles: every typed part is one of their words, begins one, or stands in one. `undefined` for what does not fit.
 */
export function fitting(typed: string): (keys: Keys) => number | undefined {
  const parts = typed.split('_').filter((part) => part !== '');
  const [wholes, starts] = [parts.map((part) => ` ${part} `), parts.map((part) => ` ${part}`)];
  const inner = `_${typed}`;
  return ({ name, words }) => {
    if (name.startsWith(typed)) return 0;
    if (name.includes(typed)) return name.includes(inner) ? 1 : 2;
    if (parts.length === 0 || !parts.every((part) => words.includes(part) || name.includes(part))) return undefined;
    if (wholes.every((part) => words.includes(part))) return 3;
    return starts.every((part) => words.includes(part)) ? 4 : 5;
  };
}

/** The best of a list, at most so many: those that fit the typed word, best first, in their own order where they fit alike. */
export function bestOf<T>(
  all: readonly T[],
  keys: (each: T) => Keys,
  typed: string,
  limit: number,
): { readonly chosen: readonly T[]; readonly isCut: boolean } {
  if (all.length <= limit) return { chosen: all, isCut: false };
  // A list that was narrowed down by what is typed must be made anew when the word changes.
  if (typed === '') return { chosen: all.slice(0, limit), isCut: true };
  const fitOf = fitting(typed);
  const fits: T[][] = [];
  for (const each of all) {
    const fit = fitOf(keys(each));
    if (fit !== undefined) (fits[fit] ??= []).push(each);
  }
  return { chosen: fits.flat().slice(0, limit), isCut: true };
}
