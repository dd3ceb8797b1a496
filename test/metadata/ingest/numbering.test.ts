import { describe, expect, it } from 'vitest';
import { type CheckedPseudonyms, pseudonymise, redrawUnit } from '../../../src/metadata/ingest/numbering.ts';

const key = new Uint8Array(32).fill(7);
const none: CheckedPseudonyms = { pseudonyms: new Float64Array(0), checks: new Float64Array(0) };
const give = (identifiers: readonly string[], known = none, space = 'FNR') =>
  pseudonymise(space, identifiers, known, key);

/** Given pseudonyms as known ones: ascending. */
function known(...entries: readonly (readonly [pseudonym: number, check: number])[]): CheckedPseudonyms {
  const sorted = [...entries].sort(([a], [b]) => a - b);
  return {
    pseudonyms: Float64Array.from(sorted, ([pseudonym]) => pseudonym),
    checks: Float64Array.from(sorted, ([, check]) => check),
  };
}

describe('pseudonyms of raw identifiers', () => {
  it('are 48-bit numbers that depend on identifier, space and key alone', () => {
    const { pseudonyms } = give(['a', 'b', 'c']);
    expect(new Set(pseudonyms).size).toBe(3);
    for (const pseudonym of pseudonyms) expect(Number.isInteger(pseudonym) && pseudonym < redrawUnit).toBe(true);
    expect(give(['b']).pseudonyms[0]).toBe(pseudonyms[1]);
    expect(give(['b'], none, 'ORGNR').pseudonyms[0]).not.toBe(pseudonyms[1]);
    expect(pseudonymise('FNR', ['b'], none, new Uint8Array(32)).pseudonyms[0]).not.toBe(pseudonyms[1]);
  });

  it('are known again, and drawn again where another has them: always the same way', () => {
    const { pseudonyms, checks } = give(['a', 'b']);
    const [a, b] = [pseudonyms[0]!, pseudonyms[1]!];
    expect(give(['a'], known([a, checks[0]!], [b, checks[1]!]))).toEqual(give(['a']));
    // Somebody else came first and drew the pseudonym that `a` would draw.
    const taken = known([a, checks[0]! + 1]);
    const again = give(['a', 'b'], taken);
    expect(again.pseudonyms[0]).not.toBe(a);
    expect(again.pseudonyms[1]).toBe(b);
    expect(again.checks[0]).toBe(checks[0]! + redrawUnit);
    // Who was drawn again is known again, and a second collision leads one further.
    const later = known([a, checks[0]! + 1], [again.pseudonyms[0]!, again.checks[0]!]);
    expect(give(['a'], later)).toEqual({ pseudonyms: again.pseudonyms.slice(0, 1), checks: again.checks.slice(0, 1) });
    const twice = give(['a'], known([a, 1], [again.pseudonyms[0]!, 2]));
    expect(twice.checks[0]).toBe(checks[0]! + 2 * redrawUnit);
    expect([a, again.pseudonyms[0]]).not.toContain(twice.pseudonyms[0]);
  });
});
