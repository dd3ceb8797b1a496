import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

/** A bit set in a file. */
export interface StoredSet {
  /** Number of 32-bit words. */
  readonly words: number;
  /** SHA-256 of the words (little-endian), which names the file. */
  readonly hash: string;
}

/** Bit sets in files that are named by their content: the same set is written once, and one that changed is not read. */
export class SetFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  write(set: Uint32Array): StoredSet {
    const bytes = new Uint8Array(set.buffer, set.byteOffset, set.byteLength);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const file = this.#fileOf(hash);
    if (!fs.existsSync(file)) {
      fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const temporary = `${file}.${randomBytes(6).toString('hex')}`;
      fs.writeFileSync(temporary, deflateSync(bytes, { level: 1 }), { mode: 0o600, flag: 'wx' });
      fs.renameSync(temporary, file);
    }
    return { words: set.length, hash };
  }

  /** `undefined` where the file is gone or holds something else. */
  read({ words, hash }: StoredSet): Uint32Array | undefined {
    let bytes: Uint8Array;
    try {
      bytes = inflateSync(fs.readFileSync(this.#fileOf(hash)), { maxOutputLength: words * 4 });
    } catch {
      return undefined;
    }
    if (bytes.length !== words * 4 || createHash('sha256').update(bytes).digest('hex') !== hash) return undefined;
    const set = new Uint32Array(words);
    new Uint8Array(set.buffer).set(bytes);
    return set;
  }

  #fileOf(hash: string): string {
    return path.join(this.#folder, `${hash}.set`);
  }
}
