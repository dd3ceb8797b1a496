import type { Stamp } from './released.ts';

/** Holds an exact value; nothing outside the disclosure rules can take it out. */
class SecretBox<T> {
  readonly #value: T;
  constructor(value: T) {
    this.#value = value;
  }
  static open<T>(box: SecretBox<T>): T {
    return box.#value;
  }
  toJSON(): never {
    throw new Error('an exact value reached a serialiser');
  }
  toString(): never {
    throw new Error('an exact value reached a text');
  }
  valueOf(): never {
    throw new Error('an exact value reached arithmetic');
  }
  [Symbol.toPrimitive](): never {
    throw new Error('an exact value reached a conversion');
  }
}

/** A result that has passed disclosure control. */
class ReleasedResult<B> {
  readonly #sealed = true;
  readonly body: B;
  readonly stamp: Stamp;
  constructor(body: B, stamp: Stamp) {
    this.body = body;
    this.stamp = stamp;
  }
  static has(value: object): boolean {
    return #sealed in value;
  }
}

export type Secret<T> = SecretBox<T>;
export type Released<B> = ReleasedResult<B>;
export type Open = <T>(secret: Secret<T>) => T;

/** Boxes an exact value. */
export function secret<T>(value: T): Secret<T> {
  return new SecretBox(value);
}
