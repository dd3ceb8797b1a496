import type { DocumentLink } from 'vscode-languageserver';
import { rangeOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Links from register variables to their pages in a catalogue that `microdata catalogue html` has written.
 *
 * @param catalogue  address of the catalogue's folder
 */
export function documentLinks({ trace, source }: Snapshot, catalogue: string): DocumentLink[] {
  const base = catalogue.replace(/\/+$/u, '');
  const linked = new Set<number>();
  return trace.occurrences.flatMap(({ kind, at, name, writing }): DocumentLink[] => {
    if (kind !== 'register-variable' || writing.type !== 'literal' || linked.has(at.start)) return [];
    linked.add(at.start);
    const target = `${base}/variables/${encodeURIComponent(name)}.html`;
    return [{ range: rangeOf(source, at), target, tooltip: name }];
  });
}
