import type { TopLevelSpec } from 'vega-lite';
import { numberText } from '../numbers.ts';
import type { HexAxis, HexChartData } from './hex-data.ts';
import { facetted, singleSize } from './layout.ts';
import { sequentialColours } from './palette.ts';
import { described, tipChannel, tipOf, tipText } from './tip.ts';

const size = { width: singleSize.width - 60, height: 400 };
const millisecondsPerDay = 86_400_000;

/**
 * Hexagons with their points up. The outermost centres stand on the ends of the data, so that the axes reach half a hexagon
 * beyond them. The outline is drawn in pixels: a mark of size 4 is drawn in the measure of its path.
 */
export function hexSpec(chart: HexChartData): TopLevelSpec {
  const across = scaled(chart.horizontal, 1 / 2, size.width);
  // Rows of one lattice stand a step apart and the other lattice between them: a hexagon is two thirds of a step high.
  const up = scaled(chart.vertical, 1 / 3, size.height);
  const shape = outline(across.reach, up.reach);
  const values = chart.hexagons.map((hexagon) => ({
    x: across.toValue(hexagon.x),
    y: up.toValue(hexagon.y),
    class: chart.classes[hexagon.class] ?? '',
    tip: tipOf(
      tipText(
        [placeText(chart.horizontal, hexagon.x), placeText(chart.vertical, hexagon.y)],
        chart.classes[hexagon.class] ?? '',
      ),
      hexagon.class,
    ),
  }));
  const legend = {
    orient: 'right',
    symbolType: 'square',
    symbolSize: 160,
    symbolStrokeWidth: 0,
  } as const;
  return facetted(chart, values, {
    mark: {
      type: 'point',
      shape,
      size: 4,
      filled: true,
      opacity: 1,
      stroke: '#808080',
      strokeWidth: 0.4,
      ...described,
    },
    encoding: {
      x: { field: 'x', ...across.channel, title: chart.horizontal.title },
      y: { field: 'y', ...up.channel, title: chart.vertical.title },
      color: {
        field: 'class',
        type: 'ordinal',
        title: chart.legendTitle,
        scale: { domain: [...chart.classes], range: coloursFor(chart.classes.length) },
        sort: [...chart.classes],
        legend,
      },
      ...tipChannel,
    },
    ...size,
  });
}

/** Where a hexagon stands on an axis. */
function placeText({ title, kind }: HexAxis, value: number): string {
  return `${title} ${numberText(value, kind)}`;
}

/** An axis with room for half a hexagon at its ends, and that room in pixels. */
function scaled(axis: HexAxis, beyond: number, pixels: number) {
  const room = axis.step * beyond;
  const toValue = axis.isDate ? (day: number) => day * millisecondsPerDay : (value: number) => value;
  const domain = [toValue(axis.from - room), toValue(axis.to + room)];
  const reach = (pixels * room) / (axis.to - axis.from + 2 * room);
  const channel = axis.isDate
    ? ({
        type: 'temporal',
        scale: { type: 'utc', domain, nice: false },
        axis: { format: '%Y-%m-%d', tickCount: 6 },
      } as const)
    : ({ type: 'quantitative', scale: { domain, nice: false, zero: false }, axis: { tickCount: 6 } } as const);
  return { channel, reach, toValue };
}

/** The path of a hexagon around the origin; `width` and `height` are half of what it takes. */
function outline(width: number, height: number): string {
  const at = (x: number, y: number): string => `${(x * width).toFixed(3)},${(y * height).toFixed(3)}`;
  return `M${at(1, -0.5)}L${at(1, 0.5)}L${at(0, 1)}L${at(-1, 0.5)}L${at(-1, -0.5)}L${at(0, -1)}Z`;
}

/** Colours for so many classes, over the whole scale. */
function coloursFor(classes: number): string[] {
  const last = sequentialColours.length - 1;
  return Array.from({ length: classes }, (_, k) => {
    const place = classes === 1 ? last / 2 : (k * last) / (classes - 1);
    return sequentialColours[Math.round(place)] ?? '';
  });
}
