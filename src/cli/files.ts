import { accessSync, chmodSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { threshold } from '../base/messages/message.ts';
import { type SourceText, sourceText } from '../base/source-text.ts';
import { CliFailure, fail } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** Scripts are written by people: a larger file is something else. */
const largestMegabytes = 16;

/**
 * Reads a script; `-` is standard input. Ends the command when the file is not a readable text.
 *
 * @param keepsMark  whether a byte order mark stays in the text: for those who write the script again
 */
export async function readScript(
  file: string,
  surroundings: Surroundings,
  { keepsMark = false }: { readonly keepsMark?: boolean } = {},
): Promise<SourceText> {
  const name = file === '-' ? '<stdin>' : file;
  const bytes = file === '-' ? await surroundings.readInput() : await readBytes(file);
  if (bytes.length > largestMegabytes * 1e6)
    fail('cli-file-too-large', { file: name, megabytes: threshold(largestMegabytes) });
  if (bytes.includes(0)) fail('cli-file-binary', { file: name });
  // A byte order mark is no part of the script. The decoder's word for keeping it is that it is ignored.
  const text = new TextDecoder('utf-8', { fatal: false, ignoreBOM: keepsMark }).decode(bytes);
  const broken = isUtf8(bytes) ? -1 : text.indexOf('\ufffd');
  if (broken >= 0) {
    const line = text.slice(0, broken).split('\n').length;
    fail('cli-file-not-utf8', { file: name, line: threshold(line) });
  }
  return sourceText(name, text);
}

/** Reads a file whole. Ends the command when that cannot be done. */
export async function readBytes(file: string, megabytes: number = largestMegabytes): Promise<Uint8Array> {
  try {
    const { size } = await fs.stat(file);
    if (size > megabytes * 1e6) fail('cli-file-too-large', { file, megabytes: threshold(megabytes) });
    return await fs.readFile(file);
  } catch (error) {
    return failOnReading(error, file);
  }
}

/** Ends the command when a file cannot be read. */
export async function checkReadable(file: string): Promise<void> {
  try {
    const handle = await fs.open(file);
    const isFolder = (await handle.stat()).isDirectory();
    await handle.close();
    if (isFolder) fail('cli-file-is-folder', { file });
  } catch (error) {
    failOnReading(error, file);
  }
}

function failOnReading(error: unknown, file: string): never {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fail('cli-file-missing', { file });
    case 'EISDIR':
      return fail('cli-file-is-folder', { file });
    case 'EACCES':
    case 'EPERM':
      return fail('cli-file-forbidden', { file });
    case undefined:
      throw error;
    default:
      return fail('cli-file-unreadable', { file, reason: errorCode(error) ?? '' });
  }
}

/** Ends the command when a report could not be written there. */
export async function checkReportPlace(file: string): Promise<void> {
  try {
    await fs.access(path.dirname(file), fs.constants.W_OK);
    if ((await fs.stat(file)).isDirectory()) fail('cli-output-unwritable', { file, reason: 'EISDIR' });
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    const isFolderThere = await fs.stat(path.dirname(file)).then(
      (stat) => stat.isDirectory(),
      () => false,
    );
    if (!isFolderThere) fail('cli-output-folder-missing', { file });
    // The report itself need not exist yet.
    if (code !== 'ENOENT') fail('cli-output-unwritable', { file, reason: code });
  }
}

/**
 * Writes a report, whole or not at all: a reader never sees half of it. In one go, so that an interrupt comes before or after
 * it and nothing is left beside it.
 */
export function writeReport(file: string, content: string | Uint8Array, mode?: number): void {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    writeFileSync(beside, content);
    if (mode !== undefined) chmodSync(beside, mode);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') fail('cli-output-folder-missing', { file });
    fail('cli-output-unwritable', { file, reason: code });
  }
}

/**
 * Writes a file again that is there, whole or not at all, with the rights that it has. A link stays one: what it leads to is
 * written. Ends the command when that may not be done.
 */
export function rewriteFile(file: string, content: string): void {
  let place: string;
  let mode: number;
  try {
    place = realpathSync(file);
    accessSync(place, constants.W_OK);
    mode = statSync(place).mode & 0o7777;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return fail('cli-output-unwritable', { file, reason: code });
  }
  writeReport(place, content, mode);
}

/** The system's name of what went wrong (`ENOENT`), if the system is what failed. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof CliFailure) return undefined;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
