import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartSvg } from '../../../src/render/chart/svg.ts';
import { cutTexts, overlaps, textsOf } from '../../helpers/svg-texts.ts';
import { bars, gallery } from './gallery.ts';

describe('no text of a chart overlaps another one or is cut', () => {
  test.each(gallery)('%s', async (_, chart) => {
    const svg = await chartSvg(chart);
    const texts = textsOf(svg);
    expect(texts.length).toBeGreaterThan(0);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
    expect(overlaps(texts)).toEqual([]);
    expect(cutTexts(svg, texts)).toEqual([]);
  });
});

test.each([2, 3])('every column of %i facets ends with an axis', async (count) => {
  const facets = Array.from({ length: count }, (_, i) => ({ label: `sivilstand: ${i}`, bars: [] }));
  const svg = await chartSvg(bars(['1', '2', '3'], { isScale: true, groupTitle: 'alder', facets }));
  const titles = textsOf(svg).filter(({ text }) => text === 'alder');
  expect(titles.length).toBe(count);
});

test('nor of bars and boxes with any names, groups and series', async () => {
  const names = fc.array(
    fc.string({
      unit: fc.constantFrom('a', 'b', 'D', 'M', 'W', 'æ', 'ø', ' ', ' ', '-', '/', 'i', '1'),
      maxLength: 60,
    }),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  const chart = fc.record({ groups: names, series: names, facets: names, horizontal: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(chart, async ({ groups, series, facets, horizontal }) => {
      // Labels of one list are unique, as those of charts are.
      const unique = (labels: readonly string[], most: number): readonly string[] =>
        labels.slice(0, most).map((label, i) => `${label.trim()} ${i}`);
      const labels = unique(facets, 3).map((label) => ({ label, bars: [] }));
      const options = { series: unique(series, 6), facets: labels, horizontal };
      const svg = await chartSvg(bars(unique(groups, 30), options));
      const texts = textsOf(svg);
      expect(overlaps(texts)).toEqual([]);
      expect(cutTexts(svg, texts)).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 60_000);
