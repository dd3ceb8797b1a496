import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ContentHash } from '../base/hash.ts';
import type { Catalogue } from '../metadata/catalogue.ts';

/** The databanks whose secrets make the secret of a run, by name in ascending order. */
export function secretHolders(
  databanks: readonly Pick<Catalogue, 'databank' | 'isOwn' | 'nature'>[],
): readonly string[] {
  const registers = databanks.filter(({ isOwn }) => isOwn !== true);
  const candidates = registers.length > 0 ? registers : databanks;
  const confidential = candidates.filter(({ nature }) => nature === 'confidential');
  const parts = confidential.length > 0 ? confidential : candidates;
  return parts.map(({ databank }) => databank).sort((a, b) => (a < b ? -1 : 1));
}

/**
 * The secret of a run. With one databank it is the databank's own, so that a unit has the same record key in every run.
 * Where a script connects several, units of one type may come from any of them: then all runs over the same databanks share a
 * secret made from theirs (in order of name). A researcher's own databanks take no part beside others: whoever makes one knows
 * its secret and can make another, and with it would draw new noise for the same table. For the same reason none but
 * confidential databanks take part where there is one: the others may publish their secrets, and anybody can make such
 * databanks. A script without databanks has no units; its secret protects nothing.
 */
export function combinedSecret(
  databanks: readonly Pick<Catalogue, 'databank' | 'isOwn' | 'nature'>[],
  secretOf: (name: string) => Uint8Array,
): Uint8Array {
  const [first, ...others] = secretHolders(databanks);
  if (first === undefined) return new Uint8Array(32);
  let secret = secretOf(first);
  for (const name of others) {
    const label = utf8ToBytes(`openmicrodata/combined/${name}`);
    secret = hmac(sha256, hmac(sha256, secret, label), secretOf(name));
  }
  return secret;
}

/** Names a secret without telling anything of it: two runs whose noise comes of the same secret have the same name for it. */
export function nameOfSecret(secret: Uint8Array): ContentHash {
  return `sha256:${bytesToHex(hmac(sha256, secret, utf8ToBytes('openmicrodata/name-of-secret')))}`;
}
