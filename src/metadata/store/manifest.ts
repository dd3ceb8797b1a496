import type { Json } from '../../base/canonical-json.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { DataNature } from '../catalogue.ts';
import { parseVersion, shortVersion } from '../version-number.ts';
import { isHash, isObject } from './content.ts';

/** The number of the folder format; another number is refused. */
export const storeFormat = 2;

/** Name of the manifest file. */
export const manifestName = 'databank.json';

/** What a change does to a variable of a databank. */
export type UpdateOperation = 'ADD' | 'CHANGE' | 'REMOVE' | 'PATCH_METADATA';

/** What the strongest change of a release makes of it: which part of the version number it raises. */
export type UpdateType = 'MAJOR' | 'MINOR' | 'PATCH';

/** Whether a change of the draft is to be part of the next release. */
export type DraftStatus = 'DRAFT' | 'PENDING_RELEASE' | 'PENDING_DELETE';

/**
 * How a databank's units of pseudonymised types are identified when they come in: by numbers that are pseudonyms already, or
 * by anything, which is made into pseudonyms.
 */
export type IdentifierKind = 'pseudonyms' | 'raw';

/** A change of one variable. */
export interface Update {
  readonly name: string;
  readonly operation: UpdateOperation;
  readonly description: string;
}

/** A released version; nothing that it lists changes any more. */
export interface ManifestVersion {
  /** Short form: `38`, `38.1`, `38.1.2`. */
  readonly version: string;
  readonly catalogue: ContentHash;
  readonly content: ContentHash;
  readonly updateType: UpdateType;
  readonly description: string;
  /** Seconds since 1970-01-01, UTC. */
  readonly releaseTime: number;
  readonly updates: readonly Update[];
}

/** A change that is not released yet. */
export interface DraftUpdate extends Update {
  readonly status: DraftStatus;
}

/** What is not released yet: catalogue and columns as they would be if all of it were. */
export interface ManifestDraft {
  readonly catalogue: ContentHash;
  readonly content: ContentHash;
  /** Seconds since 1970-01-01 of the last change; 0 for a new databank. */
  readonly stamp: number;
  readonly updates: readonly DraftUpdate[];
  /** The universes may hold units that no variable has any more: a pending change was taken back. */
  readonly loose?: true;
}

/** What is said of a databank when it is created, and stays. */
export interface ManifestFacts {
  readonly databank: string;
  readonly nature: DataNature;
  readonly identifiers: IdentifierKind;
  /** Id of the laxest disclosure policy that the data may be used under; without one, what follows from their nature. */
  readonly minimumPolicy?: string;
  /** Synthetic and public databanks publish the secret that record keys are made with: 64 hexadecimal digits. */
  readonly publishedSecret?: string;
  /** A researcher's own data; see `Catalogue.isOwn`. */
  readonly isOwn?: true;
}

/**
 * The one file of a databank folder that has a fixed name. Every change of a databank writes files that nothing lists yet, and
 * then replaces this one; so there is always either the old state or the new one.
 */
export interface Manifest extends ManifestFacts {
  readonly format: typeof storeFormat;
  /** Oldest first. */
  readonly versions: readonly ManifestVersion[];
  readonly draft?: ManifestDraft;
}

/** Thrown within this module for the first thing that is wrong; `readManifest` returns its text. */
class InvalidManifest extends Error {}

/** Reads a manifest from parsed JSON; a text says what is wrong with it. */
export function readManifest(json: Json): Manifest | string {
  try {
    const { format, versions, draft, ...facts } = object(json, 'the manifest');
    if (format !== storeFormat) invalid(`the format number is not ${storeFormat}`);
    const list = listOf(versions, 'the versions').map(readVersion);
    if (list.length === 0 && draft === undefined) invalid('there is neither a version nor a draft');
    return {
      format: storeFormat,
      ...readFacts(facts),
      versions: list,
      ...(draft === undefined ? {} : { draft: readDraft(draft) }),
    };
  } catch (error) {
    if (error instanceof InvalidManifest) return error.message;
    throw error;
  }
}

