import fs from 'node:fs';
import path from 'node:path';
import type { LocalText } from '../../base/language.ts';
import { DatabankError, type DatabankProblem, databankProblem, writingError } from '../databank-error.ts';
import { type DatabankFolder, readContent, readDatabankFolder } from '../databank-folder.ts';
import { createSecret, readSecret } from '../secrets.ts';
import { FolderInTheMaking, manifestText } from '../store/builder.ts';
import { ColumnFolder } from '../store/column-folder.ts';
import { plainJson } from '../store/content.ts';
import { replaceFile } from '../store/files.ts';
import { addFilesOf, documentsOf } from '../store/listed-files.ts';
import { lockFolder } from '../store/lock.ts';
import { isDatabankName, type Manifest, type ManifestFacts, manifestName, storeFormat } from '../store/manifest.ts';
import { sweep } from '../store/sweep.ts';
import { DatabankWriter } from './databank-writer.ts';
import type { IdentifierRules } from './incoming-units.ts';
import { writeCatalogue } from './version-state.ts';

/** What a new databank is. */
export interface DatabankFacts extends ManifestFacts {
  readonly label: LocalText;
}

/** What writers need to know of this machine. */
export interface WriterOptions {
  /** Where secrets of databanks lie that do not publish theirs; one is made for a new databank. */
  readonly secretsFolder: string;
}

/** Creates an empty databank: it has a draft with nothing in it. */
export function createDatabank(
  folder: string,
  facts: DatabankFacts,
  options: WriterOptions,
): Promise<readonly DatabankProblem[]> {
  return buildDatabank(folder, facts, options, () => Promise.resolve([]));
}

/**
 * Makes a databank in one go: all that `fill` does with the writer is put in place with one rename, or, when it returns
 * problems or fails, nothing.
 */
export async function buildDatabank(
  folder: string,
  facts: DatabankFacts,
  options: WriterOptions,
  fill: (writer: DatabankWriter) => Promise<readonly DatabankProblem[]>,
): Promise<readonly DatabankProblem[]> {
  const { label, ...manifestFacts } = facts;
  if (!isDatabankName(facts.databank)) return [databankProblem('databank-name-invalid', { name: facts.databank })];
  if (isTaken(folder)) return [databankProblem('ingest-target-exists', { folder })];
  const making = startMaking(folder);
  try {
    const manifest = await emptyManifest(making.folder, manifestFacts, label);
    // Made only when something comes of it: what is refused leaves no trace.
    const makeSecret = (): void => {
      if (facts.publishedSecret === undefined) createSecret(facts.databank, options.secretsFolder);
    };
    const rules: IdentifierRules = {
      identifiers: facts.identifiers,
      key: () => {
        makeSecret();
        return readSecret(facts, options.secretsFolder);
      },
    };
    const writer = new DatabankWriter(
      { folder: making.folder, rules, commit: () => undefined, close: () => undefined },
      manifest,
    );
    const problems = await fill(writer);
    if (problems.length > 0) {
      making.discard();
      return problems;
    }
    makeSecret();
    sweepUnlisted({ folder: making.folder, manifest: writer.manifest });
    return making.finish(writer.manifest) ? [] : [databankProblem('ingest-target-exists', { folder })];
  } catch (error) {
    making.discard();
    throw writingError(error, folder);
  }
}

function startMaking(folder: string): FolderInTheMaking {
  try {
    return new FolderInTheMaking(folder);
  } catch (error) {
    throw writingError(error, folder);
  }
}

/** Whether something is there already; an empty folder may become the databank. */
function isTaken(target: string): boolean {
  const stat = fs.statSync(target, { throwIfNoEntry: false });
  return stat !== undefined && !(stat.isDirectory() && fs.readdirSync(target).length === 0);
}

async function emptyManifest(folder: string, facts: ManifestFacts, label: LocalText): Promise<Manifest> {
  const columns = new ColumnFolder(folder);
  const catalogue = writeCatalogue(columns, label, new Map());
  const content = columns.addDocument(plainJson({ universes: {}, variables: {} }));
  await columns.written();
  return { format: storeFormat, ...facts, versions: [], draft: { catalogue, content, stamp: 0, updates: [] } };
}

/**
 * Opens a databank for changes, which one process can do at a time. What an interrupted writer left is removed. To be closed.
 *
 * @throws DatabankError when the folder is no databank or is being changed by another
 */
export function openWriter(folder: string, options: WriterOptions): DatabankWriter {
  // Before the lock: a folder that is no databank is left alone.
  whole(folder);
  const lock = locked(folder);
  try {
    const databank = whole(folder);
    const { identifiers } = databank.manifest;
    const rules = { identifiers, key: () => readSecret(databank.manifest, options.secretsFolder) };
    sweepUnlisted(databank);
    const file = path.join(folder, manifestName);
    let { manifest } = databank;
    const commit = (changed: Manifest): void => {
      replaceFile(file, manifestText(changed));
      manifest = changed;
    };
    const close = (): void => {
      try {
        // What only earlier states of the draft listed.
        if (manifest !== databank.manifest) sweepUnlisted({ folder, manifest });
      } finally {
        lock.release();
      }
    };
    return new DatabankWriter({ folder, rules, commit, close }, manifest);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function locked(folder: string): ReturnType<typeof lockFolder> {
  try {
    return lockFolder(folder);
  } catch (error) {
    throw writingError(error, folder);
  }
}

function whole(folder: string): DatabankFolder {
  const databank = readDatabankFolder(folder);
  if ('code' in databank) throw new DatabankError(databank);
  return databank;
}

function sweepUnlisted(databank: DatabankFolder): void {
  const { versions, draft } = databank.manifest;
  const listed = documentsOf(databank.manifest);
  const contents = new Set([...versions, ...(draft === undefined ? [] : [draft])].map(({ content }) => content));
  for (const content of contents) addFilesOf(readContent(databank, content), listed);
  sweep(databank.folder, listed);
}
