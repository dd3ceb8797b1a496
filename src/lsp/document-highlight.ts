import type { DocumentHighlight } from 'vscode-languageserver';
import { rangeOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';
import { distinctPlaces, occurrencesOf, symbolAt } from './symbol-at.ts';

/** The protocol's numbers for a use and for a place that makes or changes. */
const highlightKind = { read: 2, write: 3 } as const;

/** The places of the thing at an offset, those that make it or give it other values told from those that use it. */
export function highlightsAt(snapshot: Snapshot, offset: number): DocumentHighlight[] {
  const found = symbolAt(snapshot, offset);
  if (found === undefined) return [];
  const all = occurrencesOf(snapshot, found.symbol);
  const written = new Set(distinctPlaces(all.filter(({ role }) => role !== 'read')).map(({ start }) => start));
  return distinctPlaces(all).map((at) => ({
    range: rangeOf(snapshot.source, at),
    kind: written.has(at.start) ? highlightKind.write : highlightKind.read,
  }));
}
