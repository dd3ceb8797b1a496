/**
 * A stream of decisions that depends on its seed alone.
 *
 * @see Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators", for the mixing steps; 32 bits are enough here.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** 32 random bits as a whole number from 0. */
  bits(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  }

  /** A whole number from 0 to `count` - 1; 0 when there is nothing to choose from. */
  below(count: number): number {
    return count <= 1 ? 0 : this.bits() % count;
  }

  /** A whole number between two bounds, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** Whether a thing that happens in `percent` of 100 cases happens. */
  chance(percent: number): boolean {
    return this.below(1000) < percent * 10;
  }

  /** One of some things, of which there is at least one. */
  of<T>(things: readonly T[]): T {
    const found = things[this.below(things.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }

  /** Some number of results of a maker. */
  list<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: this.between(least, most) }, make);
  }
}

/** The seed of one case of a series, so that any case can be made again without those before it. */
export function seedOfCase(series: number, index: number): number {
  return Math.imul(series + 1, 0x27d4eb2f) ^ Math.imul(index + 1, 0x165667b1);
}
