import fs from 'node:fs';
import path from 'node:path';
import { listDatasets } from '../../../src/metadata/ingest/dataset-files.ts';
import { ProblemList } from '../../../src/metadata/ingest/problems.ts';
import { type ValidateOptions, validateDataset } from '../../../src/metadata/ingest/validate-dataset.ts';
import type { IdentifierList, ValidatedDataset } from '../../../src/metadata/ingest/validated-dataset.ts';
import { silent } from '../../../src/metadata/progress.ts';
import { ColumnFolder } from '../../../src/metadata/store/column-folder.ts';
import type { StoredContent } from '../../../src/metadata/store/content.ts';
import { FolderReader } from '../../../src/metadata/store/reader.ts';

/** A folder of columns that tells what it holds. */
class ReadableFolder extends ColumnFolder {
  get stored(): StoredContent {
    return this.content();
  }
}

/** Validates the only dataset of a folder; problems are an error of the test. */
export async function validateOnly(
  folder: string,
  workFolder: string,
  options: Partial<ValidateOptions> = {},
): Promise<ValidatedDataset> {
  const problems = new ProblemList();
  const [files] = listDatasets(folder);
  const dataset = await validateDataset(files!, problems, { workFolder, threads: 1, ...options }, silent);
  if (dataset === undefined) throw new Error(JSON.stringify(problems.all()));
  return dataset;
}

/** A dataset stored by itself: its identifiers are all units there are. */
export interface StoredAlone {
  readonly reader: FolderReader;
  readonly content: StoredContent;
  /** Unit number of an identifier. */
  unitOf(idKind: string, identifier: string): number;
}

/** Stores a validated dataset in a folder of its own. */
export async function storeAlone(dataset: ValidatedDataset, folder: string): Promise<StoredAlone> {
  fs.mkdirSync(folder, { recursive: true });
  const columns = new ReadableFolder(folder);
  const lists = dataset.identifiers;
  for (const [idKind, list] of lists) {
    if (list.type === 'numbers') columns.addPseudonyms(idKind, list.values);
    else columns.addPublicIdentifiers(idKind, list.values);
  }
  await dataset.write(columns, (idKind) => {
    const size = lists.get(idKind)!.values.length;
    return { numbers: Int32Array.from({ length: size }, (_, i) => i), universeSize: size };
  });
  await columns.written();
  const content = columns.stored;
  return {
    reader: new FolderReader('no.test', '1', folder, content),
    content,
    unitOf: (idKind, identifier) => textsOf(lists.get(idKind)!).indexOf(identifier),
  };
}

function textsOf(list: IdentifierList): readonly string[] {
  return list.type === 'texts' ? list.values : Array.from(list.values, String);
}

/** A new folder below another. */
export function subFolder(parent: string, name: string): string {
  const folder = path.join(parent, name);
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
