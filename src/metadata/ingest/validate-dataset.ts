import fs from 'node:fs';
import path from 'node:path';
import { type EpochDay, isoDate } from '../../base/epoch-day.ts';
import { threshold } from '../../base/messages/message.ts';
import { writingError } from '../databank-error.ts';
import type { Progress } from '../progress.ts';
import { readBatches } from './batch-rows.ts';
import { type DatasetFiles, shownPath } from './dataset-files.ts';
import type { DatasetMetadata } from './dataset-metadata.ts';
import { readMetadataFile } from './dataset-metadata-file.ts';
import { type DatasetReading, finishRows } from './finish-rows.ts';
import type { ProblemList } from './problems.ts';
import { readCsv } from './read-csv.ts';
import type { RowSource } from './row-batch.ts';
import { type CollectedRows, RowCollector } from './row-collector.ts';
import type { RowOrigin } from './row-lines.ts';
import { type RowRules, rowRules } from './row-rules.ts';
import { RowSpill } from './row-spill.ts';
import type { ValidatedDataset } from './validated-dataset.ts';
import { makeWorkFolder } from './work-folder.ts';

/** How datasets are read. */
export interface ValidateOptions {
  /** Temporary files go into folders of it. */
  readonly workFolder: string;
  readonly threads: number;
  /** What identifiers of pseudonymised unit types are: numbers from 0 to 2^48 - 1, or any texts (the default). */
  readonly identifiers?: 'raw' | 'pseudonyms';
  /** Rows with later dates get a warning. */
  readonly today?: EpochDay;
  /** A thread reads at least so many bytes: for less, starting it would take longer. */
  readonly smallestPart?: number;
  /** Keeps values that are not in the code list, as those of a datastore that was released long ago. */
  readonly keepUnknownCodes?: boolean;
}

const phase = { nb: 'Leser og kontrollerer datasett', en: 'Reading and checking datasets' } as const;

/**
 * Reads an incoming dataset and checks it by every rule of the format (datastore specification, d). Nothing is kept in memory
 * but identifiers; rows wait in temporary files until `write` is called or `dispose` removes them.
 *
 * @returns `undefined` where something is wrong, which is then in the list
 */
export async function validateDataset(
  files: DatasetFiles,
  problems: ProblemList,
  options: ValidateOptions,
  progress: Progress,
): Promise<ValidatedDataset | undefined> {
  const errorsBefore = problems.errorCount;
  const metadata = readMetadataFile(files, problems);
  const data = dataOf(files, problems);
  if (metadata === undefined || data === undefined) return undefined;
  const [first = ''] = data.paths;
  const file = shownPath(files, data.paths.length === 1 ? first : path.dirname(first));
  if (data.format === 'parquet') {
    // Loaded on first use: most datasets are CSV.
    const { parquetRows } = await import('../exchange/parquet/parquet-rows.ts');
    const source = parquetRows(data.paths, metadata, problems, file);
    return readSource(
      metadata,
      shownPath(files, files.metadataFile),
      source,
      problems,
      options,
      progress,
      errorsBefore,
    );
  }
  const isCompressed = data.format === 'csv.gz';
  const rules = rowRules(metadata, options);
  return inWorkFolder(options, async (folder) => {
    const origin: RowOrigin = { type: 'csv', path: first, isCompressed };
    const metadataFile = shownPath(files, files.metadataFile);
    const reading = { metadata, rules, origin, file, metadataFile, errorsBefore, folder, problems };
    const parts = await readCsv(reading, origin, options, (share) => {
      progress(phase, share);
    });
    return parts === undefined ? undefined : finish(reading, parts);
  });
}

/**
 * Checks rows from anywhere against metadata that are given.
 *
 * @returns `undefined` where something is wrong, which is then in the list
 */
export async function validateRows(
  metadata: DatasetMetadata,
  source: RowSource,
  problems: ProblemList,
  options: ValidateOptions,
  progress: Progress,
): Promise<ValidatedDataset | undefined> {
  return readSource(metadata, `${metadata.name}.json`, source, problems, options, progress, problems.errorCount);
}

