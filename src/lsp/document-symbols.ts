import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { type Span, span } from '../base/span.ts';
import type { Occurrence, OccurrenceKind } from '../lang/analyse/trace.ts';
import type { Statement } from '../lang/syntax/ast.ts';
import { rangeOf } from './places.ts';
import { datasetSections } from './sections.ts';
import type { Snapshot } from './snapshot.ts';

/** The protocol's numbers of the kinds that we use. */
const kinds = {
  module: 2,
  class: 5,
  field: 8,
  enumeration: 10,
  variable: 13,
  constant: 14,
  text: 15,
  loop: 24,
} as const;

/** One line of the outline before it has its place in the tree. */
interface Entry {
  readonly name: string;
  readonly detail?: string;
  readonly kind: (typeof kinds)[keyof typeof kinds];
  /** What the entry is about. */
  readonly span: Span;
  readonly selection: Span;
  /** Headings have their own level; what begins at a smaller level ends what is open. */
  readonly level: number;
  /** Ends where the next entry of its level or a smaller one begins, or where its parent ends. */
  readonly isOpen: boolean;
}

/** Levels below those of headings, which are 1 to 6. */
const levels = { dataset: 7, block: 8, item: 9 } as const;

/** The outline of a document: headings, datasets, and what is made in them. */
export function documentSymbols(snapshot: Snapshot): DocumentSymbol[] {
  const entries = [
    ...headings(snapshot),
    ...datasets(snapshot),
    ...blocks(snapshot, snapshot.document.script.statements),
    ...definitions(snapshot),
  ];
  entries.sort((a, b) => a.span.start - b.span.start || a.level - b.level || a.selection.start - b.selection.start);
  return nested(snapshot, entries);
}

/** The same as a flat list, for clients that know no trees. */
export function flatSymbols(snapshot: Snapshot): SymbolInformation[] {
  const { uri } = snapshot;
  const flat = (symbols: readonly DocumentSymbol[], containerName?: string): SymbolInformation[] =>
    symbols.flatMap(({ name, kind, range, children = [] }) => [
      { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) },
      ...flat(children, name),
    ]);
  return flat(documentSymbols(snapshot));
}

function nested({ source }: Snapshot, entries: readonly Entry[]): DocumentSymbol[] {
  interface Open {
    readonly entry: Entry;
    readonly end: number;
    readonly children: DocumentSymbol[];
  }
  const top: DocumentSymbol[] = [];
  const open: Open[] = [];
  const close = (): void => {
    const last = open.pop();
    if (last === undefined) return;
    const { entry, end, children } = last;
    const { name, detail, kind, selection } = entry;
    (open.at(-1)?.children ?? top).push({
      name,
      kind,
      ...(detail === undefined ? {} : { detail }),
      range: rangeOf(source, span(entry.span.start, end)),
      selectionRange: rangeOf(source, selection),
      ...(children.length === 0 ? {} : { children }),
    });
  };
  for (const [i, entry] of entries.entries()) {
    for (let last = open.at(-1); last && (last.entry.level >= entry.level || last.end <= entry.span.start); ) {
      close();
      last = open.at(-1);
    }
    const next = entry.isOpen ? entries.find(({ level }, j) => j > i && level <= entry.level) : undefined;
    const limit = open.at(-1)?.end ?? source.text.length;
    const written = entry.isOpen ? beforeBlanks(source.text, next?.span.start ?? limit) : entry.span.end;
    open.push({ entry, end: Math.max(entry.selection.end, Math.min(written, limit)), children: [] });
  }
  while (open.length > 0) close();
  return top;
}

function beforeBlanks(text: string, end: number): number {
  let last = end;
  while (last > 0 && /\s/u.test(text.charAt(last - 1))) last--;
  return last;
}

