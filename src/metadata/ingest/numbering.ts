import { createHmac } from 'node:crypto';
import type { UnitType } from '../catalogue.ts';

/** The units of one identifier space, numbered in the order in which they are stored. */
export interface SpaceNumbering {
  /** Pseudonyms, ascending; absent where identifiers are public. */
  readonly pseudonyms?: Float64Array;
  /** Identifiers in code-point order, where they are public. */
  readonly identifiers?: readonly string[];
  readonly unitOf: ReadonlyMap<string, number>;
}

/**
 * Numbers the units of a space. A pseudonym is the first 48 bits of HMAC-SHA-256 over the space and the identifier, drawn
 * again with a counter in the rare case that it is 0 or taken; identifiers are taken in code-point order, so the result
 * does not depend on the order of the files.
 *
 * @param key  the databank's secret: with it a pseudonym could be told from an identifier
 */
export function numberSpace(unitType: UnitType, identifiers: Iterable<string>, key: Uint8Array): SpaceNumbering {
  const sorted = [...new Set(identifiers)].sort((a, b) => (a < b ? -1 : 1));
  if (!unitType.pseudonymised) {
    return { identifiers: sorted, unitOf: new Map(sorted.map((identifier, i) => [identifier, i])) };
  }
  const taken = new Map<number, string>();
  for (const identifier of sorted) {
    let counter = 0;
    let pseudonym = pseudonymOf(key, unitType.idKind, identifier, counter);
    while (pseudonym === 0 || taken.has(pseudonym)) {
      counter++;
      pseudonym = pseudonymOf(key, unitType.idKind, identifier, counter);
    }
    taken.set(pseudonym, identifier);
  }
  const pseudonyms = Float64Array.from(taken.keys()).sort();
  const unitOf = new Map<string, number>();
  pseudonyms.forEach((pseudonym, unit) => unitOf.set(taken.get(pseudonym) ?? '', unit));
  return { pseudonyms, unitOf };
}

function pseudonymOf(key: Uint8Array, space: string, identifier: string, counter: number): number {
  const digest = createHmac('sha256', key).update(`pseudonym\0${space}\0${identifier}\0${counter}`).digest();
  return digest.readUIntBE(0, 6);
}
