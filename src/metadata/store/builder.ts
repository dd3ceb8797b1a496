import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ContentHash } from '../../base/hash.ts';
import { ColumnFolder } from './column-folder.ts';
import { type Manifest, manifestName, plainJson } from './content.ts';

/**
 * Builds a databank folder: everything is written into a temporary folder beside the final place; `finish` writes the
 * manifest last and moves the whole folder into place with one rename. Whatever happens before that rename leaves nothing
 * that could be taken for a databank.
 */
export class DatabankBuilder extends ColumnFolder {
  readonly #finalFolder: string;

  constructor(finalFolder: string) {
    const place = path.resolve(finalFolder);
    makeFolders(path.dirname(place));
    removeStaleFolders(place);
    const folder = `${temporaryPrefix(place)}${process.pid}-${randomBytes(6).toString('hex')}`;
    fs.mkdirSync(folder);
    super(folder);
    this.#finalFolder = place;
  }

  /**
   * Writes the lists and moves the folder into place.
   *
   * @param describe  makes the manifest from the hash of the content list
   * @returns false when another maker was first: its databank stays, this one is discarded
   */
  async finish(describe: (content: ContentHash) => Manifest): Promise<boolean> {
    const manifest = describe(this.addDocument(plainJson(this.content())));
    writeThrough(path.join(this.folder, manifestName), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8'));
    await this.written();
    syncFolders(this.folder);
    try {
      fs.renameSync(this.folder, this.#finalFolder);
    } catch (error) {
      if (!fs.existsSync(path.join(this.#finalFolder, manifestName))) throw error;
      this.discard();
      return false;
    }
    syncFolder(path.dirname(this.#finalFolder));
    return true;
  }

  /** Removes everything written so far. */
  discard(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Makes a folder and those above it, one by one: Node's own recursion does not end where a file system refuses oddly. */
function makeFolders(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolders(path.dirname(folder));
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  }
}

/** Writes a file and waits until it is on the disk. */
function writeThrough(file: string, bytes: Uint8Array): void {
  fs.writeFileSync(file, bytes, { flush: true });
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function syncFolders(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) syncFolders(path.join(folder, entry.name));
  }
  syncFolder(folder);
}

/** Temporary folders carry the machine and the process that makes them, so that another process can tell a dead one's. */
function temporaryPrefix(finalFolder: string): string {
  return `${finalFolder}.making-${os.hostname()}-`;
}

/** Removes what processes of this machine left behind when they were killed while they made the same databank. */
function removeStaleFolders(finalFolder: string): void {
  const prefix = path.basename(temporaryPrefix(finalFolder));
  const parent = path.dirname(finalFolder);
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!isRunning(pid)) fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
