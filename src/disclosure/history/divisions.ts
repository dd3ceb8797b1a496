import type { PrintedSet } from './near-cells.ts';

/** Units that a result has shown in cells of few, under a division that a script has made. */
export interface DividedUnits {
  /** Names the condition and the definitions of the variables that divide. */
  readonly division: string;
  /** Words of fingerprints: a unit that is in a bucket by itself has one of its own. */
  readonly units: Uint32Array;
  /** When it was shown (epoch seconds), where there is a clock. */
  readonly time?: number;
}

/** So many divisions of the same few people are what an analysis needs: age groups, income groups, some conditions. */
export const ordinaryDivisions = 8;

/** Each one more, and what it adds to the score: each tells a little more of how many they are. */
export const weightOfDivision = 5;

/** Units of a result that are remembered: those with the smallest words, which nobody can choose. */
const mostPerResult = 256;

/** After so many seconds a division is forgotten. */
const day = 86_400;

/**
 * The divisions that units have been shown under in cells of few (rule DC-32). Sums of the two halves of a few people, over many ways to
 * halve them, tell how many they are: whoever makes ever new variables for that is noticed by the people who are in such a cell each
 * time. Variables of the register divide, too, but there are only so many of them.
 */
export class DivisionHistory {
  readonly #most: number;
  /** By unit: its divisions with the times that they were made at. */
  readonly #divisions = new Map<number, Map<string, number>>();

  /** @param most units that are remembered; those that were seen first are forgotten first */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes in what a result has shown. Whether somebody in it has been in cells of few under more divisions than is ordinary. */
  add({ division, units, time = 0 }: DividedUnits): boolean {
    let isMany = false;
    for (const unit of units) {
      const known = this.#divisions.get(unit) ?? new Map<string, number>();
      this.#divisions.delete(unit);
      this.#divisions.set(unit, known.set(division, time));
      for (const [earlier, at] of known) if (time - at >= day) known.delete(earlier);
      if (known.size > ordinaryDivisions) isMany = true;
    }
    for (const unit of this.#divisions.keys()) {
      if (this.#divisions.size <= this.#most) break;
      this.#divisions.delete(unit);
    }
    return isMany;
  }

  /** Of some units those that have not been seen under this division. */
  unseen(division: string, units: Uint32Array): Uint32Array {
    return units.filter((unit) => this.#divisions.get(unit)?.has(division) !== true);
  }
}

/** The units of cells of few, as far as their fingerprints tell them apart. */
export function unitsOfFew(cells: Iterable<Pick<PrintedSet, 'print'>>): Uint32Array {
  const units = new Set<number>();
  for (const { print } of cells) for (const word of print) if (word !== 0) units.add(word);
  return Uint32Array.from(units).sort().subarray(0, mostPerResult);
}
