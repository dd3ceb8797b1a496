import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../base/canonical-json.ts';
import { type ContentHash, hashJson } from '../base/hash.ts';
import type { UnreadableReason } from '../base/messages/databank.ts';
import type { Catalogue } from './catalogue.ts';
import { readCatalogueDocument } from './catalogue-document.ts';
import { type DatabankProblem, databankProblem, failDatabank } from './databank-error.ts';
import {
  isObject,
  type Manifest,
  manifestName,
  pathOfHash,
  readManifest,
  type StoredContent,
  storeFormat,
} from './store/content.ts';
import { FolderReader } from './store/reader.ts';
import { unitTypes } from './unit-types.ts';

/** A databank folder whose manifest has been read and found good. */
export interface DatabankFolder {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Whether a folder holds a whole databank: the manifest is written last. */
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

/**
 * The catalogue of a version.
 *
 * @throws DatabankError where the catalogue file is missing, altered or not valid
 */
export function readCatalogue(databank: DatabankFolder, version: string): Catalogue | undefined {
  const { folder, manifest } = databank;
  const entry = manifest.versions.find((candidate) => candidate.version === version);
  if (entry === undefined) return undefined;
  const facts = readCatalogueDocument(JSON.parse(readDocumentText(databank, entry.catalogue)) as Json);
  if (typeof facts === 'string') return failDatabank('databank-unreadable', { folder, reason: 'catalogue-invalid' });
  return {
    databank: manifest.databank,
    nature: manifest.nature,
    ...(manifest.minimumPolicy === undefined ? {} : { minimumPolicy: manifest.minimumPolicy }),
    version,
    ...facts,
    unitTypes,
    // Both names are hashes of contents, which list the hashes of all column files.
    versionHash: hashJson([entry.catalogue, entry.content]),
  };
}

/**
 * A reader of a version's columns.
 *
 * @throws DatabankError where the list of columns is missing or altered
 */
export function openReader(databank: DatabankFolder, version: string): FolderReader | undefined {
  const { folder, manifest } = databank;
  const entry = manifest.versions.find((candidate) => candidate.version === version);
  if (entry === undefined) return undefined;
  return new FolderReader(manifest.databank, version, folder, readContent(databank, entry.content));
}

/** The paths of all listed files whose bytes are not what their names say. Reads everything. */
export function findDamagedFiles(databank: DatabankFolder): readonly string[] {
  const damaged: string[] = [];
  const listed = new Map<string, ContentHash>();
  const list = (kind: Parameters<typeof pathOfHash>[0], hash: ContentHash) => listed.set(pathOfHash(kind, hash), hash);
  for (const { catalogue, content } of databank.manifest.versions) {
    list('documents', catalogue);
    list('documents', content);
    if (!isWhole(databank, pathOfHash('documents', content), content)) continue;
    const stored = readContent(databank, content);
    for (const hash of columnFilesOf(stored)) list('columns', hash);
    for (const hash of textFilesOf(stored)) list('texts', hash);
  }
  for (const [file, hash] of listed) if (!isWhole(databank, file, hash)) damaged.push(file);
  return damaged;
}

function isWhole(databank: DatabankFolder, file: string, hash: ContentHash): boolean {
  return hashFile(path.join(databank.folder, file)) === hash;
}

function hashFile(file: string): string | undefined {
  try {
    return `sha256:${createHash('sha256').update(fs.readFileSync(file)).digest('hex')}`;
  } catch {
    return undefined;
  }
}

function columnFilesOf({ universes, variables }: StoredContent): readonly ContentHash[] {
  const units = Object.values(universes).flatMap((universe) => (universe.type === 'texts' ? [] : [universe.file.hash]));
  const values = Object.values(variables).flatMap((variable) => {
    if (variable.layout === 'fixed') return [variable.block.hash];
    if (variable.layout === 'blocks') return variable.blocks.map((block) => block.hash);
    return [variable.offsets.hash, variable.spells.hash];
  });
  return [...units, ...values];
}

/** Files of texts: dictionaries of values, and identifiers that are public. */
function textFilesOf({ universes, variables }: StoredContent): readonly ContentHash[] {
  const units = Object.values(universes).flatMap((universe) => (universe.type === 'texts' ? [universe.texts] : []));
  const values = Object.values(variables).flatMap((variable) => {
    if (variable.layout === 'fixed') return [variable.block.values];
    return variable.layout === 'blocks' ? variable.blocks.map((block) => block.values) : [variable.spells.values];
  });
  return [...units, ...values.flatMap((stored) => (stored.kind === 'dictionary' ? [stored.dictionary] : []))];
}

/** The list of columns; its hash is checked, so its form is the one that the builder gave it. */
function readContent(databank: DatabankFolder, hash: ContentHash): StoredContent {
  return JSON.parse(readDocumentText(databank, hash)) as StoredContent;
}

/** The text of a document whose bytes are what its name says. */
function readDocumentText({ folder, manifest }: DatabankFolder, hash: ContentHash): string {
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
    return error instanceof SyntaxError ? 'manifest-not-json' : 'no-manifest';
  }
  if (isObject(json) && json['format'] !== storeFormat) return 'manifest-format';
  const manifest = readManifest(json);
  return typeof manifest === 'string' ? 'manifest-invalid' : manifest;
}
