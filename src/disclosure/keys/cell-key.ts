import type { SetCounts } from '../nodes.ts';
import { type SipKey, type SipResult, sipHash } from './siphash.ts';

/** What a cell key is drawn for; each use has noise of its own (rule DC-15). */
export const lanes = { count: 1, magnitude: 2, dither: 3, threshold: 4, constantCell: 5, percentile: 6 } as const;

/** A lane's number. */
export type Lane = (typeof lanes)[keyof typeof lanes];

const message = new Uint8Array(21);
const view = new DataView(message.buffer);

/**
 * Cell key of a set of units: SipHash(K_cell, u8 lane ‖ u32 units ‖ u32 ΣA ‖ u32 ΣB ‖ u64 0). The same set gives the same
 * key by whatever route it was formed; neighbouring sets give unrelated keys.
 */
export function cellKey(
  key: SipKey,
  lane: Lane,
  set: Pick<SetCounts, 'units' | 'sumA' | 'sumB'>,
  result: SipResult,
): void {
  message[0] = lane;
  view.setUint32(1, set.units, true);
  view.setUint32(5, set.sumA, true);
  view.setUint32(9, set.sumB, true);
  sipHash(key, message, message.length, result);
}

/** The low half of a cell key. */
export function cellKeyLow(key: SipKey, lane: Lane, set: Pick<SetCounts, 'units' | 'sumA' | 'sumB'>): number {
  const result: SipResult = { lo: 0, hi: 0 };
  cellKey(key, lane, set, result);
  return result.lo;
}

/** J(S): what is added to a threshold for this set, 0 … jitter, so that an edge cannot be found by bisection. */
export function thresholdJitter(key: SipKey, set: Pick<SetCounts, 'units' | 'sumA' | 'sumB'>, jitter: number): number {
  return jitter === 0 ? 0 : cellKeyLow(key, lanes.threshold, set) % (jitter + 1);
}

/** Keys that order the rows of a sample: 53-bit numbers from seed, unit and the row's number within its unit (rule DC-27). */
export function sampleKeyHalves(
  key: SipKey,
  seed: number,
  a: number,
  b: number,
  rowNumber: number,
  result: SipResult,
): void {
  sampleView.setFloat64(0, seed, true);
  sampleView.setUint32(8, a, true);
  sampleView.setUint32(12, b, true);
  sampleView.setUint32(16, rowNumber, true);
  sipHash(key, sampleMessage, sampleMessage.length, result);
}

const sampleMessage = new Uint8Array(20);
const sampleView = new DataView(sampleMessage.buffer);

/** A key as one number below 2^53 that orders as its high 53 bits do. */
export function asOrder(key: SipResult): number {
  return key.hi * 2_097_152 + (key.lo >>> 11);
}
