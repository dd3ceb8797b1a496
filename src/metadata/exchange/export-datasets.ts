import fs from 'node:fs';
import path from 'node:path';
import { type RegisterVariable } from '../catalogue.ts';
import { failDatabank } from '../databank-error.ts';
import type { Progress } from '../progress.ts';
import { CsvWriter } from './csv-writer.ts';
import { formsOf, ParquetSink, type RowSink, type VersionToRead, writeRows } from './data-files.ts';
import { datasetDocument } from './dataset-document.ts';
import { fillNewFolder } from './new-folder.ts';
import { knownUntilOf } from './times.ts';

/** How datasets are written. */
export interface DatasetExport {
  readonly data: 'csv' | 'csv.gz' | 'parquet';
  /** Names of the variables; all where absent. */
  readonly only?: readonly string[];
}

const phase = { nb: 'Skriver datasett', en: 'Writing datasets' } as const;

/**
 * Writes variables of a databank version as datasets of the exchange format: `NAME.json` and `NAME.csv`, `.csv.gz` or
 * `.parquet` side by side in a new folder. One variable is written at a time, a portion of rows in memory. A dataset has at
 * least one row, so variables without any are left out.
 *
 * @returns names of the variables that were left out
 * @throws DatabankError for names that are not there, and where the folder or the databank fails
 */
export async function exportDatasets(
  source: VersionToRead,
  target: string,
  options: DatasetExport,
  progress: Progress,
): Promise<readonly string[]> {
  const variables = chosenVariables(source, options.only);
  const knownUntil = knownUntilOf(source.catalogue.variables.values());
  const { databank, version } = source.catalogue;
  const empty: string[] = [];
  await fillNewFolder(target, async (folder) => {
    for (const [i, variable] of variables.entries()) {
      progress(phase, i / variables.length);
      const { name } = variable;
      const file = path.join(folder, `${name}.${options.data}`);
      const sink = await sinkOf(source, file, variable, options, knownUntil);
      if ((await writeRows(source, variable, sink, () => undefined)) === 0) {
        fs.rmSync(file);
        empty.push(name);
        continue;
      }
      const document = datasetDocument(variable, `${databank}:${version}`, knownUntil);
      writeJson(path.join(folder, `${name}.json`), document);
    }
    progress(phase, 1);
  });
  return empty;
}

/** The variables that an export is about, by name. */
export function chosenVariables(
  { catalogue }: Pick<VersionToRead, 'catalogue'>,
  only: readonly string[] | undefined,
): readonly RegisterVariable[] {
  const { databank, variables } = catalogue;
  const unknown = only?.find((name) => !variables.has(name));
  if (unknown !== undefined) failDatabank('exchange-variable-unknown', { databank, variable: unknown });
  return [...variables.values()]
    .filter(({ name }) => only?.includes(name) ?? true)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Writes a JSON document as people read it. */
export function writeJson(file: string, json: unknown): void {
  fs.writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`, { flag: 'wx' });
}

async function sinkOf(
  source: VersionToRead,
  file: string,
  variable: RegisterVariable,
  { data }: DatasetExport,
  knownUntil: number,
): Promise<RowSink> {
  return data === 'parquet'
    ? new ParquetSink(file, variable, await formsOf(source, variable), knownUntil)
    : new CsvWriter(file, variable, data === 'csv.gz', knownUntil);
}
