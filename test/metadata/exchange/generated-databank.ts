import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { daysFromCivil } from '../../../src/base/epoch-day.ts';
import type { DatabankProblem } from '../../../src/metadata/databank-error.ts';
import { describeMetadata } from '../../../src/metadata/ingest/dataset-columns.ts';
import { listDatasets } from '../../../src/metadata/ingest/dataset-files.ts';
import { readMetadataFile } from '../../../src/metadata/ingest/dataset-metadata-file.ts';
import { ProblemList } from '../../../src/metadata/ingest/problems.ts';
import { validateDataset } from '../../../src/metadata/ingest/validate-dataset.ts';
import type { ValidatedDataset } from '../../../src/metadata/ingest/validated-dataset.ts';
import { silent } from '../../../src/metadata/progress.ts';
import type { DatabankWriter } from '../../../src/metadata/release/databank-writer.ts';
import { buildDatabank } from '../../../src/metadata/release/open-writer.ts';
import { datasetJson, date, no, writeDataset } from '../ingest/exchange-files.ts';
import { testFacts } from '../release/test-databank.ts';

/** A row of a generated dataset; values as the CSV format has them. */
export interface GeneratedRow {
  readonly unit: string;
  readonly value: string;
  readonly start?: number;
  readonly stop?: number;
}

type Shape = Readonly<Record<string, readonly GeneratedRow[]>>;

const person = fc.constantFrom('1', '17', '4095', '281474976710655', '140737488355328', '99999999');
const kommune = fc.constantFrom('0301', '4601', '1103', '5001');
const year = (n: number): number => daysFromCivil(n, 1, 1);

/** Rows of some units, each with some of the periods. */
function rowsOf(
  unit: fc.Arbitrary<string>,
  periods: readonly Pick<GeneratedRow, 'start' | 'stop'>[],
  value: fc.Arbitrary<string>,
): fc.Arbitrary<readonly GeneratedRow[]> {
  return fc
    .uniqueArray(unit, { minLength: 1, maxLength: 5 })
    .chain((units) =>
      fc.tuple(...units.map((each) => fc.tuple(fc.constant(each), fc.subarray([...periods], { minLength: 1 })))),
    )
    .chain((chosen) => {
      const bare = chosen.flatMap(([each, some]) => some.map((period) => ({ unit: each, ...period })));
      return fc
        .array(value, { minLength: bare.length, maxLength: bare.length })
        .map((values) => bare.map((row, i): GeneratedRow => ({ ...row, value: values[i] ?? '' })));
    })
    .chain((rows) => fc.shuffledSubarray([...rows], { minLength: rows.length }));
}

const status = [2021, 2022, 2023].map((n) => ({ start: year(n), stop: year(n) }));
const years = [2019, 2020, 2021].map((n) => ({ start: year(n), stop: year(n + 1) - 1 }));
const seasons = [2019, 2020].map((n) => ({ start: year(n) + 200, stop: year(n + 1) + 150 }));
const spells = [
  { start: year(1990), stop: year(1995) },
  { start: year(1995) + 1, stop: year(1995) + 1 },
  { start: year(2001), stop: year(2005) - 1 },
  { start: year(2005) },
];
const whole = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.constantFrom(2 ** 40, -(2 ** 52))).map(String);
const decimal = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
  .map((n) => String(Number(n.toFixed(4))));
const text = fc.constantFrom('a', 'æøå', '💧', '0301', 'x y');

/** Datasets of every temporality, data type and kind of identifier, as a first edition and as a second one. */
export const generatedRows = fc.record({
  A_FAST: rowsOf(person, [{}], fc.constantFrom('V', 'S', 'M', 'VÅ', 'X')),
  A_MOR: rowsOf(person, [{}], person),
  B_STATUS: rowsOf(person, status, whole),
  B_KOMM: rowsOf(kommune, status, whole),
  C_SUM: rowsOf(person, years, decimal),
  C_SESONG: rowsOf(person, seasons, whole),
  D_BOSTED: rowsOf(person, spells, kommune),
  D_DATO: rowsOf(person, spells, fc.integer({ min: -20000, max: 20000 }).map(date)),
  D_TEKST: rowsOf(person, spells, text),
  D_FAMILIE: rowsOf(person, spells, person),
});

