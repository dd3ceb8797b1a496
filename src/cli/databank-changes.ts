import path from 'node:path';
import { threshold } from '../base/messages/message.ts';
import { failDatabank, writingError } from '../metadata/databank-error.ts';
import { describeMetadata } from '../metadata/ingest/dataset-columns.ts';
import { listDatasets } from '../metadata/ingest/dataset-files.ts';
import { readMetadataFile } from '../metadata/ingest/dataset-metadata-file.ts';
import { ProblemList } from '../metadata/ingest/problems.ts';
import { disposeAll, validateFolder } from '../metadata/ingest/validate-folder.ts';
import { temporaryWorkParent } from '../metadata/ingest/work-folder.ts';
import { placesOf } from '../metadata/places.ts';
import type { DatabankWriter } from '../metadata/release/databank-writer.ts';
import { createDatabank, openWriter } from '../metadata/release/open-writer.ts';
import type { MetadataPatch } from '../metadata/release/patch-rules.ts';
import { checkPolicyName, type DatabankReporting, tellProblems, withProgress } from './databank-reporting.ts';
import { draftText } from './databank-text.ts';
import type { ExitCode } from './exit-codes.ts';
import { say } from './failure.ts';
import type { ProgressLine } from './progress.ts';
import type { Surroundings } from './surroundings.ts';

const secondsPerDay = 86_400;

/** What a new databank is. */
export interface CreateChoice {
  readonly name: string;
  readonly label: string | undefined;
  readonly nature: 'synthetic' | 'public' | 'confidential';
  readonly identifiers: 'raw' | 'pseudonyms';
  readonly minimumPolicy: string | undefined;
}

/** Creates an empty databank. */
export function create(
  folder: string,
  { name, label = name, nature, identifiers, minimumPolicy }: CreateChoice,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async () => {
    await checkPolicyName(minimumPolicy);
    const facts = {
      databank: name,
      label: { nb: label, en: label },
      nature,
      identifiers,
      ...(minimumPolicy === undefined ? {} : { minimumPolicy }),
    };
    tellProblems(await createDatabank(folder, facts, optionsOf(surroundings)), reporting, surroundings);
    return say('databank-created', { databank: name, folder }, reporting.language);
  });
}

/** Checks datasets and makes nothing. */
export function validate(
  source: string,
  choice: { readonly only: readonly string[] | undefined; readonly identifiers: 'raw' | 'pseudonyms' },
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const workFolder = temporaryWorkParent();
    const options = { workFolder, ...readingOf(surroundings), identifiers: choice.identifiers };
    const { datasets, problems } = await validateFolder(source, choice.only, options, progress.phase);
    try {
      progress.clear();
      tellProblems(problems, reporting, surroundings);
      const rows = datasets.reduce((sum, { rowCount }) => sum + rowCount, 0);
      const names = datasets.map(({ name }) => name);
      return say('databank-datasets-good', { names, rows: threshold(rows) }, reporting.language);
    } finally {
      disposeAll(datasets, workFolder);
    }
  });
}

/** What goes into the draft, and how. */
export interface AddChoice {
  readonly change: boolean;
  readonly only: readonly string[] | undefined;
  readonly description: string;
  /** Not to be part of the next release. */
  readonly hold: boolean;
}

/** Puts the datasets of a folder into the draft. */
export function add(
  source: string,
  folder: string,
  choice: AddChoice,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return changeDraft(folder, reporting, surroundings, async (writer, progress) => {
    const workFolder = path.join(folder, 'work');
    const { identifiers } = writer.manifest;
    const options = { workFolder, ...readingOf(surroundings), identifiers };
    const found = await validateFolder(source, choice.only, options, (phase, fraction) => {
      progress.phase(phase, 0.7 * fraction);
    });
    try {
      progress.clear();
      tellProblems(found.problems, reporting, surroundings);
      const note = {
        operation: choice.change ? 'CHANGE' : 'ADD',
        description: choice.description,
        time: surroundings.now(),
        status: choice.hold ? 'DRAFT' : 'PENDING_RELEASE',
      } as const;
      return await writer.add(found.datasets, note, (phase, fraction) => progress.phase(phase, 0.7 + 0.3 * fraction));
    } finally {
      disposeAll(found.datasets, workFolder);
    }
  });
}

