import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Json } from '../../base/canonical-json.ts';
import type { LocalText } from '../../base/language.ts';
import { threshold } from '../../base/messages/message.ts';
import type { DataNature, UnitType } from '../catalogue.ts';
import type { CatalogueDocument } from '../catalogue-document.ts';
import { type DatabankProblem, databankProblem } from '../databank-error.ts';
import type { Progress } from '../progress.ts';
import { createSecret, readSecret } from '../secrets.ts';
import { DatabankBuilder } from '../store/builder.ts';
import { type Manifest, plainJson, storeFormat } from '../store/content.ts';
import { type Dataset, describeDataset, storeDataset } from './dataset-columns.ts';
import { readDatasetMetadata } from './dataset-metadata.ts';
import { readDatasetRows } from './dataset-rows.ts';
import { numberSpace, type SpaceNumbering } from './numbering.ts';
import { ProblemList } from './problems.ts';

/** What a folder of datasets does not say of itself. */
export interface IngestOptions {
  /** Reverse-domain name of the databank. */
  readonly databank: string;
  readonly label: LocalText;
  readonly nature: DataNature;
  /** Names of the versions that the content answers to, newest last. */
  readonly versions: readonly string[];
  /** Where the databank's secret is made, unless `publishedSecret` is given (synthetic and public databanks only). */
  readonly secretsFolder: string;
  readonly publishedSecret?: string;
}

const phases = {
  read: { nb: 'Leser og kontrollerer datasett', en: 'Reading and checking datasets' },
  store: { nb: 'Bygger databanken', en: 'Building the databank' },
} as const;

/**
 * Builds a databank folder from a folder of datasets in the exchange format: `NAME.json` with `NAME.csv` or
 * `NAME.csv.gz`, rows `unit;value;start;stop;` without a header. Everything is checked before anything is built.
 *
 * @returns all problems, in the order of file names; none when the databank has been built
 */
export async function ingestFolder(
  source: string,
  target: string,
  options: IngestOptions,
  progress: Progress,
): Promise<readonly DatabankProblem[]> {
  const unfit = unfitNames(options);
  if (unfit.length > 0) return unfit;
  if (isTaken(target)) return [databankProblem('ingest-target-exists', { folder: target })];
  const problems = new ProblemList();
  const names = datasetNames(source);
  if (names.length === 0) return [databankProblem('ingest-folder-empty', { folder: source })];
  const datasets: Dataset[] = [];
  for (const [i, name] of names.entries()) {
    progress(phases.read, (0.6 * i) / names.length);
    const dataset = readDataset(source, name, problems);
    if (dataset !== undefined) datasets.push(dataset);
  }
  if (!problems.isEmpty) return problems.all();
  await build(datasets, target, options, progress);
  progress(phases.store, 1);
  return [];
}

/** Names that a databank could be made with but never be asked for. */
function unfitNames({ databank, versions }: IngestOptions): readonly DatabankProblem[] {
  const isName = /^[a-z0-9]+(?:\.[a-z0-9]+)*$/u.test(databank);
  return [
    ...(isName ? [] : [databankProblem('databank-name-invalid', { name: databank })]),
    ...versions
      .filter((version) => !/^\d+(?:\.\d+)*$/u.test(version))
      .map((version) => databankProblem('databank-version-invalid', { version })),
  ];
}

/** Whether something is there already; an empty folder may become the databank. */
function isTaken(target: string): boolean {
  const stat = fs.statSync(target, { throwIfNoEntry: false });
  return stat !== undefined && !(stat.isDirectory() && fs.readdirSync(target).length === 0);
}

