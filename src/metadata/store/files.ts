import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Makes a folder and those above it, one by one: Node's own recursion does not end where a file system refuses oddly. */
export function makeFolders(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolders(path.dirname(folder));
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  }
}

/** Waits until the entries of a folder are on the disk. */
export function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/**
 * Replaces a file by a new one in one step: whoever reads sees the old text or the new one, also after a power failure.
 *
 * @param isLasting  false where the file can be made anew: then it is not forced to the disk
 */
export function replaceFile(file: string, text: string | Uint8Array, isLasting = true): void {
  const partial = `${file}.${process.pid}-${randomBytes(6).toString('hex')}.part`;
  try {
    fs.writeFileSync(partial, text, { flush: isLasting });
    fs.renameSync(partial, file);
  } catch (error) {
    fs.rmSync(partial, { force: true });
    throw error;
  }
  if (isLasting) syncFolder(path.dirname(file));
}

/** Part of the names of folders that are on their way to become databanks. */
export const makingMark = '.making-';

/** Whether a folder's name says that it is not a databank yet. */
export function isInTheMaking(name: string): boolean {
  return name.includes(makingMark);
}

/** A process as others can tell it from all that there have been; `start` where the system says when it began. */
export interface ProcessMark {
  readonly host: string;
  readonly pid: number;
  readonly start?: string;
}

/** The mark of this process. */
export function thisProcess(): ProcessMark {
  const start = startOf(process.pid);
  return { host: os.hostname(), pid: process.pid, ...(start === undefined ? {} : { start }) };
}

/** Whether a process is certainly gone: of this machine, and not running, or its number has been given to another since. */
export function isGone({ host, pid, start }: ProcessMark): boolean {
  if (host !== os.hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM');
  }
  const now = startOf(pid);
  return start !== undefined && now !== undefined && now !== start;
}

/**
 * A new name for a folder that this process fills. It carries the machine and the process, so that another process can
 * tell a dead one's.
 */
export function temporaryFolder(start: string): string {
  return `${start}${os.hostname()}-${process.pid}-${randomBytes(6).toString('hex')}`;
}

/** Removes the temporary folders of this start that processes of this machine left behind when they were killed. */
export function removeStaleFolders(start: string): void {
  const parent = path.dirname(start);
  const host = os.hostname();
  const prefix = `${path.basename(start)}${host}-`;
  if (!fs.existsSync(parent)) return;
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (isGone({ host, pid })) fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

/** When a process began, in ticks since the machine did; `undefined` where the system has no such file. */
function startOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in brackets, may hold anything; the 22nd field is the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
