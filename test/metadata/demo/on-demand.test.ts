import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { daysFromCivil } from '../../../src/base/epoch-day.ts';
import type { DemoDatabank } from '../../../src/metadata/demo/demo-databank.ts';
import { makePopulation } from '../../../src/metadata/demo/make-population.ts';
import { populationFolder } from '../../../src/metadata/demo/population-store.ts';
import { isDemoFolder, verifyDemo } from '../../../src/metadata/demo/verify-demo.ts';
import { openWorkshop } from '../../../src/metadata/demo/workshop.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { silent } from '../../../src/metadata/progress.ts';
import type { Need } from '../../../src/metadata/stored-column.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = temporaryFolder();
const newYear = (year: number) => daysFromCivil(year, 1, 1);

/** Needs over several registers, generic and hand-written, of persons, jobs and municipalities. */
const needs: readonly Need[] = [
  { variable: 'BEFOLKNING_KJOENN' },
  { variable: 'BEFOLKNING_STATUSKODE', days: [newYear(2019), newYear(2021)] },
  { variable: 'INNTEKT_WLONN', days: [newYear(2020)] },
  { variable: 'SKATT_GJELD', days: [newYear(2020)] },
  { variable: 'ARBLONN_LONN_OVERTID', days: [newYear(2022)] },
  { variable: 'AFPO2011FDT_MOTTAK', period: { startDay: newYear(2012), stopDay: newYear(2014) } },
  { variable: 'SB12858_KOSTRA_KOMFIN_UTLAAN', days: [newYear(2020)] },
];

async function prepare(demo: DemoDatabank, list: readonly Need[], tell = silent): Promise<void> {
  const reader = await demo.open('60', tell);
  await reader!.prepare!(list, tell);
}

/** The lists of all parts, which hold the hashes of their bytes. */
function partsOf(demo: DemoDatabank): Readonly<Record<string, string>> {
  const parts = path.join(demo.folder, 'parts');
  return Object.fromEntries(
    fs
      .readdirSync(parts)
      .sort()
      .map((name) => [name, fs.readFileSync(path.join(parts, name), 'utf8')]),
  );
}

describe('a population', () => {
  it('has the same bytes with one thread and with two, and tells how far it is', async () => {
    const lists: string[] = [];
    for (const threads of [1, 2]) {
      const place = populationFolder(path.join(folder, String(threads)), 2500);
      const fractions: number[] = [];
      await makePopulation(place, 2500, (_, fraction) => fractions.push(fraction), threads);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
      lists.push(fs.readFileSync(path.join(place, 'population.json'), 'utf8'));
    }
    expect(lists[1]).toBe(lists[0]);
  });

  it('is shared by all that reads databanks of its size', async () => {
    const cache = path.join(folder, 'shared');
    await demoDatabank(cache, 1000).make(silent);
    expect(fs.readdirSync(cache)).toEqual([path.basename(populationFolder(cache, 1000))]);
  });
});

