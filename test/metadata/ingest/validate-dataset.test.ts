import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/base/epoch-day.ts';
import { listDatasets } from '../../../src/metadata/ingest/dataset-files.ts';
import { ProblemList } from '../../../src/metadata/ingest/problems.ts';
import { type ValidateOptions, validateDataset } from '../../../src/metadata/ingest/validate-dataset.ts';
import { silent } from '../../../src/metadata/progress.ts';
import type { StoredContent } from '../../../src/metadata/store/content.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { datasetJson, no } from './exchange-files.ts';
import { storeAlone, subFolder, validateOnly } from './store-dataset.ts';

const folder = temporaryFolder();
let serial = 0;

interface Prepared {
  readonly json?: unknown;
  readonly rows: string | Uint8Array;
  readonly ending?: string;
}

function prepare({ json = datasetJson(), rows, ending = 'csv' }: Prepared): string {
  const source = subFolder(folder, `in-${++serial}`);
  fs.writeFileSync(path.join(source, 'P.json'), JSON.stringify(json));
  fs.writeFileSync(path.join(source, `P.${ending}`), rows);
  return source;
}

/** What is stored of a dataset: hashes of everything. */
async function contentOf(prepared: Prepared, options: Partial<ValidateOptions> = {}): Promise<StoredContent> {
  const dataset = await validateOnly(prepare(prepared), folder, options);
  const { content } = await storeAlone(dataset, path.join(folder, `out-${serial}`));
  dataset.dispose();
  return content;
}

async function problemsOf(prepared: Prepared, options: Partial<ValidateOptions> = {}) {
  const problems = new ProblemList();
  const [files] = listDatasets(prepare(prepared));
  (await validateDataset(files!, problems, { workFolder: folder, threads: 1, ...options }, silent))?.dispose();
  return problems.all();
}

const event = datasetJson({ temporalityType: 'EVENT' });

/** Many rows of many units in no order. */
function manyRows(form: (unit: number) => string, value: (n: number) => string): string {
  const lines: string[] = [];
  for (let n = 0; n < 6000; n++) {
    const draw = (n * 7919) % 6000;
    const start = Math.floor(draw / 600) * 40;
    const stop = draw < 5400 || draw % 2 === 0 ? isoDate(start + 39) : '';
    lines.push(`${form((draw % 600) * 7919)};${value(n)};${isoDate(start)};${stop};\n`);
  }
  return lines.join('');
}

