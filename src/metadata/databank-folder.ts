import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../base/canonical-json.ts';
import { type ContentHash, hashJson } from '../base/hash.ts';
import type { Catalogue } from './catalogue.ts';
import { readCatalogueDocument } from './catalogue-document.ts';
import { type DatabankProblem, databankProblem, failDatabank } from './databank-error.ts';
import { type Manifest, manifestName, pathOfHash, readManifest, type StoredContent } from './store/content.ts';
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
  const manifest = readJson(path.join(folder, manifestName), readManifest);
  if (typeof manifest !== 'string') return { folder, manifest };
  return databankProblem('databank-unreadable', { folder, reason: manifest });
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
  if (typeof facts === 'string') return failDatabank('databank-unreadable', { folder, reason: facts });
  return {
    databank: manifest.databank,
    nature: manifest.nature,
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

/** The paths of all listed column files whose bytes are not what their names say. Reads everything. */
export function findDamagedFiles(databank: DatabankFolder): readonly string[] {
  const damaged: string[] = [];
  const seen = new Set<string>();
  for (const { content } of databank.manifest.versions) {
    for (const hash of columnFilesOf(readContent(databank, content))) {
      const file = pathOfHash('columns', hash);
      if (seen.has(file)) continue;
      seen.add(file);
      if (hashFile(path.join(databank.folder, file)) !== hash) damaged.push(file);
    }
  }
  return damaged;
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

function readJson<T>(file: string, read: (json: Json) => T | string): T | string {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return 'there is no manifest';
  }
  try {
    return read(JSON.parse(text) as Json);
  } catch (error) {
    if (error instanceof SyntaxError) return 'the manifest is not JSON';
    throw error;
  }
}
