import { versionRanges } from '../../base/version-number.ts';
import type { Catalogue } from '../../metadata/catalogue.ts';
import type { DatabankLibrary } from '../../metadata/library.ts';
import { asFailure } from '../databanks.ts';
import { exitCodes } from '../exit-codes.ts';
import { fail } from '../failure.ts';

/** The catalogue that `--version` names: `V` of the first databank, or `NAME:V`. Nothing named: the newest of the first. */
export function catalogueNamed(library: DatabankLibrary, version: string | undefined): Catalogue {
  const { name, asked } = nameAndVersion(library, version);
  const known = library.databanks.find((databank) => databank.name === name);
  if (known === undefined) {
    const names = library.databanks.map((databank) => databank.name);
    return fail('databank-not-found', { name, known: names }, exitCodes.databank);
  }
  const catalogue = asFailure(() => library.findCatalogue(name, asked ?? known.newest));
  return (
    catalogue ??
    fail(
      'databank-version-not-found',
      { name, version: asked ?? known.newest, newest: known.newest, known: versionRanges(known.versions) },
      exitCodes.databank,
    )
  );
}

/** The newest catalogue of every databank. */
export function newestCatalogues(library: DatabankLibrary): readonly Catalogue[] {
  return library.databanks.flatMap(({ name, newest }) => asFailure(() => library.findCatalogue(name, newest)) ?? []);
}

function nameAndVersion(
  library: DatabankLibrary,
  version: string | undefined,
): { readonly name: string; readonly asked: string | undefined } {
  const first = library.databanks[0]?.name ?? '';
  if (version === undefined) return { name: first, asked: undefined };
  const colon = version.lastIndexOf(':');
  return colon < 0
    ? { name: first, asked: version }
    : { name: version.slice(0, colon), asked: version.slice(colon + 1) };
}
