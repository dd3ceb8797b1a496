import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalJson, type Json } from './canonical-json.ts';

/** A content hash, `sha256:` followed by 64 hexadecimal digits. */
export type ContentHash = `sha256:${string}`;

/** SHA-256 of bytes. Runs in a browser, too, so that the language side can hash an IR. */
function hashBytes(bytes: Uint8Array): ContentHash {
  return `sha256:${bytesToHex(sha256(bytes))}`;
}

/** SHA-256 of a text in UTF-8. */
export function hashText(text: string): ContentHash {
  return hashBytes(new TextEncoder().encode(text));
}

/** SHA-256 of a text as the content policy of a page names it: `sha256-` followed by base 64. */
export function hashForPolicy(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))))}`;
}

/** SHA-256 of the canonical JSON of a value. */
export function hashJson(value: Json): ContentHash {
  return hashText(canonicalJson(value));
}
