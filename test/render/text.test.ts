import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/render/text/lines.ts';
import { renderText } from '../../src/render/text/report.ts';
import { bodies, lookAlike, released, status, twoWay } from './bodies.ts';
import { expectGolden } from './golden.ts';

const languages = ['nb', 'en'] as const;
const widths = [80, 140] as const;

describe('results as text', () => {
  for (const [name, body] of Object.entries(bodies)) {
    for (const width of widths) {
      test(`${name} fits ${width} columns and looks as it did`, () => {
        const text = languages.map((l) => renderText(released(body), l, { width })).join('\n');
        for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expectGolden(`text/${name}-${width}.txt`, text);
      });
    }
  }

  test('a look-alike of a released result is not drawn', () => {
    const forged = lookAlike(twoWay);
    expect(() => renderText(forged, 'nb', { width: 80 })).toThrow('did not pass disclosure control');
  });

  test('a count that is not shown reads as fewer than the limit', () => {
    expect(renderText(released(status), 'en', { width: 140 })).toContain('fewer than 5 (possibly none) missing');
  });

  test('labels cannot steer the terminal', () => {
    const evil = { ...status, names: { ...status.names, variable: 'a\u001b[2Jb\u0007' } };
    expect(renderText(released(evil), 'nb', { width: 80 })).not.toMatch(/[\u001b\u0007]/u);
  });

  test('any labels at any width fit the window', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(label, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 60, max: 160 }),
        (labels, width) => {
          const [civil, sex] = twoWay.dimensions;
          if (civil === undefined || sex === undefined) return;
          const categories = labels.map((text, i) => ({ code: String(i), label: text }));
          const body = { ...twoWay, dimensions: [{ ...civil, categories }, sex] };
          const text = renderText(released(body), 'nb', { width });
          for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 60 },
    );
  });
});
