import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/render/text/lines.ts';
import { renderText } from '../../src/render/text/report.ts';
import { plainStyle } from '../../src/render/text/style.ts';
import { drawTable } from '../../src/render/text/table.ts';
import type { TableView } from '../../src/render/view/view.ts';
import { bodies } from './bodies/all.ts';
import { lookAlike, released } from './bodies/common.ts';
import { summary } from './bodies/summary.ts';
import { twoWay } from './bodies/table.ts';
import { status } from './bodies/text.ts';
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

describe('tables that are nearly too wide', () => {
  const number = (text: string) => ({ text, align: 'number' }) as const;
  const table = (cells: readonly string[]): TableView => ({
    type: 'table',
    caption: '',
    stubHeads: ['lonn'],
    spans: [
      [
        { text: '', from: 0, to: 4 },
        { text: 'KI (95%)', from: 4, to: 6 },
      ],
    ],
    heads: ['Koef.', 'Std.feil', 't', 'P>|t|', 'nedre', 'øvre'],
    rows: [{ stub: ['kjonn: Kvinne'], depth: 0, role: 'body', cells: cells.map(number) }],
  });
  const large = ['-157 120.452039', '6 532.875185', '-24.051', '<0.0001', '-169 927.561503', '-144 313.342575'];

  test('the two limits of an interval stay in one block, and a block without their head has no empty lines for it', () => {
    const lines = drawTable(table(large), 80, plainStyle);
    const heads = lines.filter((line) => /[a-zø]/u.test(line) && !line.includes('Kvinne'));
    expect(heads.filter((line) => line.includes('nedre') !== line.includes('øvre'))).toEqual([]);
    expect(lines[1]).toContain('Koef.');
    expect(lines.filter((line) => line === '')).toHaveLength(1);
  });

  test('the gaps shrink before a table is cut, but not where thousands stand apart', () => {
    const small = ['-157120.452039', '6532.875185', '-24.051', '<0.0001', '-169927.561503', '-44313.342575'];
    expect(drawTable(table(small), 88, plainStyle).filter((line) => line === '')).toEqual([]);
    expect(drawTable(table(large), 88, plainStyle).filter((line) => line === '')).toHaveLength(1);
  });
});

test('numbers of unlike scales in one column end at the same place', () => {
  const text = renderText(released(summary), 'nb', { width: 140 });
  const [, , , ...lines] = text.split('\n');
  const rows = lines.filter((line) => /\d$/u.test(line)).map((line) => widthOf(line));
  expect(new Set(rows).size).toBe(1);
});
