import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ContentHash } from '../../base/hash.ts';
import { ColumnFolder } from './column-folder.ts';
import { plainJson } from './content.ts';
import { isGone, makeFolders, makingMark, replaceFile, syncFolder } from './files.ts';
import { type Manifest, manifestName } from './manifest.ts';

/**
 * A folder that becomes a databank: everything is written beside its final place and moved there with one rename, the
 * manifest last. Whatever happens before that rename leaves nothing that could be taken for a databank.
 */
export class FolderInTheMaking {
  readonly folder: string;
  readonly #finalFolder: string;

  constructor(finalFolder: string) {
    this.#finalFolder = path.resolve(finalFolder);
    makeFolders(path.dirname(this.#finalFolder));
    removeStaleFolders(this.#finalFolder);
    this.folder = `${temporaryPrefix(this.#finalFolder)}${process.pid}-${randomBytes(6).toString('hex')}`;
    fs.mkdirSync(this.folder);
  }

  /**
   * Writes the manifest and moves the folder into place; all other files must be on the disk.
   *
   * @returns false when another maker was first: its databank stays, this one is discarded
   */
  finish(manifest: Manifest): boolean {
    replaceFile(path.join(this.folder, manifestName), manifestText(manifest));
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

/** Builds a databank folder of known columns in one go. */
export class DatabankBuilder extends ColumnFolder {
  readonly #making: FolderInTheMaking;

  constructor(finalFolder: string) {
    const making = new FolderInTheMaking(finalFolder);
    super(making.folder);
    this.#making = making;
  }

  /**
   * Writes the lists and moves the folder into place.
   *
   * @param describe  makes the manifest from the hash of the content list
   * @returns false when another maker was first: its databank stays, this one is discarded
   */
  async finish(describe: (content: ContentHash) => Manifest): Promise<boolean> {
    const manifest = describe(this.addDocument(plainJson(this.content())));
    await this.written();
    return this.#making.finish(manifest);
  }

  /** Removes everything written so far. */
  discard(): void {
    this.#making.discard();
  }
}

/** A manifest as it is written. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Temporary folders carry the machine and the process that makes them, so that another process can tell a dead one's. */
function temporaryPrefix(finalFolder: string): string {
  return `${finalFolder}${makingMark}${os.hostname()}-`;
}

/** Removes what processes of this machine left behind when they were killed while they made the same databank. */
function removeStaleFolders(finalFolder: string): void {
  const prefix = path.basename(temporaryPrefix(finalFolder));
  const parent = path.dirname(finalFolder);
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (isGone({ host: os.hostname(), pid })) fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}
