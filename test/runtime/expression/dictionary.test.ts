import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOfText, codeTexts, translation, unionDictionary } from '../../../src/runtime/expression/dictionary.ts';
import { compareCodePoints, sortTexts } from '../../../src/runtime/expression/text-order.ts';

const byComparison = (texts: readonly string[]): string[] => [...texts].sort(compareCodePoints);
const anyText = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('', '0301', '1103', 'ø', '\u00fe', '\u00ff', '\ue000', '😀', 'Bodø', 'a'.repeat(40)),
);

describe('compareCodePoints', () => {
  it('orders as the code points of the texts do', () => {
    const points = (text: string): number[] => Array.from(text, (c) => c.codePointAt(0) ?? 0);
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const [x, y] = [points(a), points(b)];
        const differing = x.findIndex((point, i) => point !== y[i]);
        const expected = differing < 0 ? x.length - y.length : x[differing]! - (y[differing] ?? -1);
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(expected));
      }),
    );
  });
});

describe('sortTexts', () => {
  it('sorts many short texts as comparison does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 600, max: 900 }), fc.integer({ min: 1, max: 7 }), (count, step) => {
        const texts = Array.from({ length: count }, (_, i) =>
          `${((i * 7919) % count) * step}-${i % step}æ`.slice(i % 3),
        );
        const distinct = [...new Set(texts)];
        expect(sortTexts(distinct)).toEqual(byComparison(distinct));
      }),
      { numRuns: 20 },
    );
  });

  it('sorts texts that no radix serves', () => {
    const many = Array.from({ length: 700 }, (_, i) => String(i));
    for (const odd of ['😀', '\u00ff', 'x'.repeat(30), '']) {
      const texts = [...many.filter((text) => text !== odd), odd];
      expect(sortTexts(texts)).toEqual(byComparison(texts));
    }
  });
});

describe('codeTexts', () => {
  it('codes each text by its place among the distinct ones, whatever their order', () => {
    const list = fc.array(fc.option(anyText), { maxLength: 30 });
    fc.assert(
      fc.property(list, fc.boolean(), (texts, isSorted) => {
        const given = isSorted ? [...texts].sort((a, b) => compareCodePoints(a ?? '', b ?? '')) : texts;
        const { dictionary, codes } = codeTexts(given);
        expect(dictionary.slice(1)).toEqual(byComparison([...new Set(given.filter((text) => text !== null))]));
        expect(Array.from(codes, (code) => (code === 0 ? null : dictionary[code]))).toEqual(given);
      }),
    );
  });
});

describe('codeTexts of many texts', () => {
  it.each([
    ['short ones that repeat', (i: number) => (i % 11 === 0 ? null : String((i * 7919) % 5000))],
    ['long ones', (i: number) => `${'x'.repeat(30)}${(i * 7919) % 150_001}`],
    ['empty ones', (i: number) => (i % 3 === 0 ? '' : String(i % 700))],
  ])('%s', (_, textOf) => {
    const given = Array.from({ length: 150_001 }, (__, i) => textOf(i));
    const { dictionary, codes } = codeTexts(given);
    const expected = byComparison([...new Set(given.filter((text) => text !== null))]);
    expect(dictionary.length).toBe(expected.length + 1);
    expect(dictionary.slice(1).every((text, i) => text === expected[i])).toBe(true);
    expect(
      given.every((text, i) => (text === null ? codes[i] === 0 : codes[i]! > 0 && dictionary[codes[i]!] === text)),
    ).toBe(true);
  });
});

describe('unionDictionary and translation', () => {
  const dictionary = fc.array(anyText, { maxLength: 12 }).map((texts) => codeTexts(texts).dictionary);
  it('keep every text, and find each in the other', () => {
    fc.assert(
      fc.property(dictionary, dictionary, (a, b) => {
        const union = unionDictionary(a, b);
        expect(union).toEqual(codeTexts([...a.slice(1), ...b.slice(1)]).dictionary);
        const codes = translation(a, union);
        for (let code = 1; code < a.length; code++) expect(union[codes[code]!]).toBe(a[code]);
        expect(Array.from(translation(a, b))).toEqual(a.map((text, code) => (code === 0 ? 0 : codeOfText(b, text))));
      }),
    );
  });

  it('search a long dictionary for few texts', () => {
    const long = codeTexts(Array.from({ length: 500 }, (_, i) => String(i))).dictionary;
    const few = codeTexts(['12', 'x', '499']).dictionary;
    expect(Array.from(translation(few, long))).toEqual([0, codeOfText(long, '12'), codeOfText(long, '499'), 0]);
  });
});
