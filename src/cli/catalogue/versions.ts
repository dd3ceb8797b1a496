import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import type { Language } from '../../base/language.ts';
import { draftVersion } from '../../base/version-number.ts';
import type { RegisterVariable } from '../../metadata/catalogue.ts';
import type { DatabankLibrary } from '../../metadata/library.ts';

/** In which releases of a databank a variable is, and in which what the catalogue says of it changed. */
export interface VariableVersions {
  /** Runs of releases, oldest first; both ends included. */
  readonly present: readonly (readonly [from: string, to: string])[];
  /** Releases whose entry differs from that of the release before, which had one, too. */
  readonly changed: readonly string[];
}

/** Looks a variable up in every release. Versions that share a catalogue cost one look. */
export function versionsOf(library: DatabankLibrary, databank: string, name: string): VariableVersions {
  const versions = library.databanks.find((known) => known.name === databank)?.versions ?? [];
  const present: [string, string][] = [];
  const changed: string[] = [];
  let before: string | undefined;
  for (const version of versions.filter((each) => each !== draftVersion)) {
    const variable = library.findCatalogue(databank, version)?.variables.get(name);
    const entry = variable === undefined ? undefined : canonicalJson(plain(variable));
    const run = present.at(-1);
    if (entry !== undefined && before !== undefined && run !== undefined) run[1] = version;
    else if (entry !== undefined) present.push([version, version]);
    if (entry !== undefined && before !== undefined && entry !== before) changed.push(version);
    before = entry;
  }
  return { present, changed };
}

/** `9–60, endret i 45 og 56.1`. */
export function versionsText({ present, changed }: VariableVersions, language: Language): string {
  const runs = present.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ');
  if (changed.length === 0) return runs;
  return `${runs}; ${language === 'nb' ? 'endret i' : 'changed in'} ${changed.join(', ')}`;
}

/** Catalogue entries are plain data. */
function plain(variable: RegisterVariable): Json {
  return JSON.parse(JSON.stringify(variable)) as Json;
}
