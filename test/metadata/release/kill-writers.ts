import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openReader, readCatalogue } from '../../../src/metadata/databank-folder.ts';
import { verifyDatabank } from '../../../src/metadata/store/verify.ts';
import { takeStep } from './steps.ts';
import { change, created, databankIn } from './test-databank.ts';

const stepping = fileURLToPath(new URL('stepping.ts', import.meta.url));

/** What came of killing writers. */
export interface KillReport {
  /** Moments at which nothing had been changed yet, and at which all had. */
  readonly old: number;
  readonly whole: number;
  /** Processes that were done before they could be killed. */
  readonly late: number;
  /** Moments after which files were left over or the lock was still there, all of which the next writer put right. */
  readonly remains: number;
  /** Everything that was not as it should be. */
  readonly failures: readonly string[];
}

/**
 * Kills writers at random moments. After each the databank must verify, be readable, and be exactly what it was or exactly
 * what the whole change makes of it.
 */
export async function killWriters(parent: string, moments: number, seed: number): Promise<KillReport> {
  const folder = await created(parent, 'killed');
  const random = randomFrom(seed);
  const report = { old: 0, whole: 0, late: 0, remains: 0, failures: [] as string[] };
  let step = 0;
  // About as long as a writer takes on this machine just now: moves so that some three in ten are done in time.
  let usual = 400;
  for (let moment = 0; moment < moments; moment++) {
    const before = manifestOf(folder);
    const after = await expectedAfter(parent, folder, step);
    const isDone = await kill(folder, step, random() * usual);
    if (isDone) report.late++;
    usual *= isDone ? 0.75 : 1.13;
    const found = manifestOf(folder);
    if (found !== before && found !== after)
      report.failures.push(`moment ${moment}, step ${step}: neither old nor new`);
    if (isDone && found !== after) report.failures.push(`moment ${moment}, step ${step}: done, but not new`);
    if (found === after) report.whole++;
    else report.old++;
    report.failures.push(...(await damage(folder)).map((what) => `moment ${moment}, step ${step}: ${what}`));
    if (hasRemains(folder)) report.remains++;
    if (found === after) step++;
  }
  await change(folder, () => Promise.resolve());
  if (hasRemains(folder)) report.failures.push('a writer that was not killed left something over');
  return report;
}

/** Starts a writer and kills it some time after it has begun; tells whether it was done before that. */
async function kill(folder: string, step: number, delayMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [stepping, folder, String(step)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const begun = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      resolve();
    });
  });
  const closed = once(child, 'close');
  await Promise.race([begun, closed]);
  await Promise.race([setTimeout(delayMs), closed]);
  child.kill('SIGKILL');
  await closed;
  if (!output.startsWith('begun') || output.includes('{')) throw new Error(`a writer failed: ${output}`);
  return output.includes('done');
}

/** The manifest that the whole step makes, found on a copy. */
async function expectedAfter(parent: string, folder: string, step: number): Promise<string> {
  const copy = path.join(parent, 'copy');
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(folder, copy, { recursive: true });
  await change(copy, (writer) => takeStep(writer, step));
  return manifestOf(copy);
}

async function damage(folder: string): Promise<readonly string[]> {
  const databank = databankIn(folder);
  const { damaged, missing } = verifyDatabank(databank);
  if (damaged.length + missing.length > 0) return [...damaged, ...missing];
  for (const version of [...databank.manifest.versions.map((entry) => entry.version), 'DRAFT']) {
    const catalogue = readCatalogue(databank, version);
    const reader = openReader(databank, version);
    if (catalogue === undefined || reader === undefined) return [`version ${version} cannot be read`];
    for (const { name, temporality } of catalogue.variables.values()) {
      const { rowCount } = await reader.sliceAt(name, temporality === 'FIXED' ? undefined : 60);
      if (rowCount === 0) return [`${name} of version ${version} is empty`];
    }
  }
  return [];
}

function hasRemains(folder: string): boolean {
  const others = fs.readdirSync(folder).filter((name) => name.startsWith('databank.') && name !== 'databank.json');
  return others.length > 0 || verifyDatabank(databankIn(folder)).leftOver.length > 0;
}

function manifestOf(folder: string): string {
  return fs.readFileSync(path.join(folder, 'databank.json'), 'utf8');
}

/** Numbers from 0 to 1 that are the same for the same seed (Park and Miller's generator). */
function randomFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
