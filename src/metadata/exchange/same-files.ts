import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Whether two data files, or two folders of them, hold the same bytes in the same parts. Files are named after the version
 * that brought them; so only the names of parts count, `start_year=2022`.
 */
export function areSameFiles(a: string, b: string): boolean {
  const [mine, theirs] = [a, b].map(digests);
  return mine !== undefined && JSON.stringify(mine) === JSON.stringify(theirs);
}

function digests(place: string): readonly (readonly [part: string, digest: string])[] | undefined {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (stat.isFile()) return [['', digestOf(place)]];
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): readonly [string, string] => [
      path.relative(place, entry.parentPath),
      digestOf(path.join(entry.parentPath, entry.name)),
    ])
    .sort(([part], [other]) => (part < other ? -1 : 1));
}

function digestOf(file: string): string {
  const hash = createHash('sha256');
  const handle = fs.openSync(file, 'r');
  try {
    const buffer = new Uint8Array(1 << 20);
    for (let read = fs.readSync(handle, buffer); read > 0; read = fs.readSync(handle, buffer)) {
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    fs.closeSync(handle);
  }
  return hash.digest('hex');
}
