import type { ContentHash } from '../../base/hash.ts';
import { composed } from '../store/ascending.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import {
  type Generation,
  type StoredContent,
  type StoredUniverse,
  type StoredValues,
  type StoredVariable,
  universeHash,
} from '../store/content.ts';
import { idKindOf } from '../unit-types.ts';
import { numbersIn, type Universe, type UniverseReader } from './universes.ts';
import type { SourcedVariable } from './version-state.ts';

/**
 * A list of columns over the given universes. Columns that were numbered under earlier ones stay as they are; for each earlier
 * universe that is used, a file is written that says which number each of its units has now.
 */
export async function composeContent(
  columns: ColumnFolder,
  reader: UniverseReader,
  universes: ReadonlyMap<string, Universe>,
  variables: ReadonlyMap<string, SourcedVariable>,
): Promise<StoredContent> {
  const earlier = new EarlierUniverses(universes);
  const listed = new Map<string, StoredVariable>();
  const names = [...variables.keys()].sort();
  for (const name of names) listed.set(name, earlier.relate(variables.get(name)!));
  const entries: (readonly [string, StoredUniverse])[] = [];
  for (const [idKind, universe] of [...universes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const generations: Generation[] = [];
    for (const [hash, from] of earlier.usedOf(idKind)) {
      generations.push(await writeGeneration(columns, reader, idKind, hash, from, universe));
    }
    entries.push([idKind, { ...universe.stored, ...(generations.length === 0 ? {} : { earlier: generations }) }]);
  }
  return { universes: Object.fromEntries(entries), variables: Object.fromEntries(listed) };
}

async function writeGeneration(
  columns: ColumnFolder,
  reader: UniverseReader,
  idKind: string,
  hash: ContentHash,
  from: StoredContent,
  to: Universe,
): Promise<Generation> {
  const stored = from.universes[idKind]!;
  const ranks = composed(await reader.ranks(stored, hash), numbersIn(await reader.one(stored), to));
  const file = columns.addBuffer('number', { kind: 'int32', values: ranks }, idKind);
  return { universe: hash, size: ranks.length, ranks: file };
}

/** Keeps account of the earlier universes that variables are numbered under. */
class EarlierUniverses {
  readonly #current: ReadonlyMap<string, Universe>;
  readonly #used = new Map<string, Map<ContentHash, StoredContent>>();

  constructor(current: ReadonlyMap<string, Universe>) {
    this.#current = current;
  }

  /** Earlier universes of a space, by hash in ascending order, with a list of columns that knows them. */
  usedOf(idKind: string): readonly (readonly [ContentHash, StoredContent])[] {
    return [...(this.#used.get(idKind) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The variable with the universes named that are not the current ones. */
  relate({ stored, from }: SourcedVariable): StoredVariable {
    const { universe: own, ...rest } = stored;
    const universe = this.#relate(stored.unitType, own, from);
    const valuesOf = (values: StoredValues): StoredValues => this.#relateValues(values, from);
    const named = universe === undefined ? {} : { universe };
    switch (rest.layout) {
      case 'fixed':
        return { ...rest, ...named, block: { ...rest.block, values: valuesOf(rest.block.values) } };
      case 'blocks':
        return { ...rest, ...named, blocks: rest.blocks.map((b) => ({ ...b, values: valuesOf(b.values) })) };
      case 'history':
        return { ...rest, ...named, spells: { ...rest.spells, values: valuesOf(rest.spells.values) } };
    }
  }

  #relateValues(values: StoredValues, from: StoredContent): StoredValues {
    if (values.kind !== 'unit') return values;
    const { universe: own, ...rest } = values;
    const universe = this.#relate(values.unitType, own, from);
    return { ...rest, ...(universe === undefined ? {} : { universe }) };
  }

  #relate(unitType: string, own: ContentHash | undefined, from: StoredContent): ContentHash | undefined {
    const idKind = idKindOf(unitType);
    const hash = own ?? universeHash(from.universes[idKind]!);
    if (hash === universeHash(this.#current.get(idKind)!.stored)) return undefined;
    const used = this.#used.get(idKind) ?? new Map<ContentHash, StoredContent>();
    this.#used.set(idKind, used.set(hash, used.get(hash) ?? from));
    return hash;
  }
}
