import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../../src/base/hash.ts';
import type { UnitUniverse } from '../../../src/metadata/stored-column.ts';
import { sharedFloat64 } from '../../../src/runtime/column.ts';
import { unionOf } from '../../../src/runtime/columnar/union.ts';

const ascending = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b));

function numbered(list: readonly number[]): UnitUniverse {
  const pseudonyms = sharedFloat64(list.length);
  pseudonyms.set(list);
  const identifierOf = (unit: number): string => String(list[unit]);
  return { unitType: 'PERSON', size: list.length, pseudonyms, identifierOf, contentHash: hashText(list.join()) };
}

function named(list: readonly number[]): UnitUniverse {
  const texts = list.map((x) => String(1000 + x));
  const identifierOf = (unit: number): string => texts[unit] ?? '';
  return { unitType: 'KOMMUNE', size: list.length, identifierOf, contentHash: hashText(texts.join()) };
}

describe('one numbering of several universes', () => {
  it.each([
    ['pseudonyms', numbered, (x: number) => String(x)],
    ['names', named, (x: number) => String(1000 + x)],
  ] as const)('has all units of all of them, ascending, by %s', (_, make, text) => {
    fc.assert(
      fc.property(fc.array(ascending, { minLength: 2, maxLength: 4 }), (lists) => {
        const { universe, places } = unionOf(lists.map(make));
        const all = [...new Set(lists.flat())].sort((a, b) => a - b);
        expect(Array.from({ length: universe.size }, (__, unit) => universe.identifierOf(unit))).toEqual(all.map(text));
        for (const [i, list] of lists.entries()) {
          const own = places[i] ?? Int32Array.from(all.keys());
          expect(Array.from(own)).toEqual(list.map((x) => all.indexOf(x)));
        }
      }),
    );
  });
});
