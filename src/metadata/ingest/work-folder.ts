import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeStaleFolders, temporaryFolder } from '../store/files.ts';

/** Where datasets are read that have no databank yet: below the system's temporary folder, one for each user. */
export function temporaryWorkParent(): string {
  return path.join(os.tmpdir(), `openmicrodata-work-${process.getuid?.() ?? 'user'}`);
}

/** Makes a temporary folder in the folder for such, after removing those of dead processes. */
export function makeWorkFolder(parent: string): string {
  fs.mkdirSync(parent, { recursive: true });
  const start = path.join(parent, 'reading-');
  removeStaleFolders(start);
  const folder = temporaryFolder(start);
  // It will hold rows as they came.
  fs.mkdirSync(folder, { mode: 0o700 });
  return folder;
}
