import type { FlowData } from './flow-data.ts';
import { type FlowLayout, flowLayout, type PlacedLink } from './flow-layout.ts';
import { lineHeight } from './labels.ts';
import { type TextMark, textLayer } from './marks.ts';
import { described, tipChannel, tipOf, tipText } from './tip.ts';

/** Points of a band's edge: enough for a curve without corners. */
const steps = 20;
const beside = 6;

const pixels = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null }) as const;

/** The description of a picture of flows: bands between bars, titles above stages, labels beside categories. */
export function flowSpec(chart: FlowData) {
  const layout = flowLayout(chart);
  const nodes = layout.stages.flatMap((stage) => stage.nodes);
  const titles = layout.stages.map(({ title, x }): TextMark => ({ text: title, x, y: lineHeight / 2 }));
  return {
    width: layout.width,
    height: layout.height,
    layer: [
      bandLayer(layout.links),
      {
        data: {
          values: nodes.map(({ colour, x, y, width, height, label, text }) => ({
            colour,
            x,
            y,
            x2: x + width,
            y2: y + height,
            tip: tipOf(tipText([label], text)),
          })),
        },
        mark: { type: 'rect', ...described },
        encoding: {
          x: pixels('x'),
          y: pixels('y'),
          x2: { field: 'x2' },
          y2: { field: 'y2' },
          color: { field: 'colour', type: 'nominal', scale: null },
          ...tipChannel,
        },
      },
      textLayer(labelsOf(layout, true), 'right'),
      textLayer(labelsOf(layout, false), 'left'),
      textLayer(titles, 'center', true),
    ],
  };
}

/** Bands of the same thickness everywhere, level where they begin and end. */
function bandLayer(links: readonly PlacedLink[]) {
  const values = links.flatMap(({ colour, x, y, x2, y2, thickness, label, text }, link) => {
    const tip = tipOf(tipText([label], text));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const t = step / steps;
      const upper = y + (y2 - y) * t * t * (3 - 2 * t);
      return { link, colour, tip, x: x + (x2 - x) * t, y: upper, y2: upper + thickness };
    });
  });
  return {
    data: { values },
    mark: { type: 'area', opacity: 0.4, ...described },
    encoding: {
      x: pixels('x'),
      y: pixels('y'),
      y2: { field: 'y2' },
      detail: { field: 'link', type: 'nominal' },
      color: { field: 'colour', type: 'nominal', scale: null },
      ...tipChannel,
    },
  } as const;
}

/** Labels stand left of the first stage and right of all others, so that those of the last are outside of the bands, too. */
function labelsOf({ stages }: FlowLayout, isFirst: boolean): readonly TextMark[] {
  return stages
    .filter((_, stage) => (stage === 0) === isFirst)
    .flatMap(({ nodes }) =>
      nodes.flatMap(({ x, width, lines, labelY }) =>
        lines.map((text, line) => ({
          text,
          x: isFirst ? x - beside : x + width + beside,
          y: labelY + line * lineHeight,
        })),
      ),
    );
}
