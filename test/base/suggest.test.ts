import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, suggestionsFor } from '../../src/base/suggest.ts';

describe('editDistance', () => {
  it.each([
    ['', 'ab', 2],
    ['wage', 'wage', 0],
    ['wage', 'waeg', 1],
    ['wage', 'wages', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('of %s and %s is %i', (a, b, distance) => {
    expect(editDistance(a, b, 10)).toBe(distance);
  });

  it('stops at the limit', () => {
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
  });

  it('in a narrow band is the distance as long as it is within the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(editDistance(a, b, 20), limit + 1));
      }),
    );
  });

  it('is symmetric and zero only for equal words', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 20)).toBe(editDistance(b, a, 20));
        expect(editDistance(a, b, 20) === 0).toBe(a === b);
      }),
    );
  });
});

describe('suggestionsFor', () => {
  it('names the nearest first and at most three', () => {
    expect(suggestionsFor('wgae', ['wages', 'wage', 'wag', 'age', 'income'])).toEqual(['wage', 'age', 'wag']);
  });

  it('ignores letter case and finds nothing far away', () => {
    expect(suggestionsFor('WAGE', ['wage', 'income'])).toEqual(['wage']);
    expect(suggestionsFor('zz', ['ab', 'cd'])).toEqual([]);
    expect(suggestionsFor('q', ['p', 'Q', 'qq', ''])).toEqual(['Q', 'qq']);
  });
});
