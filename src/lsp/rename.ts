import type { Range, TextEdit } from 'vscode-languageserver';
import { type Diagnostic, diagnostic, diagnosticText } from '../base/diagnostic.ts';
import { positionAt, spanText } from '../base/source-text.ts';
import { span } from '../base/span.ts';
import type { Derivation, Occurrence, SymbolId } from '../lang/analyse/trace.ts';
import { isIdentifier, isNewName } from '../lang/identifiers.ts';
import { rangeOf } from './places.ts';
import { firstDifference } from './same-meaning.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import { distinctPlaces, occurrencesOf, symbolAt } from './symbol-at.ts';

/** Why something cannot be renamed. */
interface Refused {
  readonly type: 'refused';
  readonly problem: Diagnostic;
}

/** A name that can be changed: where it stands and what it is. */
export interface Renamable {
  readonly type: 'renamable';
  readonly range: Range;
  readonly placeholder: string;
}

/** Whether the name at an offset can be changed; `undefined` where there is no name. */
export function prepareRename(snapshot: Snapshot, offset: number): Renamable | Refused | undefined {
  const found = symbolAt(snapshot, offset);
  if (found === undefined) return undefined;
  const problem = obstacleOf(found, snapshot);
  if (problem !== undefined) return { type: 'refused', problem };
  return { type: 'renamable', range: rangeOf(snapshot.source, found.at), placeholder: found.name };
}

/**
 * The edits that give the thing at an offset another name, wherever it is named. They are tried first: unless the script then
 * has the same problems as before and means the same, names aside, they are refused with what would go wrong.
 */
export function renameAt(
  snapshot: Snapshot,
  offset: number,
  wanted: string,
): { readonly type: 'edits'; readonly edits: readonly TextEdit[] } | Refused | undefined {
  const found = symbolAt(snapshot, offset);
  if (found === undefined) return undefined;
  const newName = wanted.trim().normalize('NFC');
  const problem = obstacleOf(found, snapshot) ?? mistakeInName(found, newName);
  if (problem !== undefined) return { type: 'refused', problem };
  if (newName === found.name) return { type: 'edits', edits: [] };
  const edits = editsOf(found.symbol, newName, snapshot);
  const failure = failureOf(found, newName, edits, snapshot);
  if (failure !== undefined) return { type: 'refused', problem: failure };
  const { source } = snapshot;
  return { type: 'edits', edits: edits.map(({ at, newText }) => ({ range: rangeOf(source, at), newText })) };
}

function mistakeInName({ at }: Occurrence, newName: string): Diagnostic | undefined {
  const isName = isIdentifier(newName) && isNewName(newName);
  return isName ? undefined : diagnostic('illegal-name', at, { name: newName });
}

/** Why a thing's name cannot be changed at all. */
function obstacleOf(found: Occurrence, snapshot: Snapshot): Diagnostic | undefined {
  const { name, at, symbol } = found;
  const all = occurrencesOf(snapshot, symbol);
  if (all.some(({ kind }) => kind === 'register-variable')) return diagnostic('rename-register-name', at, { name });
  const parts = snapshot.trace.derivations.find(({ whole }) => whole === symbol);
  if (parts !== undefined) return diagnostic('rename-name-of-parts', at, { name, part: parts.partName });
  const obscure = all.find((each) => !isEditable(each, snapshot));
  if (obscure !== undefined) {
    const written = spanText(snapshot.source, obscure.at);
    return /[$+(]/u.test(written)
      ? diagnostic('rename-composed-name', at, { name, written })
      : diagnostic('rename-given-name', at, { name });
  }
  const isMade = all.some(({ role }) => role === 'definition');
  return isMade ? undefined : diagnostic('rename-system-name', at, { name });
}

/** Whether a name can be changed where it stands, or where a binding has it from. */
function isEditable({ writing, at, name }: Occurrence, { source }: Snapshot): boolean {
  if (writing.type === 'literal') return true;
  // In a loop, one import without a name of its own may make several variables.
  if (writing.type === 'implicit') return spanText(source, at).normalize('NFC') === name;
  return writing.origin !== undefined;
}

function editsOf(symbol: SymbolId, newName: string, snapshot: Snapshot): Edit[] {
  const all = occurrencesOf(snapshot, symbol);
  const written = distinctPlaces(all.filter(({ writing }) => writing.type === 'literal'));
  const added = new Map(
    all.flatMap(({ writing }) => (writing.type === 'implicit' ? [[writing.at, writing.before] as const] : [])),
  );
  const edits: Edit[] = written.map((at) => ({ at, newText: newName }));
  for (const [at, before] of added) edits.push({ at: span(at, at), newText: before + newName });
  return edits.sort((a, b) => a.at.start - b.at.start);
}

interface Edit {
  readonly at: { readonly start: number; readonly end: number };
  readonly newText: string;
}

/** What goes wrong when the edits are made: a mistake that was not there before, or another meaning. */
function failureOf(
  { name, at, symbol }: Occurrence,
  newName: string,
  edits: readonly Edit[],
  before: Snapshot,
): Diagnostic | undefined {
  const { uri, version, directory, document } = before;
  const text = edited(before.source.text, edits);
  const languageId = document.container === 'literate' ? 'markdown' : 'microdata';
  const after = snapshotOf({ uri, version, text, languageId, directory });
  const mistake = newProblem(before, after);
  if (mistake !== undefined) {
    const line = String(positionAt(after.source, mistake.at.start).line);
    const [problem, problemNb] = [diagnosticText(mistake, 'en'), diagnosticText(mistake, 'nb')];
    return diagnostic('rename-mistake', at, { name, newName, line, problem, problemNb });
  }
  const renamed = renamedTexts(name, newName, symbol, before.trace.derivations);
  const difference = firstDifference(before.analysis, after.analysis, renamed);
  if (difference === undefined) return undefined;
  const line = String(positionAt(before.source, difference.start).line);
  return diagnostic('rename-other-meaning', at, { name, newName, line });
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let end = 0;
  for (const { at, newText } of edits) {
    result += text.slice(end, at.start) + newText;
    end = at.end;
  }
  return result + text.slice(end);
}

/** The first problem that the renaming has brought: edits keep the order of lines, and with it that of problems. */
function newProblem(before: Snapshot, after: Snapshot): Diagnostic | undefined {
  return after.diagnostics.find(({ code }, i) => before.diagnostics[i]?.code !== code);
}

/** What the old name and the names made of it become. */
function renamedTexts(
  name: string,
  newName: string,
  symbol: SymbolId,
  derivations: readonly Derivation[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const texts = new Map<string, Set<string>>();
  const become = (from: string, to: string): void => {
    const known = texts.get(from) ?? new Set();
    texts.set(from, known.add(to));
  };
  become(name, newName);
  const names = new Map<SymbolId, string>([[symbol, newName]]);
  const byPart = Map.groupBy(derivations, ({ part }) => part);
  for (const [part, partName] of names) {
    for (const { whole, wholeName, offset, partName: before } of byPart.get(part) ?? []) {
      const after = wholeName.slice(0, offset) + partName + wholeName.slice(offset + before.length);
      become(wholeName, after);
      if (!names.has(whole)) names.set(whole, after);
    }
  }
  return texts;
}