/** ATX headings of the prose, outside code of other languages. */
function headings({ document, source }: Snapshot): readonly Entry[] {
  const entries: Entry[] = [];
  let foreign: string | undefined;
  for (const part of document.parts) {
    if (part.type !== 'prose') continue;
    for (const line of part.text.matchAll(/[^\r\n]+/gu)) {
      const fence = /^ {0,3}(`{3,}|~{3,})/u.exec(line[0])?.[1];
      if (fence !== undefined)
        foreign = foreign === undefined ? fence : fence.startsWith(foreign) ? undefined : foreign;
      const heading = foreign === undefined ? /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/u.exec(line[0]) : null;
      if (heading === null) continue;
      const [, marks = '', title = ''] = heading;
      const at = span(part.span.start + line.index, part.span.start + line.index + line[0].length);
      const name = title === '' ? source.text.slice(at.start, at.end).trim() : title;
      entries.push({ name, kind: kinds.text, span: at, selection: at, level: marks.length, isOpen: true });
    }
  }
  return entries;
}

/** The stretches in which one dataset is worked on. */
function datasets(snapshot: Snapshot): readonly Entry[] {
  return datasetSections(snapshot).map(({ dataset, head, span: whole }) => ({
    name: dataset,
    ...unitsOf(snapshot, dataset),
    kind: kinds.class,
    span: whole,
    selection: head,
    level: levels.dataset,
    isOpen: false,
  }));
}

function unitsOf({ trace }: Snapshot, dataset: string): { readonly detail?: string } {
  const unitType = trace.after.datasets.get(dataset)?.schema.unitType;
  return unitType === undefined ? {} : { detail: unitType };
}

/** Loops by their headers, text blocks by their first line. */
function blocks({ source }: Snapshot, statements: readonly Statement[]): readonly Entry[] {
  return statements.flatMap((statement): Entry[] => {
    const { span: whole } = statement;
    if (statement.type === 'for') {
      const { headerSpan } = statement;
      const name = source.text.slice(headerSpan.start, headerSpan.end).replace(/\s+/gu, ' ');
      return [{ name, kind: kinds.loop, span: whole, selection: headerSpan, level: levels.block, isOpen: false }];
    }
    if (statement.type !== 'textblock') return [];
    const first = statement.text.split(/\r\n|\r|\n/u).find((line) => line.trim() !== '') ?? '';
    const name = first.replace(/^[#\s]+/u, '').trim();
    const selection = span(whole.start, whole.start + 'textblock'.length);
    const level = levels.block;
    return [{ name: name === '' ? 'textblock' : name, kind: kinds.text, span: whole, selection, level, isOpen: false }];
  });
}

/** What each kind of definition is in an outline; datasets have entries of their own, made by where they are worked on. */
const definitionKinds: Partial<Readonly<Record<OccurrenceKind, Entry['kind']>>> = {
  alias: kinds.module,
  binding: kinds.constant,
  'code-list': kinds.enumeration,
  variable: kinds.field,
};

/** Variables, bindings, code lists and databanks, where they are made; names that are computed are those of the first pass. */
function definitions(snapshot: Snapshot): readonly Entry[] {
  const seen = new Set<string>();
  return snapshot.trace.occurrences.flatMap((occurrence): Entry[] => {
    const { kind, role, name, at } = occurrence;
    const symbolKind = definitionKinds[kind];
    const key = `${kind} ${at.start}`;
    if (role !== 'definition' || symbolKind === undefined || name === '' || seen.has(key)) return [];
    seen.add(key);
    const isLoops = kind === 'binding' && isIterator(snapshot, occurrence);
    if (isLoops) return [];
    return [
      { name, ...detailOf(occurrence), kind: symbolKind, span: at, selection: at, level: levels.item, isOpen: false },
    ];
  });
}

/** The names that a loop counts with stand in its own entry. */
function isIterator({ document }: Snapshot, { at }: Occurrence): boolean {
  return document.script.statements.some(
    (statement) =>
      statement.type === 'for' && statement.headerSpan.start <= at.start && at.end <= statement.headerSpan.end,
  );
}

/** Where a variable comes from, what a databank is. */
function detailOf({ meanings: [meaning] }: Occurrence): { readonly detail?: string } {
  if (meaning?.kind === 'variable' && meaning.schema?.source !== undefined) {
    const { alias, variable } = meaning.schema.source;
    return { detail: `${alias}/${variable}` };
  }
  if (meaning?.kind !== 'alias' || meaning.databank === undefined) return {};
  const { databank, version } = meaning.databank.binding;
  return { detail: `${databank}:${version}` };
}
