import fs from 'node:fs';
import path from 'node:path';
import { makeFolders, makingMark, removeStaleFolders, replaceFile, syncFolder, temporaryFolder } from './files.ts';
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
    const start = `${this.#finalFolder}${makingMark}`;
    removeStaleFolders(start);
    this.folder = temporaryFolder(start);
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

/** A manifest as it is written. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
