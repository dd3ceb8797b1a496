import fs from 'node:fs';
import type { Json } from '../../base/canonical-json.ts';
import { threshold } from '../../base/messages/message.ts';
import { type DatasetFiles, shownPath } from './dataset-files.ts';
import { type DatasetMetadata, readDatasetMetadata } from './dataset-metadata.ts';
import { locateJson, type TextPlace, textPlace } from './json-places.ts';
import type { ProblemList } from './problems.ts';
import { datasetName } from './revision.ts';

/** Larger files are no metadata. */
const largestFile = 1 << 28;

/** Reads a dataset's name and JSON file; `undefined` when something is wrong, which is then in the list. */
export function readMetadataFile(files: DatasetFiles, problems: ProblemList): DatasetMetadata | undefined {
  const file = shownPath(files, files.metadataFile);
  const isNamed = datasetName.test(files.name);
  if (!isNamed) problems.add(file, 'ingest-name-invalid', { name: files.name });
  const text = readText(files.metadataFile, file, problems);
  if (text === undefined) return undefined;
  const located = locateJson(text);
  const placeAt = (at: number) => {
    const { line, column } = textPlace(text, at);
    return { line: threshold(line), column: threshold(column) };
  };
  if (located.errorAt !== undefined) {
    problems.add(file, 'ingest-json-invalid', { file, ...placeAt(located.errorAt) });
    return undefined;
  }
  for (const { path, at } of located.twice)
    problems.add(file, 'ingest-key-twice', { file, field: path, ...placeAt(at) });
  const placeOf = (path: string): TextPlace | undefined => {
    const at = located.places.get(path);
    return at === undefined ? undefined : textPlace(text, at);
  };
  const metadata = readDatasetMetadata(files.name, file, JSON.parse(text) as Json, problems, placeOf);
  return isNamed && located.twice.length === 0 ? metadata : undefined;
}

/** A file's text without a byte order mark. Bytes that are no text are a problem: replaced silently, they would be other texts. */
function readText(path: string, file: string, problems: ProblemList): string | undefined {
  let bytes: Uint8Array;
  try {
    if (fs.statSync(path).size > largestFile) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    bytes = fs.readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (reason === 'ENOENT') problems.add(file, 'ingest-file-missing', { file });
    else problems.add(file, 'ingest-file-unreadable', { file, reason });
    return undefined;
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    problems.add(file, 'ingest-file-utf16', { file });
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = new TextDecoder().decode(bytes).split('\ufffd', 1).join('').split('\n').length;
    problems.add(file, 'ingest-file-not-utf8', { file, line: threshold(line) });
    return undefined;
  }
}