describe('what a dataset becomes', () => {
  const kinds = [
    [
      'pseudonyms',
      { identifiers: 'pseudonyms' } as const,
      (unit: number) => String(unit),
      (n: number) => String(n % 97),
      event,
      2,
    ],
    [
      'texts',
      {},
      (unit: number) => `p_${unit}`,
      (n: number) => `v${n % 300}`,
      datasetJson({ temporalityType: 'EVENT' }, { dataType: 'STRING' }),
      4,
    ],
    [
      'texts of digits',
      {},
      (unit: number) => String(unit).padStart(9 + (unit % 8), '0'),
      (n: number) => String(n / 4),
      datasetJson({ temporalityType: 'EVENT' }, { dataType: 'DOUBLE' }),
      3,
    ],
  ] as const;

  it.each(kinds)('does not depend on threads or compression (%s)', async (_, options, unit, value, json, threads) => {
    const rows = manyRows(unit, value);
    const one = await contentOf({ json, rows }, options);
    expect(await contentOf({ json, rows: gzipSync(rows), ending: 'csv.gz' }, options)).toEqual(one);
    expect(await contentOf({ json, rows }, { ...options, threads, smallestPart: 1000 })).toEqual(one);
  });

  it('does not depend on the order of rows, on line ends, blanks, quotation marks or a byte order mark', async () => {
    const rows = 'a;1;2020-01-01;2020-02-01;\nb;2;2020-01-01;;\na;3;2020-03-01;;\n';
    const one = await contentOf({ json: event, rows });
    const same = [
      rows.split('\n').reverse().filter(Boolean).join('\n'),
      rows.replaceAll('\n', '\r\n'),
      `\ufeff${rows}`,
      rows.replaceAll(';', ' ; '),
      rows.replaceAll(/([ab]);(\d)/gu, '"$1";"$2"'),
      rows.replaceAll('\n', '\n\n'),
    ];
    for (const each of same) expect(await contentOf({ json: event, rows: each })).toEqual(one);
  });

  it('is the same from Parquet files', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const rows = manyRows(String, (n) => String(n % 97));
    const source = prepare({ json: event, rows });
    const database = await (await DuckDBInstance.create(':memory:')).connect();
    const target = subFolder(folder, `parquet-${serial}`);
    fs.copyFileSync(path.join(source, 'P.json'), path.join(target, 'P.json'));
    await database.run(`COPY (SELECT a AS unit_id, b AS value, (c - DATE '1970-01-01')::SMALLINT AS start_epoch_days,
      (d - DATE '1970-01-01')::SMALLINT AS stop_epoch_days FROM read_csv('${path.join(source, 'P.csv')}', header = false,
      columns = {a: 'BIGINT', b: 'BIGINT', c: 'DATE', d: 'DATE', e: 'VARCHAR'})) TO '${path.join(target, 'P.parquet')}' (FORMAT parquet)`);
    const options = { identifiers: 'pseudonyms' } as const;
    const dataset = await validateOnly(target, folder, options);
    const stored = await storeAlone(dataset, path.join(folder, `from-parquet-${serial}`));
    dataset.dispose();
    expect(stored.content).toEqual(await contentOf({ json: event, rows }, options));
  });

  it('keeps values that are units of the same space apart from those of another', async () => {
    const mother = datasetJson({}, { dataType: undefined, valueDomain: undefined, unitType: 'PERSON' });
    const own = await validateOnly(prepare({ json: mother, rows: '5;2;;;\n2;9;;;\n' }), folder, {
      identifiers: 'pseudonyms',
    });
    expect([...own.identifiers].map(([kind, { values }]) => [kind, [...values]])).toEqual([['FNR', [2, 5, 9]]]);
    const { reader } = await storeAlone(own, path.join(folder, 'own-units'));
    const slice = await reader.sliceAt('P', undefined);
    expect(slice.values).toMatchObject({ kind: 'unit', unitType: 'PERSON' });
    own.dispose();
    const employer = datasetJson({}, { dataType: undefined, valueDomain: undefined, unitType: 'FORETAK' });
    const other = await validateOnly(prepare({ json: employer, rows: '5;2;;;\n2;9;;;\n' }), folder);
    expect([...other.identifiers].map(([kind, { values }]) => [kind, [...values]])).toEqual([
      ['FNR', ['2', '5']],
      ['ORGNR', ['2', '9']],
    ]);
    other.dispose();
  });
});

describe('the catalogue entry', () => {
  it('has the times of the rows, the English title, the end of the series and extensions', async () => {
    const json = datasetJson(
      {
        temporalityType: 'STATUS',
        publicValues: true,
        dataRevision: { description: no('r'), temporalEnd: { description: no('Slutt'), successors: ['NY'], note: 1 } },
      },
      {
        name: [
          { languageCode: 'en', value: 'Test' },
          { languageCode: 'no', value: 'Prøve' },
        ],
      },
    );
    const rows = 'a;1;2020-01-01;2020-01-01;\na;1;2019-01-01;2019-01-01;\n';
    const dataset = await validateOnly(prepare({ json, rows }), folder);
    dataset.dispose();
    expect(dataset.description).toMatchObject({
      title: 'Prøve',
      englishTitle: 'Test',
      temporalEnd: { description: 'Slutt', successors: ['NY'] },
      publicValues: true,
      coverage: ['2019-01-01', '2020-01-01'],
      statusDays: ['2019-01-01', '2020-01-01'],
    });
  });

  it('takes the end of the series from the older form, with the text of the revision as reason', async () => {
    const json = datasetJson({ dataRevision: { description: no('Siste'), temporalEndOfSeries: true } });
    const dataset = await validateOnly(prepare({ json, rows: 'a;1;;;\n' }), folder);
    dataset.dispose();
    expect(dataset.description.temporalEnd).toEqual({ description: 'Siste' });
  });

  it('keeps the times that validated metadata state', async () => {
    const central = {
      shortName: 'PERSONID_1',
      name: no('Person'),
      dataType: 'STRING',
      unitType: { shortName: 'PERSON', requiresPseudonymization: true },
    };
    const json = datasetJson({
      shortName: 'P',
      temporalityType: 'EVENT',
      identifierVariables: [central],
      attributeVariables: [],
      dataRevision: { description: no('r'), temporalCoverageStart: '2000-01-01', temporalCoverageLatest: '2024-12-31' },
    });
    const dataset = await validateOnly(prepare({ json, rows: 'a;1;2020-01-01;;\n' }), folder);
    dataset.dispose();
    expect(dataset.description.coverage).toEqual(['2000-01-01', '2024-12-31']);
  });
});

