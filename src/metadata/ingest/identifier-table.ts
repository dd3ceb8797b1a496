import { hashBytes, TextTable, type TextTableParts } from './text-table.ts';

/** The buffers of a `NumberTable`, which can be sent to another thread without copying. */
export interface NumberTableParts {
  readonly keys: Float64Array<SharedArrayBuffer>;
  readonly slots: Int32Array<SharedArrayBuffer>;
  readonly size: number;
}

/** Of the slots at most this share is taken, so that a search ends soon. */
const fullest = 0.7;

/** Gives distinct non-negative integers (below 2^53) indexes in the order in which they come: a hash table over typed arrays. */
export class NumberTable {
  #keys: Float64Array<SharedArrayBuffer>;
  #slots: Int32Array<SharedArrayBuffer>;
  #size: number;
  #limit: number;
  /** Where the last key was found. The next one often stands there, too, or right behind: files repeat the order of units. */
  #last = 0;

  constructor(parts?: NumberTableParts) {
    this.#keys = parts?.keys ?? new Float64Array(new SharedArrayBuffer(8 * 1024));
    this.#slots = parts?.slots ?? emptySlots(2048);
    this.#size = parts?.size ?? 0;
    this.#limit = Math.min(this.#keys.length, Math.floor(this.#slots.length * fullest));
  }

  get size(): number {
    return this.#size;
  }

  /** The keys by index. */
  get keys(): Float64Array<SharedArrayBuffer> {
    return this.#keys.subarray(0, this.#size);
  }

  /** The buffers, for another thread. */
  get parts(): NumberTableParts {
    return { keys: this.#keys, slots: this.#slots, size: this.#size };
  }

  /** The index of a key, which is added where it is new. */
  indexOf(key: number): number {
    const keys = this.#keys;
    const last = this.#last;
    if (keys[last] === key && last < this.#size) return last;
    const next = last + 1;
    if (next < this.#size && keys[next] === key) {
      this.#last = next;
      return next;
    }
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashNumber(key) & mask;
    for (let index = slots[slot]!; index >= 0; index = slots[slot]!) {
      if (keys[index] === key) {
        this.#last = index;
        return index;
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(key, slot);
  }

  /** The index of a key, or -1. */
  find(key: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashNumber(key) & mask;
    for (let index = this.#slots[slot]!; index >= 0; index = this.#slots[slot]!) {
      if (this.#keys[index] === key) return index;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  #add(key: number, slot: number): number {
    const index = this.#size;
    this.#keys[index] = key;
    this.#slots[slot] = index;
    this.#size = index + 1;
    this.#last = index;
    if (this.#size >= this.#limit) this.#grow();
    return index;
  }

  #grow(): void {
    if (this.#size >= this.#keys.length) {
      const wider = new Float64Array(new SharedArrayBuffer(16 * this.#keys.length));
      wider.set(this.#keys);
      this.#keys = wider;
    }
    if (this.#size >= Math.floor(this.#slots.length * fullest)) {
      const slots = emptySlots(2 * this.#slots.length);
      const mask = slots.length - 1;
      for (let index = 0; index < this.#size; index++) {
        let slot = hashNumber(this.#keys[index]!) & mask;
        while (slots[slot]! >= 0) slot = (slot + 1) & mask;
        slots[slot] = index;
      }
      this.#slots = slots;
    }
    this.#limit = Math.min(this.#keys.length, Math.floor(this.#slots.length * fullest));
  }
}

function emptySlots(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * length)).fill(-1);
}

function hashNumber(key: number): number {
  const high = (key / 4294967296) >>> 0;
  let hash = Math.imul((key >>> 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}

/** Digit texts up to this length are kept as numbers, see `digitKey`. */
export const mostDigits = 14;

const tens = Array.from({ length: mostDigits + 1 }, (_, length) => 16 * 10 ** (mostDigits - length));

/**
 * A text of 1 to 14 digits as a number, so that the order of numbers is the order of texts: the digits, filled up with zeros
 * to 14, and then the length (two texts may differ in trailing zeros only). Below 2^51.
 *
 * @param value  the number that the digits write
 */
export function digitKey(value: number, length: number): number {
  return value * tens[length]! + length;
}

/** The text that a digit key stands for. */
export function textOfDigitKey(key: number): string {
  const length = key % 16;
  return String((key - length) / tens[length]!).padStart(length, '0');
}

/** The buffers of an `IdentifierTable`, for another thread. */
export interface IdentifierTableParts {
  readonly numbers: NumberTableParts;
  readonly texts: TextTableParts;
}

/**
 * Gives identifiers of one space indexes in the order in which they come. Identifiers that are numbers (pseudonyms, or
 * texts of digits by their `digitKey`) have indexes from 0 up, other texts from -1 down.
 */
export class IdentifierTable {
  readonly numbers: NumberTable;
  readonly texts: TextTable;

  constructor(parts?: IdentifierTableParts) {
    this.numbers = new NumberTable(parts?.numbers);
    this.texts = new TextTable(parts?.texts);
  }

  get parts(): IdentifierTableParts {
    return { numbers: this.numbers.parts, texts: this.texts.parts };
  }

  /** The index of a text. */
  indexOfText(text: string): number {
    if (text.length <= mostDigits && /^[0-9]+$/u.test(text)) {
      return this.numbers.indexOf(digitKey(Number(text), text.length));
    }
    const bytes = encoder.encode(text);
    return ~this.texts.indexOf(bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
  }
}

const encoder = new TextEncoder();
