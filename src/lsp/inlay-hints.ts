import type { InlayHint } from 'vscode-languageserver';
import type { Language } from '../base/language.ts';
import type { Span } from '../base/span.ts';
import { mostMeanings, type Occurrence, type SymbolId } from '../lang/analyse/trace.ts';
import { valueAsWritten } from '../lang/expand/evaluate.ts';
import { positionOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';
import { typeText } from './words.ts';

/** Which hints an editor wants. */
export interface WantedHints {
  /** The value of a binding where it is used; in a loop, those of the first passes. */
  readonly bindingValues: boolean;
  /** The type of a variable where the script makes it. */
  readonly variableTypes: boolean;
  /** How often a loop runs. */
  readonly loopIterations: boolean;
}

/** The protocol's number for hints on types. */
const typeHint = 1;

/** How many values of a binding, and how much text, fit into a line. */
const [mostValues, longestValue] = [3, 24];

/** What stands between the lines of a range: nothing that the text says already. */
export function inlayHints(snapshot: Snapshot, range: Span, language: Language, wanted: WantedHints): InlayHint[] {
  const { source, trace } = snapshot;
  const hints = new Map<string, { readonly at: number; readonly hint: InlayHint }>();
  // A name that `++` makes stands for several in a loop: what is true of all is said once.
  const add = (at: number, label: string, rest: Pick<InlayHint, 'kind' | 'paddingLeft'>): void => {
    hints.set(`${at} ${label}`, { at, hint: { position: positionOf(source, at), label, ...rest } });
  };
  const made = firstDefinitions(trace.occurrences);
  for (const occurrence of inRange(trace.occurrences, range)) {
    const { at } = occurrence;
    const value = wanted.bindingValues ? valueHint(occurrence, snapshot) : undefined;
    if (value !== undefined) add(at.end, `= ${value}`, { paddingLeft: true });
    const type = wanted.variableTypes ? typeOf(occurrence, made, language) : undefined;
    if (type !== undefined) add(at.end, `: ${type}`, { kind: typeHint });
  }
  for (const { span, iterations } of trace.statements) {
    const isShown = wanted.loopIterations && span.start < range.end && span.end > range.start;
    if (isShown && iterations !== undefined) add(span.end, passesText(iterations, language), { paddingLeft: true });
  }
  const order = ({ kind }: InlayHint): number => (kind === typeHint ? 1 : 0);
  return [...hints.values()].sort((a, b) => a.at - b.at || order(a.hint) - order(b.hint)).map(({ hint }) => hint);
}

function inRange(occurrences: readonly Occurrence[], { start, end }: Span): readonly Occurrence[] {
  return occurrences.filter(({ at }) => at.start < end && at.end > start);
}

/** The values that a use of a binding has; none while something about it is wrong. */
function valueHint({ kind, role, writing, at, meanings }: Occurrence, { source }: Snapshot): string | undefined {
  const isUse =
    kind === 'binding' && role === 'read' && writing.type === 'literal' && source.text[at.start - 1] === '$';
  if (!isUse) return undefined;
  const values = meanings.flatMap((meaning) =>
    meaning.kind === 'binding' && meaning.value !== undefined ? [valueAsWritten(meaning.value)] : [],
  );
  if (values.length === 0) return undefined;
  const shown = values.slice(0, mostValues).map(shortened);
  if (values.length > mostValues || meanings.length === mostMeanings) shown.push('…');
  return shown.join(', ');
}

function shortened(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** The type of a variable at the place that makes it; imports and copies have it from elsewhere. */
function typeOf(
  occurrence: Occurrence,
  made: ReadonlyMap<SymbolId, Occurrence>,
  language: Language,
): string | undefined {
  const { kind, role, meanings, at, symbol, writing } = occurrence;
  const [meaning] = meanings;
  if (kind !== 'variable' || role !== 'definition' || writing.type === 'implicit') return undefined;
  if (meaning?.kind !== 'variable' || meaning.schema === undefined) return undefined;
  const { type, source } = meaning.schema;
  if (source !== undefined || type.type === 'unknown') return undefined;
  // A name that is passed on is made where it was made first.
  return made.get(symbol)?.at.start === at.start ? typeText(type, language) : undefined;
}

function firstDefinitions(occurrences: readonly Occurrence[]): ReadonlyMap<SymbolId, Occurrence> {
  const first = new Map<SymbolId, Occurrence>();
  for (const each of occurrences) {
    if (each.kind === 'variable' && each.role === 'definition' && !first.has(each.symbol)) first.set(each.symbol, each);
  }
  return first;
}

function passesText(iterations: number, language: Language): string {
  const words = { nb: ['gjennomløp', 'gjennomløp'], en: ['pass', 'passes'] }[language];
  return `× ${iterations} ${words[iterations === 1 ? 0 : 1] ?? ''}`;
}
