import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { Json } from '../base/canonical-json.ts';
import { threshold } from '../base/messages/message.ts';
import { archivePaths, manifestLines } from '../record/archive-layout.ts';
import { readRecord } from '../record/read-record.ts';
import { bodiesIn } from '../record/recorded-results.ts';
import { fail } from './failure.ts';
import { checkReadable } from './files.ts';
import type { Evidence } from './verification.ts';

/** More than any archive of ours; what claims more, or turns out to be more, is not read on. */
const limits = { entries: 2000, bytesOfOne: 128e6, bytesOfAll: 512e6, ratio: 400 } as const;

/**
 * Reads an archived run from an archive of any origin. Nothing is unpacked to disk; every file must be listed with its hash, and
 * no more is held in memory than the limits say, whatever the archive claims.
 */
export async function readArchive(file: string): Promise<Evidence> {
  await checkReadable(file);
  const contents = await contentsOf(file);
  checkManifest(file, contents);
  const text = (name: string): string | undefined => {
    const bytes = contents.get(name);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const read = readRecord(text(archivePaths.record) ?? '');
  if (read.type === 'newer') return fail('record-newer', { file });
  if (read.type === 'invalid') return fail('record-invalid', { file, problem: read.problem });
  const { record } = read;
  const script = text(`${archivePaths.scripts}${record.script.name}`);
  if (script !== undefined && script !== record.script.text) return fail('archive-script-differs', { file });
  const results = jsonIn(text(archivePaths.results));
  const policy = jsonIn(text(archivePaths.policy));
  const bodyOf = results === undefined ? undefined : bodiesIn(results, record);
  return {
    file,
    record,
    ...(bodyOf === undefined ? {} : { bodyOf }),
    ...(policy === undefined ? {} : { policy }),
  };
}

function jsonIn(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

async function contentsOf(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(file, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
    return await entriesOf(file, zip);
  } catch (error) {
    // The library's own errors: no archive, cut short, names that lead elsewhere, sizes that do not hold.
    if (error instanceof ArchiveTooLarge)
      return fail('archive-too-large', { file, megabytes: threshold(limits.bytesOfAll / 1e6) });
    if (error instanceof Error && !('exitCode' in error))
      return fail('archive-unreadable', { file, reason: error.message });
    throw error;
  } finally {
    zip?.close();
  }
}

class ArchiveTooLarge extends Error {}

async function entriesOf(file: string, zip: ZipFile): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  let rest: number = limits.bytesOfAll;
  if (zip.entryCount > limits.entries) throw new ArchiveTooLarge();
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    if (contents.has(entry.fileName)) return fail('archive-unreadable', { file, reason: `${entry.fileName} twice` });
    if (contents.size >= limits.entries) throw new ArchiveTooLarge();
    const bytes = await bytesOf(zip, entry, rest);
    rest -= bytes.length;
    contents.set(entry.fileName, bytes);
  }
  return contents;
}

async function bytesOf(zip: ZipFile, entry: Entry, rest: number): Promise<Uint8Array> {
  const most = Math.min(limits.bytesOfOne, rest);
  // A bomb is refused before it is unpacked; one that lies about its size, while it is.
  if (entry.uncompressedSize > most || entry.uncompressedSize > limits.ratio * (entry.compressedSize + 1000)) {
    throw new ArchiveTooLarge();
  }
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > most) throw new ArchiveTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Every file but the list itself must be in the list, with the hash of its bytes. */
function checkManifest(file: string, contents: ReadonlyMap<string, Uint8Array>): void {
  const list = contents.get(archivePaths.manifest);
  if (list === undefined) fail('archive-manifest-missing', { file, manifest: archivePaths.manifest });
  const listed = manifestLines(new TextDecoder().decode(list));
  for (const [name, bytes] of contents) {
    if (name === archivePaths.manifest) continue;
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (listed.get(name) !== hash) fail('archive-file-altered', { file, name });
  }
  for (const name of listed.keys()) if (!contents.has(name)) fail('archive-file-missing', { file, name });
}
