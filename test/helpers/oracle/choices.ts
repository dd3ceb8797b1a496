/** Decisions: read from a tape of numbers, or drawn from a seed and written down, so that they can be read again. */
export class Choices {
  readonly #tape: number[];
  readonly #draw: (() => number) | undefined;
  #next = 0;

  private constructor(tape: number[], draw: (() => number) | undefined) {
    this.#tape = tape;
    this.#draw = draw;
  }

  /** Decisions of a tape; an exhausted tape always decides for the first choice. */
  static of(tape: readonly number[]): Choices {
    return new Choices([...tape], undefined);
  }

  /** Decisions drawn at random; the same seed gives the same. */
  static random(seed: number): Choices {
    return new Choices([], generator(seed));
  }

  /** The decisions so far. */
  get tape(): readonly number[] {
    return this.#tape;
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    if (this.#draw !== undefined && this.#next >= this.#tape.length) this.#tape.push(this.#draw());
    const value = this.#tape[this.#next++] ?? 0;
    return count <= 1 ? 0 : value % count;
  }

  /** One of some things. */
  of<T>(things: readonly T[]): T {
    const found = things[this.below(things.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }

  /** Whether a thing that happens in one of `n` cases happens. */
  oneIn(n: number): boolean {
    return this.below(n) === n - 1;
  }

  /** One to `most` different things. */
  some<T>(things: readonly T[], most: number): readonly T[] {
    const chosen: T[] = [];
    const count = 1 + this.below(Math.min(most, things.length));
    for (let i = 0; i < count; i++) {
      const one = this.of(things);
      if (!chosen.includes(one)) chosen.push(one);
    }
    return chosen;
  }
}

/** Numbers below 2^20 from a 32-bit state (a Weyl sequence, mixed as in MurmurHash3). */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 12;
  };
}
