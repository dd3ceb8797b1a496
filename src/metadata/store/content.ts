import type { Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { UnitTypeName } from '../catalogue.ts';

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
  | {
      readonly kind: 'unit';
      readonly place: BufferPlace;
      readonly unitType: UnitTypeName;
      /** The universe that the values are numbers of, where it is not the current one. */
      readonly universe?: ContentHash;
    };

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

/** What a data owner may want to know of a variable; never part of what researchers read. */
export interface StoredStatistics {
  readonly rows: number;
  /** Units that have at least one row. */
  readonly units: number;
}

interface StoredVariableFacts {
  readonly unitType: UnitTypeName;
  /** The universe that the rows' units are numbers of, where it is not the current one. */
  readonly universe?: ContentHash;
  /** Absent where the parts of a variable were written apart from each other. */
  readonly statistics?: StoredStatistics;
}

/** A variable with one block. */
export interface StoredFixed extends StoredVariableFacts {
  readonly layout: 'fixed';
  readonly block: StoredBlock;
}

/** A variable with one block for each status date or period, ascending in time. */
export interface StoredBlocks extends StoredVariableFacts {
  readonly layout: 'blocks';
  readonly blocks: readonly StoredPeriodBlock[];
}

/** Spells of each unit as compressed sparse rows: offsets into start, stop and value. */
export interface StoredHistory extends StoredVariableFacts {
  readonly layout: 'history';
  readonly offsets: StoredFile & { readonly place: BufferPlace };
  readonly spells: StoredFile & {
    readonly spellCount: number;
    readonly starts: BufferPlace;
    readonly stops: BufferPlace;
    readonly values: StoredValues;
  };
}

/** The stored form of a variable; any temporality but FIXED may choose a history. */
export type StoredVariable = StoredFixed | StoredBlocks | StoredHistory;

/**
 * An earlier state of a universe that listed columns are numbered under: since units are numbered in ascending order of
 * identifier, units that come later move the numbers of those before them.
 */
export interface Generation {
  /** Hash that named the universe then. */
  readonly universe: ContentHash;
  readonly size: number;
  /** The present number of each unit of then, ascending: int32. */
  readonly ranks: StoredFile & { readonly place: BufferPlace };
}

/** The units of one identifier space: pseudonyms in a column file, or public identifiers as texts. */
export type StoredUniverse = (StoredPseudonyms | StoredPublicIdentifiers) & {
  /** Those that listed columns use. */
  readonly earlier?: readonly Generation[];
};

/** A universe of pseudonyms, ascending. */
export interface StoredPseudonyms {
  readonly type: 'pseudonyms';
  readonly size: number;
  readonly file: StoredFile;
  readonly place: BufferPlace;
  /** Second keyed number of each unit, by which the raw identifier is known again: float64; absent where there is none. */
  readonly checks?: StoredFile & { readonly place: BufferPlace };
}

/** A universe of public identifiers, in code-point order. */
export interface StoredPublicIdentifiers {
  readonly type: 'texts';
  readonly size: number;
  readonly texts: ContentHash;
}

/** The hash that names a universe. */
export function universeHash(universe: StoredUniverse): ContentHash {
  return universe.type === 'texts' ? universe.texts : universe.file.hash;
}

/** All that one databank version consists of; itself a file named by its hash. */
export interface StoredContent {
  /** By identifier space. */
  readonly universes: Readonly<Record<string, StoredUniverse>>;
  /** By variable name. */
  readonly variables: Readonly<Record<string, StoredVariable>>;
}

/** The file name of a hash below a databank folder: `columns/ab/ab12….arrow`. */
export function pathOfHash(folder: 'columns' | 'texts' | 'documents', hash: ContentHash): string {
  const digits = hash.slice('sha256:'.length);
  return `${folder}/${digits.slice(0, 2)}/${digits}${folder === 'columns' ? '.arrow' : '.json'}`;
}

/** Whether a value is a JSON object. */
export function isObject(json: Json | undefined): json is { readonly [key: string]: Json | undefined } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Whether a value is a content hash. */
export function isHash(json: Json | undefined): json is ContentHash {
  return typeof json === 'string' && /^sha256:[0-9a-f]{64}$/u.test(json);
}

/** An interface's value as the plain JSON that it is; members that are `undefined` are left out. */
export function plainJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
