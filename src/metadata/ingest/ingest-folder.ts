import path from 'node:path';
import type { EpochDay } from '../../base/epoch-day.ts';
import { parseVersion, shortVersion } from '../../base/version-number.ts';
import { type DatabankProblem, databankProblem, writingError } from '../databank-error.ts';
import type { Progress } from '../progress.ts';
import { buildDatabank, type DatabankFacts } from '../release/open-writer.ts';
import { isDatabankName } from '../store/manifest.ts';
import { disposeAll, validateFolder } from './validate-folder.ts';

/** What a folder of datasets does not say of itself. */
export interface IngestOptions extends DatabankFacts {
  /** The number of the version that comes of it; 1 when absent. */
  readonly version?: string;
  /** What the version is. */
  readonly description: string;
  /** Seconds since 1970-01-01, UTC. */
  readonly releaseTime: number;
  /** Where the databank's secret is made, unless `publishedSecret` is given (synthetic and public databanks only). */
  readonly secretsFolder: string;
  /** Rows with later dates get a warning. */
  readonly today?: EpochDay;
  readonly threads?: number;
}

/** Share of the whole time that reading and checking takes. */
const readingShare = 0.7;

/**
 * Builds a databank with one version from a folder of datasets in the exchange format. Everything is checked before anything
 * is built, and what is built is put in place with one rename.
 *
 * @returns all that is wrong, or deserves a look; without an error among it, the databank has been built
 */
export async function ingestFolder(
  source: string,
  target: string,
  options: IngestOptions,
  progress: Progress,
): Promise<readonly DatabankProblem[]> {
  const { version = '1', description, releaseTime, secretsFolder, today, threads = 1, ...facts } = options;
  const unfit = unfitNames(facts.databank, version);
  if (unfit.length > 0) return unfit;
  let remarks: readonly DatabankProblem[] = [];
  const problems = await buildDatabank(target, facts, { secretsFolder }, async (writer) => {
    const workFolder = path.join(writer.folder, 'work');
    const {
      datasets,
      problems: found,
      hasErrors,
    } = await validateFolder(
      source,
      undefined,
      { workFolder, threads, identifiers: facts.identifiers, ...(today === undefined ? {} : { today }) },
      (phase, fraction) => progress(phase, readingShare * fraction),
    );
    if (hasErrors) return found;
    remarks = found;
    try {
      const note = { operation: 'ADD', description, time: releaseTime } as const;
      const refused = await writer.add(datasets, note, (phase, fraction) => {
        progress(phase, readingShare + (1 - readingShare) * fraction);
      });
      return refused.length > 0 ? refused : await writer.release({ description, time: releaseTime, version });
    } finally {
      disposeAll(datasets, workFolder);
    }
  }).catch((error: unknown) => {
    throw writingError(error, target);
  });
  return problems.length > 0 ? problems : remarks;
}

/** Names that a databank could be made with but never be asked for. */
function unfitNames(databank: string, version: string): readonly DatabankProblem[] {
  const number = parseVersion(version);
  return [
    ...(isDatabankName(databank) ? [] : [databankProblem('databank-name-invalid', { name: databank })]),
    ...(number !== undefined && shortVersion(number) !== '0'
      ? []
      : [databankProblem('databank-version-invalid', { version })]),
  ];
}
