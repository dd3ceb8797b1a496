import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import type { Language } from '../../base/language.ts';
import { stateAt, type TracedState } from '../../lang/analyse/trace.ts';
import { rangeOf } from '../places.ts';
import type { Snapshot } from '../snapshot.ts';
import { commandOffers, functionOffers, optionOffers, ruleOffers } from './offers/commands.ts';
import { listCodeOffers, listLabelOffers } from './offers/lists.ts';
import { fenceOffers, proseOffers } from './offers/literate.ts';
import { kinds, type Offer, type Offers, type Scene, whole } from './offers/offer.ts';
import { daysOfRegisters, registerOffers, registersNamed } from './offers/registers.ts';
import { codeOffers, dateOffers, daysOf, labelOffers, wordOffers } from './offers/values.ts';
import {
  bindingOffers,
  codeListOffers,
  databankOffers,
  datasetOffers,
  prefixOffers,
  variableOffers,
  versionOffers,
} from './offers/variables.ts';
import { type CursorWord, cursorAt } from './place/cursor.ts';
import { positionIn } from './place/positions.ts';
import type { Wanted } from './place/wanted.ts';

/** Characters after which an editor asks by itself. After a blank only what must stand there is offered. */
export const completionTriggers: readonly string[] = [
  '/',
  '$',
  '(',
  ',',
  ':',
  "'",
  '"',
  '=',
  '<',
  '>',
  '#',
  '.',
  '@',
  ' ',
];

/** How completion is asked for. */
export interface CompletionStyle {
  readonly language: Language;
  /** Whether the editor can fill in snippets. */
  readonly snippets: boolean;
  /** The character that has just been typed, when that is why the editor asks. */
  readonly trigger?: string;
}

/** What may be put in at an offset, best first; nothing in comments, text blocks, and texts that are no codes or labels. */
export function completeAt(snapshot: Snapshot, offset: number, style: CompletionStyle): CompletionList {
  const cursor = cursorAt(snapshot, offset);
  if (cursor === undefined) return listOf(snapshot, undefined, whole([]));
  switch (cursor.type) {
    case 'prose': {
      const found = proseOffers(snapshot, offset, style.snippets);
      return listOf(snapshot, found?.word, whole(found?.offers ?? []));
    }
    case 'fence-line': {
      const { word, offers } = fenceOffers(cursor.before, cursor.word);
      return listOf(snapshot, word, whole(offers));
    }
    case 'textblock':
      return listOf(snapshot, cursor.word, whole([{ label: 'endblock', text: 'endblock', kind: kinds.keyword }]));
    case 'statement': {
      const state = known(stateAt(snapshot.trace, cursor.start));
      const { word, after, openLoops } = cursor;
      const { language, snippets } = style;
      const scene: Scene = {
        snapshot,
        state,
        directory: snapshot.directory,
        language,
        snippets,
        word,
        after,
        openLoops,
      };
      const { wanted } = positionIn(cursor, state.bindings);
      const asked = withoutTimes(wanted, scene).filter((each) => isAskedFor(each, word, style.trigger));
      const fitting = word.kind === 'binding' ? [anyBinding] : asked;
      return listOf(snapshot, word, joined(fitting.map((each) => offersFor(scene, each))));
    }
  }
}

/** The state with its maps made once. */
function known(state: TracedState): TracedState {
  const { datasets, active, databanks, settings, listNames, codeLists, bindings } = state;
  return { datasets, active, databanks, settings, listNames, codeLists, bindings };
}

/** A variable that never changes has no date: what is left are the words that may follow it. */
function withoutTimes(wanted: readonly Wanted[], scene: Scene): readonly Wanted[] {
  const date = wanted.find((each) => each.what === 'date');
  const registers = date?.times === 'day' ? registersNamed(scene, date.registers) : [];
  const isFixed = registers.length > 0 && registers.every(({ temporality }) => temporality === 'FIXED');
  return isFixed ? wanted.filter(({ what }) => what === 'word') : wanted;
}

/** What `$` begins, wherever it stands. */
const anyBinding: Wanted = { what: 'binding', types: undefined };