const code = (name: string, title: string, validFrom: string, validUntil?: string): unknown => ({
  code: name,
  categoryTitle: no(title),
  validFrom,
  ...(validUntil === undefined ? {} : { validUntil }),
});

const codeList = {
  codeList: [
    code('V', 'Vinter', '1950-01-01'),
    code('S', 'Sommer', '1950-01-01'),
    code('M', 'Mellomsesong', '1950-01-01', '1999-12-31'),
    code('VÅ', 'Vår', '2000-01-01'),
  ],
  sentinelAndMissingValues: [{ code: 'X', categoryTitle: no('Ubesvart') }],
};

/** The metadata of each generated dataset. */
const metadata: Readonly<Record<string, (title: string) => unknown>> = {
  A_FAST: (title) =>
    datasetJson({ publicValues: true }, { name: both(title), dataType: 'STRING', valueDomain: codeList }),
  A_MOR: (title) => datasetJson({ sensitivityLevel: 'PERSON_SPECIAL' }, key(title, 'PERSON')),
  B_STATUS: (title) =>
    datasetJson(
      { temporalityType: 'STATUS' },
      { name: both(title), valueDomain: { description: no('Hele tall'), measurementUnitDescription: no('Kroner') } },
    ),
  B_KOMM: (title) =>
    datasetJson(
      { temporalityType: 'STATUS', sensitivityLevel: 'PUBLIC', identifierVariables: [{ unitType: 'KOMMUNE' }] },
      { name: no(title), format: 'YYYYMM' },
    ),
  C_SUM: (title) =>
    datasetJson(
      {
        temporalityType: 'ACCUMULATED',
        dataRevision: {
          description: no('Siste'),
          temporalEnd: { description: no('Innsamlingen er slutt'), successors: ['C_SESONG'] },
        },
      },
      { name: no(title), dataType: 'DOUBLE' },
    ),
  C_SESONG: (title) => datasetJson({ temporalityType: 'ACCUMULATED' }, { name: no(title) }),
  D_BOSTED: (title) => datasetJson({ temporalityType: 'EVENT' }, key(title, 'KOMMUNE')),
  D_DATO: (title) => datasetJson({ temporalityType: 'EVENT' }, { name: no(title), dataType: 'DATE' }),
  D_TEKST: (title) => datasetJson({ temporalityType: 'EVENT' }, { name: no(title), dataType: 'STRING' }),
  D_FAMILIE: (title) => datasetJson({ temporalityType: 'EVENT' }, key(title, 'FAMILIE')),
};

function both(title: string): unknown {
  return [
    { languageCode: 'no', value: title },
    { languageCode: 'en', value: `${title} (en)` },
  ];
}

function key(title: string, unitType: string): Readonly<Record<string, unknown>> {
  return { name: no(title), unitType, dataType: undefined, valueDomain: undefined };
}

/** Writes generated datasets as files of the exchange format. */
export function writeDatasets(folder: string, names: readonly string[], shape: Shape, title: string): void {
  for (const name of names) {
    const lines = (shape[name] ?? []).map(
      ({ unit, value, start, stop }) =>
        `${unit};${value};${date(start)};${name.startsWith('A_') ? '2024-12-31' : date(stop)};\n`,
    );
    writeDataset(folder, name, metadata[name]?.(title), lines.join(''));
  }
}

/**
 * Builds a databank with five versions and a draft: 1 with most datasets; 2 changes some and removes one; 2.1 adds one; 2.1.1
 * corrects texts; 3 has the removed one again; the draft holds a change, an addition that is not to be released, a removal and
 * a correction.
 */
