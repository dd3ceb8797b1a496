import fs from 'node:fs';
import path from 'node:path';
import { failDatabank } from '../databank-error.ts';
import { type BufferPlace, pathOfHash, type StoredFile } from './content.ts';

/**
 * Reads buffers of a column file straight into memory.
 *
 * @throws DatabankError where the file is missing or has another length than listed
 */
export async function readBuffers(
  { folder, databank }: { readonly folder: string; readonly databank: string },
  stored: StoredFile,
  targets: readonly (readonly [place: BufferPlace, target: ArrayBufferView])[],
): Promise<void> {
  const file = pathOfHash('columns', stored.hash);
  let handle: fs.promises.FileHandle | undefined;
  try {
    handle = await fs.promises.open(path.join(folder, file), 'r');
    if ((await handle.stat()).size !== stored.byteLength) throw new RangeError('another length than listed');
    for (const [place, target] of targets) await readFully(handle, place, target);
  } catch {
    failDatabank('column-file-damaged', { databank, file });
  } finally {
    await handle?.close();
  }
}

async function readFully(handle: fs.promises.FileHandle, place: BufferPlace, target: ArrayBufferView): Promise<void> {
  if (target.byteLength !== place.length) throw new RangeError('a buffer of another length than listed');
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  // One read call moves at most 2 GiB.
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(bytes.length - done, 0x40000000);
    const { bytesRead } = await handle.read(bytes, done, length, place.offset + done);
    if (bytesRead === 0) throw new RangeError('the file ends early');
    done += bytesRead;
  }
}

/**
 * The same for one buffer, at once.
 *
 * @throws DatabankError where the file is missing or has another length than listed
 */
export function readBufferNow(
  { folder, databank }: { readonly folder: string; readonly databank: string },
  stored: StoredFile,
  place: BufferPlace,
  target: ArrayBufferView,
): void {
  const file = pathOfHash('columns', stored.hash);
  let handle: number | undefined;
  try {
    handle = fs.openSync(path.join(folder, file), 'r');
    if (fs.fstatSync(handle).size !== stored.byteLength) throw new RangeError('another length than listed');
    if (target.byteLength !== place.length) throw new RangeError('a buffer of another length than listed');
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
    for (let done = 0; done < bytes.length; ) {
      const length = Math.min(bytes.length - done, 0x40000000);
      const bytesRead = fs.readSync(handle, bytes, done, length, place.offset + done);
      if (bytesRead === 0) throw new RangeError('the file ends early');
      done += bytesRead;
    }
  } catch {
    failDatabank('column-file-damaged', { databank, file });
  } finally {
    if (handle !== undefined) fs.closeSync(handle);
  }
}
