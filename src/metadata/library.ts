import fs from 'node:fs';
import path from 'node:path';
import { draftVersion, resolveVersion, versionRanges } from '../base/version-number.ts';
import type { Catalogue, DatabankDirectory } from './catalogue.ts';
import { type DatabankProblem, failDatabank } from './databank-error.ts';
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
import { isInTheMaking } from './store/files.ts';
import type { DatabankReader } from './stored-column.ts';

/** Which databanks a session knows, and where their secrets lie. */
export interface LibraryOptions {
  /** Databank folders, or folders that hold some. The first that has a name wins, before embedded databanks. */
  readonly folders: readonly string[];
  /** Databanks that are made on first use. */
  readonly embedded: readonly EmbeddedDatabank[];
  readonly secretsFolder: string;
  /** Folders of other layouts that can be read as databanks. */
  readonly kinds?: readonly FolderKind[];
}

/** A layout of folders, other than our own, that a library understands. */
export interface FolderKind {
  isOne(folder: string): boolean;
  /** A problem says why a folder of this layout cannot be read. */
  open(folder: string): Shelf | DatabankProblem;
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
export interface Shelf {
  readonly name: string;
  /** Short forms, oldest first, and `DRAFT` at the end where there is one. */
  readonly versions: readonly string[];
  catalogue(version: string): Catalogue | undefined;
  open(version: string, progress: Progress): Promise<DatabankReader | undefined>;
  secret(): Uint8Array;
}

/** Makes the library of a session. Reads manifests, no catalogues and no data. */
export function openLibrary(options: LibraryOptions): DatabankLibrary {
  const shelves = new Map<string, Shelf>();
  const problems: DatabankProblem[] = [];
  const kinds = [ownKind(options.secretsFolder), ...(options.kinds ?? [])];
  for (const folder of options.folders.flatMap((named) => databankFolders(named, kinds))) {
    const kind = kinds.find((candidate) => candidate.isOne(folder)) ?? kinds[0];
    const shelf = kind?.open(folder);
    if (shelf === undefined) continue;
    if ('code' in shelf) problems.push(shelf);
    else if (!shelves.has(shelf.name)) shelves.set(shelf.name, shelf);
  }
  for (const databank of options.embedded) {
    if (!shelves.has(databank.name)) shelves.set(databank.name, embeddedShelf(databank));
  }
  const find = (name: string): Shelf =>
    shelves.get(name) ?? failDatabank('databank-not-found', { name, known: [...shelves.keys()] });
  return {
    problems,
    databanks: [...shelves].map(([name, { versions }]) => ({ name, versions, newest: newestOf(versions) })),
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
        failDatabank('databank-version-not-found', {
          name,
          version,
          newest: newestOf(versions),
          known: versionRanges(versions),
        })
      );
    },
    secretOf: (name) => find(name).secret(),
  };
}

/** The newest release; the draft where nothing has been released. */
function newestOf(versions: readonly string[]): string {
  return versions.findLast((version) => version !== draftVersion) ?? draftVersion;
}

/** A folder that is a databank, or else the databanks directly in it. */
function databankFolders(folder: string, kinds: readonly FolderKind[]): readonly string[] {
  const isDatabank = (candidate: string): boolean => kinds.some((kind) => kind.isOne(candidate));
  if (isDatabank(folder) || fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [folder];
  const inside = fs
    .readdirSync(folder)
    .sort()
    .filter((name) => !isInTheMaking(name))
    .map((name) => path.join(folder, name))
    .filter(isDatabank);
  return inside.length === 0 ? [folder] : inside;
}

/** Databank folders of our own layout; also says of any other folder why it is none. */
function ownKind(secretsFolder: string): FolderKind {
  return {
    isOne: isDatabankFolder,
    open: (folder) => {
      const databank = readDatabankFolder(folder);
      return 'code' in databank ? databank : folderShelf(databank, secretsFolder);
    },
  };
}

/** A databank folder in a library; its draft, or what would be one, is served as `DRAFT`. */
function folderShelf(databank: DatabankFolder, secretsFolder: string): Shelf {
  const { manifest } = databank;
  return {
    name: manifest.databank,
    versions: [...manifest.versions.map(({ version }) => version), draftVersion],
    catalogue: once((version) => readCatalogue(databank, version)),
    open: (version) => Promise.resolve(openReader(databank, version)),
    secret: () => readSecret(manifest, secretsFolder),
  };
}

function embeddedShelf(embedded: EmbeddedDatabank): Shelf {
  return {
    name: embedded.name,
    versions: embedded.versions,
    catalogue: once((version) => embedded.catalogue(version)),
    open: (version, progress) => embedded.open(version, progress),
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
