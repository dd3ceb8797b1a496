import { describe, expect, test } from 'vitest';
import { DivisionHistory, ordinaryDivisions, unitsOfFew } from '../../../src/disclosure/history/divisions.ts';
import { printWords } from '../../../src/disclosure/history/prints.ts';

const units = (...some: number[]): Uint32Array => Uint32Array.from(some);

describe('DC-32: few people who are divided in ever new ways', () => {
  test('are noticed when there are more divisions than an analysis needs, not before', () => {
    const history = new DivisionHistory(1000);
    for (let i = 0; i < ordinaryDivisions; i++) {
      expect(history.add({ division: `d${String(i)}`, units: units(3, 5) })).toBe(false);
      expect(history.add({ division: `d${String(i)}`, units: units(5) })).toBe(false);
    }
    expect(history.add({ division: 'one more', units: units(7) })).toBe(false);
    expect(history.add({ division: 'one more', units: units(7, 5) })).toBe(true);
  });

  test('are so within a day', () => {
    const history = new DivisionHistory(1000);
    const at = (i: number) => 1_790_000_000 + i * 14_400;
    const seen = Array.from({ length: 40 }, (_, i) =>
      history.add({ division: `d${String(i)}`, units: units(3), time: at(i) }),
    );
    expect(seen).not.toContain(true);
  });

  test('are new to a division once', () => {
    const history = new DivisionHistory(1000);
    history.add({ division: 'd', units: units(3, 5) });
    expect([...history.unseen('d', units(3, 4, 5))]).toEqual([4]);
    expect([...history.unseen('e', units(3, 4, 5))]).toEqual([3, 4, 5]);
  });

  test('are forgotten, the first ones first, when there are too many', () => {
    const history = new DivisionHistory(2);
    history.add({ division: 'd', units: units(1, 2, 3) });
    expect([...history.unseen('d', units(1, 2, 3))]).toEqual([1]);
  });

  test('are told apart by the words of fingerprints', () => {
    const print = (entries: readonly (readonly [number, number])[]): { readonly print: Uint32Array } => {
      const words = new Uint32Array(printWords);
      for (const [at, word] of entries) words[at] = word;
      return { print: words };
    };
    const found = unitsOfFew([
      print([[3, 900]]),
      print([
        [0, 7],
        [3, 900],
      ]),
    ]);
    expect([...found]).toEqual([7, 900]);
    const many = Array.from({ length: 400 }, (_, i) => print([[i % printWords, 10_000 - i]]));
    expect(unitsOfFew(many)).toHaveLength(256);
    expect(unitsOfFew(many)[0]).toBe(9601);
  });
});
