import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { compareVersions, parseVersion, shortVersion, type VersionNumber } from '../../base/version-number.ts';
import type { DatabankProblem } from '../databank-error.ts';
import { databankProblem } from '../databank-error.ts';
import { InvalidForm, integerIn, type JsonObject, listIn, objectIn, oneOfIn, textIn } from '../json-form.ts';
import type { DraftStatus, UpdateOperation } from '../store/manifest.ts';

/** A change of one dataset, as a datastore lists it. */
export interface DatastoreUpdate {
  readonly name: string;
  readonly operation: UpdateOperation;
  readonly description: string;
}

/** A released version of a datastore. */
export interface DatastoreVersion {
  /** Short form. */
  readonly version: string;
  readonly number: VersionNumber;
  readonly description: string;
  /** Epoch seconds. */
  readonly releaseTime: number;
  readonly updates: readonly DatastoreUpdate[];
}

/** What a datastore's lists say, without metadata and data. */
export interface Datastore {
  readonly folder: string;
  readonly name: string;
  readonly label: string;
  /** Oldest first; at least one. */
  readonly versions: readonly DatastoreVersion[];
  readonly draft?: {
    readonly stamp: number;
    readonly updates: readonly (DatastoreUpdate & { readonly status: DraftStatus })[];
  };
}

const versionsFile = 'datastore_versions.json';

/** Full path of a file of the metadata folder. */
export function metadataPath(folder: string, file: string): string {
  return path.join(folder, 'datastore', file);
}

/** Whether a folder is a datastore in the platform's layout (datastore specification, b.1). */
export function isDatastoreFolder(folder: string): boolean {
  return fs.existsSync(metadataPath(folder, versionsFile));
}

/** Thrown within this module for a file that is missing or not of its form. */
class InvalidDatastore extends Error {
  readonly problem: DatabankProblem;

  constructor(problem: DatabankProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Reads what versions a datastore has and what is pending. */
export function readDatastore(folder: string): Datastore | DatabankProblem {
  if (!isDatastoreFolder(folder)) return databankProblem('exchange-datastore-missing', { folder });
  try {
    const { name, label, versions } = reading(versionsFile, () => readVersions(readJson(folder, versionsFile)));
    versions.forEach(({ version, number }, i) => {
      const before = versions[i - 1];
      if (before !== undefined && compareVersions(before.number, number) >= 0) {
        throw new InvalidDatastore(databankProblem('exchange-datastore-versions', { version }));
      }
    });
    if (versions.length === 0) return databankProblem('exchange-datastore-empty', { folder });
    const draft = readDraft(folder);
    return { folder, name, label, versions, ...(draft === undefined ? {} : { draft }) };
  } catch (error) {
    if (error instanceof InvalidDatastore) return error.problem;
    throw error;
  }
}

/** A JSON file of the metadata folder; `undefined` where there is none. */
export function readDatastoreJson(folder: string, file: string): Json | undefined | DatabankProblem {
  try {
    return reading(file, () => readJson(folder, file));
  } catch (error) {
    if (error instanceof InvalidDatastore) return error.problem;
    throw error;
  }
}

const operations = ['ADD', 'CHANGE', 'REMOVE', 'PATCH_METADATA'] as const;
const statuses = ['DRAFT', 'PENDING_RELEASE', 'PENDING_DELETE'] as const;

/** The versions, oldest first: the file has the newest first. */
function readVersions(json: Json): Pick<Datastore, 'name' | 'label' | 'versions'> {
  const root = objectIn(json, '');
  const versions = listIn(root['versions'], 'versions').map((entry, i) => readVersion(entry, `versions.${i}`));
  return {
    name: textIn(root['name'], 'name'),
    label: textIn(root['label'], 'label'),
    versions: versions.reverse(),
  };
}

function readVersion(json: Json, where: string): DatastoreVersion {
  const entry = objectIn(json, where);
  const version = textIn(entry['version'], `${where}.version`);
  const number = parseVersion(version);
  if (number === undefined) throw new InvalidDatastore(databankProblem('exchange-datastore-versions', { version }));
  return {
    version: shortVersion(number),
    number,
    description: textIn(entry['description'] ?? '', `${where}.description`),
    releaseTime: wholeIn(entry['releaseTime'], `${where}.releaseTime`),
    updates: readUpdates(entry, where),
  };
}

function readUpdates(entry: JsonObject, where: string): readonly DatastoreUpdate[] {
  return listIn(entry['dataStructureUpdates'], `${where}.dataStructureUpdates`).map((json, i) => {
    const place = `${where}.dataStructureUpdates.${i}`;
    const update = objectIn(json, place);
    return {
      name: textIn(update['name'], `${place}.name`),
      operation: oneOfIn(update['operation'], operations, `${place}.operation`),
      description: textIn(update['description'] ?? '', `${place}.description`),
    };
  });
}

function readDraft(folder: string): Datastore['draft'] {
  const file = 'draft_version.json';
  if (!fs.existsSync(metadataPath(folder, file))) return undefined;
  return reading(file, () => {
    const entry = objectIn(readJson(folder, file), '');
    const updates = readUpdates(entry, '');
    if (updates.length === 0) return undefined;
    const entries = listIn(entry['dataStructureUpdates'], 'dataStructureUpdates');
    const statusOf = (i: number): (typeof statuses)[number] => {
      const update = objectIn(entries[i], 'dataStructureUpdates');
      return oneOfIn(update['releaseStatus'], statuses, `dataStructureUpdates.${i}.releaseStatus`);
    };
    return {
      stamp: wholeIn(entry['releaseTime'], 'releaseTime'),
      updates: updates.map((update, i) => ({ ...update, status: statusOf(i) })),
    };
  });
}

function readJson(folder: string, file: string): Json {
  try {
    return JSON.parse(fs.readFileSync(metadataPath(folder, file), 'utf8').replace(/^\ufeff/u, '')) as Json;
  } catch {
    throw new InvalidForm('', 'is not JSON');
  }
}

/** What a part of a file says; an error names the file and the field. */
function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    const field = error.field.replace(/^\./u, '');
    throw new InvalidDatastore(databankProblem('exchange-datastore-file', { file, field }));
  }
}

/** The integer in a field, zero or more. */
function wholeIn(json: Json | undefined, field: string): number {
  const found = integerIn(json, field);
  if (found < 0) throw new InvalidForm(field, 'is negative');
  return found;
}
