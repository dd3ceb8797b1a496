import type { Json } from '../base/canonical-json.ts';
import { hashJson } from '../base/hash.ts';
import type { Catalogue, DatabankDirectory, DataNature } from '../metadata/catalogue.ts';
import { readCatalogueDocument } from '../metadata/catalogue-document.ts';
import { unitTypes } from '../metadata/unit-types.ts';
import type { Notice } from './server.ts';

/**
 * The databanks that a page hands over, for want of files: each `{ databank, version, nature, catalogue }`, with the catalogue in
 * its written form. Versions of a databank come oldest first. What is not valid is told and left out.
 */
export function directoryOf(given: readonly unknown[], tell: (notice: Notice) => void): DatabankDirectory {
  const catalogues = new Map<string, Catalogue[]>();
  for (const each of given) {
    const catalogue = catalogueOf(each);
    if (catalogue === undefined) {
      tell({ code: 'databank-unreadable', parameters: { folder: nameOf(each), reason: 'catalogue-invalid' } });
      continue;
    }
    catalogues.set(catalogue.databank, [...(catalogues.get(catalogue.databank) ?? []), catalogue]);
  }
  return {
    databanks: Array.from(catalogues, ([name, known]) => {
      const versions = known.map(({ version }) => version);
      return { name, versions, newest: versions.at(-1) ?? '' };
    }),
    findCatalogue: (name, version) => catalogues.get(name)?.find((known) => known.version === version),
  };
}

const natures: readonly DataNature[] = ['synthetic', 'public', 'confidential'];

function catalogueOf(given: unknown): Catalogue | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { databank, version, nature, catalogue } = given as Readonly<Record<string, unknown>>;
  const knownNature = natures.find((known) => known === nature);
  if (typeof databank !== 'string' || typeof version !== 'string' || knownNature === undefined) return undefined;
  const document = catalogue as Json;
  const facts = readCatalogueDocument(document);
  if (typeof facts === 'string') return undefined;
  return { databank, version, nature: knownNature, ...facts, unitTypes, versionHash: hashJson(document) };
}

function nameOf(given: unknown): string {
  const { databank } = { databank: undefined, ...(given as object | null) };
  return typeof databank === 'string' ? databank : '?';
}
