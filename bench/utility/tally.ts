/** Errors of many released numbers, summed up. */
export class Tally {
  count = 0;
  sum = 0;
  absolute = 0;
  squares = 0;
  largest = 0;

  add(error: number): void {
    this.count++;
    this.sum += error;
    this.absolute += Math.abs(error);
    this.squares += error * error;
    this.largest = Math.max(this.largest, Math.abs(error));
  }

  /** Mean error; NaN without errors. */
  get bias(): number {
    return this.sum / this.count;
  }

  /** Mean absolute error. */
  get meanAbsolute(): number {
    return this.absolute / this.count;
  }

  /** Root of the mean squared error. */
  get rms(): number {
    return Math.sqrt(this.squares / this.count);
  }

  /** Standard error of the mean error. */
  get standardError(): number {
    return Math.sqrt((this.squares / this.count - this.bias ** 2) / this.count);
  }
}

/** Tallies by name, made when first asked for. */
export class Tallies {
  readonly #tallies = new Map<string, Tally>();

  of(...names: readonly (string | number)[]): Tally {
    const name = names.join(' ');
    const known = this.#tallies.get(name);
    if (known !== undefined) return known;
    const made = new Tally();
    this.#tallies.set(name, made);
    return made;
  }

  all(): Iterable<Tally> {
    return this.#tallies.values();
  }
}

/** The size that stands for sizes up to a tenth more or less. */
export function bucketOf(size: number, buckets: readonly number[]): number | undefined {
  return buckets.find((bucket) => Math.abs(size - bucket) <= 0.1 * bucket);
}
