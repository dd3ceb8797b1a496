import { hashText } from '../../base/hash.ts';
import { unionOf as mergeAscending, placesIn } from '../../metadata/store/ascending.ts';
import type { UnitUniverse } from '../../metadata/stored-column.ts';
import { sharedInt32 } from '../column.ts';

/** Several universes as one. */
export interface UnionOfUnits {
  /** All units, ascending by identifier like each of the universes. */
  readonly universe: UnitUniverse;
  /** By universe: the number that each of its units has among all; `undefined` where it has all of them. */
  readonly places: readonly (Int32Array | undefined)[];
}

/** All units of several universes in one numbering. */
export function unionOf(universes: readonly UnitUniverse[]): UnionOfUnits {
  const unitType = universes[0]!.unitType;
  const contentHash = hashText(universes.map((universe) => universe.contentHash).join(' '));
  const lists = universes.flatMap(({ pseudonyms }) => (pseudonyms === undefined ? [] : [pseudonyms]));
  if (lists.length < universes.length) return unionOfTexts(unitType, contentHash, universes);
  const pseudonyms = lists.reduce(mergeAscending);
  const size = pseudonyms.length;
  const identifierOf = (unit: number): string => String(pseudonyms[unit]!);
  const universe = { unitType, size, identifierOf, pseudonyms, contentHash };
  return { universe, places: lists.map((list) => (list.length === size ? undefined : placesIn(pseudonyms, list))) };
}

function unionOfTexts(
  unitType: string,
  contentHash: UnitUniverse['contentHash'],
  universes: readonly UnitUniverse[],
): UnionOfUnits {
  const texts = universes.map((universe) =>
    Array.from({ length: universe.size }, (_, unit) => universe.identifierOf(unit)),
  );
  const all = [...new Set(texts.flat())].sort((a, b) => (a < b ? -1 : 1));
  const place = new Map(all.map((text, unit) => [text, unit]));
  const universe = { unitType, size: all.length, identifierOf: (unit: number) => all[unit]!, contentHash };
  const places = texts.map((list) => {
    if (list.length === all.length) return undefined;
    const own = sharedInt32(list.length);
    list.forEach((text, i) => (own[i] = place.get(text)!));
    return own;
  });
  return { universe, places };
}
