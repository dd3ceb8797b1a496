import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowData, flowData } from '../../../src/render/chart/flow-data.ts';
import { flowLayout } from '../../../src/render/chart/flow-layout.ts';
import { flowSpec } from '../../../src/render/chart/flow-spec.ts';
import { lineHeight, widthOfText } from '../../../src/render/chart/labels.ts';
import { chartSvg } from '../../../src/render/chart/svg.ts';
import { flow } from '../bodies/counts.ts';

const data = flowData(flow, 'nb');

/** A point of a band's edges. */
interface Point {
  readonly link: number;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
  readonly y2: number;
}

/** Flows of arbitrary sizes; bands add up to the bars that they join only by chance, as noise has it. */
const flows: fc.Arbitrary<FlowData> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 4 }),
    counts: fc.array(fc.integer({ min: 5, max: 1_000_000 }), { minLength: 1, maxLength: 20 }),
    words: fc.array(fc.stringMatching(/^[a-zæøå]{1,12}$/u), { minLength: 1, maxLength: 6 }),
  })
  .map(({ sizes, counts, words }): FlowData => {
    const count = (i: number): number => counts[i % counts.length]!;
    return {
      type: 'flow',
      title: 'x',
      stages: sizes.map((size, s) => ({
        title: `stage_with_a_long_name_${s}`,
        nodes: Array.from({ length: size }, (_, i) => ({
          label: words.slice(0, 1 + (i % words.length)).join(' '),
          count: count(i),
          text: `${count(i)}`,
          colour: '#000000',
        })),
      })),
      links: sizes
        .slice(1)
        .map((to, s) =>
          Array.from({ length: sizes[s]! }, (_, i) => ({ from: i, to: i % to, count: count(i), text: `${count(i)}` })),
        ),
    };
  });

describe('flows', () => {
  test('draw the links that are shown, and nothing of the others', () => {
    expect(data.links.map((links) => links.map(({ from, to }) => `${from}${to}`).join(' '))).toEqual([
      '00 01 10 20 21',
      '00 01 02 10 11 12',
    ]);
    expect(data.stages.map(({ nodes }) => nodes.map(({ text }) => text.replaceAll(/\s/gu, ' ')).join(', '))).toEqual([
      '60 000, 9 000, 31 000',
      '70 000, 30 000',
      '64 000, 6 000, 30 000',
    ]);
  });

  test('a link of nobody is not drawn', () => {
    const [first, ...others] = flow.links;
    const none = { ...flow, links: [[[{ v: 0 }, { v: 7 }], ...first!.slice(1)], ...others] };
    expect(flowData(none, 'nb').links[0]![0]).toEqual({ from: 0, to: 1, count: 7, text: '7' });
  });

  test('a category has its colour at every stage', () => {
    const [before, between, after] = data.stages.map(({ nodes }) => nodes.map(({ colour }) => colour));
    expect(after).toEqual(before);
    expect(new Set([...before!, ...between!]).size).toBe(5);
  });

  test('bars and bands are as thick as their counts, whatever the bars that they join', () => {
    fc.assert(
      fc.property(flows, (chart) => {
        const { stages, links } = flowLayout(chart);
        const perUnit = links[0]!.thickness / chart.links[0]![0]!.count;
        for (const [i, { thickness }] of links.entries())
          expect(thickness).toBeCloseTo(chart.links.flat()[i]!.count * perUnit, 8);
        for (const [s, { nodes }] of stages.entries())
          for (const [i, { height }] of nodes.entries())
            expect(height).toBeCloseTo(Math.max(1, chart.stages[s]!.nodes[i]!.count * perUnit), 8);
      }),
      { numRuns: 100 },
    );
  });

  test('bars, labels and titles keep their order, never overlap and stay inside the picture', () => {
    fc.assert(
      fc.property(flows, (chart) => {
        const { stages, width, height } = flowLayout(chart);
        for (const [s, { nodes, title, x }] of stages.entries()) {
          let end = lineHeight;
          for (const node of nodes) {
            const first = node.labelY - lineHeight / 2;
            const last = node.labelY + (node.lines.length - 0.5) * lineHeight;
            expect(Math.min(first, node.y)).toBeGreaterThanOrEqual(end - 1e-9);
            end = Math.max(last, node.y + node.height);
            const widest = Math.max(...node.lines.map(widthOfText));
            if (s === 0) expect(node.x - widest).toBeGreaterThanOrEqual(0);
            else expect(node.x + node.width + widest).toBeLessThanOrEqual(stages[s + 1]?.nodes[0]!.x ?? width);
          }
          expect(end).toBeLessThanOrEqual(height + 1e-9);
          const half = widthOfText(title) / 2;
          expect(x - half).toBeGreaterThanOrEqual(0);
          expect(x + half).toBeLessThanOrEqual(width);
          if (s > 0) expect(x - half).toBeGreaterThanOrEqual(stages[s - 1]!.x + widthOfText(stages[s - 1]!.title) / 2);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('bands are level at both ends', () => {
    const { links } = flowLayout(data);
    const points = flowSpec(data).layer[0]!.data.values as readonly Point[];
    const [first] = links;
    const own = points.filter(({ link }) => link === 0);
    expect([own[0]!.x, own[0]!.y]).toEqual([first!.x, first!.y]);
    expect([own.at(-1)!.x, own.at(-1)!.y]).toEqual([first!.x2, first!.y2]);
    for (const { y, y2 } of own) expect(y2 - y).toBeCloseTo(first!.thickness, 9);
  });

  test('the same flows give the same bytes', async () => {
    const [one, two] = [await chartSvg(data), await chartSvg(flowData(flow, 'nb'))];
    expect(one).toBe(two);
    expect(one).not.toContain('NaN');
    for (const text of ['Yrkesaktiv', 'arbeid15', 'bolig']) expect(one).toContain(text);
  });

  test('no flow at all is an empty picture', async () => {
    const empty: FlowData = {
      type: 'flow',
      title: '',
      stages: [
        { title: 'a', nodes: [] },
        { title: 'b', nodes: [] },
      ],
      links: [[]],
    };
    const svg = await chartSvg(empty);
    expect(svg).toContain('<svg');
    expect(svg).not.toMatch(/NaN|Infinity/u);
  });
});
