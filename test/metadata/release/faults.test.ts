import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openLibrary } from '../../../src/metadata/library.ts';
import { openWriter } from '../../../src/metadata/release/open-writer.ts';
import { thisProcess } from '../../../src/metadata/store/files.ts';
import { lockFolder } from '../../../src/metadata/store/lock.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { killWriters } from './kill-writers.ts';
import { takeStep } from './steps.ts';
import { change, created, databankIn, expectWhole, snapshot } from './test-databank.ts';

const parent = temporaryFolder();

describe('a writer that is killed', () => {
  it('leaves the old state or the new one, whole, and nothing that lasts', async () => {
    const { old, whole, failures } = await killWriters(parent, 4, 11);
    expect(failures).toEqual([]);
    expect(old + whole).toBe(4);
  });
});

describe('a databank that was being made when its maker was killed', () => {
  it('is taken for none, and removed by the next maker; one whose maker lives is left alone', async () => {
    const place = path.join(parent, 'made');
    const { host, pid } = thisProcess();
    const [gone, living] = [2 ** 22 + 1, pid].map((maker) => path.join(place, `bank.making-${host}-${maker}-ab12`));
    const whole = await created(parent, 'whole');
    for (const folder of [gone, living]) fs.cpSync(whole, folder!, { recursive: true });
    const names = () => openLibrary({ folders: [place], embedded: [], secretsFolder: parent }).databanks;
    expect(names()).toEqual([]);
    await created(place, 'bank');
    expect(fs.readdirSync(place).sort()).toEqual(['bank', path.basename(living!)]);
    expect(names().map(({ name }) => name)).toEqual(['no.test']);
  });
});

describe('two writers', () => {
  it('do not work at the same time: the second is told who has the databank', async () => {
    const folder = await created(parent, 'two');
    const writer = openWriter(folder, { secretsFolder: parent });
    const before = snapshot(folder);
    expect(() => openWriter(folder, { secretsFolder: parent })).toThrow('databank-locked');
    try {
      openWriter(folder, { secretsFolder: parent });
    } catch (error) {
      const { host, pid } = thisProcess();
      expect(error).toMatchObject({ problem: { parameters: { host, process: String(pid), folder } } });
    }
    expect(snapshot(folder)).toEqual(before);
    expect(await takeStep(writer, 0)).toEqual([]);
    writer.close();
    await change(folder, (next) => takeStep(next, 1));
    expectWhole(folder);
  });

  it('of several processes at once, each either does its work or is refused', async () => {
    const folder = await created(parent, 'several');
    const stepping = fileURLToPath(new URL('stepping.ts', import.meta.url));
    const ends = await Promise.all(
      [0, 0, 0].map(async (step) => {
        const child = spawn(process.execPath, [stepping, folder, String(step)], { stdio: ['ignore', 'pipe', 'pipe'] });
        let text = '';
        for (const stream of [child.stdout, child.stderr]) {
          stream.setEncoding('utf8').on('data', (part: string) => (text += part));
        }
        await once(child, 'close');
        return text;
      }),
    );
    expect(ends.filter((text) => text.includes('done')).length).toBeGreaterThan(0);
    for (const text of ends) expect(text).toMatch(/done|databank-locked/u);
    expect(databankIn(folder).manifest.draft?.updates.map(({ name }) => name)).toEqual(['A_0']);
    expectWhole(folder);
  });
});

describe('a lock', () => {
  const lockFile = (folder: string): string => path.join(folder, 'databank.lock');
  const dead = { ...thisProcess(), pid: 2 ** 22 + 1, token: 'dead' };
  const put = (file: string, holder: unknown): void => fs.writeFileSync(file, JSON.stringify(holder));
  const fresh = (name: string): string => {
    const folder = path.join(parent, name);
    fs.mkdirSync(folder);
    return folder;
  };

  it('of a process that is gone is taken over, also where its number has been given to another', () => {
    const folder = fresh('gone');
    put(lockFile(folder), dead);
    lockFolder(folder).release();
    expect(fs.readdirSync(folder)).toEqual([]);
    put(lockFile(folder), { ...thisProcess(), start: '1', token: 'earlier' });
    lockFolder(folder).release();
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('is taken over also when those who wanted to take it over are gone, too', () => {
    const folder = fresh('claimed');
    put(lockFile(folder), dead);
    put(path.join(folder, 'databank.lock.claim-dead'), { ...dead, token: 'second' });
    put(path.join(folder, 'databank.lock.claim-second'), { ...dead, token: 'third' });
    put(path.join(folder, 'databank.lock.third'), { ...dead, token: 'third' });
    lockFolder(folder).release();
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['of a living process', { ...thisProcess(), token: 'x' }],
    ['of another machine', { host: 'elsewhere', pid: 1, token: 'x' }],
    ['that cannot be read', 'nonsense'],
  ])('%s is respected', (name, holder) => {
    const folder = fresh(name);
    put(lockFile(folder), holder);
    expect(() => lockFolder(folder)).toThrow('databank-locked');
    expect(fs.readdirSync(folder)).toEqual(['databank.lock']);
  });

  it('is respected while another is taking it over', () => {
    const folder = fresh('taking');
    put(lockFile(folder), dead);
    put(path.join(folder, 'databank.lock.claim-dead'), { ...thisProcess(), token: 'x' });
    expect(() => lockFolder(folder)).toThrow('databank-locked');
    expect(fs.readdirSync(folder)).toEqual(['databank.lock', 'databank.lock.claim-dead']);
  });
});
