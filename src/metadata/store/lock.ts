import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { failDatabank } from '../databank-error.ts';
import { isObject } from './content.ts';
import { isGone, type ProcessMark, thisProcess } from './files.ts';

const lockName = 'databank.lock';

/** What a lock file says: who holds it, and a token that no other lock ever had. */
interface Holder extends ProcessMark {
  readonly token: string;
}

/** The right to change a databank folder, which one process has at a time. */
export interface WriterLock {
  /** Gives it back. */
  release(): void;
}

/**
 * Takes the right to change a databank folder. A lock file comes into being whole, by a link, which fails where there is one.
 * One whose holder is gone is taken over by whoever first claims the token in it: so of several that find the holder gone at
 * the same time, one succeeds.
 *
 * @throws DatabankError `databank-locked`
 */
export function lockFolder(folder: string): WriterLock {
  const me: Holder = { ...thisProcess(), token: randomBytes(12).toString('hex') };
  const lock = path.join(folder, lockName);
  const own = path.join(folder, `${lockName}.${me.token}`);
  fs.writeFileSync(own, `${JSON.stringify(me)}\n`, { flag: 'wx', flush: true });
  try {
    while (!tryLink(own, lock) && !takeOver(folder, lock, own));
  } finally {
    fs.rmSync(own, { force: true });
  }
  removeRemains(folder);
  return {
    release: () => {
      const holder = readHolder(lock);
      if (typeof holder === 'object' && holder.token === me.token) fs.rmSync(lock, { force: true });
    },
  };
}

/* Takes the place of a holder that is gone; false where the lock has changed meanwhile and may be tried again. */
function takeOver(folder: string, lock: string, own: string): boolean {
  const holder = goneHolder(folder, lock);
  if (holder === undefined) return false;
  const claims: string[] = [];
  try {
    // A claimant may have died, too; then its token is what is claimed next.
    for (let gone = holder; ; ) {
      const claim = path.join(folder, `${lockName}.claim-${gone.token}`);
      if (tryLink(own, claim)) {
        claims.push(claim);
        break;
      }
      const claimant = goneHolder(folder, claim);
      if (claimant === undefined) return false;
      claims.push(claim);
      gone = claimant;
    }
    // While the claim was made, another may have finished a take-over and taken its own claim away.
    if (goneHolder(folder, lock)?.token !== holder.token) return false;
    fs.rmSync(lock);
    return tryLink(own, lock);
  } finally {
    for (const claim of claims) fs.rmSync(claim, { force: true });
  }
}

/** The holder that a file names, which is gone; `undefined` where there is no such file any more. */
function goneHolder(folder: string, file: string): Holder | undefined {
  const holder = readHolder(file);
  if (holder === 'none') return undefined;
  if (holder === 'unreadable' || !isGone(holder)) {
    const { host, pid } = holder === 'unreadable' ? { host: '?', pid: '?' } : holder;
    failDatabank('databank-locked', { folder, host, process: String(pid), file: path.join(folder, lockName) });
  }
  return holder;
}

/** Removes what processes left that were killed while they took a lock. */
function removeRemains(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    if (!name.startsWith(`${lockName}.`)) continue;
    const holder = readHolder(path.join(folder, name));
    if (holder === 'unreadable' || (holder !== 'none' && isGone(holder))) {
      fs.rmSync(path.join(folder, name), { force: true });
    }
  }
}

/** Gives a file a second name; false where that name is taken. */
function tryLink(file: string, name: string): boolean {
  try {
    fs.linkSync(file, name);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): Holder | 'none' | 'unreadable' {
  let json: Json;
  try {
    json = JSON.parse(fs.readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'none' : 'unreadable';
  }
  if (!isObject(json)) return 'unreadable';
  const { host, pid, start, token } = json;
  if (typeof host !== 'string' || typeof pid !== 'number' || typeof token !== 'string') return 'unreadable';
  return { host, pid, token, ...(typeof start === 'string' ? { start } : {}) };
}
