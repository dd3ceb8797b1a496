import { editDistance } from '../base/suggest.ts';
import { fold, stemOf, stemsOf, wordsOf } from './fold.ts';
import { type Concept, conceptsOf } from './query.ts';
import type { SearchData, SearchEntry } from './search-data.ts';

/** What narrows a search, besides its words. */
export interface SearchFilter {
  readonly unitType?: string;
  readonly temporality?: string;
  readonly subject?: string;
}

/** A variable that a search found. */
export interface Hit {
  readonly entry: SearchEntry;
  /** Comparable between databanks, for one query. */
  readonly score: number;
  /** How many of the query's concepts the variable answers; all hits of a databank answer equally many. */
  readonly concepts: number;
}

/** A catalogue opened for searching. */
export interface CatalogueSearch {
  /** Variables that have all words in some way, best first; without words, all that pass the filter in order of name. */
  find(query: string, filter?: SearchFilter): readonly Hit[];
}

/** Where a word stands, by what it is worth there. */
const fieldWeights = {
  title: 10,
  englishTitle: 10,
  namePart: 9,
  description: 3,
  subject: 4,
  unitType: 2.5,
  population: 1,
  code: 2,
} as const;

/** Shares of a word's worth when only a part of it was asked for; a Norwegian compound ends with what it is a kind of. */
const partShares = { whole: 1, start: 0.8, end: 0.65, inside: 0.45 } as const;

/** Shares of a word's worth at one and two edits' distance. */
const misspeltShares = [1, 0.55, 0.35] as const;

/** Hits that are worth less than this share of the best one are chance. */
const leastShare = 0.12;

/** Stem by stem, what it is worth for each entry that has it. */
type Postings = Map<string, Map<number, number>>;

/** Opens a catalogue for searching; takes some tens of milliseconds for a thousand variables. */
export function openSearch(data: SearchData): CatalogueSearch {
  const texts: Postings = new Map();
  const codes: Postings = new Map();
  for (const [index, entry] of data.entries.entries()) {
    addEntry(texts, index, entry, data);
    if (entry.codeList === undefined) continue;
    for (const title of data.codeTitles[entry.codeList] ?? []) addText(codes, index, title, fieldWeights.code);
  }
  const names = data.entries.map(({ name }) => fold(name));
  return {
    find(query, filter = {}) {
      const chosen = data.entries.map((entry) => passes(entry, filter));
      const concepts = conceptsOf(query);
      if (concepts.length === 0) {
        return data.entries.flatMap((entry, index) =>
          chosen[index] === true ? [{ entry, score: 0, concepts: 0 }] : [],
        );
      }
      const { scores, answered } = scoresOf(concepts, texts, codes, chosen);
      addNameMatches(scores, query, names, chosen);
      const least = leastShare * Math.max(0, ...scores.values());
      return [...scores]
        .flatMap(([index, score]) => {
          const entry = data.entries[index];
          return entry === undefined || score < least ? [] : [{ entry, score, concepts: answered }];
        })
        .sort((a, b) => b.score - a.score || byName(a.entry.name, b.entry.name));
    },
  };
}

/** Of equals, the shorter name is the more general variable. */
function byName(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

function passes(entry: SearchEntry, { unitType, temporality, subject }: SearchFilter): boolean {
  return (
    (unitType === undefined || entry.unitType === unitType) &&
    (temporality === undefined || entry.temporality === temporality) &&
    (subject === undefined || entry.subjects.includes(subject))
  );
}

function addEntry(postings: Postings, index: number, entry: SearchEntry, data: SearchData): void {
  addText(postings, index, entry.title, fieldWeights.title);
  if (entry.englishTitle !== undefined) addText(postings, index, entry.englishTitle, fieldWeights.englishTitle);
  addText(postings, index, entry.name, fieldWeights.namePart);
  addText(postings, index, entry.description, fieldWeights.description);
  for (const subject of entry.subjects) addText(postings, index, subject, fieldWeights.subject);
  for (const label of data.unitTypes[entry.unitType] ?? []) addText(postings, index, label, fieldWeights.unitType);
  addText(postings, index, entry.population, fieldWeights.population);
}

/** A word weighs more where it is all that is said, and most where it comes first. */
function addText(postings: Postings, index: number, text: string, weight: number): void {
  const stems = stemsOf(text);
  for (const [place, stem] of stems.entries()) {
    const brevity = 1 / (1 + 0.06 * (stems.length - 1));
    const worth = weight * brevity * (place === 0 ? 1.25 : 1);
    let entries = postings.get(stem);
    if (entries === undefined) postings.set(stem, (entries = new Map<number, number>()));
    // Said again elsewhere, a word is worth a little more; the best place decides.
    const before = entries.get(index) ?? 0;
    entries.set(index, Math.max(before, worth) + 0.15 * Math.min(before, worth));
  }
}

/** Scores of the entries that answer every concept; where none does, of those that answer most. */
function scoresOf(
  concepts: readonly Concept[],
  texts: Postings,
  codes: Postings,
  chosen: readonly boolean[],
): { readonly scores: Map<number, number>; readonly answered: number } {
  const answers = concepts.map((concept) => answersTo(concept, texts, codes, chosen));
  const counts = new Map<number, { concepts: number; score: number }>();
  for (const answer of answers) {
    for (const [index, score] of answer) {
      const found = counts.get(index) ?? { concepts: 0, score: 0 };
      counts.set(index, { concepts: found.concepts + 1, score: found.score + score });
    }
  }
  const most = Math.max(0, ...[...counts.values()].map((found) => found.concepts));
  const scores = new Map<number, number>();
  for (const [index, found] of counts) if (found.concepts === most) scores.set(index, found.score);
  return { scores, answered: most };
}

/** What a concept is worth for each entry: its best wording there. */
function answersTo(
  concept: Concept,
  texts: Postings,
  codes: Postings,
  chosen: readonly boolean[],
): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const { stems, share } of concept.wordings) {
    const parts = stems.map((stem) => wordAnswers(stem, share === 1, texts, codes));
    const [first, ...others] = parts;
    for (const [index, worth] of first ?? []) {
      if (chosen[index] !== true) continue;
      const all = [worth, ...others.map((part) => part.get(index) ?? 0)];
      // A phrase needs all of its words and is worth no more than a word.
      const least = Math.min(...all);
      if (least === 0) continue;
      const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
      best.set(index, Math.max(best.get(index) ?? 0, share * mean));
    }
  }
  return best;
}

