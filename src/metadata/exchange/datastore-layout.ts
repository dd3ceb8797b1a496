import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import type { DatabankProblem } from '../databank-error.ts';
import { databankProblem } from '../databank-error.ts';
import { isObject } from '../store/content.ts';
import type { DraftStatus, UpdateOperation } from '../store/manifest.ts';
import { compareVersions, parseVersion, shortVersion, type VersionNumber } from '../version-number.ts';

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
    const root = object(readJson(folder, versionsFile), versionsFile, '');
    const versions = list(root['versions'], versionsFile, 'versions')
      .map((entry, i) => readVersion(entry, `versions.${i}`))
      .reverse();
    versions.forEach(({ version, number }, i) => {
      const before = versions[i - 1];
      if (before !== undefined && compareVersions(before.number, number) >= 0) {
        throw new InvalidDatastore(databankProblem('exchange-datastore-versions', { version }));
      }
    });
    if (versions.length === 0) return databankProblem('exchange-datastore-empty', { folder });
    const draft = readDraft(folder);
    return {
      folder,
      name: text(root['name'], versionsFile, 'name'),
      label: text(root['label'], versionsFile, 'label'),
      versions,
      ...(draft === undefined ? {} : { draft }),
    };
  } catch (error) {
    if (error instanceof InvalidDatastore) return error.problem;
    throw error;
  }
}

/** A JSON file of the metadata folder; `undefined` where there is none. */
export function readDatastoreJson(folder: string, file: string): Json | undefined | DatabankProblem {
  try {
    return readJson(folder, file);
  } catch (error) {
    if (error instanceof InvalidDatastore) return error.problem;
    throw error;
  }
}

const operations = ['ADD', 'CHANGE', 'REMOVE', 'PATCH_METADATA'] as const;
const statuses = ['DRAFT', 'PENDING_RELEASE', 'PENDING_DELETE'] as const;

function readVersion(json: Json, where: string): DatastoreVersion {
  const entry = object(json, versionsFile, where);
  const version = text(entry['version'], versionsFile, `${where}.version`);
  const number = parseVersion(version);
  if (number === undefined) throw new InvalidDatastore(databankProblem('exchange-datastore-versions', { version }));
  return {
    version: shortVersion(number),
    number,
    description: text(entry['description'] ?? '', versionsFile, `${where}.description`),
    releaseTime: whole(entry['releaseTime'], versionsFile, `${where}.releaseTime`),
    updates: readUpdates(entry, versionsFile, where),
  };
}

type JsonObject = { readonly [key: string]: Json | undefined };

function readUpdates(entry: JsonObject, file: string, where: string): readonly DatastoreUpdate[] {
  return list(entry['dataStructureUpdates'], file, `${where}.dataStructureUpdates`).map((json, i) => {
    const place = `${where}.dataStructureUpdates.${i}`;
    const update = object(json, file, place);
    return {
      name: text(update['name'], file, `${place}.name`),
      operation: oneOf(update['operation'], operations, file, `${place}.operation`),
      description: text(update['description'] ?? '', file, `${place}.description`),
    };
  });
}

function readDraft(folder: string): Datastore['draft'] {
  const file = 'draft_version.json';
  if (!fs.existsSync(metadataPath(folder, file))) return undefined;
  const entry = object(readJson(folder, file), file, '');
  const updates = readUpdates(entry, file, '');
  if (updates.length === 0) return undefined;
  const entries = list(entry['dataStructureUpdates'], file, 'dataStructureUpdates');
  return {
    stamp: whole(entry['releaseTime'], file, 'releaseTime'),
    updates: updates.map((update, i) => ({
      ...update,
      status: oneOf(
        object(entries[i], file, 'dataStructureUpdates')['releaseStatus'],
        statuses,
        file,
        `dataStructureUpdates.${i}.releaseStatus`,
      ),
    })),
  };
}

function readJson(folder: string, file: string): Json {
  try {
    return JSON.parse(fs.readFileSync(metadataPath(folder, file), 'utf8').replace(/^\ufeff/u, '')) as Json;
  } catch {
    return invalid(file, '');
  }
}

function invalid(file: string, field: string): never {
  throw new InvalidDatastore(databankProblem('exchange-datastore-file', { file, field: field.replace(/^\./u, '') }));
}

function object(json: Json | undefined, file: string, field: string): JsonObject {
  return isObject(json) ? json : invalid(file, field);
}

function list(json: Json | undefined, file: string, field: string): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : invalid(file, field);
}

function text(json: Json | undefined, file: string, field: string): string {
  return typeof json === 'string' ? json : invalid(file, field);
}

function whole(json: Json | undefined, file: string, field: string): number {
  return typeof json === 'number' && Number.isSafeInteger(json) && json >= 0 ? json : invalid(file, field);
}

function oneOf<T extends string>(json: Json | undefined, allowed: readonly T[], file: string, field: string): T {
  return allowed.find((value) => value === json) ?? invalid(file, field);
}
