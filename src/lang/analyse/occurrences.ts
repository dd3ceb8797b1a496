import type { LoopIteration } from '../../base/diagnostic.ts';
import { type Span, span } from '../../base/span.ts';
import type { SymbolTable } from './symbol-table.ts';
import {
  type Derivation,
  type Meaning,
  mostMeanings,
  type Occurrence,
  type OccurrenceRole,
  type SymbolId,
  type Writing,
} from './trace.ts';

/** A piece of a name: as it is written at a place, or computed. */
export interface NamePiece {
  readonly text: string;
  readonly at: Span | undefined;
}

/** How a name is written at a place, and the pieces that make it where it is written otherwise. */
export interface Written {
  readonly at: Span;
  readonly writing: Writing;
  readonly pieces?: readonly NamePiece[];
}

/** Something that stands at a place in one pass. */
export interface Noted extends Written {
  readonly role: OccurrenceRole;
  readonly symbol: SymbolId;
  readonly meaning: Meaning;
  readonly iteration: LoopIteration;
}

interface Entry extends Written {
  readonly kind: Meaning['kind'];
  readonly role: OccurrenceRole;
  readonly symbol: SymbolId;
  readonly name: string;
  readonly meanings: (Meaning & { readonly iteration: LoopIteration })[];
}

/** What begins at an offset: what is written, and what comes of it by its name. */
interface Here {
  readonly written: Entry[];
  readonly derived: Map<string, Entry[]>;
}

/**
 * Collects what places stand for. What is written in one place is one text whatever it stands for in the passes of a loop, or
 * in the datasets between which a name is carried: the symbols that it stands for are united.
 */
export class Occurrences {
  readonly #table: SymbolTable;
  readonly #text: string;
  readonly #byStart = new Map<number, Here>();

  constructor(table: SymbolTable, text: string) {
    this.#table = table;
    this.#text = text;
  }

  /** Notes what stands at a place. A name that came through a binding stands where it is written, too. */
  note(noted: Noted): void {
    const [only, another] = noted.pieces ?? [];
    if (only?.at === undefined || another !== undefined || only.text !== noted.meaning.name) {
      this.#add(noted);
      return;
    }
    this.#add({ ...noted, writing: { type: 'derived', origin: only.at } });
    this.#add({ ...noted, at: only.at, writing: { type: 'literal' } });
  }

  #add({ at, writing, pieces, role, symbol, meaning, iteration }: Noted): void {
    const { kind, name } = meaning;
    const here = this.#byStart.get(at.start) ?? { written: [], derived: new Map<string, Entry[]>() };
    this.#byStart.set(at.start, here);
    // What is written is one name, or several in the passes of a loop: then there may be as many as the loop has passes.
    const isDerived = writing.type !== 'literal' && this.#textOf(at) !== name;
    const entries = isDerived ? (here.derived.get(name) ?? []) : here.written;
    if (isDerived) here.derived.set(name, entries);
    const isAlike = (entry: Entry): boolean =>
      entry.at.end === at.end && entry.kind === kind && entry.role === role && entry.writing.type === writing.type;
    const same = entries.find(
      (entry) => isAlike(entry) && (!isDerived || this.#table.find(entry.symbol) === this.#table.find(symbol)),
    );
    if (!isDerived) this.#unite(entries, at, writing, symbol);
    if (same === undefined) {
      const own = pieces === undefined ? {} : { pieces };
      entries.push({ at, kind, role, symbol, writing, name, meanings: [{ ...meaning, iteration }], ...own });
    } else if (same.meanings.length < mostMeanings && !same.meanings.some((known) => isSame(known, meaning))) {
      same.meanings.push({ ...meaning, iteration });
    }
  }

