import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../base/canonical-json.ts';
import { type ContentHash, hashJson } from '../base/hash.ts';
import type { UnreadableReason } from '../base/messages/databank.ts';
import { draftVersion } from '../base/version-number.ts';
import type { Catalogue } from './catalogue.ts';
import { readCatalogueDocument } from './catalogue-document.ts';
import { type DatabankProblem, databankProblem, failDatabank } from './databank-error.ts';
import { isObject, pathOfHash, type StoredContent } from './store/content.ts';
import { type Manifest, manifestName, readManifest, storeFormat } from './store/manifest.ts';
import { FolderReader } from './store/reader.ts';
import { unitTypes } from './unit-types.ts';

/** A databank folder whose manifest has been read and found good. */
export interface DatabankFolder {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Whether a folder holds a databank. */
export function isDatabankFolder(folder: string): boolean {
  return fs.existsSync(path.join(folder, manifestName));
}

/** Reads the manifest of a databank folder. */
export function readDatabankFolder(folder: string): DatabankFolder | DatabankProblem {
  const manifest = readManifestFile(folder);
  return typeof manifest === 'string'
    ? databankProblem('databank-unreadable', { folder, reason: manifest })
    : { folder, manifest };
}

/** The two documents that say all of a version. */
export interface VersionDocuments {
  readonly catalogue: ContentHash;
  readonly content: ContentHash;
}

/** The documents of a version, or of the draft: what would be released, which is the newest version where nothing is pending. */
export function documentsOfVersion({ versions, draft }: Manifest, version: string): VersionDocuments | undefined {
  if (version === draftVersion) return draft ?? versions.at(-1);
  return versions.find((candidate) => candidate.version === version);
}

/**
 * The catalogue of a version.
 *
 * @throws DatabankError where the catalogue file is missing, altered or not valid
 */
export function readCatalogue(databank: DatabankFolder, version: string): Catalogue | undefined {
  const { folder, manifest } = databank;
  const documents = documentsOfVersion(manifest, version);
  if (documents === undefined) return undefined;
  const facts = readCatalogueDocument(JSON.parse(readDocumentText(databank, documents.catalogue)) as Json);
  if (typeof facts === 'string') return failDatabank('databank-unreadable', { folder, reason: 'catalogue-invalid' });
  return {
    databank: manifest.databank,
    nature: manifest.nature,
    ...(manifest.minimumPolicy === undefined ? {} : { minimumPolicy: manifest.minimumPolicy }),
    ...(manifest.isOwn === undefined ? {} : { isOwn: manifest.isOwn }),
    version,
    ...facts,
    unitTypes,
    // Both names are hashes of contents, which list the hashes of all column files.
    versionHash: hashJson([documents.catalogue, documents.content]),
  };
}

/**
 * A reader of a version's columns.
 *
 * @throws DatabankError where the list of columns is missing or altered
 */
export function openReader(databank: DatabankFolder, version: string): FolderReader | undefined {
  const { folder, manifest } = databank;
  const documents = documentsOfVersion(manifest, version);
  if (documents === undefined) return undefined;
  return new FolderReader(manifest.databank, version, folder, readContent(databank, documents.content));
}

/**
 * The list of columns; its hash is checked, so its form is the one that the writer gave it.
 *
 * @throws DatabankError where it is missing or altered
 */
export function readContent(databank: DatabankFolder, hash: ContentHash): StoredContent {
  return JSON.parse(readDocumentText(databank, hash)) as StoredContent;
}

/**
 * The text of a document whose bytes are what its name says.
 *
 * @throws DatabankError where it is missing or altered
 */
export function readDocumentText({ folder, manifest }: DatabankFolder, hash: ContentHash): string {
  const file = pathOfHash('documents', hash);
  let bytes: Uint8Array;
  try {
    bytes = fs.readFileSync(path.join(folder, file));
  } catch {
    return failDatabank('column-file-damaged', { databank: manifest.databank, file });
  }
  if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== hash) {
    failDatabank('column-file-damaged', { databank: manifest.databank, file });
  }
  return Buffer.from(bytes).toString('utf8');
}

function readManifestFile(folder: string): Manifest | UnreadableReason {
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return 'no-folder';
  if (!stat.isDirectory()) return 'not-folder';
  let json: Json;
  try {
    json = JSON.parse(fs.readFileSync(path.join(folder, manifestName), 'utf8')) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return 'manifest-not-json';
    const isThere = error instanceof Error && 'code' in error && error.code !== 'ENOENT';
    return isThere ? 'manifest-unreadable' : 'no-manifest';
  }
  if (isObject(json) && json['format'] !== storeFormat) return 'manifest-format';
  const manifest = readManifest(json);
  return typeof manifest === 'string' ? 'manifest-invalid' : manifest;
}
