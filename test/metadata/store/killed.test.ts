import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findDamagedFiles, isDatabankFolder, readDatabankFolder } from '../../../src/metadata/databank-folder.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { silent } from '../../../src/metadata/progress.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = temporaryFolder();
const maker = fileURLToPath(new URL('making.ts', import.meta.url));

function start(cache: string, size: number): ChildProcess {
  return spawn(process.execPath, [maker, cache, String(size)], { stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Kills a maker when it has told that so much of its work is done. */
async function killAt(cache: string, size: number, share: number): Promise<void> {
  const child = start(cache, size);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (text.split('\n').some((line) => line !== '' && Number(line) >= share)) child.kill('SIGKILL');
  });
  await once(child, 'close');
}

function damagedFiles(place: string): readonly string[] {
  const databank = readDatabankFolder(place);
  if ('code' in databank) throw new Error('not readable');
  return findDamagedFiles(databank);
}

describe('a maker that is killed', () => {
  it('leaves nothing that is taken for a databank, and nothing that lasts', async () => {
    const cache = path.join(folder, 'killed');
    const demo = demoDatabank(cache, 1000);
    for (const share of [0.2, 0.45, 0.9]) {
      await killAt(cache, 1000, share);
      // Either it was killed before the rename, and there is nothing, or after it, and everything is there.
      if (isDatabankFolder(demo.folder)) expect(damagedFiles(demo.folder)).toEqual([]);
      else expect(fs.existsSync(demo.folder)).toBe(false);
    }
    await demo.make(silent);
    expect(damagedFiles(demo.folder)).toEqual([]);
    expect(fs.readdirSync(cache)).toEqual([path.basename(demo.folder)]);
  });

  it('does not disturb another that makes the same', async () => {
    const cache = path.join(folder, 'together');
    const children = [start(cache, 1000), start(cache, 1000)];
    const ends = await Promise.all(children.map((child) => once(child, 'close')));
    expect(ends).toEqual([
      [0, null],
      [0, null],
    ]);
    const demo = demoDatabank(cache, 1000);
    expect(damagedFiles(demo.folder)).toEqual([]);
    expect(fs.readdirSync(cache)).toEqual([path.basename(demo.folder)]);
  });
});
