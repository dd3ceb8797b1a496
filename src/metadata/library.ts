import fs from 'node:fs';
import path from 'node:path';
import type { Catalogue, DatabankDirectory } from './catalogue.ts';
import { type DatabankProblem, failDatabank, writingError } from './databank-error.ts';
import {
  type DatabankFolder,
  isDatabankFolder,
  openReader,
  readCatalogue,
  readDatabankFolder,
} from './databank-folder.ts';
import type { EmbeddedDatabank } from './embedded.ts';
import { type Progress, silent } from './progress.ts';
import { readSecret } from './secrets.ts';
import type { DatabankReader } from './stored-column.ts';

/** Which databanks a session knows, and where their secrets lie. */
export interface LibraryOptions {
  /** Databank folders, or folders that hold some. The first that has a name wins, before embedded databanks. */
  readonly folders: readonly string[];
  /** Databanks that are made on first use. */
  readonly embedded: readonly EmbeddedDatabank[];
  readonly secretsFolder: string;
}

/** The databanks of a session: catalogues at once and without reading data, columns on request. */
export interface DatabankLibrary extends DatabankDirectory {
  /** Folders that were named but hold no readable databank. */
  readonly problems: readonly DatabankProblem[];
  /**
   * Opens a version for reading; an embedded databank is made first if this machine does not have it yet.
   *
   * @throws DatabankError for unknown names and versions, and for files that are missing or damaged
   */
  open(name: string, version: string, progress?: Progress): Promise<DatabankReader>;
  /**
   * The 32 secret bytes that record keys are made with; for the disclosure pass only.
   *
   * @throws DatabankError `databank-secret-missing`
   */
  secretOf(name: string): Uint8Array;
}

/** One databank of a library, wherever it comes from. */
interface Shelf {
  readonly versions: readonly string[];
  catalogue(version: string): Catalogue | undefined;
  open(version: string, progress: Progress): Promise<DatabankReader | undefined>;
  secret(): Uint8Array;
}

/** Makes the library of a session. Reads manifests, no catalogues and no data. */
export function openLibrary(options: LibraryOptions): DatabankLibrary {
  const shelves = new Map<string, Shelf>();
  const problems: DatabankProblem[] = [];
  for (const folder of options.folders.flatMap(databankFolders)) {
    const databank = readDatabankFolder(folder);
    if ('code' in databank) problems.push(databank);
    else if (!shelves.has(databank.manifest.databank)) {
      shelves.set(databank.manifest.databank, folderShelf(databank, options.secretsFolder));
    }
  }
  for (const databank of options.embedded) {
    if (!shelves.has(databank.name)) shelves.set(databank.name, embeddedShelf(databank));
  }
  const find = (name: string): Shelf =>
    shelves.get(name) ?? failDatabank('databank-not-found', { name, known: [...shelves.keys()] });
  return {
    problems,
    databanks: [...shelves].map(([name, { versions }]) => ({ name, versions, newest: versions.at(-1) ?? '' })),
    findCatalogue: (name, version) => {
      const shelf = shelves.get(name);
      const resolved = shelf && resolveVersion(shelf.versions, version);
      return resolved === undefined ? undefined : shelf?.catalogue(resolved);
    },
    async open(name, version, progress = silent) {
      const shelf = find(name);
      const resolved = resolveVersion(shelf.versions, version);
      const reader = resolved === undefined ? undefined : await shelf.open(resolved, progress);
      const { versions } = shelf;
      return (
        reader ??
        failDatabank('databank-version-not-found', { name, version, newest: versions.at(-1) ?? '', known: versions })
      );
    },
    secretOf: (name) => find(name).secret(),
  };
}

/**
 * The version that a script means: the one of exactly that name, else the newest below it (`38` means the newest of
 * 38.0, 38.1 …). Versions are listed with the newest last.
 */
export function resolveVersion(versions: readonly string[], asked: string): string | undefined {
  return versions.includes(asked) ? asked : versions.findLast((version) => version.startsWith(`${asked}.`));
}

/** A folder that is a databank, or else the databanks directly in it. */
function databankFolders(folder: string): readonly string[] {
  if (isDatabankFolder(folder) || fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return [folder];
  const inside = fs
    .readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name))
    .filter(isDatabankFolder);
  return inside.length === 0 ? [folder] : inside;
}

function folderShelf(databank: DatabankFolder, secretsFolder: string): Shelf {
  return {
    versions: databank.manifest.versions.map(({ version }) => version),
    catalogue: once((version) => readCatalogue(databank, version)),
    open: (version) => Promise.resolve(openReader(databank, version)),
    secret: () => readSecret(databank.manifest, secretsFolder),
  };
}

function embeddedShelf(embedded: EmbeddedDatabank): Shelf {
  return {
    versions: embedded.versions,
    catalogue: once((version) => embedded.catalogue(version)),
    async open(version, progress) {
      if (!isDatabankFolder(embedded.folder)) {
        await embedded.make(progress).catch((error: unknown) => {
          throw writingError(error, embedded.folder);
        });
      }
      const databank = readDatabankFolder(embedded.folder);
      return 'code' in databank
        ? failDatabank('databank-unreadable', { folder: embedded.folder, reason: 'not-made' })
        : openReader(databank, version);
    },
    secret: () => Uint8Array.from(Buffer.from(embedded.publishedSecret, 'hex')),
  };
}

/** Remembers answers, so that the same version's catalogue is the same object. */
function once<T>(make: (version: string) => T): (version: string) => T {
  const known = new Map<string, T>();
  return (version) => {
    if (!known.has(version)) known.set(version, make(version));
    return known.get(version) as T;
  };
}