/** What one word is worth for each entry. Misspelt words are forgiven when the user's own word stands nowhere. */
function wordAnswers(stem: string, isOwn: boolean, texts: Postings, codes: Postings): ReadonlyMap<number, number> {
  const answers = new Map<number, number>();
  collect(answers, texts, (word) => partShare(stem, word));
  collect(answers, codes, (word) => (word === stem ? 1 : word.startsWith(stem) && stem.length > 3 ? 0.6 : 0));
  if (answers.size === 0 && isOwn && stem.length >= 4) collect(answers, texts, (word) => misspeltShare(stem, word));
  return answers;
}

function collect(answers: Map<number, number>, postings: Postings, shareOf: (word: string) => number): void {
  for (const [word, entries] of postings) {
    const share = shareOf(word);
    if (share === 0) continue;
    for (const [index, worth] of entries) answers.set(index, Math.max(answers.get(index) ?? 0, share * worth));
  }
}

function partShare(stem: string, word: string): number {
  if (word === stem) return partShares.whole;
  if (stem.length < 3) return 0;
  // The longer the rest of a compound, the further it is from what was asked for.
  const covered = 0.7 + (0.3 * stem.length) / word.length;
  if (word.startsWith(stem)) return partShares.start * covered;
  if (stem.length < 4) return 0;
  const at = word.indexOf(stem);
  if (at < 0) return 0;
  return (word.length - at - stem.length <= 1 ? partShares.end : partShares.inside) * covered;
}

function misspeltShare(stem: string, word: string): number {
  const limit = stem.length >= 7 ? 2 : 1;
  const whole = editDistance(stem, word, limit);
  if (whole <= limit) return misspeltShares[whole] ?? 0;
  // The beginning of a longer word may be misspelt, too.
  if (word.length <= stem.length || stem.length < 5) return 0;
  const start = editDistance(stem, word.slice(0, stem.length), 1);
  return start <= 1 ? 0.75 * (misspeltShares[start] ?? 0) : 0;
}

/** A variable whose name was written, whole or from its beginning, comes before all others. */
function addNameMatches(
  scores: Map<number, number>,
  query: string,
  names: readonly string[],
  chosen: readonly boolean[],
): void {
  const asked = fold(query.trim()).replace(/\s+/gu, '_');
  if (asked.length < 3) return;
  for (const [index, name] of names.entries()) {
    if (chosen[index] !== true) continue;
    if (name === asked) scores.set(index, (scores.get(index) ?? 0) + 1000);
    else if (asked.includes('_') && name.startsWith(asked)) scores.set(index, (scores.get(index) ?? 0) + 500);
  }
}

/** Whether a text has a word that a query asks for; for marking words in what is shown. */
export function marksOf(text: string, query: string): readonly (readonly [from: number, to: number])[] {
  const asked = new Set(wordsOf(query).map(stemOf));
  const marks: (readonly [number, number])[] = [];
  for (const match of text.matchAll(/\p{L}+|\p{N}+/gu)) {
    const stem = stemOf(fold(match[0]));
    if ([...asked].some((each) => partShare(each, stem) > 0)) marks.push([match.index, match.index + match[0].length]);
  }
  return marks;
}
