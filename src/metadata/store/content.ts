import type { Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { DataNature, UnitTypeName } from '../catalogue.ts';

/** The number of the folder format; another number is refused. */
export const storeFormat = 1;

/** Where a buffer lies in its file, in bytes. */
export interface BufferPlace {
  readonly offset: number;
  readonly length: number;
}

/** A column file as listed: named by the hash of its bytes. */
export interface StoredFile {
  readonly hash: ContentHash;
  readonly byteLength: number;
}

/** How the values of a block lie in its file. */
export type StoredValues =
  | { readonly kind: 'float64'; readonly place: BufferPlace }
  | { readonly kind: 'int32'; readonly place: BufferPlace }
  | {
      readonly kind: 'dictionary';
      readonly place: BufferPlace;
      readonly width: 1 | 2 | 4;
      readonly dictionary: ContentHash;
    }
  | { readonly kind: 'unit'; readonly place: BufferPlace; readonly unitType: UnitTypeName };

/** Values of one variable at one time. Without `units`, one value for each unit of the universe. */
export interface StoredBlock extends StoredFile {
  readonly rowCount: number;
  readonly recordCount: number;
  readonly units?: BufferPlace;
  readonly values: StoredValues;
}

/** A block with the days at which it answers, both included. */
export interface StoredPeriodBlock extends StoredBlock {
  readonly startDay: EpochDay;
  readonly stopDay: EpochDay;
}

/**
 * The stored form of a variable.
 *
 * `fixed`: one block. `blocks`: one block for each status date or period. `history`: spells of each unit as compressed
 * sparse rows (offsets into start, stop and value), which any temporality but FIXED may choose.
 */
export type StoredVariable =
  | { readonly layout: 'fixed'; readonly unitType: UnitTypeName; readonly block: StoredBlock }
  | { readonly layout: 'blocks'; readonly unitType: UnitTypeName; readonly blocks: readonly StoredPeriodBlock[] }
  | {
      readonly layout: 'history';
      readonly unitType: UnitTypeName;
      readonly offsets: StoredFile & { readonly place: BufferPlace };
      readonly spells: StoredFile & {
        readonly spellCount: number;
        readonly starts: BufferPlace;
        readonly stops: BufferPlace;
        readonly values: StoredValues;
      };
    };

/** The units of one identifier space: pseudonyms in a column file, or public identifiers as texts. */
export type StoredUniverse =
  | { readonly type: 'pseudonyms'; readonly size: number; readonly file: StoredFile; readonly place: BufferPlace }
  | { readonly type: 'texts'; readonly size: number; readonly texts: ContentHash };

/** All that one databank version consists of; itself a file named by its hash. */
export interface StoredContent {
  /** By identifier space. */
  readonly universes: Readonly<Record<string, StoredUniverse>>;
  /** By variable name. */
  readonly variables: Readonly<Record<string, StoredVariable>>;
}

/** The one file of a databank folder that has a fixed name; written last, so a folder without it is no databank. */
export interface Manifest {
  readonly format: typeof storeFormat;
  readonly databank: string;
  readonly nature: DataNature;
  /** Id of the laxest disclosure policy that the data may be used under; without one, what follows from their nature. */
  readonly minimumPolicy?: string;
  /** Synthetic and public databanks publish the secret that record keys are made with: 64 hexadecimal digits. */
  readonly publishedSecret?: string;
  /** Newest last. */
  readonly versions: readonly ManifestVersion[];
}

/** One version: its name as a script writes it, and the files that hold its catalogue and its list of columns. */
export interface ManifestVersion {
  readonly version: string;
  readonly catalogue: ContentHash;
  readonly content: ContentHash;
}

/** The file name of a hash below a databank folder: `columns/ab/ab12….arrow`. */
export function pathOfHash(folder: 'columns' | 'texts' | 'documents', hash: ContentHash): string {
  const digits = hash.slice('sha256:'.length);
  return `${folder}/${digits.slice(0, 2)}/${digits}${folder === 'columns' ? '.arrow' : '.json'}`;
}

/** Name of the manifest file. */
export const manifestName = 'databank.json';

/** Reads a manifest from parsed JSON; a text says what is wrong with it. */
export function readManifest(json: Json): Manifest | string {
  if (!isObject(json)) return 'the manifest is not an object';
  const { format, databank, nature, minimumPolicy, publishedSecret, versions } = json;
  if (format !== storeFormat) return `the format number is not ${storeFormat}`;
  if (typeof databank !== 'string' || !/^[a-z0-9.]+$/u.test(databank)) return 'the databank name is not valid';
  if (nature !== 'synthetic' && nature !== 'public' && nature !== 'confidential') return 'the nature is not known';
  if (minimumPolicy !== undefined && typeof minimumPolicy !== 'string') return 'the minimum policy is not a name';
  if (
    publishedSecret !== undefined &&
    !(typeof publishedSecret === 'string' && /^[0-9a-f]{64}$/u.test(publishedSecret))
  ) {
    return 'the published secret is not 64 hexadecimal digits';
  }
  if (publishedSecret !== undefined && nature === 'confidential') return 'a confidential databank publishes its secret';
  if (!Array.isArray(versions) || versions.length === 0) return 'there are no versions';
  const list: ManifestVersion[] = [];
  for (const entry of versions as readonly Json[]) {
    if (!isObject(entry)) return 'a version is not an object';
    const { version, catalogue, content } = entry;
    if (typeof version !== 'string' || !isHash(catalogue) || !isHash(content)) return 'a version is not complete';
    list.push({ version, catalogue, content });
  }
  return {
    format,
    databank,
    nature,
    versions: list,
    ...(minimumPolicy === undefined ? {} : { minimumPolicy }),
    ...(publishedSecret === undefined ? {} : { publishedSecret }),
  };
}

/** Whether a value is a JSON object. */
export function isObject(json: Json | undefined): json is { readonly [key: string]: Json | undefined } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Whether a value is a content hash. */
function isHash(json: Json | undefined): json is ContentHash {
  return typeof json === 'string' && /^sha256:[0-9a-f]{64}$/u.test(json);
}

/** An interface's value as the plain JSON that it is; members that are `undefined` are left out. */
export function plainJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
