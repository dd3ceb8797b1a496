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

/** What is known of a catalogue's words. */
interface WordIndex {
  /** Of names, titles and descriptions, by entry. */
  readonly texts: Postings;
  /** Of code titles, by code list: lists are long, and many variables share one. */
  readonly codes: Postings;
  /** The entries that use each code list. */
  readonly users: readonly (readonly number[])[];
}

function indexOf(data: SearchData): WordIndex {
  const texts: Postings = new Map();
  const codes: Postings = new Map();
  const users: number[][] = data.codeTitles.map(() => []);
  const stems = rememberedStems();
  for (const [place, entry] of data.entries.entries()) {
    addEntry(texts, place, entry, data, stems);
    if (entry.codeList !== undefined) users[entry.codeList]?.push(place);
  }
  for (const [list, titles] of data.codeTitles.entries()) {
    for (const title of titles) addText(codes, list, stems(title), fieldWeights.code);
  }
  return { texts, codes, users };
}

/** Populations, subjects and unit types are the same texts for hundreds of variables. */
function rememberedStems(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    let stems = known.get(text);
    if (stems === undefined) known.set(text, (stems = stemsOf(text)));
    return stems;
  };
}

/** Opens a catalogue for searching; takes some tens of milliseconds for a thousand variables. */
export function openSearch(data: SearchData): CatalogueSearch {
  const index = indexOf(data);
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
      const named = namedBy(query, names, chosen);
      if (named.length > 0) {
        // A written name asks for nothing else; that outdoes any number of words.
        return named.flatMap(([place, score]) => hitsAt(data, place, score, concepts.length + 1)).sort(byRank);
      }
      const { scores, answered } = scoresOf(concepts, index, chosen);
      for (const [place, name] of names.entries()) {
        if (name === fold(query.trim()) && chosen[place] === true)
          scores.set(place, (scores.get(place) ?? 0) + nameScore);
      }
      const least = leastShare * Math.max(0, ...[...scores.values()].filter((score) => score < nameScore));
      return [...scores]
        .filter(([, score]) => score >= least)
        .flatMap(([place, score]) => hitsAt(data, place, score, answered))
        .sort(byRank);
    },
  };
}

/** What is worth more than any word: the name itself. */
const nameScore = 1000;

function hitsAt(data: SearchData, place: number, score: number, concepts: number): readonly Hit[] {
  const entry = data.entries[place];
  return entry === undefined ? [] : [{ entry, score, concepts }];
}

function byRank(a: Hit, b: Hit): number {
  return b.score - a.score || byName(a.entry.name, b.entry.name);
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

function addEntry(
  postings: Postings,
  place: number,
  entry: SearchEntry,
  data: SearchData,
  stems: (text: string) => readonly string[],
): void {
  const add = (text: string, weight: number): void => {
    addText(postings, place, stems(text), weight);
  };
  add(entry.title, fieldWeights.title);
  if (entry.englishTitle !== undefined) add(entry.englishTitle, fieldWeights.englishTitle);
  add(entry.name, fieldWeights.namePart);
  add(entry.description, fieldWeights.description);
  for (const subject of entry.subjects) add(subject, fieldWeights.subject);
  for (const label of data.unitTypes[entry.unitType] ?? []) add(label, fieldWeights.unitType);
  add(entry.population, fieldWeights.population);
}

/** A word weighs more where it is all that is said, and most where it comes first. */
function addText(postings: Postings, index: number, stems: readonly string[], weight: number): void {
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
  index: WordIndex,
  chosen: readonly boolean[],
): { readonly scores: Map<number, number>; readonly answered: number } {
  const answers = concepts.map((concept) => answersTo(concept, index, chosen));
  const counts = new Map<number, { concepts: number; score: number }>();
  for (const answer of answers) {
    for (const [place, score] of answer) {
      const found = counts.get(place) ?? { concepts: 0, score: 0 };
      counts.set(place, { concepts: found.concepts + 1, score: found.score + score });
    }
  }
  const most = Math.max(0, ...[...counts.values()].map((found) => found.concepts));
  const scores = new Map<number, number>();
  for (const [place, found] of counts) if (found.concepts === most) scores.set(place, found.score);
  return { scores, answered: most };
}

/** What a concept is worth for each entry: its best wording there. */
function answersTo(concept: Concept, index: WordIndex, chosen: readonly boolean[]): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const { stems, share } of concept.wordings) {
    const parts = stems.map((stem) => wordAnswers(stem, share === 1, index));
    const [first, ...others] = parts;
    for (const [place, worth] of first ?? []) {
      if (chosen[place] !== true) continue;
      const all = [worth, ...others.map((part) => part.get(place) ?? 0)];
      // A phrase needs all of its words and is worth no more than a word.
      const least = Math.min(...all);
      if (least === 0) continue;
      const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
      best.set(place, Math.max(best.get(place) ?? 0, share * mean));
    }
  }
  return best;
}

/** What one word is worth for each entry. Misspelt words are forgiven when the user's own word stands nowhere. */
function wordAnswers(stem: string, isOwn: boolean, { texts, codes, users }: WordIndex): ReadonlyMap<number, number> {
  const answers = new Map<number, number>();
  collect(answers, texts, (word) => partShare(stem, word));
  const lists = new Map<number, number>();
  collect(lists, codes, (word) => (word === stem ? 1 : word.startsWith(stem) && stem.length > 3 ? 0.6 : 0));
  for (const [list, worth] of lists) {
    for (const place of users[list] ?? []) answers.set(place, Math.max(answers.get(place) ?? 0, worth));
  }
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

/** The variables whose name was written, whole or from its beginning; names are known by their underscores. */
function namedBy(
  query: string,
  names: readonly string[],
  chosen: readonly boolean[],
): readonly (readonly [place: number, score: number])[] {
  const asked = fold(query.trim());
  if (!/^\w+_\w*$/u.test(asked)) return [];
  return names.flatMap((name, place) => {
    if (chosen[place] !== true || !name.startsWith(asked)) return [];
    return [[place, name === asked ? 2 * nameScore : nameScore] as const];
  });
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
