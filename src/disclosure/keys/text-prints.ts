import { type SipKey, type SipResult, sipHash } from './siphash.ts';

/**
 * Keyed hashes of texts, SipHash(K_column, text), as two words each: what a column of texts is compared by, whatever its dictionary.
 */
export function textPrintsOf(
  texts: readonly string[],
  key: SipKey,
): { readonly low: Int32Array; readonly high: Int32Array } {
  const [low, high] = [new Int32Array(texts.length), new Int32Array(texts.length)];
  const encoder = new TextEncoder();
  const result: SipResult = { lo: 0, hi: 0 };
  for (const [at, text] of texts.entries()) {
    const bytes = encoder.encode(text);
    sipHash(key, bytes, bytes.length, result);
    low[at] = result.lo;
    high[at] = result.hi;
  }
  return { low, high };
}
