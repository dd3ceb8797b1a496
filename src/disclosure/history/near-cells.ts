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
 * Sets that are near agree in at least one of any ten words. Six bits of ten words, in two numbers, tell nearly all others from a set
 * without a look at their cells.
 */
const bitsOfWord = 6;
const wordsOfSketch = 5;
const lowestBits = 0x01041041;
const highestBits = 0x20820820;

/** The last bits of five words of a fingerprint. */
function sketchOf(print: Uint32Array, from: number): number {
  let sketch = 0;
  for (let word = from; word < from + wordsOfSketch; word++) sketch = (sketch << bitsOfWord) | (print[word]! & 63);
  return sketch;
}

/** Sketches of the first words of a fingerprint, and of those that follow. */
export type Sketches = readonly [first: number, second: number];

/** The sketches of a set, by which it is compared with many cells. */
export function sketchesOf(print: Uint32Array): Sketches {
  return [sketchOf(print, 0), sketchOf(print, wordsOfSketch)];
}

/** Whether two sketches agree in the bits of a word: borrows show where the bits of a word are all 0. */
function agree(a: number, b: number): boolean {
  const differing = a ^ b;
  return ((differing - lowestBits) & ~differing & highestBits) !== 0;
}

/** Cells with the same number of units, in the order of release. */
export class Alike<A extends Ordered> {
  readonly #anchors: A[] = [];
  readonly #first: number[] = [];
  readonly #second: number[] = [];

  push(anchor: A): void {
    const [first, second] = sketchesOf(anchor.cell.print);
    this.#anchors.push(anchor);
    this.#first.push(first);
    this.#second.push(second);
  }

  pop(): void {
    this.#anchors.pop();
    this.#first.pop();
    this.#second.pop();
  }

  shift(): void {
    this.#anchors.shift();
    this.#first.shift();
    this.#second.shift();
  }

  /**
   * The earliest cell that a set is near, of those that were released before number `before`.
   *
   * @param sketches those of the set
   */
  nearest(set: PrintedSet, [first, second]: Sketches, before: number): Neighbour<A> | undefined {
    for (let at = 0; at < this.#anchors.length; at++) {
      if (!agree(this.#first[at]!, first) && !agree(this.#second[at]!, second)) continue;
      const anchor = this.#anchors[at]!;
      if (anchor.order > before) return undefined;
      const distance = nearDistance(set, anchor.cell);
      if (distance !== undefined) return { anchor, distance };
    }
    return undefined;
  }
}
