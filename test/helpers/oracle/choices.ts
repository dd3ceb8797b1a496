/** Decisions read from a tape of numbers; an exhausted tape always decides for the first choice. */
export class Choices {
  readonly #tape: readonly number[];
  #next = 0;

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
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
