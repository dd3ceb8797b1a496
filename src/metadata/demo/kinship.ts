import { mapInt32 } from './mapped.ts';
import { nobody, type People } from './people.ts';

/** The children of each mother as linked lists by serial number: the first child filed, and by child the next one. */
interface ChildLists {
  readonly first: Int32Array;
  readonly next: Int32Array;
}

function childrenOfMothers({ count, mother }: People): ChildLists {
  const first = new Int32Array(count).fill(nobody);
  const next = new Int32Array(count).fill(nobody);
  for (let child = count - 1; child >= 0; child--) {
    const parent = mother[child]!;
    if (parent === nobody) continue;
    next[child] = first[parent]!;
    first[parent] = child;
  }
  return { first, next };
}

/** What follows from the links between children and parents, by serial number. */
export interface Kinship {
  /** Number in the mother's children by birth, from 1; 0 without a known mother. */
  readonly parity: Uint8Array;
  /** Eldest of the children who have both parents in common; `nobody` for an only child. */
  readonly eldestSibling: Int32Array;
}

/**
 * Parity and siblings. Full siblings have the same mother and the same father, or the same mother while the fathers of
 * both are unknown; nobody has a known father only. Of two born on one day the lower serial number counts as the elder.
 */
export function kinshipOf(people: People): Kinship {
  const { count, birthDay, father } = people;
  const { first, next } = childrenOfMothers(people);
  const parity = new Uint8Array(count);
  const eldestSibling = new Int32Array(count).fill(nobody);
  const children: number[] = [];
  for (let mother = 0; mother < count; mother++) {
    children.length = 0;
    for (let child = first[mother]!; child !== nobody; child = next[child]!) children.push(child);
    children.sort((a, b) => birthDay[a]! - birthDay[b]! || a - b);
    for (let i = 0; i < children.length; i++) {
      const child = children[i]!;
      parity[child] = i + 1;
      const siblings = children.filter((other) => father[other] === father[child]);
      if (siblings.length > 1) eldestSibling[child] = siblings[0]!;
    }
  }
  return { parity, eldestSibling };
}

/** A parent of each person's parent: `nobody` where one of the two links is missing. */
export function grandparents(parent: Int32Array, parentOfParent: Int32Array): Int32Array {
  return mapInt32(parent, (link) => (link === nobody ? nobody : parentOfParent[link]!));
}
