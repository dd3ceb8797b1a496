import fs from 'node:fs';
import path from 'node:path';
import type { WrittenColumns } from '../store/column-folder.ts';
import { makeFolders, replaceFile } from '../store/files.ts';

/** Name of the folder that lists the parts. */
export const partsFolderName = 'parts';

/**
 * The parts of a demo databank that have been made: `parts/<part>.json` says which column files a part consists of. It is
 * put in place with one rename when they all are there; a part without it has not been made. Nothing is forced to the disk,
 * since everything can be made anew: what a power failure damages is found when it is read, and made again.
 */
export class PartStore {
  readonly folder: string;
  readonly #known = new Map<string, WrittenColumns>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** What a part consists of; `undefined` where it has not been made. */
  find(part: string): WrittenColumns | undefined {
    let columns = this.#known.get(part);
    if (columns === undefined) {
      columns = readPart(this.#fileOf(part));
      if (columns !== undefined) this.#known.set(part, columns);
    }
    return columns;
  }

  /** Says that a part has been made. */
  put(part: string, columns: WrittenColumns): void {
    const file = this.#fileOf(part);
    makeFolders(path.dirname(file));
    replaceFile(file, JSON.stringify(columns), false);
    this.#known.set(part, columns);
  }

  /** Forgets a part, so that it is made anew. */
  forget(part: string): void {
    this.#known.delete(part);
    fs.rmSync(this.#fileOf(part), { force: true });
  }

  /** Names of all parts that have been made, ascending. */
  names(): readonly string[] {
    const folder = path.join(this.folder, partsFolderName);
    if (!fs.existsSync(folder)) return [];
    return fs
      .readdirSync(folder)
      .flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []))
      .sort();
  }

  #fileOf(part: string): string {
    return path.join(this.folder, partsFolderName, `${part}.json`);
  }
}

/** A part's list is one of ours, put in place whole; a file that is not JSON is damaged and made anew. */
function readPart(file: string): WrittenColumns | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as WrittenColumns;
  } catch {
    return undefined;
  }
}
