import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDatabankFolder } from '../../../src/metadata/databank-folder.ts';
import { ingestFolder } from '../../../src/metadata/ingest/ingest-folder.ts';
import { openLibrary } from '../../../src/metadata/library.ts';
import { silent } from '../../../src/metadata/progress.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { datasetJson, no, testOptions, writeDataset } from './exchange-files.ts';

const folder = temporaryFolder();
describe('mistakes in incoming files', () => {
  it('are found in all files at once, and nothing is built', async () => {
    const source = path.join(folder, 'several');
    const target = path.join(folder, 'several-bank');
    writeDataset(source, 'EN', datasetJson(), 'a;x;;;\n');
    writeDataset(source, 'TO', datasetJson(), 'a;;;;\n');
    writeDataset(source, 'TRE', datasetJson(), 'a;1;;;\n');
    const problems = await ingestFolder(source, target, testOptions(), silent);
    expect(problems.map(({ code, parameters }) => `${code} ${String(parameters['file'])}`)).toEqual([
      'ingest-value-type EN.csv',
      'ingest-value-missing TO.csv',
    ]);
    expect(isDatabankFolder(target)).toBe(false);
    expect(fs.readdirSync(folder)).toEqual(['several']);
  });
});

describe('a databank built from files', () => {
  it('knows its variables, their times and their code lists', async () => {
    const source = path.join(folder, 'good');
    const target = path.join(folder, 'good-bank');
    const list = {
      codeList: [
        { code: 'V', categoryTitle: no('Vinter'), validFrom: '1950-01-01' },
        { code: 'M', categoryTitle: no('Mellom'), validFrom: '1950-01-01', validUntil: '1999-12-31' },
      ],
      sentinelAndMissingValues: [{ code: 'X', categoryTitle: no('Ubesvart') }],
    };
    writeDataset(
      source,
      'ARSTID',
      datasetJson({}, { dataType: 'STRING', valueDomain: list }),
      '1;V;;2024-12-31;\n2;X;;;\n',
    );
    writeDataset(
      source,
      'SKO',
      datasetJson({ temporalityType: 'STATUS' }),
      '1;42;2022-01-01;2022-01-01;\n1;43;2023-01-01;2023-01-01;\n',
    );
    expect(await ingestFolder(source, target, testOptions(), silent)).toEqual([]);
    const library = openLibrary({ folders: [folder], embedded: [], secretsFolder: folder });
    const catalogue = library.findCatalogue('no.test', '1')!;
    expect(catalogue.variables.get('ARSTID')?.valueDomain).toEqual({
      type: 'enumerated',
      codes: [
        { code: 'V', title: 'Vinter', validFromDay: -7305 },
        { code: 'M', title: 'Mellom', validFromDay: -7305, validUntilDay: 10956 },
        { code: 'X', title: 'Ubesvart', sentinel: true },
      ],
    });
    expect(catalogue.variables.get('SKO')).toMatchObject({
      coverage: { startDay: 18993, stopDay: 19358 },
      statusDays: [18993, 19358],
    });
    expect(library.secretOf('no.test')).toEqual(new Uint8Array(32).fill(0xab));
  });

  it('is not built over another', async () => {
    const problems = await ingestFolder(
      path.join(folder, 'good'),
      path.join(folder, 'good-bank'),
      testOptions(),
      silent,
    );
    expect(problems.map(({ code }) => code)).toEqual(['ingest-target-exists']);
  });

  it('gets a secret of its own, outside the folder and readable by its owner alone, unless it may publish one', async () => {
    const secretsFolder = path.join(folder, 'secrets');
    const options = { ...testOptions(), nature: 'confidential', databank: 'no.hemmelig', secretsFolder } as const;
    const { publishedSecret, ...unpublished } = options;
    expect(publishedSecret).toBeDefined();
    const target = path.join(folder, 'secret-bank');
    expect(await ingestFolder(path.join(folder, 'good'), target, unpublished, silent)).toEqual([]);
    const file = path.join(secretsFolder, 'no.hemmelig.key');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(openLibrary({ folders: [target], embedded: [], secretsFolder }).secretOf('no.hemmelig')).toHaveLength(32);
    const elsewhere = openLibrary({ folders: [target], embedded: [], secretsFolder: path.join(folder, 'other') });
    expect(() => elsewhere.secretOf('no.hemmelig')).toThrow('databank-secret-missing');
    const secret = fs.readFileSync(file, 'utf8').trim();
    for (const name of fs.readdirSync(target, { recursive: true, encoding: 'utf8' })) {
      const inside = path.join(target, name);
      if (fs.statSync(inside).isFile()) expect(fs.readFileSync(inside, 'latin1')).not.toContain(secret);
    }
  });
});
