import type { RecordKeys } from '../protection.ts';
import type { UnitType } from '../units.ts';
import { type DisclosureKeys, deriveKeys } from './disclosure-keys.ts';
import { type SipKey, type SipResult, sipHash } from './siphash.ts';

const separator = 0x1f;
const million = 1_000_000;

/**
 * Record keys of all units of a universe: r(u) = SipHash(K_record, unitType ‖ 0x1F ‖ unitId), split into halves (rule DC-15).
 *
 * @returns shared arrays of length `universe.size`, so that worker threads can read them
 */
export function deriveRecordKeys(universe: UnitType, secret: Uint8Array): RecordKeys {
  return recordKeysOf(universe, deriveKeys(secret));
}

/** The same from keys that are already derived. */
export function recordKeysOf(universe: UnitType, keys: DisclosureKeys): RecordKeys {
  const result = emptyRecordKeys(universe.size);
  const prefix = textBytes(universe.unitType);
  if (universe.pseudonyms === undefined) {
    hashTexts(keys.record, prefix, universe.size, (unit) => universe.identifierOf(unit), result);
  } else {
    hashPseudonyms(keys.record, prefix, universe.pseudonyms, result);
  }
  return result;
}

/**
 * Record keys of groups made by an ordinary variable: SipHash(K_record, "AGG|" + origin ‖ 0x1F ‖ value as text).
 *
 * @param origin the register variable, or `derived`
 * @param values one per group; missing counts as the empty text
 */
export function groupKeysOf(
  origin: string,
  values: readonly (string | number | null)[],
  keys: DisclosureKeys,
): RecordKeys {
  const result = emptyRecordKeys(values.length);
  const textOf = (group: number): string => {
    const value = values[group] ?? null;
    return value === null ? '' : String(value);
  };
  hashTexts(keys.record, textBytes(`AGG|${origin}`), values.length, textOf, result);
  return result;
}

/** Name of a cache of record keys: it changes with the universe and with the secret, and gives neither away. */
export function recordKeysName(universe: UnitType, secret: Uint8Array): string {
  const keys = deriveKeys(secret);
  const result: SipResult = { lo: 0, hi: 0 };
  const bytes = new TextEncoder().encode(`cache|${universe.unitType}|${universe.contentHash}`);
  sipHash(keys.record, bytes, bytes.length, result);
  return `${result.hi.toString(16).padStart(8, '0')}${result.lo.toString(16).padStart(8, '0')}`;
}

function emptyRecordKeys(size: number): { a: Uint32Array; b: Uint32Array } {
  return { a: new Uint32Array(new SharedArrayBuffer(size * 4)), b: new Uint32Array(new SharedArrayBuffer(size * 4)) };
}

function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text.normalize('NFC').trim());
}

function hashTexts(
  key: SipKey,
  prefix: Uint8Array,
  size: number,
  textOf: (i: number) => string,
  into: { a: Uint32Array; b: Uint32Array },
): void {
  const result: SipResult = { lo: 0, hi: 0 };
  for (let i = 0; i < size; i++) {
    const text = textBytes(textOf(i));
    const bytes = new Uint8Array(prefix.length + 1 + text.length);
    bytes.set(prefix);
    bytes[prefix.length] = separator;
    bytes.set(text, prefix.length + 1);
    sipHash(key, bytes, bytes.length, result);
    into.a[i] = result.lo;
    into.b[i] = result.hi;
  }
}

/** One buffer is refilled for every unit: millions of identifiers must not become millions of strings. */
function hashPseudonyms(
  key: SipKey,
  prefix: Uint8Array,
  pseudonyms: Float64Array,
  into: { a: Uint32Array; b: Uint32Array },
): void {
  const bytes = new Uint8Array(prefix.length + 1 + 17);
  bytes.set(prefix);
  bytes[prefix.length] = separator;
  const start = prefix.length + 1;
  const result: SipResult = { lo: 0, hi: 0 };
  for (let i = 0; i < pseudonyms.length; i++) {
    sipHash(key, bytes, writeDecimal(pseudonyms[i]!, bytes, start), result);
    into.a[i] = result.lo;
    into.b[i] = result.hi;
  }
}

/** Writes a non-negative integer below 2^53 in decimal; returns the position after its last digit. */
function writeDecimal(value: number, bytes: Uint8Array, start: number): number {
  // Three pieces of at most six digits keep the digit loop in 32-bit integers.
  const upper = Math.floor(value / million);
  const high = Math.floor(upper / million);
  const middle = upper - high * million;
  const low = value - upper * million;
  let end = start;
  if (high > 0) {
    end = writeDigits(high, bytes, start, digitsOf(high));
    end = writeDigits(middle, bytes, end, 6);
    return writeDigits(low, bytes, end, 6);
  }
  if (middle > 0) {
    end = writeDigits(middle, bytes, start, digitsOf(middle));
    return writeDigits(low, bytes, end, 6);
  }
  return writeDigits(low, bytes, start, digitsOf(low));
}

function writeDigits(value: number, bytes: Uint8Array, start: number, digits: number): number {
  let rest = value | 0;
  for (let at = start + digits - 1; at >= start; at--) {
    const next = (rest / 10) | 0;
    bytes[at] = 48 + rest - next * 10;
    rest = next;
  }
  return start + digits;
}

function digitsOf(value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  return digits;
}
