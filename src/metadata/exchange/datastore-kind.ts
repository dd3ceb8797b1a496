import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { ContentHash } from '../../base/hash.ts';
import { draftVersion } from '../../base/version-number.ts';
import type { Catalogue } from '../catalogue.ts';
import { DatabankError, failDatabank } from '../databank-error.ts';
import { isDatabankFolder, openReader, readDatabankFolder } from '../databank-folder.ts';
import type { FolderKind, Shelf } from '../library.ts';
import type { Progress } from '../progress.ts';
import { createSecret, readSecret } from '../secrets.ts';
import { unitTypes } from '../unit-types.ts';
import { type Datastore, isDatastoreFolder, metadataPath, readDatastore } from './datastore-layout.ts';
import { isProblem, readVersionMetadata } from './datastore-version.ts';

/** Where a library keeps what it makes of datastores. */
export interface DatastorePlaces {
  readonly cacheFolder: string;
  readonly secretsFolder: string;
}

/**
 * Lets a library serve datastores in the platform's layout: catalogues come from their metadata at once; the first opening
 * imports the data into the cache, under a name made of the datastore's lists and metadata. Such data count as confidential.
 */
export function datastoreKind(places: DatastorePlaces): FolderKind {
  return {
    isOne: isDatastoreFolder,
    open: (folder) => {
      const datastore = readDatastore(folder);
      return isProblem(datastore) ? datastore : shelfOf(datastore, places);
    },
  };
}

function shelfOf(datastore: Datastore, places: DatastorePlaces): Shelf {
  const { name, versions } = datastore;
  const { secretsFolder } = places;
  const catalogues = new Map<string, Catalogue | undefined>();
  let digest: string | undefined;
  const digestOf = (): string => (digest ??= digestOfLists(datastore));
  return {
    name,
    versions: [...versions.map(({ version }) => version), draftVersion],
    catalogue(version) {
      if (!catalogues.has(version)) catalogues.set(version, catalogueOf(datastore, version, digestOf()));
      return catalogues.get(version);
    },
    async open(version, progress) {
      const folder = path.join(places.cacheFolder, `datastore-${name}-${digestOf().slice(0, 32)}`);
      if (!isDatabankFolder(folder)) await importInto(folder, datastore, places, progress);
      const databank = readDatabankFolder(folder);
      if ('code' in databank) throw new DatabankError(databank);
      return openReader(databank, version);
    },
    secret() {
      createSecret(name, secretsFolder);
      return readSecret({ databank: name }, secretsFolder);
    },
  };
}

async function importInto(
  target: string,
  { folder, name }: Datastore,
  { secretsFolder }: DatastorePlaces,
  progress: Progress,
): Promise<void> {
  // Loaded only when needed: catalogues do without Parquet.
  const { importDatastore } = await import('./import-datastore.ts');
  const options = {
    name,
    nature: 'confidential',
    secretsFolder,
    threads: 1,
  } as const;
  const problems = await importDatastore(folder, target, options, progress);
  const [problem] = problems;
  // Another process may have made it in the meantime.
  if (problem !== undefined && problem.code !== 'ingest-target-exists') throw new DatabankError(problem);
}

function catalogueOf(datastore: Datastore, version: string, digest: string): Catalogue | undefined {
  const released = datastore.versions.find((candidate) => candidate.version === version);
  if (released === undefined && version !== draftVersion) return undefined;
  const number = released?.number ?? draftVersion;
  // Where nothing is pending, the draft may not have been written at all.
  const newest = datastore.versions.at(-1);
  const hasDraft = fs.existsSync(metadataPath(datastore.folder, 'metadata_all__DRAFT.json'));
  const metadata = readVersionMetadata(
    datastore,
    number === draftVersion && !hasDraft && newest !== undefined ? newest.number : number,
  );
  if (isProblem(metadata)) throw new DatabankError(metadata);
  const versionHash: ContentHash = `sha256:${createHash('sha256').update(`${digest} ${version}`).digest('hex')}`;
  return { databank: datastore.name, nature: 'confidential', version, ...metadata, unitTypes, versionHash };
}

/** A hash over all lists and metadata: released data files never change, and a draft's change comes with a new stamp. */
function digestOfLists({ folder }: Datastore): string {
  const hash = createHash('sha256');
  const files = fs.readdirSync(metadataPath(folder, '')).filter((file) => file.endsWith('.json'));
  if (files.length === 0) failDatabank('exchange-datastore-missing', { folder });
  for (const file of files.sort()) {
    const bytes = fs.readFileSync(metadataPath(folder, file));
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
