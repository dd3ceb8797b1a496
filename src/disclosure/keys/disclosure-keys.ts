import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type SipKey, sipKey } from './siphash.ts';

/** The four keys that are derived from a databank's secret; as confidential as it (rule DC-15). */
export interface DisclosureKeys {
  readonly record: SipKey;
  readonly cell: SipKey;
  readonly sample: SipKey;
  readonly column: SipKey;
}

/** Number of random bytes in a databank's secret. */
const secretLength = 32;

/**
 * Derives the keys from the secret: the first 16 bytes of HMAC-SHA-256(secret, "mdsdc/v1/" + label).
 *
 * @throws RangeError when the secret does not have 32 bytes: there is never a default secret (rule DC-35).
 */
export function deriveKeys(secret: Uint8Array): DisclosureKeys {
  if (secret.length !== secretLength) throw new RangeError('a databank secret has 32 bytes');
  const derive = (label: string): SipKey =>
    sipKey(hmac(sha256, secret, utf8ToBytes(`mdsdc/v1/${label}`)).subarray(0, 16));
  return { record: derive('record'), cell: derive('cell'), sample: derive('sample'), column: derive('column') };
}
