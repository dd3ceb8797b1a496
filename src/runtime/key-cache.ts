import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { recordKeysName, restoreRecordKeys, serialiseRecordKeys } from '../disclosure/keys/record-keys.ts';
import type { RecordKeyCache } from '../disclosure/session.ts';

/**
 * Keeps record keys in a folder between runs. They are as confidential as the secret that they are derived from: the folder
 * belongs beside the secrets, and nobody but its owner can read it. A cache that cannot be read or written is done without; a
 * damaged one would change released numbers, so each file starts with the SHA-256 of the rest and is made anew if they disagree.
 */
export function recordKeyCache(folder: string, secret: Uint8Array): RecordKeyCache {
  const fileOf = (name: string): string => path.join(folder, `${name.replaceAll(/[^\w.-]/gu, '_')}.keys`);
  return {
    read: async (universe) => {
      try {
        const bytes = await fs.promises.readFile(fileOf(recordKeysName(universe, secret)));
        const content = bytes.subarray(digestBytes);
        if (!digestOf(content).equals(bytes.subarray(0, digestBytes))) return undefined;
        return restoreRecordKeys(content, universe.size);
      } catch {
        return undefined;
      }
    },
    write: async (universe, keys) => {
      const file = fileOf(recordKeysName(universe, secret));
      const temporary = `${file}.${process.pid}-${randomBytes(6).toString('hex')}`;
      try {
        await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 });
        const content = serialiseRecordKeys(keys);
        await fs.promises.writeFile(temporary, [digestOf(content), content], { mode: 0o600, flag: 'wx' });
        await fs.promises.rename(temporary, file);
      } catch {
        await fs.promises.rm(temporary, { force: true });
      }
    },
  };
}

const digestBytes = 32;

function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