/** After a blank, only what cannot be missing; in a literal, only texts; in a number, no names. */
function isAskedFor({ what }: Wanted, { kind }: CursorWord, trigger: string | undefined): boolean {
  if (trigger === ' ' && !certain.has(what)) return false;
  if (kind === 'text') return literals.has(what);
  if (kind === 'number') return literals.has(what) || what === 'date' || what === 'version';
  return true;
}

const certain: ReadonlySet<Wanted['what']> = new Set([
  ...(['register', 'date', 'dataset', 'code', 'option', 'databank', 'list-code', 'list-label'] as const),
]);
const literals: ReadonlySet<Wanted['what']> = new Set(['code', 'label', 'list-code', 'list-label']);

function offersFor(scene: Scene, wanted: Wanted): Offers {
  switch (wanted.what) {
    case 'command':
      return commandOffers(scene, wanted.only);
    case 'variable':
      return variableOffers(scene, wanted);
    case 'rule':
      return ruleOffers(scene, wanted.spec);
    case 'prefix':
      return prefixOffers(scene, wanted.except);
    case 'dataset':
      return datasetOffers(scene, wanted.isOther);
    case 'code-list':
      return codeListOffers(scene, wanted.except);
    case 'register':
      return registerOffers(scene, wanted);
    case 'date':
      return datesFor(scene, wanted);
    case 'function':
      return functionOffers(scene, wanted.place, wanted.type);
    case 'binding':
      return bindingOffers(scene, wanted.types);
    case 'code':
      return codeOffers(scene, wanted.of, wanted.except);
    case 'label':
      return labelOffers(scene, wanted.of, wanted.except);
    case 'list-code':
      return listCodeOffers(scene, wanted.list, wanted.except);
    case 'list-label':
      return listLabelOffers(scene, wanted.list, wanted.code);
    case 'word':
      return wordOffers(wanted.words, wanted.kind, wanted.inParentheses === true);
    case 'option':
      return optionOffers(scene, wanted.spec, wanted.given);
    case 'databank':
      return databankOffers(scene);
    case 'version':
      return versionOffers(scene, wanted.databank);
  }
}

function datesFor(scene: Scene, { registers, times, given }: Extract<Wanted, { what: 'date' }>): Offers {
  const used = daysOf(given);
  const [first] = used;
  const open = daysOfRegisters(registersNamed(scene, registers)).filter((day) =>
    times === 'period' ? first === undefined || day >= first : !used.includes(day),
  );
  return dateOffers(scene, open, times === 'days' && given.length === 0);
}

function joined(parts: readonly Offers[]): Offers {
  return { offers: parts.flatMap(({ offers }) => offers), isCut: parts.some(({ isCut }) => isCut) };
}

function listOf(snapshot: Snapshot, word: CursorWord | undefined, { offers, isCut }: Offers): CompletionList {
  if (word === undefined) return { isIncomplete: false, items: [] };
  const seen = new Set<string>();
  const unique = offers.filter(({ label, kind }) => {
    const key = `${kind} ${label}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  const range = rangeOf(snapshot.source, word.at);
  return { isIncomplete: isCut, items: unique.map((offer, place) => itemOf(snapshot, word, range, offer, place)) };
}

function itemOf(
  snapshot: Snapshot,
  word: CursorWord,
  range: ReturnType<typeof rangeOf>,
  offer: Offer,
  place: number,
): CompletionItem {
  const { label, text, isSnippet, kind, detail, description, subject } = offer;
  const filter = offer.filter ?? label;
  // The editor compares what is written: where that is decomposed, so must be what it is compared with.
  const isDecomposed = word.typed !== word.typed.normalize('NFC');
  const filterText = isDecomposed ? filter.normalize('NFD') : filter;
  return {
    label,
    kind,
    textEdit: { range, newText: text },
    sortText: String(place).padStart(5, '0'),
    ...(filterText === label ? {} : { filterText }),
    ...(isSnippet ? { insertTextFormat: 2 } : {}),
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...(description === undefined ? {} : { labelDetails: { description } }),
    ...(subject === undefined ? {} : { data: { uri: snapshot.uri, subject } }),
  };
}
