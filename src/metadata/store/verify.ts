import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { ContentHash } from '../../base/hash.ts';
import { DatabankError, failDatabank } from '../databank-error.ts';
import { type DatabankFolder, documentsOfVersion, readContent } from '../databank-folder.ts';
import { type Progress, silent } from '../progress.ts';
import { addFilesOf, documentsOf, type ListedFiles } from './listed-files.ts';
import { leftOversOf } from './sweep.ts';

/** What came of reading every byte of a databank; paths below its folder, ascending. */
export interface Verification {
  /** Files whose bytes are not what their names say. */
  readonly damaged: readonly string[];
  /** Files that a version or the draft lists and that are not there. */
  readonly missing: readonly string[];
  /** Files that nothing lists: an interrupted command left them. They do no harm; the next change removes them. */
  readonly leftOver: readonly string[];
  readonly fileCount: number;
}

const phase = { nb: 'Kontrollerer filer', en: 'Verifying files' };

/** Reads every file of every version and of the draft and compares it with the hash that it is listed under. */
export function verifyDatabank(databank: DatabankFolder, progress: Progress = silent): Verification {
  const { versions, draft } = databank.manifest;
  const listed = documentsOf(databank.manifest);
  const contents = new Set([...versions, ...(draft === undefined ? [] : [draft])].map(({ content }) => content));
  const known = [...contents].map((content) => addWhereWhole(databank, content, listed));
  const found = verifyFiles(databank.folder, listed, progress);
  // What a damaged list named may look like a remnant, and is none.
  return known.every(Boolean) ? found : { ...found, leftOver: [] };
}

/**
 * Reads the files of some variables of a version, and of all its units, and compares them with their hashes.
 *
 * @throws DatabankError `column-file-damaged` for the first that is missing or altered
 */
export function checkVariables(
  databank: DatabankFolder,
  version: string,
  only: readonly string[] | undefined,
  progress: Progress = silent,
): void {
  const documents = documentsOfVersion(databank.manifest, version);
  if (documents === undefined) return;
  const { universes, variables } = readContent(databank, documents.content);
  const chosen = Object.entries(variables).filter(([name]) => only?.includes(name) ?? true);
  const listed: ListedFiles = new Map();
  addFilesOf({ universes, variables: Object.fromEntries(chosen) }, listed);
  const { missing, damaged } = verifyFiles(databank.folder, listed, progress);
  const [file] = [...missing, ...damaged];
  if (file !== undefined) failDatabank('column-file-damaged', { databank: databank.manifest.databank, file });
}

/** Reads every listed file of a folder and compares it with its hash. */
export function verifyFiles(folder: string, listed: ListedFiles, progress: Progress): Verification {
  const damaged: string[] = [];
  const missing: string[] = [];
  let done = 0;
  for (const [file, hash] of listed) {
    progress(phase, done++ / listed.size);
    const found = hashFile(path.join(folder, file));
    if (found === undefined) missing.push(file);
    else if (found !== hash) damaged.push(file);
  }
  const leftOver = leftOversOf(folder, listed);
  return { damaged: damaged.sort(), missing: missing.sort(), leftOver, fileCount: listed.size };
}

/** Whether a list could be read. What a damaged one names is not known; that it is damaged is found with the other files. */
function addWhereWhole(databank: DatabankFolder, content: ContentHash, files: ListedFiles): boolean {
  try {
    addFilesOf(readContent(databank, content), files);
    return true;
  } catch (error) {
    if (!(error instanceof DatabankError)) throw error;
    return false;
  }
}

const portion = 1 << 22;

/** The hash of a file, read in portions; `undefined` where it cannot be read. */
function hashFile(file: string): ContentHash | undefined {
  let handle: number | undefined;
  try {
    handle = fs.openSync(file, 'r');
    const hash = createHash('sha256');
    const buffer = new Uint8Array(portion);
    for (;;) {
      const length = fs.readSync(handle, buffer, 0, portion, null);
      if (length === 0) return `sha256:${hash.digest('hex')}`;
      hash.update(buffer.subarray(0, length));
    }
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) fs.closeSync(handle);
  }
}
