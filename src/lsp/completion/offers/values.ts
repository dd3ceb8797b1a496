import { isoDate, parseIsoDate } from '../../../base/epoch-day.ts';
import type { LocalText } from '../../../base/language.ts';
import { entriesOf } from '../../../lang/analyse/code-lists.ts';
import { lookUpVariable } from '../../../lang/analyse/variables.ts';
import { numberText } from '../../../lang/expand/binding-text.ts';
import type { CodeListEntry } from '../../../lang/ir/script.ts';
import type { CodeListId } from '../../../lang/types/schema.ts';
import { bestOf, folded, type Keys, keysOf } from './matching.ts';
import { kinds, mostOffers, type Offer, type Offers, type Scene, whole } from './offer.ts';

/** An entry of a code list as a literal of its type. */
interface Literal {
  readonly text: string;
  readonly entry: CodeListEntry;
}

/** Codes of variables with their labels, quoted as their type asks. Those that the statement has are left out. */
export function codeOffers(scene: Scene, variables: readonly string[], except: readonly string[]): Offers {
  const entries = variables.flatMap((name) => entriesOfVariable(scene, name));
  // The codes of one list are different from each other.
  const isPlain = variables.length === 1 && except.length === 0;
  return literalOffers(scene, isPlain ? entries : unseen(entries, ({ code }) => String(code), except));
}

/** Labels of a variable's codes, as texts. */
export function labelOffers(scene: Scene, variable: string, except: readonly string[]): Offers {
  const entries = unseen(entriesOfVariable(scene, variable), ({ label }) => label, except);
  const { chosen, isCut } = bestOf(entries, (entry) => keysOf(entry.label), typedText(scene), mostOffers);
  return { offers: chosen.map((entry) => textOffer(scene, entry.label, String(entry.code))), isCut };
}

/** Each text once, and none of those that are there already. */
export function unseen<T>(all: readonly T[], textOf: (each: T) => string, except: readonly string[]): readonly T[] {
  const seen = new Set(except);
  return all.filter((each) => {
    const text = textOf(each);
    const isNew = !seen.has(text);
    if (isNew) seen.add(text);
    return isNew;
  });
}

/** The entries of a variable's code list at the date of the variable; none when it has none. */
export function entriesOfVariable(scene: Scene, name: string): readonly CodeListEntry[] {
  const { state } = scene;
  const dataset = state.active === undefined ? undefined : state.datasets.get(state.active);
  const variable = dataset === undefined ? undefined : lookUpVariable(dataset, name);
  return variable?.codeList === undefined ? [] : entriesOfList(scene, variable.codeList);
}

/** The entries of a code list. */
export function entriesOfList({ state, directory }: Scene, id: CodeListId): readonly CodeListEntry[] {
  return entriesOf({ state: { codeLists: state.codeLists }, directory }, id);
}

/** Codes as literals with their labels beside them. */
export function literalOffers(scene: Scene, entries: readonly CodeListEntry[]): Offers {
  const { chosen, isCut } = bestOf(entries, keysOfEntry, typedText(scene), mostOffers);
  const literals = chosen.map((entry): Literal => ({ entry, text: literalOf(scene, entry.code) }));
  return { offers: literals.map((literal) => codeOffer(scene, literal)), isCut };
}

const entryKeys = new WeakMap<CodeListEntry, Keys>();

/** Lists have thousands of entries, which a catalogue keeps. */
function keysOfEntry(entry: CodeListEntry): Keys {
  let keys = entryKeys.get(entry);
  if (keys === undefined) entryKeys.set(entry, (keys = keysOf(String(entry.code), entry.label)));
  return keys;
}

function codeOffer(scene: Scene, { text, entry }: Literal): Offer {
  const code = String(entry.code);
  const isCode = folded(code).startsWith(typedText(scene));
  const filter = isCode ? `${code} ${entry.label}` : `${entry.label} ${code}`;
  return {
    label: `${text} ${entry.label}`,
    text,
    kind: kinds.member,
    detail: entry.label,
    filter: `${openingQuote(scene)}${filter}`,
  };
}

/** A text that is no code: a label. */
export function textOffer(scene: Scene, text: string, description: string): Offer {
  const literal = quoted(scene, text);
  return { label: literal, text: literal, kind: kinds.member, description, filter: `${openingQuote(scene)}${text}` };
}

function literalOf(scene: Scene, code: number | string): string {
  return typeof code === 'number' ? numberText(code) : quoted(scene, code);
}

/** In the quotation marks that are typed, or else single ones; the others where these stand in the text. */
function quoted(scene: Scene, text: string): string {
  const typed = openingQuote(scene);
  const wanted = typed === '"' || typed === '“' ? '"' : "'";
  const other = wanted === "'" ? '"' : "'";
  const quote = text.includes(wanted) ? other : wanted;
  return `${quote}${text}${quote}`;
}

function openingQuote({ word }: Scene): string {
  return word.kind === 'text' ? word.typed.charAt(0) : '';
}

/** What is typed, folded and without its quotation mark. */
export function typedText({ word }: Scene): string {
  return folded(word.kind === 'text' ? word.typed.slice(1) : word.typed);
}

/** Days as they are written in a script, best first. */
export function dateOffers(scene: Scene, days: readonly number[], isSeveral: boolean): Offers {
  const texts = days.map(isoDate);
  const { chosen, isCut } = bestOf(texts, (text) => ({ name: text, words: '' }), typedText(scene), mostOffers);
  const offers = chosen.map((text): Offer => {
    const isNewest = text === texts[0];
    return { label: text, text, kind: kinds.value, ...(isNewest ? { description: newest[scene.language] } : {}) };
  });
  const list = isSeveral ? listOffer(scene, days) : [];
  return { offers: [...list, ...offers], isCut };
}

const newest: LocalText = { nb: 'nyeste', en: 'newest' };

/** How many days a list has that is offered whole. */
const longestList = 10;

/** The newest days as a list, oldest first. */
function listOffer(scene: Scene, days: readonly number[]): readonly Offer[] {
  const chosen = days.slice(0, longestList).sort((a, b) => a - b);
  const [first] = chosen;
  const last = chosen.at(-1);
  if (first === undefined || last === undefined || chosen.length < 2) return [];
  const label = `${isoDate(first)} … ${isoDate(last)}`;
  const count = scene.language === 'nb' ? `${chosen.length} datoer` : `${chosen.length} dates`;
  return [{ label, text: chosen.map(isoDate).join(' '), kind: kinds.value, description: count }];
}

/** Days that are written in a script, as far as they are days. */
export function daysOf(texts: readonly string[]): readonly number[] {
  return texts.flatMap((text) => parseIsoDate(text) ?? []);
}

/** Words of the grammar or of a declaration. */
export function wordOffers(
  words: readonly string[],
  kind: 'keyword' | 'statistic' | 'value' | 'topic',
  inParentheses: boolean,
): Offers {
  return whole(
    words.map((word) => ({
      label: inParentheses ? `(${word})` : word,
      text: inParentheses ? `(${word})` : word,
      kind: kind === 'keyword' ? kinds.keyword : kinds.member,
      ...(inParentheses ? { filter: word } : {}),
    })),
  );
}
