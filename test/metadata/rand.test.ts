import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDatabankFolder } from '../../src/metadata/databank-folder.ts';
import { randDatabank } from '../../src/metadata/embedded.ts';
import { openLibrary } from '../../src/metadata/library.ts';
import { silent } from '../../src/metadata/progress.ts';
import { pathOfHash } from '../../src/metadata/store/content.ts';
import type { DatabankReader } from '../../src/metadata/stored-column.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const rand = randDatabank(folder);
const library = openLibrary({ folders: [], embedded: [rand], secretsFolder: folder });
let reader: DatabankReader;
beforeAll(async () => {
  reader = await library.open('org.rand.hie', '1');
});

async function numbers(variable: string): Promise<readonly number[]> {
  const { values } = await reader.sliceAt(variable, undefined);
  if (values.kind !== 'int32' && values.kind !== 'float64') throw new Error(`${variable} is not numeric`);
  return [...values.values];
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('the RAND databank', () => {
  it('has 20,190 person-years with the means that statsmodels reports', async () => {
    // pandas 3.0 on statsmodels 0.15.0: sm.datasets.randhie.load_pandas().data.mean()
    const visits = await numbers('RAND_MDVIS');
    expect(visits).toHaveLength(20190);
    expect(mean(visits)).toBeCloseTo(2.860426, 6);
    expect(mean(await numbers('RAND_LNCOINS'))).toBeCloseTo(1.774071, 6);
    expect(mean(await numbers('RAND_LPI'))).toBeCloseTo(4.707894, 6);
    expect(mean(await numbers('RAND_FMDE'))).toBeCloseTo(4.029524, 6);
    expect(mean(await numbers('RAND_DISEA'))).toBeCloseTo(11.244492, 6);
    expect(mean(await numbers('RAND_HLTHG'))).toBeCloseTo(0.362011, 6);
  });

  it('keeps the facts of a person-year together', async () => {
    const good = await numbers('RAND_HLTHG');
    const health = (await reader.sliceAt('RAND_HEALTH', undefined)).values;
    if (health.kind !== 'dictionary') throw new Error('another kind of column');
    good.forEach((isGood, i) => expect(health.dictionary[health.codes[i]!] === 'G').toBe(isGood === 1));
  });

  it('has the catalogue that is committed for checks without data', () => {
    const databank = readDatabankFolder(rand.folder);
    if ('code' in databank) throw new Error('not readable');
    const made = fs.readFileSync(
      path.join(rand.folder, pathOfHash('documents', databank.manifest.versions[0]!.catalogue)),
      'utf8',
    );
    const committed = new URL('../../assets/rand/catalogue.json', import.meta.url);
    if (process.env['UPDATE_GOLDEN'] === '1') fs.writeFileSync(committed, made);
    expect(fs.readFileSync(committed, 'utf8')).toBe(made);
  });

  it('is the same on every machine', async () => {
    const again = randDatabank(path.join(folder, 'again'));
    await again.make(silent);
    const manifest = (place: string): string => fs.readFileSync(path.join(place, 'databank.json'), 'utf8');
    expect(manifest(again.folder)).toBe(manifest(rand.folder));
    expect(again.publishedSecret).toBe(rand.publishedSecret);
  });
});
