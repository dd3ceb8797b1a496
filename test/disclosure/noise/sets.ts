import { sha256 } from '@noble/hashes/sha2.js';
import { deriveRecordKeys } from '../../../src/disclosure/keys/record-keys.ts';
import type { SetCounts } from '../../../src/disclosure/nodes.ts';
import type { RecordKeys } from '../../../src/disclosure/protection.ts';

/** Number of units of the universe; a power of two, so that every odd step visits all of them. */
export const universeSize = 2 ** 17;

/** As many different secrets as there are numbers: the hash of one of them. */
export const secretNumber = (number: number): Uint8Array => sha256(Uint8Array.of(...bytesOf(number)));

const bytesOf = (number: number): readonly number[] => [0, 8, 16, 24].map((shift) => (number >>> shift) & 0xff);

/** Record keys of persons 0 … size − 1. */
export const recordKeysUnder = (secret: Uint8Array, size = universeSize): RecordKeys =>
  deriveRecordKeys(
    {
      unitType: 'PERSON',
      size,
      pseudonyms: Float64Array.from({ length: size }, (_, unit) => 2 * unit + 7),
      identifierOf: (unit) => String(2 * unit + 7),
      contentHash: 'noise',
    },
    secret,
  );

/** Numbers in [0, 2^32) that look drawn at random and are the same in every run (mulberry32). */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** The units of a set: an arithmetic progression around the universe, which keyed noise does not tell from other sets. */
export interface Progression {
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

export const unitOf = ({ start, step }: Progression, at: number): number => (start + at * step) & (universeSize - 1);

/** A set of this many units, drawn at random. Single units repeat: see `differentSet`. */
export const drawSet = (next: () => number, size: number): Progression => ({
  start: next() & (universeSize - 1),
  step: (next() | 1) & (universeSize - 1),
  size,
});

/** The set number `at` of this size: single units are taken in turn, larger sets are drawn. */
export const differentSet = (next: () => number, at: number, size: number): Progression =>
  size === 1 ? { start: at & (universeSize - 1), step: 1, size } : drawSet(next, size);

/** What the noise knows of a set: its size and the sums of the keys of its units. One row per unit. */
export function countsOf(keys: RecordKeys, set: Progression, into: MutableCounts = emptyCounts()): MutableCounts {
  let sumA = 0;
  let sumB = 0;
  for (let at = 0; at < set.size; at++) {
    const unit = unitOf(set, at);
    sumA = (sumA + keys.a[unit]!) | 0;
    sumB = (sumB + keys.b[unit]!) | 0;
  }
  into.units = set.size;
  into.rows = set.size;
  into.sumA = sumA >>> 0;
  into.sumB = sumB >>> 0;
  return into;
}

/** `SetCounts` that loops write to. */
export type MutableCounts = { -readonly [K in keyof SetCounts]: SetCounts[K] };

export const emptyCounts = (): MutableCounts => ({ units: 0, rows: 0, sumA: 0, sumB: 0 });

/** The union of sets without units in common. */
export const together = (sets: readonly SetCounts[]): SetCounts =>
  sets.reduce((all, set) => ({
    units: all.units + set.units,
    rows: all.rows + set.rows,
    sumA: (all.sumA + set.sumA) >>> 0,
    sumB: (all.sumB + set.sumB) >>> 0,
  }));
