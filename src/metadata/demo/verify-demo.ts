import fs from 'node:fs';
import path from 'node:path';
import type { Progress } from '../progress.ts';
import { assembleContent } from '../store/column-folder.ts';
import { addFilesOf, type ListedFiles } from '../store/listed-files.ts';
import { type Verification, verifyFiles } from '../store/verify.ts';
import { PartStore, partsFolderName } from './part-store.ts';

/** Whether a folder holds parts of a demo databank. */
export function isDemoFolder(folder: string): boolean {
  return fs.existsSync(path.join(folder, partsFolderName));
}

/**
 * Reads every file of the parts of a demo databank that have been made, and compares it with the hash that it is listed
 * under. A part whose list is not readable counts as damaged.
 */
export function verifyDemo(folder: string, progress: Progress): Verification {
  const parts = new PartStore(folder);
  const listed: ListedFiles = new Map();
  const damaged: string[] = [];
  for (const name of parts.names()) {
    const columns = parts.find(name);
    if (columns === undefined) damaged.push(`${partsFolderName}/${name}.json`);
    else addFilesOf(assembleContent(columns), listed);
  }
  const found = verifyFiles(folder, listed, progress);
  return {
    ...found,
    damaged: [...damaged, ...found.damaged].sort(),
    fileCount: found.fileCount + parts.names().length,
  };
}
