import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoCatalogueDocument } from '../../../src/metadata/demo/demo-catalogue.ts';
import { makeDemoDatabank } from '../../../src/metadata/demo/make-demo.ts';
import { demoProfile, demoSizes } from '../../../src/metadata/demo/profile.ts';
import { numberUnits, pseudonymOf } from '../../../src/metadata/demo/pseudonyms.ts';
import { drawNormal, exponential } from '../../../src/metadata/demo/random.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { openLibrary } from '../../../src/metadata/library.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = temporaryFolder();

describe('making a demo databank', () => {
  it('gives the same bytes with one thread and with two, and tells how far it is', async () => {
    const profile = demoProfile(2500);
    const manifests: string[] = [];
    for (const threads of [1, 2]) {
      const place = path.join(folder, String(threads));
      const fractions: number[] = [];
      await makeDemoDatabank(
        place,
        profile,
        demoCatalogueDocument(profile),
        'ab'.repeat(32),
        (_, f) => fractions.push(f),
        threads,
      );
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
      manifests.push(fs.readFileSync(path.join(place, 'databank.json'), 'utf8'));
    }
    expect(manifests[1]).toBe(manifests[0]);
  });

  it.each([
    ['the smallest size', demoSizes.smallest],
    ['a last village of one person', 1025],
  ])('has records of every variable at %s', async (_, size) => {
    const library = openLibrary({ folders: [], embedded: [demoDatabank(folder, size)], secretsFolder: folder });
    const reader = await library.open('no.ssb.fdb', '60');
    expect((await reader.universe('PERSON')).size).toBe(size);
    for (const { name, temporality, coverage, statusDays } of library
      .findCatalogue('no.ssb.fdb', '60')!
      .variables.values()) {
      const day = temporality === 'FIXED' ? undefined : (statusDays?.at(-1) ?? coverage!.stopDay);
      expect((await reader.sliceAt(name, day)).rowCount, name).toBeGreaterThan(0);
    }
  });

  it('states the years that a large databank leaves out', () => {
    const large = demoCatalogueDocument(demoProfile(11_000_000)).variables;
    const usual = demoCatalogueDocument(demoProfile(100_000)).variables;
    const coverage = (list: typeof large) => list.find(({ name }) => name === 'INNTEKT_WLONN')?.coverage;
    expect(coverage(usual)).toEqual(['2010-01-01', '2023-12-31']);
    expect(coverage(large)).toEqual(['2017-01-01', '2023-12-31']);
  });
});

describe('pseudonyms', () => {
  it('are distinct in a space, differ between spaces, and number units by rank', () => {
    const count = 20_000;
    const { pseudonyms, unitOf } = numberUnits(1, count);
    for (let serial = 0; serial < count; serial++) expect(pseudonyms[unitOf[serial]!]).toBe(pseudonymOf(1, serial));
    expect(new Set(pseudonyms).size).toBe(count);
    expect(pseudonymOf(2, 0)).not.toBe(pseudonymOf(1, 0));
    // The order of making and the order of storing have nothing to do with each other.
    let rises = 0;
    for (let serial = 1; serial < count; serial++) if (unitOf[serial]! > unitOf[serial - 1]!) rises++;
    expect(rises / count).toBeGreaterThan(0.48);
    expect(rises / count).toBeLessThan(0.52);
  });
});

describe('random numbers', () => {
  it('are normal where they should be', () => {
    const draws = Array.from({ length: 40_000 }, (_, i) => drawNormal(1, i, 7));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  });

  it('come from an exponential function that needs no library', () => {
    for (let x = -20; x <= 20; x += 0.37) expect(exponential(x) / Math.exp(x)).toBeCloseTo(1, 13);
  });
});
