import fs from 'node:fs';
import path from 'node:path';
import { placesIn } from '../store/ascending.ts';
import { type ColumnFolder } from '../store/column-folder.ts';
import {
  pathOfHash,
  type StoredContent,
  type StoredPseudonyms,
  type StoredPublicIdentifiers,
  type StoredUniverse,
  universeHash,
} from '../store/content.ts';
import { readBuffers } from '../store/read-buffers.ts';
import { sharedFloat64, sharedInt32 } from '../store/shared-buffer.ts';

/** The identifiers of a universe, in the order of its units' numbers. */
export type UniverseIdentifiers =
  | { readonly type: 'pseudonyms'; readonly pseudonyms: Float64Array; readonly checks?: Float64Array }
  | { readonly type: 'texts'; readonly texts: readonly string[] };

/** A universe with its identifiers in memory. */
export interface Universe {
  readonly identifiers: UniverseIdentifiers;
  /** As it is listed, without earlier generations. */
  readonly stored: StoredPseudonyms | StoredPublicIdentifiers;
}

/** Where a databank's files lie, and what it is called in messages. */
export interface Place {
  readonly folder: string;
  readonly databank: string;
}

/** Reads universes, each once. */
export class UniverseReader {
  readonly #place: Place;
  readonly #known = new Map<string, Promise<Universe>>();

  constructor(place: Place) {
    this.#place = place;
  }

  /** The universes of a list of columns, by identifier space. */
  async all({ universes }: StoredContent): Promise<ReadonlyMap<string, Universe>> {
    const read = new Map<string, Universe>();
    for (const [idKind, stored] of Object.entries(universes)) read.set(idKind, await this.one(stored));
    return read;
  }

  /** A universe. */
  one(stored: StoredUniverse): Promise<Universe> {
    const hash = universeHash(stored);
    const known = this.#known.get(hash) ?? this.#read(stored);
    this.#known.set(hash, known);
    return known;
  }

  /** The present number of each unit of an earlier generation of a universe. */
  async ranks(universe: StoredUniverse, earlier: string): Promise<Int32Array> {
    if (universeHash(universe) === earlier) return identity(universe.size);
    const generation = universe.earlier?.find((candidate) => candidate.universe === earlier);
    if (generation === undefined) throw new RangeError('a column is numbered under a universe that is not listed');
    const numbers = sharedInt32(generation.size);
    await readBuffers(this.#place, generation.ranks, [[generation.ranks.place, numbers]]);
    return numbers;
  }

  async #read(stored: StoredUniverse): Promise<Universe> {
    if (stored.type === 'texts') {
      const file = path.join(this.#place.folder, pathOfHash('texts', stored.texts));
      const texts = JSON.parse(await fs.promises.readFile(file, 'utf8')) as readonly string[];
      return { identifiers: { type: 'texts', texts }, stored: withoutEarlier(stored) };
    }
    const pseudonyms = sharedFloat64(stored.size);
    await readBuffers(this.#place, stored.file, [[stored.place, pseudonyms]]);
    const bare = withoutEarlier(stored);
    if (stored.checks === undefined) return { identifiers: { type: 'pseudonyms', pseudonyms }, stored: bare };
    const checks = sharedFloat64(stored.size);
    await readBuffers(this.#place, stored.checks, [[stored.checks.place, checks]]);
    return { identifiers: { type: 'pseudonyms', pseudonyms, checks }, stored: bare };
  }
}

function withoutEarlier(stored: StoredUniverse): StoredPseudonyms | StoredPublicIdentifiers {
  const { size } = stored;
  if (stored.type === 'texts') return { type: 'texts', size, texts: stored.texts };
  const { file, place, checks } = stored;
  return { type: 'pseudonyms', size, file, place, ...(checks === undefined ? {} : { checks }) };
}

/** Writes a universe. */
export function writeUniverse(columns: ColumnFolder, idKind: string, identifiers: UniverseIdentifiers): Universe {
  const stored =
    identifiers.type === 'texts'
      ? columns.addPublicIdentifiers(idKind, identifiers.texts)
      : columns.addPseudonyms(idKind, identifiers.pseudonyms, identifiers.checks);
  return { identifiers, stored };
}

/** The number in another universe of the same space of each unit; -1 for units that it does not have. */
export function numbersIn(from: Universe, to: Universe): Int32Array {
  if (universeHash(from.stored) === universeHash(to.stored)) return identity(from.stored.size);
  return numbersOf(from.identifiers, to);
}

/** The number in a universe of each of some identifiers; -1 for those that it does not have. */
export function numbersOf(identifiers: UniverseIdentifiers, { identifiers: all }: Universe): Int32Array {
  if (identifiers.type === 'pseudonyms' && all.type === 'pseudonyms') {
    return placesIn(all.pseudonyms, identifiers.pseudonyms);
  }
  if (identifiers.type === 'texts' && all.type === 'texts') {
    const places = new Map(all.texts.map((text, unit) => [text, unit]));
    return Int32Array.from(identifiers.texts, (text) => places.get(text) ?? -1);
  }
  throw new RangeError('identifiers of another kind than those of their universe');
}

function identity(size: number): Int32Array {
  const numbers = sharedInt32(size);
  for (let unit = 0; unit < size; unit++) numbers[unit] = unit;
  return numbers;
}
