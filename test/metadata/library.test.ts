import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveVersion, versionRanges } from '../../src/base/version-number.ts';
import { readDatabankFolder } from '../../src/metadata/databank-folder.ts';
import { demoDatabank, randDatabank } from '../../src/metadata/embedded.ts';
import { ingestFolder } from '../../src/metadata/ingest/ingest-folder.ts';
import { openLibrary } from '../../src/metadata/library.ts';
import { placesOf } from '../../src/metadata/places.ts';
import { silent } from '../../src/metadata/progress.ts';
import { verifyDatabank } from '../../src/metadata/store/verify.ts';
import { datasetJson, testOptions, writeDataset } from './ingest/exchange-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const cache = path.join(folder, 'cache');
const embedded = [demoDatabank(cache, 2000), randDatabank(cache)];
const library = openLibrary({ folders: [], embedded, secretsFolder: folder });

describe('versions', () => {
  it.each([
    ['38', ['37', '38', '39'], '38'],
    ['38', ['38', '38.1', '39'], '38.1'],
    ['38', ['38.0.2', '38.10', '38.9'], '38.10'],
    ['38.1', ['38', '38.1', '38.1.2', '38.2'], '38.1.2'],
    ['38.0', ['38', '38.0.1', '38.1'], '38.0.1'],
    ['38.1.0', ['38', '38.1', '38.1.2'], '38.1'],
    ['38.1.2.0', ['38', '38.1', '38.1.2'], '38.1.2'],
    ['DRAFT', ['1', 'DRAFT'], 'DRAFT'],
    ['DRAFT', ['1'], undefined],
    ['3', ['38', '39'], undefined],
    ['38.3', ['38', '38.2'], undefined],
    ['x', ['38'], undefined],
  ])('%s of %j is %s', (asked, versions, expected) => {
    expect(resolveVersion(versions, asked)).toBe(expected);
  });

  it('are summed up by their MAJOR numbers', () => {
    expect(versionRanges(['1', '1.1', '2', '10', '10.0.1', 'DRAFT'])).toEqual(['1–2', '10', 'DRAFT']);
  });
});

describe('a library', () => {
  it('shows catalogues of embedded databanks without making them', () => {
    const demo = library.databanks.find(({ name }) => name === 'no.ssb.fdb');
    expect(demo?.newest).toBe('60');
    expect(versionRanges(demo?.versions ?? [])).toEqual(['1–60']);
    expect(library.findCatalogue('no.ssb.fdb', '9')?.nature).toBe('synthetic');
    expect(library.findCatalogue('no.ssb.fdb', '9')?.variables.size).toBeGreaterThanOrEqual(40);
    expect(library.findCatalogue('org.rand.hie', '1')?.nature).toBe('public');
    expect(fs.existsSync(cache)).toBe(false);
  });

  it('names what there is when a databank or a version is unknown', async () => {
    expect(library.findCatalogue('no.ssb.fdb', '61')).toBeUndefined();
    await expect(library.open('no.ssb.fbd', '1')).rejects.toMatchObject({
      problem: { code: 'databank-not-found', parameters: { known: ['no.ssb.fdb', 'org.rand.hie'] } },
    });
    await expect(library.open('org.rand.hie', '2')).rejects.toMatchObject({
      problem: { code: 'databank-version-not-found', parameters: { newest: '1' } },
    });
  });

  it('refuses sizes that the demo databank cannot have', () => {
    expect(() => demoDatabank(cache, 12)).toThrow('demo-size-invalid');
    expect(() => demoDatabank(cache, 11_000_001)).toThrow('demo-size-invalid');
    expect(() => demoDatabank(cache, 2000.5)).toThrow('demo-size-invalid');
  });

  it('reports folders that hold no databank', () => {
    const empty = path.join(folder, 'empty');
    fs.mkdirSync(empty);
    const broken = path.join(folder, 'broken');
    fs.mkdirSync(broken);
    fs.writeFileSync(path.join(broken, 'databank.json'), '{"format":1}');
    const { problems } = openLibrary({ folders: [empty, broken], embedded: [], secretsFolder: folder });
    expect(problems.map(({ code, parameters }) => [code, parameters['folder']])).toEqual([
      ['databank-unreadable', empty],
      ['databank-unreadable', broken],
    ]);
  });

  it('finds its folders where the environment says', () => {
    expect(placesOf({ HOME: '/h' })).toEqual({
      cacheFolder: '/h/.cache/openmicrodata',
      secretsFolder: '/h/.config/openmicrodata/secrets',
    });
    expect(placesOf({ MICRODATA_CACHE: '/c', MICRODATA_SECRETS: '/s' })).toEqual({
      cacheFolder: '/c',
      secretsFolder: '/s',
    });
    expect(placesOf({ HOME: '/h', XDG_CACHE_HOME: '/x', XDG_CONFIG_HOME: '/y' })).toEqual({
      cacheFolder: '/x/openmicrodata',
      secretsFolder: '/y/openmicrodata/secrets',
    });
  });
});

describe('damage', () => {
  it('is found: a shortened file when it is read, a changed one when all are checked', async () => {
    const source = path.join(folder, 'source');
    const target = path.join(folder, 'bank');
    writeDataset(source, 'PROVE', datasetJson(), Array.from({ length: 200 }, (_, i) => `p${i};${i};;;\n`).join(''));
    expect(await ingestFolder(source, target, testOptions(), silent)).toEqual([]);
    const databank = readDatabankFolder(target);
    if ('code' in databank) throw new Error('not readable');
    expect(verifyDatabank(databank)).toMatchObject({ damaged: [], missing: [], leftOver: [] });
    const reader = await openLibrary({ folders: [target], embedded: [], secretsFolder: folder }).open('no.test', '1');
    const [hash] = reader.filesOf('PROVE', undefined);
    const digits = hash!.slice('sha256:'.length);
    const file = path.join(target, 'columns', digits.slice(0, 2), `${digits}.arrow`);
    const bytes = fs.readFileSync(file);
    bytes[bytes.length >> 1] = bytes[bytes.length >> 1]! ^ 1;
    fs.writeFileSync(file, bytes);
    expect(verifyDatabank(databank).damaged).toEqual([path.relative(target, file)]);
    fs.writeFileSync(file, bytes.subarray(0, 100));
    await expect(reader.sliceAt('PROVE', undefined)).rejects.toMatchObject({
      problem: { code: 'column-file-damaged' },
    });
  });
});
