import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineHeight, spread } from '../../../src/render/chart/labels.ts';
import { type PieData, pieData } from '../../../src/render/chart/pie-data.ts';
import { pieSpec } from '../../../src/render/chart/pie-spec.ts';
import { chartSvg } from '../../../src/render/chart/svg.ts';
import { pie } from '../bodies/counts.ts';

const pieOf = (counts: readonly number[], label = 'Overnattings- og serveringsvirksomhet'): PieData => ({
  type: 'pie',
  title: 'x',
  slices: counts.map((count, i) => ({ label: `${label} ${i}`, count, percentText: '1.00', text: `${count} (1.0 %)` })),
});

interface Text {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** The texts on each side, as the description places them. */
function textsOf(chart: PieData): readonly (readonly Text[])[] {
  const { layer } = pieSpec(chart);
  return layer.slice(2).map(({ data }) => data.values as readonly Text[]);
}

describe('a pie', () => {
  test('has an angle for each count that is shown, in category order, and says both numbers', () => {
    const data = pieData(pie, 'nb');
    expect(data.slices.map(({ label, text }) => `${label}: ${text}`.replaceAll(/\s/gu, ' '))).toEqual([
      'Yrkesaktiv: 2 613 450 (78.1 %)',
      'Arbeidsledig eller på tiltak: -- (--)',
      'Utenfor arbeidsstyrken: 731 234 (21.9 %)',
    ]);
    const arcs = pieSpec(data).layer[0]!.data.values as readonly { readonly start: number; readonly end: number }[];
    const turn = 2 * Math.PI;
    expect(arcs).toHaveLength(2);
    expect(arcs[0]!.start).toBe(0);
    expect(arcs[0]!.end).toBeCloseTo((turn * 2_613_450) / (2_613_450 + 731_234), 12);
    expect([arcs[1]!.start, arcs[1]!.end]).toEqual([arcs[0]!.end, turn]);
  });

  test('labels never overlap and never leave the picture, whatever the slices', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(counts, (values) => {
        const chart = pieOf(values);
        const { height } = pieSpec(chart);
        const sides = textsOf(chart);
        expect(sides.flat().length).toBeGreaterThanOrEqual(values.filter((count) => count > 0).length);
        for (const side of sides) {
          const ys = side.map(({ y }) => y).sort((a, b) => a - b);
          for (const [i, y] of ys.entries()) {
            expect(y - lineHeight / 2).toBeGreaterThanOrEqual(-1e-9);
            expect(y + lineHeight / 2).toBeLessThanOrEqual(height + 1e-9);
            if (i > 0) expect(y - ys[i - 1]!).toBeGreaterThanOrEqual(lineHeight - 1e-9);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('slices that touch have different colours', () => {
    for (let slices = 2; slices <= 40; slices++) {
      const { layer } = pieSpec(pieOf(new Array<number>(slices).fill(10)));
      const colours = (layer[0]!.data.values as readonly { readonly colour: string }[]).map(({ colour }) => colour);
      for (const [i, colour] of colours.entries()) expect(colour).not.toBe(colours[(i + 1) % slices]);
    }
  });

  test('nothing to draw gives an empty picture; the same pie the same bytes', async () => {
    expect(await chartSvg(pieOf([]))).toContain('<svg');
    const [one, two] = [await chartSvg(pieData(pie, 'en')), await chartSvg(pieData(pie, 'en'))];
    expect(one).toBe(two);
    expect(one).toContain('Yrkesaktiv');
    expect(one).not.toContain('NaN');
  });
});

test('things that are spread keep their place where they can, and share the way where they cannot', () => {
  const at = (...places: readonly (readonly [middle: number, height: number])[]): readonly number[] =>
    spread(places.map(([middle, height]) => ({ middle, height })));
  expect(at([5, 4], [20, 4])).toEqual([5, 20]);
  expect(at([10, 10], [10, 10])).toEqual([5, 15]);
  expect(at([0, 10], [0, 10], [40, 10])).toEqual([-5, 5, 40]);
  expect(at([0, 10], [0, 10], [6, 10])).toEqual([-8, 2, 12]);
  expect(at()).toEqual([]);
});

test('things that are spread never overlap, keep their order, and have moved no further than any other way', () => {
  const thing = fc.record({ middle: fc.integer({ min: -100, max: 100 }), height: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.array(thing, { maxLength: 20 }), (things) => {
      const sorted = things.toSorted((a, b) => a.middle - b.middle);
      const middles = spread(sorted);
      expect(middles).toHaveLength(sorted.length);
      for (const [i, middle] of middles.entries()) {
        if (i === 0) continue;
        const apart = (sorted[i]!.height + sorted[i - 1]!.height) / 2;
        expect(middle - middles[i - 1]!).toBeGreaterThanOrEqual(apart - 1e-9);
      }
      // All of them could move together: the ways add up to nothing.
      const moved = middles.reduce((sum, middle, i) => sum + middle - sorted[i]!.middle, 0);
      expect(Math.abs(moved)).toBeLessThan(1e-6);
    }),
  );
});
