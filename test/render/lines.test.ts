import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abbreviate, labelled, pad, printable, widthOf, wrap } from '../../src/render/text/lines.ts';

describe('lines of text', () => {
  test('combining signs take no column and wide characters two', () => {
    expect(widthOf('blåbær')).toBe(6);
    expect(widthOf('bla\u030aba\u0308r')).toBe(6);
    expect(widthOf('日本')).toBe(4);
  });

  test('a long name is broken after an underscore, a long word with a hyphen', () => {
    expect(wrap('BEFOLKNING_KOMMNR_FORMELL', 12)).toEqual(['BEFOLKNING_', 'KOMMNR_', 'FORMELL']);
    expect(wrap('tjenesteytinger', 10)).toEqual(['tjenestey-', 'tinger']);
  });

  test('wrapping loses nothing but blanks and hyphens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 3, max: 30 }), (text, width) => {
        const strip = (t: string) => t.replace(/[ -]/gu, '');
        expect(strip(wrap(text, width).join(''))).toBe(strip(printable(text)));
      }),
    );
  });

  test('no line is wider than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 4, max: 30 }), (text, width) => {
        for (const line of wrap(text, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(widthOf(abbreviate(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('a label is whole, however long, and what it labels stands on its first line', () => {
    expect(labelled('Gift', 6, '███')).toEqual(['Gift    ███']);
    expect(labelled('Gift eller partner', 11, '███')).toEqual(['Gift eller   ███', ' partner']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 8, max: 30 }), (text, width) => {
        const strip = (t: string) => t.replace(/[ █-]/gu, '');
        const [first = '', ...others] = labelled(text, width, '█');
        expect(first).toMatch(/  █$/u);
        expect(widthOf(first)).toBe(width + 3);
        for (const line of others) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(strip([first, ...others].join(''))).toBe(strip(printable(text)));
      }),
    );
  });

  test('padding goes to the side that is asked for', () => {
    expect(pad('ab', 5)).toBe('ab   ');
    expect(pad('ab', 5, 'right')).toBe('   ab');
    expect(pad('ab', 5, 'centre')).toBe(' ab  ');
    expect(pad('abcdef', 5)).toBe('abcdef');
  });
});