function dataOf(files: DatasetFiles, problems: ProblemList): DatasetFiles['data'] {
  const { data, otherData, name, twin } = files;
  const file = shownPath(files, files.metadataFile);
  if (twin !== undefined) {
    problems.add(file, 'ingest-name-twice', { name, files: [file, shownPath(files, twin)] });
    return undefined;
  }
  if (data === undefined) problems.add(file, 'ingest-file-missing', { file: file.replace(/\.json$/u, '.csv') });
  if (data === undefined || otherData === undefined) return data;
  const all = [...data.paths.slice(0, 1), ...otherData].map((each) => shownPath(files, each));
  problems.add(file, 'ingest-data-ambiguous', { file: name, files: all });
  return undefined;
}

async function readSource(
  metadata: DatasetMetadata,
  metadataFile: string,
  source: RowSource,
  problems: ProblemList,
  options: ValidateOptions,
  progress: Progress,
  errorsBefore: number,
): Promise<ValidatedDataset | undefined> {
  const rules = rowRules(metadata, options);
  return inWorkFolder(options, async (folder) => {
    const spill = new RowSpill(path.join(folder, 'rows-0'), rules.temporality !== 'EVENT');
    const collector = new RowCollector(rules, spill);
    let rows: CollectedRows;
    try {
      const count = await readBatches(source, collector, () => {
        progress(phase, 0);
      });
      rows = collector.finish(count, spill.finish());
    } catch (error) {
      spill.close();
      throw error;
    }
    const origin: RowOrigin = { type: 'source', source };
    const { file } = source;
    return finish({ metadata, rules, origin, file, metadataFile, errorsBefore, folder, problems }, [rows]);
  });
}

/** Reports what was found in the rows and looks for what only shows when all are together. */
async function finish(reading: DatasetReading, parts: readonly CollectedRows[]): Promise<ValidatedDataset | undefined> {
  reportRows(reading, parts);
  const dataset = await finishRows(reading, parts);
  return reading.problems.errorCount > reading.errorsBefore ? undefined : dataset;
}

function reportRows({ file, problems, rules }: DatasetReading, parts: readonly CollectedRows[]): void {
  let linesBefore = 0;
  const notices = new RowNotices();
  for (const part of parts) {
    problems.addRows(file, part.problems, linesBefore);
    notices.add(part, linesBefore);
    linesBefore += part.lineCount;
  }
  notices.report(file, problems, rules);
}

/** What deserves a look though it is no error: for each kind how many rows, and the first. */
class RowNotices {
  readonly #kinds = new Map<'invalidThen' | 'future' | 'fifthField', { count: number; line: number; code: string }>();

  add(part: CollectedRows, linesBefore: number): void {
    for (const kind of ['invalidThen', 'future', 'fifthField'] as const) {
      const notice = part[kind];
      if (notice === undefined) continue;
      const known = this.#kinds.get(kind);
      if (known === undefined) {
        this.#kinds.set(kind, { count: notice.count, line: linesBefore + notice.line, code: notice.code ?? '' });
      } else known.count += notice.count;
    }
  }

  report(file: string, problems: ProblemList, { today = 0 }: RowRules): void {
    for (const [kind, { count, line, code }] of this.#kinds) {
      const place = { file, line: threshold(line), count: threshold(count) };
      if (kind === 'fifthField') problems.add(file, 'ingest-fifth-field', place);
      else if (kind === 'future') problems.add(file, 'ingest-date-future', { ...place, today: isoDate(today) });
      else problems.add(file, 'ingest-code-not-valid-then', { ...place, code });
    }
  }
}

/** Does something with a temporary folder, which stays when it gives a dataset: that one removes it. */
async function inWorkFolder(
  { workFolder }: ValidateOptions,
  work: (folder: string) => Promise<ValidatedDataset | undefined>,
): Promise<ValidatedDataset | undefined> {
  let folder: string | undefined;
  let dataset: ValidatedDataset | undefined;
  try {
    folder = makeWorkFolder(workFolder);
    dataset = await work(folder);
    return dataset;
  } catch (error) {
    throw writingError(error, workFolder);
  } finally {
    if (dataset === undefined && folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
  }
}
