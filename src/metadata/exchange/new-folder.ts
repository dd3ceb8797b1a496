import fs from 'node:fs';
import path from 'node:path';
import { failDatabank, writingError } from '../databank-error.ts';
import { makeFolders, removeStaleFolders, syncFolder, temporaryFolder } from '../store/files.ts';

/**
 * Fills a new folder: everything is written beside its place and moved there with one rename, so that an interrupted
 * export leaves nothing that could be taken for a whole one.
 *
 * @throws DatabankError `exchange-target-exists`, and where the disk refuses
 */
export async function fillNewFolder(target: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const place = path.resolve(target);
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat !== undefined && !(stat.isDirectory() && fs.readdirSync(place).length === 0)) {
    failDatabank('exchange-target-exists', { folder: target });
  }
  try {
    makeFolders(path.dirname(place));
    const start = `${place}.exporting-`;
    removeStaleFolders(start);
    const folder = temporaryFolder(start);
    fs.mkdirSync(folder);
    const discard = (): void => discardFolder(folder);
    // An interrupt ends the process while it is being filled.
    process.once('exit', discard);
    try {
      await fill(folder);
      await syncFiles(folder);
      if (stat !== undefined) fs.rmdirSync(place);
      fs.renameSync(folder, place);
    } catch (error) {
      fs.rmSync(folder, { recursive: true, force: true });
      throw error;
    } finally {
      process.removeListener('exit', discard);
    }
    syncFolder(path.dirname(place));
  } catch (error) {
    throw writingError(error, target);
  }
}

/** Removes what was begun; what cannot be removed now is removed by the next export to the same place. */
function discardFolder(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    // The process is ending: there is nobody left to tell.
  }
}

/** Waits until all files are on the disk: together, which takes a fraction of the time that one after the other would. */
async function syncFiles(folder: string): Promise<void> {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const together = 64;
  for (let from = 0; from < files.length; from += together) {
    await Promise.all(files.slice(from, from + together).map(syncFile));
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await fs.promises.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
