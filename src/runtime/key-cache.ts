import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { recordKeysName } from '../disclosure/keys/record-keys.ts';
import type { RecordKeys } from '../disclosure/protection.ts';
import type { RecordKeyCache } from '../disclosure/session.ts';
import { sharedUint32 } from './column.ts';
import type { FoldRunner } from './fold.ts';
import { checksumKernel } from './folds/checksum.ts';

/**
 * Keeps record keys in a folder between runs. They are as confidential as the secret that they are derived from: the folder
 * belongs beside the secrets, and nobody but its owner can read it. A cache that cannot be read or written is done without; a
 * damaged one would change released numbers, so each file starts with a digest of the rest and is made anew if they disagree.
 *
 * A file holds the digest (32 bytes), all A halves and all B halves, in this machine's order of bytes.
 */
export function recordKeyCache(folder: string, secret: Uint8Array, runner: FoldRunner): RecordKeyCache {
  const fileOf = (name: string): string => path.join(folder, `${name.replaceAll(/[^\w.-]/gu, '_')}.keys`);
  return {
    read: async (universe) => {
      try {
        const { keys, digest } = await readKeys(fileOf(recordKeysName(universe, secret)), universe.size);
        return (await digestOf(keys, runner)).equals(digest) ? keys : undefined;
      } catch {
        return undefined;
      }
    },
    write: async (universe, keys) => {
      const file = fileOf(recordKeysName(universe, secret));
      const temporary = `${file}.${process.pid}-${randomBytes(6).toString('hex')}`;
      try {
        await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 });
        const content = [await digestOf(keys, runner), bytesOf(keys.a), bytesOf(keys.b)];
        await fs.promises.writeFile(temporary, content, { mode: 0o600, flag: 'wx' });
        await fs.promises.rename(temporary, file);
      } catch {
        await fs.promises.rm(temporary, { force: true });
      }
    },
  };
}

const digestBytes = 32;

/** Reads keys straight into shared memory, both halves at once. */
async function readKeys(
  file: string,
  size: number,
): Promise<{ readonly keys: RecordKeys; readonly digest: Uint8Array }> {
  const handle = await fs.promises.open(file, 'r');
  try {
    if ((await handle.stat()).size !== digestBytes + size * 8) throw new RangeError('another length than keys have');
    const keys = { a: sharedUint32(size), b: sharedUint32(size) };
    const digest = new Uint8Array(digestBytes);
    await Promise.all([
      fill(handle, digest, 0),
      fill(handle, bytesOf(keys.a), digestBytes),
      fill(handle, bytesOf(keys.b), digestBytes + size * 4),
    ]);
    return { keys, digest };
  } finally {
    await handle.close();
  }
}

async function fill(handle: fs.promises.FileHandle, bytes: Uint8Array, place: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, place + done);
    if (bytesRead === 0) throw new RangeError('the file ends early');
    done += bytesRead;
  }
}

/** A hash over the checksums of all blocks, which all threads work out: hashing the keys themselves takes longer than reading them. */
async function digestOf({ a, b }: RecordKeys, runner: FoldRunner): Promise<Buffer> {
  const hash = createHash('sha256');
  for (const half of [a, b]) {
    const words = new Int32Array(half.buffer, half.byteOffset, half.length);
    for (const lanes of await runner.map(checksumKernel, { words }, words.length)) hash.update(Int32Array.from(lanes));
  }
  return hash.digest();
}

function bytesOf(half: Uint32Array): Uint8Array {
  return new Uint8Array(half.buffer, half.byteOffset, half.byteLength);
}
