import fs from 'node:fs';
import { databankProblem, failDatabank, writingError } from '../metadata/databank-error.ts';
import { isDatabankFolder, readDatabankFolder } from '../metadata/databank-folder.ts';
import { prepareRows, type VersionToRead } from '../metadata/exchange/data-files.ts';
import { chosenVariables, exportDatasets } from '../metadata/exchange/export-datasets.ts';
import { exportDatastore } from '../metadata/exchange/export-datastore.ts';
import { importDatastore } from '../metadata/exchange/import-datastore.ts';
import { rowHash } from '../metadata/exchange/row-hash.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { placesOf } from '../metadata/places.ts';
import type { Progress } from '../metadata/progress.ts';
import type { Manifest } from '../metadata/store/manifest.ts';
import { checkVariables } from '../metadata/store/verify.ts';
import { type DatabankReporting, tellProblems, withProgress } from './databank-reporting.ts';
import { libraryOf } from './databanks.ts';
import type { ExitCode } from './exit-codes.ts';
import { say } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** What is exported, and how. */
export interface ExportChoice {
  readonly format: 'datasets' | 'datastore';
  readonly data: 'csv' | 'csv.gz' | 'parquet';
  readonly version: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly persons: number | undefined;
}

/** Writes a databank in the platform's exchange format or in the layout of its datastores. */
export function exportDatabank(
  name: string,
  target: string,
  choice: ExportChoice,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const source = sourceOf(name, choice.persons, surroundings);
    const { library, databank, history } = source;
    const { version, only } = choice;
    const narrowed = { ...(version === undefined ? {} : { version }), ...(only === undefined ? {} : { only }) };
    if (choice.format === 'datastore') {
      const asked = { library, databank, ...(history === undefined ? {} : { history }), ...narrowed };
      for (const { version: each } of history?.versions ?? []) checkFiles(source, name, each, only, progress.phase);
      await exportDatastore(asked, target, progress.phase);
    } else {
      const { reader, catalogue } = await versionToRead(library, databank, version, progress.phase);
      checkFiles(source, name, catalogue.version, only, progress.phase);
      const options = { data: choice.data, ...(only === undefined ? {} : { only }) };
      const names = await exportDatasets({ reader, catalogue }, target, options, progress.phase);
      progress.clear();
      if (names.length > 0) {
        tellProblems([databankProblem('exchange-without-rows', { names })], reporting, surroundings);
      }
    }
    return say('exchange-exported', { databank, folder: target }, reporting.language);
  });
}

/** The rows of a databank's variables as hashes, for data owners: equal for equal rows, however they are stored. */
export function hashesOfRows(
  name: string,
  choice: Pick<ExportChoice, 'version' | 'only' | 'persons'>,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const from = sourceOf(name, choice.persons, surroundings);
    const source = await versionToRead(from.library, from.databank, choice.version, progress.phase);
    const variables = chosenVariables(source, choice.only);
    checkFiles(from, name, source.catalogue.version, choice.only, progress.phase);
    for (const [i, variable] of variables.entries()) {
      progress.phase(hashing, i / variables.length);
      await prepareRows(source, variable, () => undefined);
      const { hash, rowCount } = await rowHash(source.reader, variable);
      progress.clear();
      await surroundings.writeOutput(`${hash}  ${rowCount}  ${variable.name}\n`);
    }
    return '';
  });
}

const hashing = { nb: 'Leser rader', en: 'Reading rows' } as const;

/** The version that was asked for, else the newest. */
async function versionToRead(
  library: DatabankLibrary,
  databank: string,
  version: string | undefined,
  progress: Progress,
): Promise<VersionToRead> {
  const asked = version ?? library.databanks.find((candidate) => candidate.name === databank)?.newest ?? '';
  // Unknown versions are told by the library, with those that there are.
  const reader = await library.open(databank, asked, progress);
  const catalogue = library.findCatalogue(databank, asked);
  if (catalogue === undefined) throw new Error(`${databank} has data of ${asked}, but no catalogue`);
  return { reader, catalogue };
}

/** Runs look at the lengths of files only; what is handed on must be whole. */
function checkFiles(
  { history }: Source,
  folder: string,
  version: string,
  only: readonly string[] | undefined,
  progress: Progress,
): void {
  if (history !== undefined) checkVariables({ folder, manifest: history }, version, only, progress);
}

interface Source {
  readonly library: DatabankLibrary;
  readonly databank: string;
  readonly history?: Manifest;
}

/** A folder that is there is meant as one; anything else is the name of a databank that comes with the program. */
function sourceOf(name: string, persons: number | undefined, surroundings: Surroundings): Source {
  const size = persons === undefined ? {} : { persons };
  if (!fs.existsSync(name)) return { library: libraryOf({ databank: [], ...size }, surroundings), databank: name };
  const library = libraryOf({ databank: [name], ...size }, surroundings);
  if (!isDatabankFolder(name)) {
    const [first] = library.databanks;
    return { library, databank: first?.name ?? name };
  }
  const databank = readDatabankFolder(name);
  if ('code' in databank) failDatabank('databank-unreadable', { folder: name, reason: 'manifest-invalid' });
  return { library, databank: databank.manifest.databank, history: databank.manifest };
}

/** What a datastore becomes. */
export interface ImportChoice {
  readonly name: string | undefined;
  readonly nature: 'confidential' | 'public' | 'synthetic';
  readonly policy: string | undefined;
}

/** Makes a databank folder of a datastore. All problems of its files are told. */
export function importDatabank(
  datastore: string,
  folder: string,
  { name, nature, policy }: ImportChoice,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const options = {
      ...(name === undefined ? {} : { name }),
      nature,
      ...(policy === undefined ? {} : { minimumPolicy: policy }),
      secretsFolder: placesOf(surroundings.environment).secretsFolder,
      threads: 1,
    };
    const problems = await importDatastore(datastore, folder, options, progress.phase).catch((error: unknown) => {
      throw writingError(error, folder);
    });
    progress.clear();
    tellProblems(problems, reporting, surroundings);
    const made = readDatabankFolder(folder);
    const databank = 'code' in made ? (name ?? datastore) : made.manifest.databank;
    return say('cli-databank-made', { databank, folder }, reporting.language);
  });
}
