import type { Language } from '../base/language.ts';
import { DatabankError, writingError } from '../metadata/databank-error.ts';
import { findDamagedFiles, isDatabankFolder, readDatabankFolder } from '../metadata/databank-folder.ts';
import { demoDatabank } from '../metadata/embedded.ts';
import { placesOf } from '../metadata/places.ts';
import { databankFailure } from './databanks.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail, messageText, say } from './failure.ts';
import { type ProgressLine, progressLine } from './progress.ts';
import type { Surroundings } from './surroundings.ts';

/** How much the databank commands say. */
export interface DatabankReporting {
  readonly language: Language;
  readonly quiet: boolean;
  readonly progress: boolean;
}

/** Makes the demo databank now. */
export function makeDemo(
  persons: number | undefined,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const demo = demoDatabank(placesOf(surroundings.environment).cacheFolder, persons);
    if (!isDatabankFolder(demo.folder)) {
      await demo.make(progress.phase).catch((error: unknown) => {
        throw writingError(error, demo.folder);
      });
    }
    return say('cli-databank-made', { databank: demo.name, folder: demo.folder }, reporting.language);
  });
}

/** What a folder of files does not say of itself. */
export interface IngestChoice {
  readonly name: string;
  readonly label: string | undefined;
  readonly nature: 'synthetic' | 'public' | 'confidential';
  /** Names of the versions that the content answers to, newest last. */
  readonly versions: readonly string[];
}

/** Makes a databank from files in the exchange format. All problems of the files are told, each on a line. */
export function ingest(
  source: string,
  target: string,
  choice: IngestChoice,
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { language } = reporting;
  return withProgress(reporting, surroundings, async (progress) => {
    const { ingestFolder } = await import('../metadata/ingest/ingest-folder.ts');
    const label = choice.label ?? choice.name;
    const options = {
      databank: choice.name,
      label: { nb: label, en: label },
      nature: choice.nature,
      versions: choice.versions,
      secretsFolder: placesOf(surroundings.environment).secretsFolder,
    };
    const problems = await ingestFolder(source, target, options, progress.phase).catch((error: unknown) => {
      throw writingError(error, target);
    });
    progress.clear();
    for (const problem of problems.slice(0, -1)) {
      surroundings.writeError(`microdata: ${messageText(problem.code, problem.parameters, language)}\n`);
    }
    const last = problems.at(-1);
    if (last !== undefined) throw new DatabankError(last);
    return say('cli-databank-made', { databank: choice.name, folder: target }, language);
  });
}

/** Reads every file of a databank and compares it with the hash that it is listed under. */
export function verify(folder: string, reporting: DatabankReporting, surroundings: Surroundings): Promise<ExitCode> {
  return withProgress(reporting, surroundings, () => {
    const databank = readDatabankFolder(folder);
    if ('code' in databank) throw new DatabankError(databank);
    const [damaged] = findDamagedFiles(databank);
    if (damaged !== undefined) {
      const { databank: name } = databank.manifest;
      fail('column-file-damaged', { databank: name, file: damaged }, exitCodes.databank);
    }
    return Promise.resolve(say('cli-databank-whole', { folder }, reporting.language));
  });
}

async function withProgress(
  reporting: DatabankReporting,
  surroundings: Surroundings,
  act: (progress: ProgressLine) => Promise<string>,
): Promise<ExitCode> {
  const wanted = reporting.progress || (surroundings.errorIsTerminal && !reporting.quiet);
  const progress = progressLine(wanted, reporting.language, surroundings);
  try {
    const done = await act(progress);
    progress.clear();
    if (!reporting.quiet) await surroundings.writeOutput(`${done}\n`);
    return exitCodes.ok;
  } catch (error) {
    progress.clear();
    throw databankFailure(error);
  }
}
