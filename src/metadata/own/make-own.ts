import type { DataNature } from '../catalogue.ts';
import { type DatabankProblem, databankProblem } from '../databank-error.ts';
import { isDatabankFolder, readCatalogue, readDatabankFolder } from '../databank-folder.ts';
import { ProblemList } from '../ingest/problems.ts';
import { validateRows } from '../ingest/validate-dataset.ts';
import type { ValidatedDataset } from '../ingest/validated-dataset.ts';
import { temporaryWorkParent } from '../ingest/work-folder.ts';
import type { Progress } from '../progress.ts';
import type { DatabankWriter } from '../release/databank-writer.ts';
import { buildDatabank, openWriter } from '../release/open-writer.ts';
import { type OwnDataChoice, readOwnData } from './own-data.ts';
import { ownMetadata, ownRows } from './own-rows.ts';

/** What a private databank is called, and when it is made. */
export interface OwnDatabankFacts {
  /** `own.survey`: a name of its own realm, so that nobody takes it for a register. */
  readonly databank: string;
  readonly label: string;
  readonly nature: DataNature;
  readonly description: string;
  /** Epoch seconds. */
  readonly time: number;
  readonly secretsFolder: string;
}

/** What came of it: warnings and errors; without errors the version that was released. */
export interface MadeOwnDatabank {
  readonly problems: readonly DatabankProblem[];
  readonly version?: string;
}

const phases = {
  read: { nb: 'Leser tabellen', en: 'Reading the table' },
  store: { nb: 'Bygger databanken', en: 'Building the databank' },
} as const;

/**
 * Makes a private databank of a table, or releases the next version of one: its columns become variables that scripts
 * import and link like any other, under the same disclosure rules.
 *
 * @throws DatabankError for what is wrong with the table itself; rules on rows are told as problems
 */
export async function makeOwnDatabank(
  folder: string,
  choice: OwnDataChoice,
  facts: OwnDatabankFacts,
  progress: Progress,
): Promise<MadeOwnDatabank> {
  const { databank, label, nature, secretsFolder } = facts;
  if (!/^own(?:\.[a-z0-9]+)+$/u.test(databank)) {
    return { problems: [databankProblem('own-name-taken', { name: databank })] };
  }
  progress(phases.read, 0);
  const data = await readOwnData(choice);
  const problems = new ProblemList();
  const datasets: ValidatedDataset[] = [];
  const options = {
    workFolder: temporaryWorkParent(),
    threads: 1,
    identifiers: 'pseudonyms',
  } as const;
  try {
    for (const [i, variable] of data.variables.entries()) {
      progress(phases.read, (0.7 * (i + 1)) / data.variables.length);
      const rows = ownRows(data, variable, choice.decimalComma);
      const dataset = await validateRows(ownMetadata(data, variable), rows, problems, options, () => undefined);
      if (dataset !== undefined) datasets.push(dataset);
    }
    if (problems.hasErrors) return { problems: problems.all() };
    progress(phases.store, 0.7);
    let version: string | undefined;
    const fill = async (writer: DatabankWriter): Promise<readonly DatabankProblem[]> => {
      const found = await releaseAll(writer, datasets, facts);
      version = writer.manifest.versions.at(-1)?.version;
      return found;
    };
    const made = isDatabankFolder(folder)
      ? await extend(folder, facts, fill)
      : await buildDatabank(
          folder,
          { databank, label: { nb: label, en: label }, nature, identifiers: 'pseudonyms', isOwn: true },
          { secretsFolder },
          fill,
        );
    progress(phases.store, 1);
    return {
      problems: [...problems.all(), ...made],
      ...(made.length > 0 || version === undefined ? {} : { version }),
    };
  } finally {
    for (const dataset of datasets) dataset.dispose();
  }
}

/** Adds to a private databank that is there; another databank is left alone. */
async function extend(
  folder: string,
  { databank, secretsFolder }: OwnDatabankFacts,
  fill: (writer: DatabankWriter) => Promise<readonly DatabankProblem[]>,
): Promise<readonly DatabankProblem[]> {
  const writer = openWriter(folder, { secretsFolder });
  try {
    const { manifest } = writer;
    if (manifest.isOwn !== true || manifest.databank !== databank) {
      return [databankProblem('own-folder-taken', { folder, databank: manifest.databank })];
    }
    return await fill(writer);
  } finally {
    writer.close();
  }
}

/** New columns are added, known ones take the place of what they were; columns that the table lacks stay. */
async function releaseAll(
  writer: DatabankWriter,
  datasets: readonly ValidatedDataset[],
  { description, time }: OwnDatabankFacts,
): Promise<readonly DatabankProblem[]> {
  // What an earlier call left in the draft when it was killed before its release.
  const left = writer.manifest.draft?.updates.map(({ name }) => name) ?? [];
  if (left.length > 0) {
    const problems = await writer.drop(left, { time });
    if (problems.length > 0) return problems;
  }
  const known = knownVariables(writer);
  for (const operation of ['ADD', 'CHANGE'] as const) {
    const some = datasets.filter(({ name }) => known.has(name) === (operation === 'CHANGE'));
    if (some.length === 0) continue;
    const problems = await writer.add(some, { operation, description, time });
    if (problems.length > 0) return problems;
  }
  return writer.release({ description, time });
}

function knownVariables(writer: DatabankWriter): ReadonlySet<string> {
  const newest = writer.manifest.versions.at(-1);
  if (newest === undefined) return new Set();
  const databank = readDatabankFolder(writer.folder);
  const catalogue = 'code' in databank ? undefined : readCatalogue(databank, newest.version);
  return new Set(catalogue?.variables.keys());
}