describe('parts made on demand', () => {
  it('are those that are needed, whole, and the same in any order and on any number of threads', async () => {
    const together = demoDatabank(path.join(folder, 'together'), 1500);
    const fractions: number[] = [];
    await prepare(together, needs, (_, fraction) => fractions.push(fraction));
    expect(fractions.at(-1)).toBe(1);
    const apart = demoDatabank(path.join(folder, 'apart'), 1500);
    for (const need of [...needs].reverse()) await prepare(apart, [need]);
    expect(partsOf(apart)).toEqual(partsOf(together));
    // Two dates of one register, each other one once, the units, and the jobs that overtime is paid in.
    const names = Object.keys(partsOf(together));
    expect(names).toContain('register-status@2019-01-01.json');
    expect(names).toContain('person-numbers.json');
    expect(names.length).toBeLessThan(14);
    expect(isDemoFolder(together.folder)).toBe(true);
    expect(verifyDemo(together.folder, silent)).toMatchObject({ damaged: [], missing: [], leftOver: [] });
  });

  it('are the same on threads', async () => {
    const lists = await Promise.all(
      [1, 2].map(async (threads) => {
        const cache = path.join(folder, `threads-${threads}`);
        const workshop = openWorkshop('no.ssb.fdb', cache, 1500, threads);
        await workshop.ensure(needs.flatMap(({ variable }) => workshop.index.partsOfVariable(variable, 60).slice(-2)));
        return partsOf(demoDatabank(cache, 1500));
      }),
    );
    expect(lists[1]).toEqual(lists[0]);
  });

  it('may read others that are asked for together with them', async () => {
    const workshop = openWorkshop('no.ssb.fdb', path.join(folder, 'chained'), 1000);
    const parts = ['KOMMNR_FORMELL', 'BEFOLKNING_KOMMNR_FORMELL'].flatMap((variable) =>
      workshop.index.partsOfVariable(variable, 56).slice(-2),
    );
    await Promise.all([workshop.ensure(parts), workshop.ensure([...parts].reverse())]);
    const day = newYear(2024);
    const [older, newer] = await Promise.all(
      ['KOMMNR_FORMELL', 'BEFOLKNING_KOMMNR_FORMELL'].map((variable) => workshop.read(variable, day, 56)),
    );
    expect(older).toEqual(newer);
  });

  it('are made anew where a file has been damaged, and damage is found', async () => {
    const demo = demoDatabank(path.join(folder, 'damaged'), 1000);
    const reader = (await demo.open('60', silent))!;
    const before = await reader.sliceAt('BEFOLKNING_KJOENN', undefined);
    const [hash = ''] = reader.filesOf('BEFOLKNING_KJOENN', undefined);
    const digits = hash.slice('sha256:'.length);
    const file = path.join(demo.folder, 'columns', digits.slice(0, 2), `${digits}.arrow`);
    fs.truncateSync(file, 100);
    expect(verifyDemo(demo.folder, silent).damaged).toHaveLength(1);
    const again = (await demoDatabank(path.join(folder, 'damaged'), 1000).open('60', silent))!;
    expect(await again.sliceAt('BEFOLKNING_KJOENN', undefined)).toEqual(before);
    expect(verifyDemo(demo.folder, silent).damaged).toEqual([]);
    fs.writeFileSync(path.join(demo.folder, 'parts', 'persons.json'), '{');
    expect(verifyDemo(demo.folder, silent).damaged).toEqual(['parts/persons.json']);
  });

  it('list what a variable consists of, for export', async () => {
    const demo = demoDatabank(path.join(folder, 'together'), 1500);
    const reader = (await demo.open('60', silent))!;
    const periods: number[] = [];
    for await (const part of reader.partsOf!('INTRO_LOVVERK')) {
      if (part.type === 'slice') periods.push(part.period!.startDay);
    }
    expect(periods).toEqual([daysFromCivil(2022, 12, 31), daysFromCivil(2023, 12, 31)]);
  });
});

describe('makers that are killed', () => {
  const maker = fileURLToPath(new URL('making-parts.ts', import.meta.url));
  const start = (cache: string): ChildProcess =>
    spawn(process.execPath, [maker, cache, '1000'], { stdio: ['ignore', 'pipe', 'ignore'] });

  it('leave nothing that is taken for a part, and nothing that keeps others from making it', async () => {
    const cache = path.join(folder, 'killed');
    const demo = demoDatabank(cache, 1000);
    for (const lines of [1, 3, 8]) {
      const child = start(cache);
      let told = 0;
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        told += text.split('\n').length - 1;
        if (told >= lines) child.kill('SIGKILL');
      });
      await once(child, 'close');
      if (isDemoFolder(demo.folder))
        expect(verifyDemo(demo.folder, silent)).toMatchObject({ damaged: [], missing: [] });
    }
    await prepare(demo, [{ variable: 'INNTEKT_WLONN', days: [newYear(2020)] }]);
    expect(verifyDemo(demo.folder, silent)).toMatchObject({ damaged: [], missing: [] });
  }, 60_000);

  it('do not disturb others that make the same', async () => {
    const cache = path.join(folder, 'both');
    const ends = await Promise.all([start(cache), start(cache)].map((child) => once(child, 'close')));
    expect(ends).toEqual([
      [0, null],
      [0, null],
    ]);
    const demo = demoDatabank(cache, 1000);
    const found = verifyDemo(demo.folder, silent);
    expect(found).toMatchObject({ damaged: [], missing: [], leftOver: [] });
    expect(found.fileCount).toBeGreaterThan(20);
  }, 60_000);
});
