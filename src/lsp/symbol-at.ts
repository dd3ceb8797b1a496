import type { Span } from '../base/span.ts';
import type { Occurrence, OccurrenceKind, SymbolId } from '../lang/analyse/trace.ts';
import type { Snapshot } from './snapshot.ts';

/** What scripts give names to. */
const namedKinds: ReadonlySet<OccurrenceKind> = new Set(['variable', 'dataset', 'binding', 'code-list', 'alias']);

/** Whether an occurrence is of something that the script has named. */
export function isNamed({ kind }: Occurrence): boolean {
  return namedKinds.has(kind);
}

/** How closely an occurrence says what is written: a name before one that comes through a binding, before one that is implied. */
const closeness: Readonly<Record<Occurrence['writing']['type'], number>> = { literal: 0, derived: 1, implicit: 2 };

/**
 * What stands at an offset, what is meant most closely first: the smallest place, and what is written rather than implied. At the
 * end of one name and the beginning of another it is the one that begins; at `$` it is the binding.
 */
export function occurrencesAt({ trace, source }: Snapshot, offset: number): readonly Occurrence[] {
  const at = source.text[offset] === '$' ? offset + 1 : offset;
  const touching = trace.occurrences.filter((each) => each.at.start <= at && at <= each.at.end);
  const begins = touching.some((each) => at < each.at.end);
  const here = begins ? touching.filter((each) => at < each.at.end) : touching;
  const length = ({ at: { start, end } }: Occurrence): number => end - start;
  return [...here].sort((a, b) => length(a) - length(b) || closeness[a.writing.type] - closeness[b.writing.type]);
}

/** Every occurrence of a symbol, in source order. */
export function occurrencesOf({ trace }: Snapshot, symbol: SymbolId): readonly Occurrence[] {
  return trace.occurrences.filter((each) => each.symbol === symbol);
}

/** The named thing at an offset, or failing that the register variable there. */
export function symbolAt(snapshot: Snapshot, offset: number): Occurrence | undefined {
  const here = occurrencesAt(snapshot, offset);
  return here.find(isNamed) ?? here.find(({ kind }) => kind === 'register-variable');
}

/** Places without repetitions, in source order. */
export function distinctPlaces(occurrences: readonly Occurrence[]): readonly Span[] {
  const places = new Map(occurrences.map(({ at }) => [`${at.start} ${at.end}`, at]));
  return [...places.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
