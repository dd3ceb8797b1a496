import type { Location } from 'vscode-languageserver';
import { rangeOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';
import { distinctPlaces, occurrencesOf, symbolAt } from './symbol-at.ts';

/** Everywhere in the document that the thing at an offset is named, also through bindings and as a part of other names. */
export function referencesAt(snapshot: Snapshot, offset: number, withDefinitions: boolean): Location[] {
  const found = symbolAt(snapshot, offset);
  if (found === undefined) return [];
  const { uri, source } = snapshot;
  const all = occurrencesOf(snapshot, found.symbol);
  const wanted = withDefinitions ? all : all.filter(({ role }) => role !== 'definition');
  return distinctPlaces(wanted).map((at) => ({ uri, range: rangeOf(source, at) }));
}