/** All dataset names of a folder: those of its JSON files. */
function datasetNames(source: string): readonly string[] {
  if (fs.statSync(source, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return fs
    .readdirSync(source)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

function readDataset(source: string, name: string, problems: ProblemList): Dataset | undefined {
  const file = `${name}.json`;
  if (!/^[A-Z][A-Z0-9_]*$/u.test(name)) {
    problems.add(file, 'ingest-name-invalid', { name });
    return undefined;
  }
  const text = readText(source, file, problems);
  const json = text === undefined ? undefined : parsed(text, file, problems);
  if (json === undefined) return undefined;
  const metadata = readDatasetMetadata(name, file, json, problems);
  const dataFile = [`${name}.csv`, `${name}.csv.gz`].find((candidate) => fs.existsSync(path.join(source, candidate)));
  if (dataFile === undefined) problems.add(file, 'ingest-file-missing', { file: `${name}.csv` });
  const data = dataFile === undefined ? undefined : readText(source, dataFile, problems);
  if (metadata === undefined || data === undefined) return undefined;
  return { metadata, rows: readDatasetRows(metadata, `${name}.csv`, data, problems) };
}

function parsed(text: string, file: string, problems: ProblemList): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    problems.add(file, 'ingest-json-invalid', { file });
    return undefined;
  }
}

/** A file's text without a byte order mark. Bytes that are no text are a problem: replaced silently, they would be other values. */
function readText(source: string, file: string, problems: ProblemList): string | undefined {
  let bytes: Uint8Array;
  try {
    const stored = fs.readFileSync(path.join(source, file));
    bytes = file.endsWith('.gz') ? gunzipSync(stored) : stored;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
    problems.add(file, 'ingest-file-unreadable', { file, reason });
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = new TextDecoder().decode(bytes).split('\ufffd', 1).join('').split('\n').length;
    problems.add(file, 'ingest-file-not-utf8', { file, line: threshold(line) });
    return undefined;
  }
}

async function build(
  datasets: readonly Dataset[],
  target: string,
  options: IngestOptions,
  progress: Progress,
): Promise<void> {
  const { databank, nature, publishedSecret, versions } = options;
  const facts: Omit<Manifest, 'versions'> = {
    format: storeFormat,
    databank,
    nature,
    ...(publishedSecret === undefined ? {} : { publishedSecret }),
  };
  if (publishedSecret === undefined) createSecret(databank, options.secretsFolder);
  const key = readSecret({ ...facts, versions: [] }, options.secretsFolder);
  const builder = new DatabankBuilder(target);
  try {
    const numberings = numberSpaces(datasets, key);
    for (const [idKind, { pseudonyms, identifiers }] of numberings) {
      if (pseudonyms !== undefined) builder.addPseudonyms(idKind, pseudonyms);
      if (identifiers !== undefined) builder.addPublicIdentifiers(idKind, identifiers);
    }
    for (const [i, dataset] of datasets.entries()) {
      progress(phases.store, 0.6 + (0.4 * i) / datasets.length);
      storeDataset(builder, dataset, numberings);
      await builder.settle();
    }
    const catalogue = builder.addDocument(plainJson(describeAll(datasets, options.label)));
    await builder.finish((content) => ({
      ...facts,
      versions: versions.map((version) => ({ version, catalogue, content })),
    }));
  } catch (error) {
    builder.discard();
    throw error;
  }
}

/** Numbers the units of every identifier space that occurs, as identifier or as value of a key variable. */
function numberSpaces(datasets: readonly Dataset[], key: Uint8Array): ReadonlyMap<string, SpaceNumbering> {
  const spaces = new Map<string, { readonly unitType: UnitType; readonly identifiers: Set<string> }>();
  const spaceOf = (unitType: UnitType): Set<string> => {
    const space = spaces.get(unitType.idKind) ?? { unitType, identifiers: new Set<string>() };
    spaces.set(unitType.idKind, space);
    return space.identifiers;
  };
  for (const { metadata, rows } of datasets) {
    const own = spaceOf(metadata.unitType);
    const others = metadata.keyUnitType === undefined ? undefined : spaceOf(metadata.keyUnitType);
    for (const row of rows) {
      own.add(row.unit);
      others?.add(row.value);
    }
  }
  return new Map(
    [...spaces].map(([idKind, { unitType, identifiers }]) => [idKind, numberSpace(unitType, identifiers, key)]),
  );
}

function describeAll(datasets: readonly Dataset[], label: LocalText): CatalogueDocument {
  return {
    label,
    codeLists: Object.fromEntries(
      datasets.flatMap(({ metadata: { name, codes } }) => (codes === undefined ? [] : [[name, codes.map(trimmed)]])),
    ),
    variables: datasets.map(describeDataset),
  };
}

/** A code without its empty end. */
function trimmed([code, title, from, until, sentinel]: readonly [string, string, string, string, boolean]): readonly (
  | string
  | boolean
)[] {
  return sentinel ? [code, title, from, until, true] : [code, title, from, until];
}
