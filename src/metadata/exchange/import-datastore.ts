import fs from 'node:fs';
import path from 'node:path';
import { draftVersion, type VersionNumber } from '../../base/version-number.ts';
import type { DataNature, RegisterVariable } from '../catalogue.ts';
import type { VariableDocument } from '../catalogue-document.ts';
import type { DatabankProblem } from '../databank-error.ts';
import { describeMetadata } from '../ingest/dataset-columns.ts';
import { ProblemList } from '../ingest/problems.ts';
import type { RowBatch, RowSource } from '../ingest/row-batch.ts';
import { validateRows } from '../ingest/validate-dataset.ts';
import type { ValidatedDataset } from '../ingest/validated-dataset.ts';
import type { Progress } from '../progress.ts';
import type { DatabankWriter } from '../release/databank-writer.ts';
import { buildDatabank } from '../release/open-writer.ts';
import type { MetadataPatch } from '../release/patch-rules.ts';
import type { DraftStatus } from '../store/manifest.ts';
import { missingInt32 } from '../stored-column.ts';
import { type Datastore, type DatastoreUpdate, readDatastore } from './datastore-layout.ts';
import {
  datasetMetadataOf,
  findDataFiles,
  isProblem,
  readVersionMetadata,
  type VersionMetadata,
} from './datastore-version.ts';
import { parquetRows } from './parquet/parquet-rows.ts';

/** What an import needs to know beyond the datastore. */
export interface DatastoreImport {
  /** Name of the databank; the datastore's own where absent. */
  readonly name?: string;
  readonly nature: DataNature;
  readonly minimumPolicy?: string;
  readonly secretsFolder: string;
  readonly threads: number;
}

const phase = { nb: 'Leser datalageret', en: 'Reading the datastore' } as const;

/**
 * Makes a databank folder from a datastore in the platform's layout, with the same versions, their texts and times, and the
 * draft. Identifiers are the platform's pseudonyms and stay what they are.
 *
 * @returns all problems; none when the databank has been made, and nothing has been made otherwise
 */
export async function importDatastore(
  folder: string,
  target: string,
  options: DatastoreImport,
  progress: Progress,
): Promise<readonly DatabankProblem[]> {
  const datastore = readDatastore(folder);
  if (isProblem(datastore)) return [datastore];
  const newest = datastore.versions.at(-1);
  const metadata = newest === undefined ? undefined : readVersionMetadata(datastore, newest.number);
  if (metadata === undefined || isProblem(metadata)) return metadata === undefined ? [] : [metadata];
  const facts = {
    databank: options.name ?? datastore.name,
    label: metadata.label,
    nature: options.nature,
    identifiers: 'pseudonyms',
    ...(options.minimumPolicy === undefined ? {} : { minimumPolicy: options.minimumPolicy }),
  } as const;
  return buildDatabank(target, facts, options, async (writer) => {
    try {
      return await new DatastoreReplay(datastore, writer, options, progress).run();
    } finally {
      fs.rmSync(workFolderOf(writer), { recursive: true, force: true });
    }
  });
}

/** Where temporary files lie: in the folder that becomes the databank, so that they never outlive it. */
function workFolderOf(writer: DatabankWriter): string {
  return path.join(writer.folder, 'work');
}

/** The changes of one version, sorted by what has to be done. */
interface Step {
  readonly number: VersionNumber | typeof draftVersion;
  readonly time: number;
  readonly updates: readonly (DatastoreUpdate & { readonly status?: DraftStatus })[];
}

/** Does again what a datastore's versions did. */
class DatastoreReplay {
  readonly #datastore: Datastore;
  readonly #writer: DatabankWriter;
  readonly #options: DatastoreImport;
  readonly #progress: Progress;
  readonly #all: number;
  #done = 0;

  constructor(datastore: Datastore, writer: DatabankWriter, options: DatastoreImport, progress: Progress) {
    this.#datastore = datastore;
    this.#writer = writer;
    this.#options = options;
    this.#progress = progress;
    const updates = [...datastore.versions.map((version) => version.updates), datastore.draft?.updates ?? []].flat();
    this.#all = Math.max(1, updates.length);
  }

  async run(): Promise<readonly DatabankProblem[]> {
    const { versions, draft } = this.#datastore;
    for (const { version, number, description, releaseTime, updates } of versions) {
      const problems = await this.#apply({ number, time: releaseTime, updates });
      if (problems.length > 0) return problems;
      const refused = await this.#writer.release({ version, description, time: releaseTime });
      if (refused.length > 0) return refused;
    }
    if (draft === undefined) return [];
    return this.#apply({ number: draftVersion, time: draft.stamp, updates: draft.updates });
  }