  #unite(entries: readonly Entry[], at: Span, { type }: Writing, symbol: SymbolId): void {
    for (const entry of entries) {
      if (entry.at.end === at.end && entry.writing.type === type) this.#table.unite(entry.symbol, symbol);
    }
  }

  /** All of them in source order, with those that derivations reveal, and the derivations that `++` has made. */
  all(known: readonly Derivation[]): {
    readonly occurrences: readonly Occurrence[];
    readonly derivations: readonly Derivation[];
  } {
    const derivations = [...known, ...this.#joined()];
    if (derivations.length > 0) this.#addParts(derivations);
    const entries = this.#entries();
    entries.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
    const find = (symbol: SymbolId): SymbolId => this.#table.find(symbol);
    return {
      occurrences: entries.map(({ at, kind, role, symbol, writing, name, meanings }) => {
        return { at, kind, role, symbol: find(symbol), writing, name, meanings };
      }),
      derivations: derivations.map((each) => ({ ...each, whole: find(each.whole), part: find(each.part) })),
    };
  }

  #textOf({ start, end }: Span): string {
    return this.#text.slice(start, end).normalize('NFC');
  }

  #entries(): Entry[] {
    return [...this.#byStart.values()].flatMap(({ written, derived }) => [...written, ...[...derived.values()].flat()]);
  }

  /** Names that `++` has made of others: where one of its pieces is written, another name may stand, too. */
  #joined(): readonly Derivation[] {
    return this.#entries().flatMap(({ at: place, symbol: whole, name: wholeName, pieces = [] }) => {
      let offset = 0;
      return (pieces.length > 1 ? pieces : []).flatMap(({ text, at }): readonly Derivation[] => {
        const start = offset;
        offset += text.length;
        const there =
          at && this.#byStart.get(at.start)?.written.find((entry) => isLiteralAt(entry, at) && entry.name === text);
        return there === undefined
          ? []
          : [{ whole, part: there.symbol, wholeName, partName: text, offset: start, at: place }];
      });
    });
  }

  /** Where a name that was made of another is written, the other is written as a part of it. */
  #addParts(derivations: readonly Derivation[]): void {
    const examples = new Map(this.#entries().map((entry) => [this.#table.find(entry.symbol), entry]));
    // A part may itself be made of parts; how deep that goes, the derivations bound.
    const seen = new Set<Entry>();
    for (
      let entries = this.#entries();
      entries.length > 0;
      entries = this.#entries().filter((each) => !seen.has(each))
    ) {
      const bySymbol = Map.groupBy(derivations, ({ whole }) => this.#table.find(whole));
      for (const entry of entries) {
        seen.add(entry);
        for (const derivation of bySymbol.get(this.#table.find(entry.symbol)) ?? []) {
          const example = examples.get(this.#table.find(derivation.part));
          if (example !== undefined) this.#addPart(entry, derivation, example);
        }
      }
    }
  }

  #addPart(entry: Entry, { part, partName, wholeName, offset }: Derivation, { meanings: [meaning] }: Entry): void {
    if (entry.name !== wholeName || meaning === undefined) return;
    const { pieces } = entry;
    const at = pieces === undefined ? partOfText(entry.at, offset, partName) : pieceAt(pieces, offset, partName);
    if (at === undefined || this.#textOf(at) !== partName) return;
    const { iteration } = meaning;
    this.#add({ at, writing: { type: 'literal' }, role: 'read', symbol: part, meaning, iteration });
  }
}

function isLiteralAt({ at, writing }: Entry, place: Span): boolean {
  return writing.type === 'literal' && at.start === place.start && at.end === place.end;
}

function partOfText({ start }: Span, offset: number, { length }: string): Span {
  return span(start + offset, start + offset + length);
}

/** Where a piece is written that begins at an offset of the name and is a given text. */
function pieceAt(pieces: readonly NamePiece[], offset: number, text: string): Span | undefined {
  let start = 0;
  for (const piece of pieces) {
    if (start === offset && piece.text === text) return piece.at;
    start += piece.text.length;
  }
  return undefined;
}

function isSame(a: Meaning, b: Meaning): boolean {
  if (a.kind !== b.kind || a.name !== b.name) return false;
  switch (a.kind) {
    case 'variable':
      return b.kind === a.kind && a.dataset === b.dataset && a.schema === b.schema;
    case 'dataset':
      return b.kind === a.kind && a.state === b.state;
    case 'binding':
      return b.kind === a.kind && a.value?.type === b.value?.type && a.value?.value === b.value?.value;
    case 'code':
      return b.kind === a.kind && a.codeList === b.codeList && a.variable === b.variable;
    case 'code-list':
    case 'alias':
    case 'register-variable':
    case 'function':
    case 'command':
    case 'option':
      return true;
  }
}