/** Puts corrected texts of the metadata files of a folder into the draft. */
export function patch(
  source: string,
  folder: string,
  choice: { readonly only: readonly string[] | undefined; readonly description: string },
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return changeDraft(folder, reporting, surroundings, (writer) => {
    const { only, description } = choice;
    const problems = new ProblemList();
    const found = listDatasets(source);
    const lacking = (only ?? []).filter((name) => !found.some((files) => files.name === name));
    if (found.length === 0) problems.add(source, 'ingest-folder-empty', { folder: source });
    for (const name of lacking) problems.add(source, 'release-dataset-missing', { name, folder: source });
    const chosen = found.filter(({ name }) => only?.includes(name) ?? true);
    const patches = chosen.flatMap((files): MetadataPatch[] => {
      const metadata = readMetadataFile(files, problems);
      if (metadata === undefined) return [];
      const { codes } = metadata;
      return [{ description: describeMetadata(metadata), ...(codes === undefined ? {} : { codes }) }];
    });
    tellProblems(problems.all(), reporting, surroundings);
    return writer.patch(patches, { description, time: surroundings.now() });
  });
}

/** Puts removals into the draft. */
export function remove(
  folder: string,
  names: readonly string[],
  description: string,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return changeDraft(folder, reporting, surroundings, (writer) =>
    writer.remove(names, { description, time: surroundings.now() }),
  );
}

/** Takes changes out of the draft. */
export function drop(
  folder: string,
  names: readonly string[],
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return changeDraft(folder, reporting, surroundings, (writer) => writer.drop(names, { time: surroundings.now() }));
}

/** Releases what is pending. */
export function release(
  folder: string,
  choice: { readonly description: string; readonly time: number | undefined; readonly version: string | undefined },
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withWriter(folder, reporting, surroundings, async (writer) => {
    const { description, version, time = surroundings.now() } = choice;
    const pending = writer.manifest.draft?.updates.filter(({ status }) => status !== 'DRAFT') ?? [];
    if (pending.length === 0) failDatabank('release-nothing-pending', { folder });
    const note = { description, time, ...(version === undefined ? {} : { version }) };
    tellProblems(await writer.release(note), reporting, surroundings);
    const { databank, versions } = writer.manifest;
    const newest = versions.at(-1);
    return say(
      'databank-released',
      { databank, version: newest?.version ?? '', updateType: newest?.updateType ?? '' },
      reporting.language,
    );
  });
}

/** Changes the draft and shows what it then holds. */
function changeDraft(
  folder: string,
  reporting: DatabankReporting,
  surroundings: Surroundings,
  act: (writer: DatabankWriter, progress: ProgressLine) => ReturnType<DatabankWriter['add']>,
): Promise<ExitCode> {
  return withWriter(folder, reporting, surroundings, async (writer, progress) => {
    const problems = await act(writer, progress);
    progress.clear();
    tellProblems(problems, reporting, surroundings);
    return draftText(folder, writer.manifest, reporting.language);
  });
}

function withWriter(
  folder: string,
  reporting: DatabankReporting,
  surroundings: Surroundings,
  act: (writer: DatabankWriter, progress: ProgressLine) => Promise<string>,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const writer = openWriter(folder, optionsOf(surroundings));
    try {
      return await act(writer, progress).catch((error: unknown) => {
        throw writingError(error, folder);
      });
    } finally {
      writer.close();
    }
  });
}

function optionsOf({ environment }: Surroundings): { readonly secretsFolder: string } {
  return { secretsFolder: placesOf(environment).secretsFolder };
}

function readingOf({ processors, now }: Surroundings): { readonly threads: number; readonly today: number } {
  return { threads: Math.min(2, processors), today: Math.floor(now() / secondsPerDay) };
}
