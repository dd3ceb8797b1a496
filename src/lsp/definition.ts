import type { Location } from 'vscode-languageserver';
import type { Span } from '../base/span.ts';
import type { Occurrence, ScriptTrace } from '../lang/analyse/trace.ts';
import { rangeOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';
import { distinctPlaces, occurrencesOf, symbolAt } from './symbol-at.ts';

/** Where the thing at an offset gets its name: several places where branches of a script, or passes of a loop, each make one. */
export function definitionsAt(snapshot: Snapshot, offset: number): Location[] {
  const found = symbolAt(snapshot, offset);
  if (found === undefined) return [];
  const { uri, source } = snapshot;
  const definitions = occurrencesOf(snapshot, found.symbol).filter(({ role }) => role === 'definition');
  return definitionPlaces(found, definitions, snapshot.trace).map((at) => ({ uri, range: rangeOf(source, at) }));
}

/** Names in the text before what they are made with; a name made of another is defined by the command that makes it. */
function definitionPlaces(
  { symbol }: Occurrence,
  definitions: readonly Occurrence[],
  { derivations }: ScriptTrace,
): readonly Span[] {
  const written = definitions.filter(({ writing }) => writing.type !== 'derived');
  if (written.length > 0) return distinctPlaces(written);
  if (definitions.length > 0) return distinctPlaces(definitions);
  const places = new Map(derivations.flatMap(({ whole, at }) => (whole === symbol ? [[at.start, at] as const] : [])));
  return [...places.values()];
}
