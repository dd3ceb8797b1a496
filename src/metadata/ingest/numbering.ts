import { placeOf, placesIn } from '../store/ascending.ts';
import { HmacSha256 } from './hmac.ts';

/** Pseudonyms with their checks: second keyed numbers by which the identifier is known again. */
export interface CheckedPseudonyms {
  readonly pseudonyms: Float64Array;
  readonly checks: Float64Array;
}

/** Room for the check itself in a check number; above it stands how often the pseudonym had to be drawn again. */
export const redrawUnit = 2 ** 48;

/**
 * Makes pseudonyms of the identifiers of a space. A pseudonym is the first 48 bits of HMAC-SHA-256 over space and identifier,
 * drawn again with a counter in the rare case that it is 0 or belongs to another identifier. The next 48 bits are kept beside
 * it: who comes again gets the same pseudonym, and two identifiers that draw the same one are told from each other.
 *
 * @param identifiers  distinct, ascending: of two that draw the same pseudonym, the first has it
 * @param known  pseudonyms that were given before, ascending
 * @param key  the databank's secret: with it a pseudonym could be told from an identifier
 * @returns in the order of the identifiers
 */
export function pseudonymise(
  idKind: string,
  identifiers: readonly string[],
  known: CheckedPseudonyms,
  key: Uint8Array,
): CheckedPseudonyms {
  const hmac = new HmacSha256(key);
  const digestOf = (identifier: string, counter: number): Buffer =>
    hmac.digest(`pseudonym\0${idKind}\0${identifier}\0${counter}`);
  const pseudonyms = new Float64Array(identifiers.length);
  const checks = new Float64Array(identifiers.length);
  for (let i = 0; i < identifiers.length; i++) {
    const digest = digestOf(identifiers[i]!, 0);
    pseudonyms[i] = digest.readUIntBE(0, 6);
    checks[i] = digest.readUIntBE(6, 6);
  }
  const places = placesIn(known.pseudonyms, pseudonyms);
  const drawn = pseudonyms.slice().sort();
  const contested = repeatedIn(drawn);
  const given = new Set<number>();
  for (let i = 0; i < identifiers.length; i++) {
    const pseudonym = pseudonyms[i]!;
    const place = places[i]!;
    const isKnown = place >= 0 && known.checks[place] === checks[i];
    const isFree = place < 0 && pseudonym !== 0 && !given.has(pseudonym);
    if (isKnown || isFree) {
      if (contested.has(pseudonym)) given.add(pseudonym);
      continue;
    }
    const isTaken = (candidate: number): boolean => given.has(candidate) || placeOf(drawn, candidate) >= 0;
    const again = drawAgain((counter) => digestOf(identifiers[i]!, counter), checks[i]!, known, isTaken);
    given.add(again.pseudonym);
    pseudonyms[i] = again.pseudonym;
    checks[i] = again.check;
  }
  return { pseudonyms, checks };
}

function drawAgain(
  digest: (counter: number) => Buffer,
  check: number,
  known: CheckedPseudonyms,
  isTaken: (candidate: number) => boolean,
): { readonly pseudonym: number; readonly check: number } {
  for (let counter = 1; ; counter++) {
    const pseudonym = digest(counter).readUIntBE(0, 6);
    const numbered = check + counter * redrawUnit;
    const place = placeOf(known.pseudonyms, pseudonym);
    const isKnown = place >= 0 && known.checks[place] === numbered;
    if (isKnown || (place < 0 && pseudonym !== 0 && !isTaken(pseudonym))) return { pseudonym, check: numbered };
  }
}

/** The numbers that stand more than once in an ascending list. */
function repeatedIn(ascending: Float64Array): ReadonlySet<number> {
  const repeated = new Set<number>();
  for (let i = 1; i < ascending.length; i++) if (ascending[i] === ascending[i - 1]) repeated.add(ascending[i]!);
  return repeated;
}
