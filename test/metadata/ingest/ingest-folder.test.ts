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
let serial = 0;

/** The problems of one dataset as `code line`. */
async function problemsOf(json: unknown, rows: string): Promise<readonly string[]> {
  const source = path.join(folder, `bad-${++serial}`);
  writeDataset(source, 'PROVE', json, rows);
  const target = path.join(folder, `bad-bank-${serial}`);
  const problems = await ingestFolder(source, target, testOptions(), silent);
  expect(isDatabankFolder(target)).toBe(problems.length === 0);
  return problems.map(({ code, parameters }) =>
    [code, parameters['line'] ?? parameters['field']].filter(Boolean).join(' '),
  );
}

const status = { temporalityType: 'STATUS' };
const event = { temporalityType: 'EVENT' };
const codes = {
  dataType: 'STRING',
  valueDomain: { codeList: [{ code: 'A', categoryTitle: no('a'), validFrom: '1990-01-01' }] },
};

describe('mistakes in incoming files', () => {
  it.each([
    ['a row with four fields', datasetJson(), 'a;1;;\nb;2;;;\n', ['ingest-row-fields 1']],
    ['an empty file', datasetJson(), '', ['ingest-data-empty']],
    [
      'no identifier and no value',
      datasetJson(),
      ';1;;;\na;;;;\n',
      ['ingest-identifier-missing 1', 'ingest-value-missing 2'],
    ],
    ['a decimal where an integer is due', datasetJson(), 'a;1.5;;;\n', ['ingest-value-type 1']],
    ['a code that is not listed', datasetJson({}, codes), 'a;B;;;\nb;A;;;\n', ['ingest-value-not-in-code-list 1']],
    [
      'a date that does not exist',
      datasetJson(status),
      'a;1;2021-13-30;2021-13-30;\n',
      ['ingest-date-invalid 1', 'ingest-date-invalid 1'],
    ],
    ['a date that the format cannot hold', datasetJson(event), 'a;1;1850-01-01;;\n', ['ingest-date-invalid 1']],
    ['a FIXED row with a start', datasetJson(), 'a;1;2020-01-01;2020-01-01;\n', ['ingest-times-invalid 1']],
    ['a STATUS row with two days', datasetJson(status), 'a;1;2020-01-01;2020-01-02;\n', ['ingest-times-invalid 1']],
    [
      'a period of one day',
      datasetJson({ temporalityType: 'ACCUMULATED' }),
      'a;1;2020-01-01;2020-01-01;\n',
      ['ingest-times-invalid 1'],
    ],
    ['a unit twice', datasetJson(), 'a;1;;;\nb;1;;;\na;2;;;\n', ['ingest-unit-twice 3']],
    [
      'spells that share a day',
      datasetJson(event),
      'a;1;2020-01-01;2020-02-01;\na;2;2020-02-01;;\n',
      ['ingest-times-overlap 2'],
    ],
    [
      'a spell after an open one',
      datasetJson(event),
      'a;1;2020-01-01;;\na;2;2021-02-01;;\n',
      ['ingest-times-overlap 2'],
    ],
    [
      'a missing field',
      datasetJson({ sensitivityLevel: undefined }),
      'a;1;;;\n',
      ['ingest-field-missing sensitivityLevel'],
    ],
    [
      'an unknown unit type',
      datasetJson({ identifierVariables: [{ unitType: 'KATT' }] }),
      'a;1;;;\n',
      ['ingest-field-invalid identifierVariables.0.unitType'],
    ],
    [
      'a text without Norwegian',
      datasetJson({ populationDescription: [{ languageCode: 'en', value: 'All' }] }),
      'a;1;;;\n',
      ['ingest-text-without-no populationDescription'],
    ],
    [
      'a code list of integers',
      datasetJson({}, { valueDomain: codes.valueDomain }),
      'a;1;;;\n',
      ['ingest-code-list-not-string'],
    ],
    [
      'a type and a unit type',
      datasetJson({}, { unitType: 'PERSON', valueDomain: undefined }),
      'a;b;;;\n',
      ['ingest-field-not-allowed measureVariables.0.dataType'],
    ],
    [
      'the same code twice at one time',
      datasetJson(
        {},
        {
          dataType: 'STRING',
          valueDomain: { codeList: [...codes.valueDomain.codeList, ...codes.valueDomain.codeList] },
        },
      ),
      'a;A;;;\n',
      ['ingest-code-duplicate'],
    ],
  ])('%s', async (_, json, rows, expected) => {
    expect(await problemsOf(json, rows)).toEqual(expected);
  });

  it('lists at most fifty of a kind and counts the rest', async () => {
    const problems = await problemsOf(
      datasetJson(),
      'a;x;;;\n'.repeat(60).replaceAll('a', () => `u${++serial}`),
    );
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe('ingest-more-problems');
  });

  it('finds those of all files at once', async () => {
    const source = path.join(folder, 'several');
    writeDataset(source, 'EN', datasetJson(), 'a;x;;;\n');
    writeDataset(source, 'TO', datasetJson(), 'a;;;;\n');
    fs.writeFileSync(path.join(source, 'TRE.json'), '{');
    fs.writeFileSync(path.join(source, 'fire.json'), '{}');
    fs.writeFileSync(path.join(source, 'FEM.json'), JSON.stringify(datasetJson()));
    const problems = await ingestFolder(source, path.join(folder, 'several-bank'), testOptions(), silent);
    expect(problems.map(({ code }) => code)).toEqual([
      'ingest-value-type',
      'ingest-file-missing',
      'ingest-value-missing',
      'ingest-json-invalid',
      'ingest-name-invalid',
    ]);
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
    writeDataset(source, 'SKO', datasetJson(status), '1;42;2022-01-01;2022-01-01;\n1;43;2023-01-01;2023-01-01;\n');
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
