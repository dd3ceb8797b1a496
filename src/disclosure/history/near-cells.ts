import type { SetCounts } from '../nodes.ts';
import { printDistance } from './prints.ts';

/* Which of the cells that are known a set of units is near (rule DC-31). */

/** A set of units with its fingerprint. */
export type PrintedSet = SetCounts & { readonly print: Uint32Array };

/** A cell that is known. */
interface Ordered {
  readonly cell: PrintedSet;
  /** Ascending in the order of release. */
  readonly order: number;
}

/** Sets that differ in more words than this are never near. */
export const mostApart = 9;

/** An earlier cell that a set is near, and how far it is. */
export interface Neighbour<A> {
  readonly anchor: A;
  readonly distance: number;
}

/**
 * How far a set is from an earlier one that it is near, in words of the fingerprints: at most as many as there are units in one of
 * them only. `undefined` where it is not near. Sets of the same units count as near, at 0, where their rows differ a little.
 */
export function nearDistance(set: PrintedSet, earlier: PrintedSet): number | undefined {
  if (Math.abs(set.units - earlier.units) > mostApart) return undefined;
  const most = mostDistance(set.units, earlier.units);
  const distance = printDistance(set.print, earlier.print, most + 1);
  if (distance > most) return undefined;
  // Units that have several rows: the few that differ have at most twice as many as others.
  const perUnit = Math.max(set.rows / set.units, earlier.rows / earlier.units);
  return Math.abs(set.rows - earlier.rows) <= mostApart + 2 * distance * perUnit ? distance : undefined;
}

/** How far apart sets of so many units may be that overlap by at least half of the smaller one; none are where it is below 1. */
export function mostDistance(units: number, others: number): number {
  return Math.min(mostApart, units + others - 2 * Math.max(1, Math.ceil(Math.min(units, others) / 2)));
}

/*
 * Sets that are near agree in at least one of any ten words. Six bits of words in which a set has units, five words to a number, tell
 * nearly all others from it without a look at their cells.
 */
const bitsOfWord = 6;
const wordsOfPart = 5;
const partsOfSketch = 12;
const lastBits = 63;
/** The lowest, and the highest, of the bits of each word of a part. */
const lowestBits = 0x01041041;
const highestBits = 0x20820820;

/** A set as it is compared with many cells. */
export interface Sketch {
  /** The last bits of the words, and the highest bits of those words in which there are units. */
  readonly parts: readonly number[];
  readonly filled: readonly number[];
  /** Parts in which there are units in ten words at least; 0 where there are none. */
  readonly telling: number;
}

/** What a set is told from others by. */
export function sketchOf(print: Uint32Array): Sketch {
  const [parts, filled]: [number[], number[]] = [[], []];
  let words = 0;
  let telling = 0;
  for (let part = 0; part < partsOfSketch; part++) {
    let [bits, marks] = [0, 0];
    for (let word = part * wordsOfPart; word < (part + 1) * wordsOfPart; word++) {
      const isFilled = print[word] !== 0;
      bits = (bits << bitsOfWord) | (print[word]! & lastBits);
      marks = (marks << bitsOfWord) | (isFilled ? (lastBits + 1) / 2 : 0);
      if (isFilled) words++;
    }
    parts.push(bits);
    filled.push(marks);
    if (telling === 0 && words > mostApart) telling = part + 1;
  }
  return { parts, filled, telling };
}

/** Cells with the same number of units, in the order of release. */
export class Alike<A extends Ordered> {
  readonly #anchors: A[] = [];
  /** The parts of their sketches, cell by cell. */
  readonly #parts: number[] = [];

  push(anchor: A, { parts }: Sketch): void {
    this.#anchors.push(anchor);
    this.#parts.push(...parts);
  }

  pop(): void {
    this.#anchors.pop();
    this.#parts.length = this.#anchors.length * partsOfSketch;
  }

  shift(): void {
    this.#anchors.shift();
    this.#parts.splice(0, partsOfSketch);
  }

  /** The earliest cell that a set is near, of those that were released before number `before`. */
  nearest(set: PrintedSet, sketch: Sketch, before: number): Neighbour<A> | undefined {
    for (let at = 0; at < this.#anchors.length; at++) {
      if (sketch.telling > 0 && !this.#mayBeNear(sketch, at)) continue;
      const anchor = this.#anchors[at]!;
      if (anchor.order > before) return undefined;
      const distance = nearDistance(set, anchor.cell);
      if (distance !== undefined) return { anchor, distance };
    }
    return undefined;
  }

  /* Borrows show where the bits of a word are the same: what is left of them is all 0. */
  #mayBeNear({ parts, filled, telling }: Sketch, at: number): boolean {
    const from = at * partsOfSketch;
    for (let part = 0; part < telling; part++) {
      const differing = parts[part]! ^ this.#parts[from + part]!;
      if (((differing - lowestBits) & ~differing & highestBits & filled[part]!) !== 0) return true;
    }
    return false;
  }
}