  async #apply(step: Step): Promise<readonly DatabankProblem[]> {
    const metadata = readVersionMetadata(this.#datastore, step.number);
    if (isProblem(metadata)) return [metadata];
    // What is not to be released yet is told apart, since one call has one status.
    for (const status of ['PENDING_RELEASE', 'DRAFT'] as const) {
      const updates = step.updates.filter((update) => (update.status === 'DRAFT') === (status === 'DRAFT'));
      for (const operation of ['ADD', 'CHANGE'] as const) {
        const chosen = updates.filter((update) => update.operation === operation);
        const problems = await this.#add(step, metadata, chosen, operation, status);
        if (problems.length > 0) return problems;
      }
      const problems = await this.#patchAndRemove(step, metadata, updates, status);
      if (problems.length > 0) return problems;
    }
    return [];
  }

  async #add(
    { number, time }: Step,
    metadata: VersionMetadata,
    updates: readonly DatastoreUpdate[],
    operation: 'ADD' | 'CHANGE',
    status: Exclude<DraftStatus, 'PENDING_DELETE'>,
  ): Promise<readonly DatabankProblem[]> {
    const problems = new ProblemList();
    const missing: DatabankProblem[] = [];
    const datasets: ValidatedDataset[] = [];
    try {
      for (const { name } of updates) {
        this.#progress(phase, this.#done++ / this.#all);
        const dataset = await this.#read(name, number, metadata, problems);
        if (isProblem(dataset)) missing.push(dataset);
        else if (dataset !== undefined) datasets.push(dataset);
      }
      if (problems.hasErrors || missing.length > 0) return [...missing, ...problems.all()];
      const note = { operation, status, time, description: describer(updates) };
      return await this.#writer.add(datasets, note);
    } finally {
      for (const dataset of datasets) dataset.dispose();
    }
  }

  async #read(
    name: string,
    number: Step['number'],
    metadata: VersionMetadata,
    problems: ProblemList,
  ): Promise<ValidatedDataset | DatabankProblem | undefined> {
    const variable = this.#variable(name, metadata, problems);
    const files = findDataFiles(this.#datastore, name, number);
    if (isProblem(files)) return files;
    if (variable === undefined) return undefined;
    const facts = datasetMetadataOf(variable);
    const source = parquetRows(files, facts, problems, `data/${name}`);
    const { threads } = this.#options;
    const workFolder = workFolderOf(this.#writer);
    return validateRows(
      facts,
      variable.temporality === 'FIXED' ? withoutTimes(source) : source,
      problems,
      { workFolder, threads, identifiers: 'pseudonyms', keepUnknownCodes: true },
      () => undefined,
    );
  }

  #variable(name: string, { variables }: VersionMetadata, problems: ProblemList): RegisterVariable | undefined {
    const variable = variables.get(name);
    if (variable === undefined) {
      const file = 'metadata_all';
      problems.add(file, 'exchange-datastore-file', { file, field: name });
    }
    return variable;
  }

  async #patchAndRemove(
    { time }: Step,
    metadata: VersionMetadata,
    updates: readonly DatastoreUpdate[],
    status: Exclude<DraftStatus, 'PENDING_DELETE'>,
  ): Promise<readonly DatabankProblem[]> {
    const problems = new ProblemList();
    const patched = updates.filter(({ operation }) => operation === 'PATCH_METADATA');
    const patches = patched.flatMap(({ name }): MetadataPatch[] => {
      const variable = this.#variable(name, metadata, problems);
      return variable === undefined ? [] : [patchOf(variable)];
    });
    if (problems.hasErrors) return problems.all();
    const refused = await this.#writer.patch(patches, { time, status, description: describer(patched) });
    if (refused.length > 0) return refused;
    const removed = updates.filter(({ operation }) => operation === 'REMOVE');
    this.#done += patched.length + removed.length;
    return this.#writer.remove(
      removed.map(({ name }) => name),
      { time, description: describer(removed) },
    );
  }
}

function patchOf(variable: RegisterVariable): MetadataPatch {
  const facts = datasetMetadataOf(variable);
  const description: Omit<VariableDocument, 'codeList' | 'coverage' | 'statusDays'> = describeMetadata(facts);
  return { description, ...(facts.codes === undefined ? {} : { codes: facts.codes }) };
}

function describer(updates: readonly DatastoreUpdate[]): (name: string) => string {
  const descriptions = new Map(updates.map(({ name, description }) => [name, description]));
  return (name) => descriptions.get(name) ?? '';
}

/** Rows of a FIXED variable: what a datastore says of their times means nothing (datastore specification, a.4). */
function withoutTimes(source: RowSource): RowSource {
  return {
    ...source,
    async *batches(): AsyncGenerator<RowBatch> {
      for await (const batch of source.batches()) {
        const empty = new Int32Array(batch.rowCount).fill(missingInt32);
        yield { ...batch, starts: empty, stops: empty };
      }
    },
  };
}
