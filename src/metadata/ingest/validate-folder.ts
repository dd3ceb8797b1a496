import fs from 'node:fs';
import { type DatabankProblem, databankProblem } from '../databank-error.ts';
import type { Progress } from '../progress.ts';
import { listDatasets } from './dataset-files.ts';
import { ProblemList } from './problems.ts';
import { type ValidateOptions, validateDataset } from './validate-dataset.ts';
import type { ValidatedDataset } from './validated-dataset.ts';

/** What came of checking the datasets of a folder. */
export interface ValidatedFolder {
  /** Empty when something is wrong. To be disposed of. */
  readonly datasets: readonly ValidatedDataset[];
  /** All that is wrong or deserves a look, in the order of names. */
  readonly problems: readonly DatabankProblem[];
  readonly hasErrors: boolean;
}

/**
 * Checks the datasets of a folder, all of them also when the first is wrong.
 *
 * @param only  names of those to take; without it, all
 */
export async function validateFolder(
  source: string,
  only: readonly string[] | undefined,
  options: ValidateOptions,
  progress: Progress,
): Promise<ValidatedFolder> {
  const found = listDatasets(source);
  const chosen = only === undefined ? found : found.filter(({ name }) => only.includes(name));
  const lacking = (only ?? []).filter((name) => !found.some((files) => files.name === name));
  const absent =
    found.length === 0
      ? [databankProblem('ingest-folder-empty', { folder: source })]
      : lacking.map((name) => databankProblem('release-dataset-missing', { name, folder: source }));
  if (absent.length > 0) return { datasets: [], problems: absent, hasErrors: true };
  const problems = new ProblemList();
  const datasets: ValidatedDataset[] = [];
  try {
    for (const [i, files] of chosen.entries()) {
      const dataset = await validateDataset(files, problems, options, (phase, fraction) => {
        progress(phase, (i + fraction) / chosen.length);
      });
      if (dataset !== undefined) datasets.push(dataset);
    }
  } catch (error) {
    disposeAll(datasets);
    throw error;
  }
  if (!problems.hasErrors) return { datasets, problems: problems.all(), hasErrors: false };
  disposeAll(datasets);
  return { datasets: [], problems: problems.all(), hasErrors: true };
}

/** Removes what datasets keep in temporary files, and the folder for such when nothing else is in it. */
export function disposeAll(datasets: readonly ValidatedDataset[], workFolder?: string): void {
  for (const dataset of datasets) dataset.dispose();
  if (workFolder === undefined) return;
  try {
    fs.rmdirSync(workFolder);
  } catch {
    // Another process is at work there, or it was never made.
  }
}
