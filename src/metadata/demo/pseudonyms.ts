/**
 * Pseudonyms of the demo databank: a fixed, keyed permutation of the 48-bit numbers (a balanced Feistel network of 24-bit
 * halves), so that no two units share one, every installation has the same ones, and their order says nothing of the
 * order in which units were made. The key is public: nothing here is secret.
 */

const rounds = [0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19] as const;
const half = 0xffffff;

/** The pseudonym of the unit with a serial number within an identifier space. Never 0. */
export function pseudonymOf(space: number, serial: number): number {
  // Serial numbers start at 1 so that the few bits that name the space never meet an all-zero block.
  const number = serial + 1;
  let left = (((space & 0xff) << 16) | Math.floor(number / 0x1000000)) & half;
  let right = number & half;
  for (const key of rounds) {
    const next = left ^ (scramble(right ^ key) & half);
    left = right;
    right = next;
  }
  return left * 0x1000000 + right;
}

function scramble(value: number): number {
  let h = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return h ^ (h >>> 15);
}

/** The units of one identifier space in the order in which they are stored. */
export interface Numbering {
  /** All pseudonyms, ascending. */
  readonly pseudonyms: Float64Array;
  /** For each serial number the dense unit number: the rank of its pseudonym. */
  readonly unitOf: Int32Array;
}

/** Numbers the units 0 to count − 1 by ascending pseudonym. */
export function numberUnits(space: number, count: number): Numbering {
  const bucketBits = Math.max(1, Math.ceil(Math.log2(Math.max(2, count))) - 2);
  const buckets = 2 ** bucketBits;
  const width = 2 ** (48 - bucketBits);
  // Distribution into buckets by the leading bits, then insertion within each: the numbers are spread evenly.
  const starts = new Int32Array(buckets + 1);
  const drawn = new Float64Array(count);
  for (let serial = 0; serial < count; serial++) {
    const pseudonym = pseudonymOf(space, serial);
    drawn[serial] = pseudonym;
    const bucket = Math.floor(pseudonym / width);
    starts[bucket + 1] = starts[bucket + 1]! + 1;
  }
  for (let b = 0; b < buckets; b++) starts[b + 1] = starts[b + 1]! + starts[b]!;
  const pseudonyms = new Float64Array(new SharedArrayBuffer(count * 8));
  const serials = new Int32Array(count);
  const filled = starts.slice();
  for (let serial = 0; serial < count; serial++) {
    const pseudonym = drawn[serial]!;
    const bucket = Math.floor(pseudonym / width);
    let at = filled[bucket]!;
    filled[bucket] = at + 1;
    for (; at > starts[bucket]! && pseudonyms[at - 1]! > pseudonym; at--) {
      pseudonyms[at] = pseudonyms[at - 1]!;
      serials[at] = serials[at - 1]!;
    }
    pseudonyms[at] = pseudonym;
    serials[at] = serial;
  }
  const unitOf = new Int32Array(new SharedArrayBuffer(count * 4));
  for (let unit = 0; unit < count; unit++) unitOf[serials[unit]!] = unit;
  return { pseudonyms, unitOf };
}
