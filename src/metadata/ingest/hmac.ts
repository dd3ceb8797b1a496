import { hash } from 'node:crypto';

const blockBytes = 64;
const digestBytes = 32;

/**
 * HMAC-SHA-256 of short texts under one key (RFC 2104). Node's own `createHmac` prepares the key for each text, which takes
 * thirty times as long as hashing it.
 */
export class HmacSha256 {
  #inner: Buffer;
  readonly #outer = Buffer.alloc(blockBytes + digestBytes);

  constructor(key: Uint8Array) {
    this.#inner = Buffer.alloc(blockBytes + 1024);
    const block = new Uint8Array(blockBytes);
    block.set(key.length > blockBytes ? hash('sha256', key, 'buffer') : key);
    for (let i = 0; i < blockBytes; i++) {
      this.#inner[i] = block[i]! ^ 0x36;
      this.#outer[i] = block[i]! ^ 0x5c;
    }
  }

  /** The 32 bytes for a text in UTF-8. */
  digest(text: string): Buffer {
    // A character takes at most three bytes for each of its code units.
    const room = blockBytes + 3 * text.length;
    if (this.#inner.length < room) {
      const larger = Buffer.alloc(2 * room);
      this.#inner.copy(larger, 0, 0, blockBytes);
      this.#inner = larger;
    }
    const length = blockBytes + this.#inner.write(text, blockBytes, 'utf8');
    hash('sha256', this.#inner.subarray(0, length), 'buffer').copy(this.#outer, blockBytes);
    return hash('sha256', this.#outer, 'buffer');
  }
}