describe('the code list', () => {
  it('of a value that is a public unit comes from the central definition of validated metadata', async () => {
    const codeList = [
      { code: '0301', categoryTitle: no('Oslo'), validFrom: '0001-01-01' },
      { code: '1103', categoryTitle: no('Stavanger'), validFrom: '2020-01-01' },
    ];
    const unitType = { shortName: 'KOMMUNE', requiresPseudonymization: false };
    const json = datasetJson({}, { unitType, dataType: 'STRING', valueDomain: { codeList } });
    const dataset = await validateOnly(prepare({ json, rows: 'a;0301;;;\n' }), folder);
    dataset.dispose();
    expect(dataset.codes).toEqual([
      ['0301', 'Oslo', '', '', false],
      ['1103', 'Stavanger', '2020-01-01', '', false],
    ]);
    expect(dataset.description).toMatchObject({ keyUnitType: 'KOMMUNE', dataType: 'STRING' });
  });
});

describe('mistakes in a large file', () => {
  it('have the lines of the file, however many threads read it', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => `u${i};${i % 100 === 42 ? 'x' : i};;;\n`);
    lines[2000] = 'u7;1;;;\n';
    const one = await problemsOf({ rows: lines.join('') });
    expect(one.map(({ parameters }) => parameters['line'])).toEqual([
      ...Array.from({ length: 30 }, (_, i) => 43 + 100 * i),
      2001,
    ]);
    expect(await problemsOf({ rows: lines.join('') }, { threads: 3, smallestPart: 1000 })).toEqual(one);
  });

  it('are listed up to fifty of a kind, and then counted', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `u${i};x;;;\nv${i % 60};1;;;\n`).join('');
    const problems = await problemsOf({ rows }, { threads: 2, smallestPart: 100 });
    expect(problems).toHaveLength(102);
    expect(problems.slice(-2).map(({ parameters }) => [parameters['kind'], parameters['count']])).toEqual([
      ['ingest-value-type', 150],
      ['ingest-unit-twice', 90],
    ]);
  });
});

describe('a folder of datasets', () => {
  it('may hold them beside each other or in folders of their own, as CSV or Parquet', () => {
    const source = subFolder(folder, 'listed');
    const put = (file: string): void => {
      fs.mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
      fs.writeFileSync(path.join(source, file), '');
    };
    for (const file of [
      'A.json',
      'A.csv',
      'B/B.json',
      'B/B.csv.gz',
      'C.json',
      'C/start_year=2020/x.parquet',
      'D/D.json',
    ])
      put(file);
    for (const file of ['D/D/1.parquet', 'D/D/0.parquet', 'readme.txt', '.hidden/E.json']) put(file);
    expect(
      listDatasets(source).map(({ name, data }) => [
        name,
        data?.format,
        ...(data?.paths ?? []).map((p) => path.relative(source, p)),
      ]),
    ).toEqual([
      ['A', 'csv', 'A.csv'],
      ['B', 'csv.gz', 'B/B.csv.gz'],
      ['C', 'parquet', 'C/start_year=2020/x.parquet'],
      ['D', 'parquet', 'D/D/0.parquet', 'D/D/1.parquet'],
    ]);
  });

  it('is not told from what is no folder', () => {
    expect(listDatasets(path.join(folder, 'nowhere'))).toEqual([]);
  });
});

describe('temporary files', () => {
  it('of a process that was stopped are removed by the next one', async () => {
    const workFolder = subFolder(folder, 'work');
    const { makeWorkFolder } = await import('../../../src/metadata/ingest/work-folder.ts');
    const own = makeWorkFolder(workFolder);
    // No process has this number.
    const stale = own.replace(/-(\d+)-([0-9a-f]+)$/u, '-4194305-$2');
    fs.renameSync(own, stale);
    const dataset = await validateOnly(prepare({ rows: 'a;1;;;\n' }), workFolder);
    expect(fs.existsSync(stale)).toBe(false);
    expect(fs.readdirSync(workFolder)).toHaveLength(1);
    dataset.dispose();
    expect(fs.readdirSync(workFolder)).toEqual([]);
  });
});
