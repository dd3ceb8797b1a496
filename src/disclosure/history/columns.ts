/* Columns that a history remembers (rule DC-06 c, `ledger`): not their values, but sketches in which two columns over the same rows
   can be compared, and from which the values are got back in which they differ, as long as these are few. */

/** Layers of a sketch: each sorts all rows into buckets in a way of its own. */
export const sketchLayers = 3;

/** Buckets of a layer. */
export const sketchBuckets = 128;

/** Words of a bucket: the halves of the values, and a keyed hash of rows with their values; each the XOR over its rows. */
export const bucketWords = 3;

/** Words of a sketch. */
export const sketchWords = sketchLayers * sketchBuckets * bucketWords;

/** Which way of making sketches this is: sketches that were made in another one cannot be compared with. */
export const sketchForm = 1;

/** The sketch of a column over the rows of a dataset. As confidential as the column. */
export interface ColumnSketch {
  /** Names the rows, by the keyed sums of their units, and the kind of value: only columns of one place are compared. */
  readonly place: string;
  readonly words: Uint32Array;
  /** The texts of a column of texts, where these are few: one that differs may have a text that the other lacks. */
  readonly texts?: readonly string[];
}

/** Sketches that a run keeps in memory: together about 75 megabytes. */
export const mostColumns = 16_384;

/**
 * The columns that have been made or imported, by place, in the order in which they came about: a column that differs from an
 * earlier one for few units is that one.
 */
export class ColumnHistory {
  readonly #most: number;
  readonly #byPlace = new Map<string, ColumnSketch[]>();
  /** In the order of making; only those that are in memory whole are forgotten. */
  readonly #held: ColumnSketch[] = [];

  /** @param most columns of this run that are remembered; the oldest is forgotten first */
  constructor(most = mostColumns) {
    this.#most = most;
  }

  /** The columns over some rows, the earliest first. */
  at(place: string): readonly ColumnSketch[] {
    return this.#byPlace.get(place) ?? [];
  }

  /** Remembers a column of this run. */
  add(sketch: ColumnSketch): void {
    this.restore(sketch);
    this.#held.push(sketch);
    if (this.#held.length <= this.#most) return;
    const oldest = this.#held.shift();
    const columns = oldest === undefined ? undefined : this.#byPlace.get(oldest.place);
    if (oldest !== undefined && columns !== undefined) columns.splice(columns.indexOf(oldest), 1);
  }

  /** Takes in what an earlier run has left: its words are read when they are needed, so there is no limit to their number. */
  restore(sketch: ColumnSketch): void {
    const columns = this.#byPlace.get(sketch.place);
    if (columns === undefined) this.#byPlace.set(sketch.place, [sketch]);
    else columns.push(sketch);
  }
}

/** The most buckets of a layer in which two sketches differ: never more than there are rows with another value. */
export function differingBuckets(difference: Uint32Array): number {
  let most = 0;
  for (let layer = 0; layer < sketchLayers; layer++) {
    let differing = 0;
    for (let bucket = 0; bucket < sketchBuckets; bucket++) {
      const at = (layer * sketchBuckets + bucket) * bucketWords;
      if ((difference[at]! | difference[at + 1]! | difference[at + 2]!) !== 0) differing++;
    }
    most = Math.max(most, differing);
  }
  return most;
}

/** What tells two sketches apart: nothing but zeros where the columns are the same. */
export function differenceOfSketches(a: ColumnSketch, b: ColumnSketch): Uint32Array {
  const [own, other] = [a.words, b.words];
  return own.map((word, at) => word ^ other[at]!);
}