function readFacts({
  databank,
  nature,
  identifiers,
  minimumPolicy,
  publishedSecret,
  isOwn,
}: JsonObject): ManifestFacts {
  if (typeof databank !== 'string' || !isDatabankName(databank)) invalid('the databank name is not valid');
  if (nature === 'confidential' && publishedSecret !== undefined)
    invalid('a confidential databank publishes its secret');
  if (publishedSecret !== undefined && !/^[0-9a-f]{64}$/u.test(text(publishedSecret, 'the published secret'))) {
    invalid('the published secret is not 64 hexadecimal digits');
  }
  return {
    databank,
    nature: oneOf(nature, ['synthetic', 'public', 'confidential'], 'the nature'),
    identifiers: oneOf(identifiers, ['pseudonyms', 'raw'], 'the kind of identifiers'),
    ...(minimumPolicy === undefined ? {} : { minimumPolicy: text(minimumPolicy, 'the minimum policy') }),
    ...(publishedSecret === undefined ? {} : { publishedSecret: text(publishedSecret, 'the published secret') }),
    ...(isOwn === true ? { isOwn } : {}),
  };
}

/** Whether a text may name a databank: words of small letters and digits, with points between them. */
export function isDatabankName(name: string): boolean {
  return /^[a-z0-9]+(?:\.[a-z0-9]+)*$/u.test(name);
}

const operations = ['ADD', 'CHANGE', 'REMOVE', 'PATCH_METADATA'] as const;
const statuses = ['DRAFT', 'PENDING_RELEASE', 'PENDING_DELETE'] as const;

function readVersion(json: Json): ManifestVersion {
  const { version, catalogue, content, updateType, description, releaseTime, updates } = object(json, 'a version');
  const number = typeof version === 'string' ? parseVersion(version) : undefined;
  if (number === undefined || shortVersion(number) !== version) invalid('a version has no number in short form');
  return {
    version,
    catalogue: hash(catalogue),
    content: hash(content),
    updateType: oneOf(updateType, ['MAJOR', 'MINOR', 'PATCH'], 'the type of a version'),
    description: text(description, 'the description of a version'),
    releaseTime: seconds(releaseTime),
    updates: listOf(updates, 'the changes of a version').map((update) => readUpdate(object(update, 'a change'))),
  };
}

function readDraft(json: Json): ManifestDraft {
  const { catalogue, content, stamp, updates, loose } = object(json, 'the draft');
  return {
    catalogue: hash(catalogue),
    content: hash(content),
    stamp: seconds(stamp),
    updates: listOf(updates, 'the changes of the draft').map((entry) => {
      const update = object(entry, 'a change');
      return { ...readUpdate(update), status: oneOf(update['status'], statuses, 'the status of a change') };
    }),
    ...(loose === true ? { loose } : {}),
  };
}

function readUpdate({ name, operation, description }: JsonObject): Update {
  return {
    name: text(name, 'the name of a change'),
    operation: oneOf(operation, operations, 'the kind of a change'),
    description: text(description, 'the description of a change'),
  };
}

type JsonObject = { readonly [key: string]: Json | undefined };

function invalid(what: string): never {
  throw new InvalidManifest(what);
}

function object(json: Json | undefined, what: string): JsonObject {
  return isObject(json) ? json : invalid(`${what} is not an object`);
}

function listOf(json: Json | undefined, what: string): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : invalid(`${what} are not a list`);
}

function text(json: Json | undefined, what: string): string {
  return typeof json === 'string' ? json : invalid(`${what} is not a text`);
}

function seconds(json: Json | undefined): number {
  return typeof json === 'number' && Number.isSafeInteger(json)
    ? json
    : invalid('a time is not a whole number of seconds');
}

function hash(json: Json | undefined): ContentHash {
  return isHash(json) ? json : invalid('a document is not named by its hash');
}

function oneOf<T extends string>(json: Json | undefined, allowed: readonly T[], what: string): T {
  return allowed.find((value) => value === json) ?? invalid(`${what} is none of ${allowed.join(', ')}`);
}