export async function buildGenerated(parent: string, first: Shape, second: Shape): Promise<string> {
  const folder = path.join(parent, 'databank');
  const rest = ['A_MOR', 'B_KOMM', 'C_SESONG', 'D_BOSTED', 'D_DATO', 'D_TEKST'];
  const problems = await buildDatabank(folder, testFacts, { secretsFolder: parent }, async (writer) => {
    const step = new Steps(parent, writer);
    await step.add('ADD', ['A_FAST', 'B_STATUS', 'C_SUM', ...rest], first, 'Tittel', 100);
    await step.release('1', 100);
    await step.add('CHANGE', ['A_FAST', 'B_STATUS', 'D_TEKST'], second, 'Tittel', 200);
    good(await writer.remove(['C_SUM'], { description: 'Utgår', time: 200 }));
    await step.release('2', 200);
    await step.add('ADD', ['D_FAMILIE'], first, 'Tittel', 300);
    await step.release('2.1', 300);
    await step.patch(['A_FAST', 'D_FAMILIE'], first, 'Ny tittel', 400);
    await step.release('2.1.1', 400);
    await step.add('ADD', ['C_SUM'], second, 'Tilbake', 500);
    await step.add('CHANGE', ['D_DATO'], second, 'Tittel', 500);
    await step.release('3', 500);
    await step.add('CHANGE', ['D_BOSTED'], second, 'Tittel', 600);
    good(await writer.remove(['B_KOMM'], { description: 'Utgår', time: 600 }));
    await step.patch(['B_STATUS'], second, 'Rettet', 600);
    return [];
  });
  good(problems);
  return folder;
}

/** Makes changes of a databank out of generated rows. */
class Steps {
  readonly #parent: string;
  readonly #writer: DatabankWriter;
  #count = 0;

  constructor(parent: string, writer: DatabankWriter) {
    this.#parent = parent;
    this.#writer = writer;
  }

  async add(
    operation: 'ADD' | 'CHANGE',
    names: readonly string[],
    shape: Shape,
    title: string,
    time: number,
  ): Promise<void> {
    const source = this.#write(names, shape, title);
    const problems = new ProblemList();
    const datasets: ValidatedDataset[] = [];
    for (const files of listDatasets(source)) {
      const options = { workFolder: path.join(this.#parent, 'work'), threads: 1, identifiers: 'pseudonyms' } as const;
      const dataset = await validateDataset(files, problems, options, silent);
      if (dataset !== undefined) datasets.push(dataset);
    }
    good(problems.hasErrors ? problems.all() : []);
    const description = (name: string): string => `${operation} ${name}`;
    good(await this.#writer.add(datasets, { operation, description, time }));
    for (const dataset of datasets) dataset.dispose();
  }

  async patch(names: readonly string[], shape: Shape, title: string, time: number): Promise<void> {
    const problems = new ProblemList();
    const patches = listDatasets(this.#write(names, shape, title)).flatMap((files) => {
      const facts = readMetadataFile(files, problems);
      if (facts === undefined) return [];
      return [{ description: describeMetadata(facts), ...(facts.codes === undefined ? {} : { codes: facts.codes }) }];
    });
    good(problems.all());
    good(await this.#writer.patch(patches, { description: 'Rettet tekst', time }));
  }

  async release(version: string, time: number): Promise<void> {
    good(await this.#writer.release({ version, description: `Versjon ${version}`, time }));
  }

  #write(names: readonly string[], shape: Shape, title: string): string {
    const source = path.join(this.#parent, `source-${++this.#count}`);
    fs.mkdirSync(source);
    writeDatasets(source, names, shape, title);
    return source;
  }
}

/** Throws when there are problems. */
export function good(problems: readonly DatabankProblem[]): void {
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
}

/**
 * Does something in a folder that is removed afterwards. It lies in memory where the system has such a file system: databanks
 * force hundreds of small files to the disk, which is not what is tested here.
 */
export async function inTemporaryFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const parent = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();
  const folder = fs.mkdtempSync(path.join(parent, 'openmicrodata-test-'));
  try {
    await act(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
