import { stemsOf } from './fold.ts';
import { glossary } from './glossary.ts';

/** Something that a search asks for, in all the ways in which a catalogue may say it. */
export interface Concept {
  readonly wordings: readonly Wording[];
}

/** One way to say it: stems that must all occur. */
export interface Wording {
  readonly stems: readonly string[];
  /** 1 for the user's own words, less for words of the glossary. */
  readonly share: number;
}

/** What a word of the glossary is worth beside the user's own. */
const glossaryShare = 0.85;

/** Phrases of the glossary by their stems, with the groups that they belong to. */
let phrases: ReadonlyMap<string, readonly (readonly string[])[]> | undefined;
let longestPhrase = 1;

/** What a query asks for: phrases that the glossary knows, then single words. */
export function conceptsOf(query: string): readonly Concept[] {
  const stems = stemsOf(query);
  const known = (phrases ??= phraseTable());
  const concepts: Concept[] = [];
  for (let at = 0; at < stems.length; ) {
    const taken = phraseAt(stems, at, known);
    const own = stems.slice(at, at + taken);
    const wordings: Wording[] = [{ stems: own, share: 1 }];
    for (const group of known.get(own.join(' ')) ?? []) {
      for (const phrase of group) {
        const other = phrase.split(' ');
        if (phrase !== own.join(' ')) wordings.push({ stems: other, share: glossaryShare });
      }
    }
    concepts.push({ wordings });
    at += taken;
  }
  return concepts;
}

/** Number of words of the longest phrase that begins at a place; a word that starts none is alone. */
function phraseAt(stems: readonly string[], at: number, known: ReadonlyMap<string, unknown>): number {
  for (let length = Math.min(longestPhrase, stems.length - at); length > 1; length--) {
    if (known.has(stems.slice(at, at + length).join(' '))) return length;
  }
  return 1;
}

function phraseTable(): ReadonlyMap<string, readonly (readonly string[])[]> {
  const table = new Map<string, (readonly string[])[]>();
  for (const group of glossary) {
    const stems = group.map((phrase) => stemsOf(phrase).join(' '));
    for (const phrase of new Set(stems)) {
      longestPhrase = Math.max(longestPhrase, phrase.split(' ').length);
      table.set(phrase, [...(table.get(phrase) ?? []), [...new Set(stems)]]);
    }
  }
  return table;
}
