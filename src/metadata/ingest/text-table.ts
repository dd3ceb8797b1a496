/** The buffers of a `TextTable`, which can be sent to another thread without copying. */
export interface TextTableParts {
  /** The texts one after the other in UTF-8; text `i` ends at `ends[i]`. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly ends: Float64Array<SharedArrayBuffer>;
  readonly hashes: Int32Array<SharedArrayBuffer>;
  readonly slots: Int32Array<SharedArrayBuffer>;
  readonly size: number;
}

/** Gives distinct texts (as UTF-8 bytes) indexes in the order in which they come, without making strings of them. */
export class TextTable {
  #bytes: Uint8Array<SharedArrayBuffer>;
  #ends: Float64Array<SharedArrayBuffer>;
  #hashes: Int32Array<SharedArrayBuffer>;
  #slots: Int32Array<SharedArrayBuffer>;
  #size: number;

  constructor(parts?: TextTableParts) {
    this.#bytes = parts?.bytes ?? new Uint8Array(new SharedArrayBuffer(4096));
    this.#ends = parts?.ends ?? new Float64Array(new SharedArrayBuffer(8 * 256));
    this.#hashes = parts?.hashes ?? new Int32Array(new SharedArrayBuffer(4 * 256));
    this.#slots = parts?.slots ?? new Int32Array(new SharedArrayBuffer(4 * 512)).fill(-1);
    this.#size = parts?.size ?? 0;
  }

  get size(): number {
    return this.#size;
  }

  get parts(): TextTableParts {
    return { bytes: this.#bytes, ends: this.#ends, hashes: this.#hashes, slots: this.#slots, size: this.#size };
  }

  /** The index of a text with its hash (`hashBytes`), or -1. */
  find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = spread(hash) & mask;
    for (let index = slots[slot]!; index >= 0; index = slots[slot]!) {
      if (this.#hashes[index] === hash && this.#equals(index, bytes, from, to)) return index;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The index of a text, which is added where it is new; its bytes must be UTF-8. */
  indexOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const found = this.find(bytes, from, to, hash);
    return found >= 0 ? found : this.#add(bytes, from, to, hash);
  }

  /** A text by its index. */
  textOf(index: number): string {
    // A copy: a decoder takes no shared memory.
    return decoder.decode(this.#bytes.slice(this.#startOf(index), this.#ends[index]));
  }

  /** All texts by index. */
  texts(): string[] {
    return Array.from({ length: this.#size }, (_, index) => this.textOf(index));
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : this.#ends[index - 1]!;
  }

  #equals(index: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.#bytes;
    let at = this.#startOf(index);
    if (this.#ends[index]! - at !== to - from) return false;
    for (let i = from; i < to; i++) if (own[at++] !== bytes[i]) return false;
    return true;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const index = this.#size;
    const start = this.#startOf(index);
    const end = start + to - from;
    this.#makeRoom(end);
    for (let i = from; i < to; i++) this.#bytes[start + i - from] = bytes[i]!;
    this.#ends[index] = end;
    this.#hashes[index] = hash;
    this.#size = index + 1;
    this.#place(index);
    return index;
  }

  #place(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = spread(this.#hashes[index]!) & mask;
    while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index;
  }

  #makeRoom(end: number): void {
    if (end > this.#bytes.length) {
      const wider = new Uint8Array(new SharedArrayBuffer(Math.max(end, 2 * this.#bytes.length)));
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    if (this.#size < this.#ends.length) return;
    const ends = new Float64Array(new SharedArrayBuffer(16 * this.#ends.length));
    ends.set(this.#ends);
    this.#ends = ends;
    const hashes = new Int32Array(new SharedArrayBuffer(8 * this.#hashes.length));
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Int32Array(new SharedArrayBuffer(8 * this.#slots.length)).fill(-1);
    for (let index = 0; index < this.#size; index++) this.#place(index);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A number that no hash is. */
export const noHash = -2147483648;

/** FNV-1a, 32 bits: start and factor, for those who hash while they read. */
export const firstHash = 0x811c9dc5 | 0;
export const hashFactor = 0x01000193;

/** The hash that the last step gave, unless it is `noHash`. */
export function finishHash(hash: number): number {
  return hash === noHash ? 0 : hash;
}

/** The hash of a text. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = firstHash;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, hashFactor);
  return finishHash(hash);
}

/** The low bits of FNV depend on the low bits of the bytes alone; slots should not. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
