import type { Language } from '../language.ts';
import { listing } from './message.ts';

/** Names in backticks, joined in a sentence: `` `a`, `b` or `c` ``. */
export function quoted(names: readonly string[], language: Language, last: 'or' | 'and' = 'or'): string {
  return listing(
    names.map((name) => `\`${name}\``),
    language,
    last,
  );
}

/** A hint in both languages that asks whether one of the suggestions was meant; none when there are no suggestions. */
export const suggestion = {
  nb: (p: { readonly suggestions: readonly string[] }): string | undefined =>
    p.suggestions.length === 0 ? undefined : `mente du ${quoted(p.suggestions, 'nb')}?`,
  en: (p: { readonly suggestions: readonly string[] }): string | undefined =>
    p.suggestions.length === 0 ? undefined : `did you mean ${quoted(p.suggestions, 'en')}?`,
};
