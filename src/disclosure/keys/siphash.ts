/** A SipHash key: sixteen bytes as four little-endian 32-bit words. */
export type SipKey = Int32Array;

/** Where a hash is put: its low and high 32 bits. Callers in loops reuse one. */
export interface SipResult {
  lo: number;
  hi: number;
}

/** The key that sixteen bytes stand for. */
export function sipKey(bytes: Uint8Array): SipKey {
  if (bytes.length !== 16) throw new RangeError('a SipHash key has 16 bytes');
  const words = new Int32Array(4);
  for (let i = 0; i < 4; i++) words[i] = readWord(bytes, i * 4);
  return words;
}

/**
 * SipHash-2-4 of the first `length` bytes.
 *
 * 64-bit words are kept as pairs of 32-bit integers, because BigInt costs some fifty times as much; the carry of an
 * addition is read off the unsigned order of sum and addend.
 *
 * @see Aumasson & Bernstein (2012), SipHash: a fast short-input PRF. Vectors in test/disclosure/vectors.json.
 */
export function sipHash(key: SipKey, bytes: Uint8Array, length: number, result: SipResult): void {
  const k0l = key[0]!;
  const k0h = key[1]!;
  const k1l = key[2]!;
  const k1h = key[3]!;
  let v0l = k0l ^ 0x70736575;
  let v0h = k0h ^ 0x736f6d65;
  let v1l = k1l ^ 0x6e646f6d;
  let v1h = k1h ^ 0x646f7261;
  let v2l = k0l ^ 0x6e657261;
  let v2h = k0h ^ 0x6c796765;
  let v3l = k1l ^ 0x79746573;
  let v3h = k1h ^ 0x74656462;
  const blocks = length >>> 3;
  // Blocks 0 … blocks − 1 are whole, block `blocks` is the tail with the length, the one after it finishes with four rounds.
  for (let block = 0; block <= blocks + 1; block++) {
    let ml = 0;
    let mh = 0;
    let rounds = 2;
    if (block < blocks) {
      ml = readWord(bytes, block * 8);
      mh = readWord(bytes, block * 8 + 4);
    } else if (block === blocks) {
      const from = blocks * 8;
      const rest = length - from;
      for (let i = 0; i < rest && i < 4; i++) ml |= bytes[from + i]! << (i * 8);
      for (let i = 4; i < rest; i++) mh |= bytes[from + i]! << ((i - 4) * 8);
      mh |= length << 24;
    } else {
      v2l ^= 0xff;
      rounds = 4;
    }
    v3l ^= ml;
    v3h ^= mh;
    for (let round = 0; round < rounds; round++) {
      // v0 += v1; v1 = rotl(v1, 13) ^ v0; v0 = rotl(v0, 32)
      let sum = (v0l + v1l) | 0;
      let high = (v0h + v1h + (sum >>> 0 < v1l >>> 0 ? 1 : 0)) | 0;
      let low = ((v1l << 13) | (v1h >>> 19)) ^ sum;
      v1h = ((v1h << 13) | (v1l >>> 19)) ^ high;
      v1l = low;
      v0l = high;
      v0h = sum;
      // v2 += v3; v3 = rotl(v3, 16) ^ v2
      sum = (v2l + v3l) | 0;
      high = (v2h + v3h + (sum >>> 0 < v3l >>> 0 ? 1 : 0)) | 0;
      low = ((v3l << 16) | (v3h >>> 16)) ^ sum;
      v3h = ((v3h << 16) | (v3l >>> 16)) ^ high;
      v3l = low;
      v2l = sum;
      v2h = high;
      // v0 += v3; v3 = rotl(v3, 21) ^ v0
      sum = (v0l + v3l) | 0;
      high = (v0h + v3h + (sum >>> 0 < v3l >>> 0 ? 1 : 0)) | 0;
      low = ((v3l << 21) | (v3h >>> 11)) ^ sum;
      v3h = ((v3h << 21) | (v3l >>> 11)) ^ high;
      v3l = low;
      v0l = sum;
      v0h = high;
      // v2 += v1; v1 = rotl(v1, 17) ^ v2; v2 = rotl(v2, 32)
      sum = (v2l + v1l) | 0;
      high = (v2h + v1h + (sum >>> 0 < v1l >>> 0 ? 1 : 0)) | 0;
      low = ((v1l << 17) | (v1h >>> 15)) ^ sum;
      v1h = ((v1h << 17) | (v1l >>> 15)) ^ high;
      v1l = low;
      v2l = high;
      v2h = sum;
    }
    v0l ^= ml;
    v0h ^= mh;
  }
  result.lo = (v0l ^ v1l ^ v2l ^ v3l) >>> 0;
  result.hi = (v0h ^ v1h ^ v2h ^ v3h) >>> 0;
}

function readWord(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
