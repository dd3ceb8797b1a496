import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Temporary folders carry the machine and the process that makes them, so that another process can tell a dead one's. */
const prefix = `reading-${os.hostname()}-`;

/** Where datasets are read that have no databank yet: below the system's temporary folder, one for each user. */
export function temporaryWorkParent(): string {
  return path.join(os.tmpdir(), `openmicrodata-work-${process.getuid?.() ?? 'user'}`);
}

/** Makes a temporary folder in the folder for such, after removing those of dead processes. */
export function makeWorkFolder(parent: string): string {
  fs.mkdirSync(parent, { recursive: true });
  removeStaleWork(parent);
  const folder = path.join(parent, `${prefix}${process.pid}-${randomBytes(6).toString('hex')}`);
  // It will hold rows as they came.
  fs.mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Removes what processes of this machine left behind when they were stopped while they read datasets. */
export function removeStaleWork(parent: string): void {
  if (!fs.existsSync(parent)) return;
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!isRunning(pid)) fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
