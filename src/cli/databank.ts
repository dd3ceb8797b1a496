import { DatabankError } from '../metadata/databank-error.ts';
import { readDatabankFolder } from '../metadata/databank-folder.ts';
import { isDemoFolder, verifyDemo } from '../metadata/demo/verify-demo.ts';
import { demoDatabank } from '../metadata/embedded.ts';
import { placesOf } from '../metadata/places.ts';
import type { Progress } from '../metadata/progress.ts';
import { type Verification, verifyDatabank } from '../metadata/store/verify.ts';
import { checkPolicyName, type DatabankReporting, tellProblems, withProgress } from './databank-reporting.ts';
import type { ExitCode } from './exit-codes.ts';
import { say } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** Makes the demo databank now: its population, or with `all` every variable of every version, too. */
export function makeDemo(
  { persons, all }: { readonly persons?: number | undefined; readonly all: boolean },
  reporting: DatabankReporting,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withProgress(reporting, surroundings, async (progress) => {
    const demo = demoDatabank(placesOf(surroundings.environment).cacheFolder, persons);
    await (all ? demo.makeAll(progress.phase) : demo.make(progress.phase));
    return say('cli-databank-made', { databank: demo.name, folder: demo.folder }, reporting.language);
  });
}

/** What a folder of files does not say of itself. */
export interface IngestChoice {
  readonly name: string;
  readonly label: string | undefined;
  readonly nature: 'synthetic' | 'public' | 'confidential';
  readonly identifiers: 'raw' | 'pseudonyms';
  readonly minimumPolicy: string | undefined;
  readonly description: string | undefined;
  /** Number of the version that comes of it. */
  readonly version: string | undefined;
}

/** Makes a databank with one version from files in the exchange format. All problems of the files are told. */
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
    const { name, label = name, nature, identifiers, minimumPolicy, description = label, version } = choice;
    await checkPolicyName(minimumPolicy);
    const releaseTime = surroundings.now();
    const problems = await ingestFolder(
      source,
      target,
      {
        databank: name,
        label: { nb: label, en: label },
        nature,
        identifiers,
        description,
        releaseTime,
        today: Math.floor(releaseTime / 86_400),
        threads: Math.min(2, surroundings.processors),
        secretsFolder: placesOf(surroundings.environment).secretsFolder,
        ...(minimumPolicy === undefined ? {} : { minimumPolicy }),
        ...(version === undefined ? {} : { version }),
      },
      progress.phase,
    );
    progress.clear();
    tellProblems(problems, reporting, surroundings);
    return say('cli-databank-made', { databank: name, folder: target }, language);
  });
}

/** Reads every file of a databank and compares it with the hash that it is listed under. */
export function verify(folder: string, reporting: DatabankReporting, surroundings: Surroundings): Promise<ExitCode> {
  const { language } = reporting;
  return withProgress(reporting, surroundings, (progress) => {
    const { name, damaged, missing, leftOver } = verified(folder, progress.phase);
    progress.clear();
    const problems = [...damaged, ...missing].map((file) => ({
      code: 'column-file-damaged' as const,
      parameters: { databank: name, file },
    }));
    const remains = leftOver.map((file) => ({ code: 'databank-left-over' as const, parameters: { file } }));
    tellProblems([...remains, ...problems], reporting, surroundings);
    return Promise.resolve(say('cli-databank-whole', { folder }, language));
  });
}

function verified(folder: string, progress: Progress): Verification & { readonly name: string } {
  if (isDemoFolder(folder)) return { ...verifyDemo(folder, progress), name: folder };
  const databank = readDatabankFolder(folder);
  if ('code' in databank) throw new DatabankError(databank);
  return { ...verifyDatabank(databank, progress), name: databank.manifest.databank };
}
