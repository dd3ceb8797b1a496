/** A text as it is compared: composed, in small letters. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** What something can be found by, folded. */
export interface Keys {
  readonly name: string;
  /** The words of its titles. */
  readonly words: readonly string[];
}

/** Makes the keys of something with a name and titles. */
export function keysOf(name: string, ...titles: readonly string[]): Keys {
  const words = titles.flatMap((title) => folded(title).split(/[^\p{L}\p{M}\p{Nd}]+/u));
  return { name: folded(name), words: [...new Set(words.filter((word) => word !== ''))] };
}

/**
 * How well something fits what is typed, 0 best: its name begins so, a part of the name between underscores, the name holds it;
 * then the same of its titles: every typed part is one of their words, begins one, or stands in one. `undefined` when it does not fit.
 */
export function fitOf({ name, words }: Keys, typed: string): number | undefined {
  if (typed === '' || name.startsWith(typed)) return 0;
  if (name.includes(`_${typed}`)) return 1;
  if (name.includes(typed)) return 2;
  const parts = typed.split('_').filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  if (parts.every((part) => words.includes(part))) return 3;
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 4;
  return parts.every((part) => words.some((word) => word.includes(part)) || name.includes(part)) ? 5 : undefined;
}

/** The best of a list, at most so many: those that fit the typed word, best first, in their own order where they fit alike. */
export function bestOf<T>(
  all: readonly T[],
  keys: (each: T) => Keys,
  typed: string,
  limit: number,
): { readonly chosen: readonly T[]; readonly isCut: boolean } {
  if (all.length <= limit) return { chosen: all, isCut: false };
  const fits: T[][] = [];
  for (const each of all) {
    const fit = fitOf(keys(each), typed);
    if (fit !== undefined) (fits[fit] ??= []).push(each);
  }
  // A list that was narrowed down by what is typed must be made anew when the word changes.
  return { chosen: fits.flat().slice(0, limit), isCut: true };
}
