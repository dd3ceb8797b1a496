import type { Json } from '../../base/canonical-json.ts';
import type { ContentHash } from '../../base/hash.ts';
import { parseVersion, shortVersion } from '../../base/version-number.ts';
import type { DataNature } from '../catalogue.ts';
import { InvalidForm, integerIn, type JsonObject, listIn, objectIn, oneOfIn, textIn } from '../json-form.ts';
import { isHash } from './content.ts';

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

/** Reads a manifest from parsed JSON; a text says what is wrong with it. */
export function readManifest(json: Json): Manifest | string {
  try {
    const { format, versions, draft, ...facts } = objectIn(json, 'the manifest');
    if (format !== storeFormat) invalid('the format number', `is not ${storeFormat}`);
    const listed = listIn(versions, 'the list of versions').map(readVersion);
    if (listed.length === 0 && draft === undefined) invalid('the manifest', 'has neither a version nor a draft');
    return {
      format: storeFormat,
      ...readFacts(facts),
      versions: listed,
      ...(draft === undefined ? {} : { draft: readDraft(draft) }),
    };
  } catch (error) {
    if (error instanceof InvalidForm) return error.message;
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
  if (typeof databank !== 'string' || !isDatabankName(databank)) invalid('the databank name', 'is not valid');
  if (nature === 'confidential' && publishedSecret !== undefined)
    invalid('a confidential databank', 'publishes its secret');
  if (publishedSecret !== undefined && !/^[0-9a-f]{64}$/u.test(textIn(publishedSecret, 'the published secret'))) {
    invalid('the published secret', 'is not 64 hexadecimal digits');
  }
  return {
    databank,
    nature: oneOfIn(nature, ['synthetic', 'public', 'confidential'], 'the nature'),
    identifiers: oneOfIn(identifiers, ['pseudonyms', 'raw'], 'the kind of identifiers'),
    ...(minimumPolicy === undefined ? {} : { minimumPolicy: textIn(minimumPolicy, 'the minimum policy') }),
    ...(publishedSecret === undefined ? {} : { publishedSecret: textIn(publishedSecret, 'the published secret') }),
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
  const { version, catalogue, content, updateType, description, releaseTime, updates } = objectIn(json, 'a version');
  const number = typeof version === 'string' ? parseVersion(version) : undefined;
  if (number === undefined || shortVersion(number) !== version) invalid('a version', 'has no number in short form');
  return {
    version,
    catalogue: hash(catalogue),
    content: hash(content),
    updateType: oneOfIn(updateType, ['MAJOR', 'MINOR', 'PATCH'], 'the type of a version'),
    description: textIn(description, 'the description of a version'),
    releaseTime: integerIn(releaseTime, 'the release time'),
    updates: listIn(updates, 'the list of changes of a version').map((update) =>
      readUpdate(objectIn(update, 'a change')),
    ),
  };
}

function readDraft(json: Json): ManifestDraft {
  const { catalogue, content, stamp, updates, loose } = objectIn(json, 'the draft');
  return {
    catalogue: hash(catalogue),
    content: hash(content),
    stamp: integerIn(stamp, 'the stamp'),
    updates: listIn(updates, 'the list of changes of the draft').map((entry) => {
      const update = objectIn(entry, 'a change');
      return { ...readUpdate(update), status: oneOfIn(update['status'], statuses, 'the status of a change') };
    }),
    ...(loose === true ? { loose } : {}),
  };
}

function readUpdate({ name, operation, description }: JsonObject): Update {
  return {
    name: textIn(name, 'the name of a change'),
    operation: oneOfIn(operation, operations, 'the kind of a change'),
    description: textIn(description, 'the description of a change'),
  };
}

function invalid(field: string, what: string): never {
  throw new InvalidForm(field, what);
}

function hash(json: Json | undefined): ContentHash {
  return isHash(json) ? json : invalid('a document', 'is not named by its hash');
}
