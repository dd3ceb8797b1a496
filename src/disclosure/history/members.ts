import type { SetCounts } from '../nodes.ts';

/**
 * Who is in a population: a bit for each unit of a universe, and where units have several rows also which of them. Bit sets that
 * are compared have the same length; once made they never change.
 */
export interface MemberSet {
  /** Names the numbering of the units: unit type and content hash of the universe. */
  readonly space: string;
  /** Bit `u & 31` of word `u >>> 5` belongs to unit `u`. */
  readonly units: Uint32Array;
  readonly counts: SetCounts;
  /** The first words of `units`, where these take time to get: most sets can be told apart by them. */
  readonly head?: Uint32Array;
  /** Which rows; absent where a unit has one row or none. */
  readonly rows?: MemberRows | undefined;
}

/** The rows of a population whose units have several. */
export interface MemberRows {
  /** Names the numbering of the rows: rows of different origins cannot be matched with one another. */
  readonly origin: string;
  /** Bit sets by page: of rows, or of the units that have a row in the page (a point in time). */
  readonly pages: ReadonlyMap<string, Uint32Array>;
  /** The unit of a bit; absent where bits are units. */
  readonly ownerOf?: (bit: number) => number;
  /** Whether no unit of the set has a row in the dataset that is not in the set. */
  readonly isWhole: boolean;
}

/** How far two sets are apart, and how much they share. */
export interface Comparison {
  /** Units that are in one set only (or whose rows differ); the limit when there are at least so many. */
  readonly distance: number;
  /** Those of them that are in the first set. */
  readonly lost: number;
}

const nothing = new Uint32Array(0);

/** Number of bits of a word. */
export function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Compares a set S with T ∩ P by units. Stops as soon as the limit is reached, so that sets which have little to do with each
 * other cost next to nothing.
 */
export function compareUnits(s: Uint32Array, t: Uint32Array, p: Uint32Array, limit: number): Comparison {
  let distance = 0;
  let lost = 0;
  for (let word = 0; word < s.length; word++) {
    const own = s[word]!;
    const differs = own ^ (t[word]! & p[word]!);
    if (differs === 0) continue;
    distance += bitsOf(differs);
    if (distance >= limit) return { distance: limit, lost: 0 };
    lost += bitsOf(differs & own);
  }
  return { distance, lost };
}

/** The units that are in S or in T ∩ P, but not in both. */
export function differingUnits(s: Uint32Array, t: Uint32Array, p: Uint32Array): Set<number> {
  const units = new Set<number>();
  addDiffering(s, t, p, undefined, units, Number.POSITIVE_INFINITY);
  return units;
}

/** The units of T that are in P. */
export function sharedUnits(t: Uint32Array, p: Uint32Array): Uint32Array {
  const shared = new Uint32Array(new SharedArrayBuffer(p.length * 4));
  for (let word = 0; word < p.length; word++) shared[word] = t[word]! & p[word]!;
  return shared;
}

/** Number of units whose rows differ between S and T ∩ P, rows of one origin; the limit when there are at least so many. Puts them into `units`. */
export function rowDistance(
  s: MemberRows,
  t: MemberRows,
  p: MemberRows,
  limit: number,
  units = new Set<number>(),
): number {
  for (const [page, within] of p.pages) {
    const own = s.pages.get(page) ?? nothing;
    const other = t.pages.get(page) ?? nothing;
    if (own === other || (own === nothing && other === nothing)) continue;
    if (!addDiffering(own, other, within, s.ownerOf, units, limit)) return limit;
  }
  return units.size;
}

/** Number of units whose rows in S are not all their rows in P or, for units outside T, not none; the limit when there are so many. */
export function distanceToUnits(
  s: MemberRows,
  t: Uint32Array,
  p: MemberRows,
  limit: number,
  units = new Set<number>(),
): number {
  const { ownerOf } = s;
  for (const [page, within] of p.pages) {
    const own = s.pages.get(page) ?? nothing;
    const isClose =
      ownerOf === undefined
        ? addDiffering(own, t, within, undefined, units, limit)
        : addUnlikeUnits(own, t, within, ownerOf, units, limit);
    if (!isClose) return limit;
  }
  return units.size;
}

/** The same where bits are rows: adds the owners of those that are in S although their unit is not in T, or the other way round. */
function addUnlikeUnits(
  s: Uint32Array,
  t: Uint32Array,
  p: Uint32Array,
  ownerOf: (bit: number) => number,
  units: Set<number>,
  limit: number,
): boolean {
  for (let word = 0; word < p.length; word++) {
    let left = p[word]!;
    while (left !== 0) {
      const lowest = 31 - Math.clz32(left & -left);
      const owner = ownerOf(word * 32 + lowest);
      const isExpected = ((t[owner >>> 5]! >>> (owner & 31)) & 1) === 1;
      const isThere = (((s[word] ?? 0) >>> lowest) & 1) === 1;
      if (isExpected !== isThere) units.add(owner);
      if (units.size >= limit) return false;
      left &= left - 1;
    }
  }
  return true;
}

/** Adds the owners of the bits that differ; false as soon as there are as many as the limit. A page without bits may be empty. */
function addDiffering(
  s: Uint32Array,
  t: Uint32Array,
  p: Uint32Array,
  ownerOf: MemberRows['ownerOf'],
  units: Set<number>,
  limit: number,
): boolean {
  for (let word = 0; word < p.length; word++) {
    let differs = (s[word] ?? 0) ^ ((t[word] ?? 0) & p[word]!);
    while (differs !== 0) {
      const bit = word * 32 + (31 - Math.clz32(differs & -differs));
      units.add(ownerOf === undefined ? bit : ownerOf(bit));
      if (units.size >= limit) return false;
      differs &= differs - 1;
    }
  }
  return true;
}

/** The rows of T that are in P, rows of one origin. */
export function sharedRows(t: MemberRows, p: MemberRows): ReadonlyMap<string, Uint32Array> {
  const shared = new Map<string, Uint32Array>();
  for (const [page, within] of p.pages) shared.set(page, sharedUnits(t.pages.get(page) ?? empty(within), within));
  return shared;
}

function empty(like: Uint32Array): Uint32Array {
  return new Uint32Array(like.length);
}
