import fs from 'node:fs';
import path from 'node:path';
import { failDatabank } from '../databank-error.ts';

/** The data of a dataset: one file, or several Parquet files that belong together. */
export interface DataFiles {
  readonly format: 'csv' | 'csv.gz' | 'parquet';
  /** Full paths. */
  readonly paths: readonly string[];
}

/** The files of one incoming dataset. */
export interface DatasetFiles {
  /** As the files are called; `validateDataset` says whether it is a name. */
  readonly name: string;
  /** Full path of the JSON file, which may be missing. */
  readonly metadataFile: string;
  /** Absent where there is no data file. */
  readonly data?: DataFiles;
  /** Further data files that are there: which one is meant cannot be told. */
  readonly otherData?: readonly string[];
  /** Another metadata file of a dataset with the same name. */
  readonly twin?: string;
  /** Messages name files relative to this folder. */
  readonly folder: string;
}

/** What a file is called in messages. */
export function shownPath(files: Pick<DatasetFiles, 'folder'>, file: string): string {
  return path.relative(files.folder, file).split(path.sep).join('/');
}

/**
 * The datasets of a folder, ascending by name. A dataset is `NAME.json` beside `NAME.csv`, `NAME.csv.gz`, `NAME.parquet` or a
 * folder `NAME` of Parquet files; or all that in a folder `NAME`. A data file without a JSON file counts, too, so that it is
 * missed and not overlooked.
 *
 * @throws DatabankError `ingest-file-unreadable` for a folder that may not be looked into
 */
export function listDatasets(folder: string): readonly DatasetFiles[] {
  try {
    return datasetsIn(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^E(?!RR_)[A-Z]+$/u.test(code)) throw error;
    return failDatabank('ingest-file-unreadable', { file: folder, reason: code });
  }
}

function datasetsIn(folder: string): readonly DatasetFiles[] {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const root = path.resolve(folder);
  const found: DatasetFiles[] = [];
  const entries = fs.readdirSync(root, { withFileTypes: true });
  const beside = namesOf(entries);
  for (const name of beside) {
    const twin = path.join(root, name, `${name}.json`);
    const dataset = datasetIn(root, root, name);
    found.push(fs.existsSync(twin) ? { ...dataset, twin } : dataset);
  }
  for (const entry of entries) {
    const inside = path.join(root, entry.name);
    if (!isFolder(entry, inside) || entry.name.startsWith('.') || beside.has(entry.name)) continue;
    const names = namesOf(fs.readdirSync(inside, { withFileTypes: true }));
    if (names.has(entry.name)) found.push(datasetIn(root, inside, entry.name));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const endings = ['.json', '.csv', '.csv.gz', '.parquet'] as const;

function namesOf(entries: readonly fs.Dirent[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const entry of entries) {
    if (entry.isDirectory() || entry.name.startsWith('.')) continue;
    const ending = endings.find((each) => entry.name.endsWith(each));
    if (ending !== undefined) names.add(entry.name.slice(0, -ending.length));
  }
  return names;
}

function datasetIn(root: string, folder: string, name: string): DatasetFiles {
  const data = dataOf(folder, name);
  const [first, ...others] = data;
  return {
    name,
    metadataFile: path.join(folder, `${name}.json`),
    ...(first === undefined ? {} : { data: first }),
    ...(others.length === 0 ? {} : { otherData: others.flatMap(({ paths }) => paths.slice(0, 1)) }),
    folder: root,
  };
}

function dataOf(folder: string, name: string): readonly DataFiles[] {
  const single = (['csv', 'csv.gz', 'parquet'] as const).flatMap((format): DataFiles[] => {
    const file = path.join(folder, `${name}.${format}`);
    return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true ? [{ format, paths: [file] }] : [];
  });
  const several = path.join(folder, name);
  const paths = parquetFiles(several);
  // A folder that holds the JSON file is a dataset of its own.
  const isOwn = fs.existsSync(path.join(several, `${name}.json`));
  return paths.length === 0 || isOwn ? single : [...single, { format: 'parquet', paths }];
}

/** All Parquet files below a folder in the order of their paths. */
function parquetFiles(folder: string): readonly string[] {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.parquet'))
    .sort()
    .map((file) => path.join(folder, file))
    .filter((file) => fs.statSync(file).isFile());
}

function isFolder(entry: fs.Dirent, file: string): boolean {
  return (
    entry.isDirectory() ||
    (entry.isSymbolicLink() && fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
  );
}
