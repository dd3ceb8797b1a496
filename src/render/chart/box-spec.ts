import type { TopLevelSpec } from 'vega-lite';
import type { BoxChartData } from './box-data.ts';
import { facetTitle, facetted, groupChannel, groupLayout, seriesColour } from './layout.ts';
import { categoryColours } from './palette.ts';
import { described, tipChannel, tipOf, tipText } from './tip.ts';

/** A box is at most so many pixels broad, however few there are. */
const broadest = 56;
const fillOpacity = 0.3;

/**
 * Boxes as marks on one value axis: a rule on each side to the end of the whisker, the box, a line at the median and a diamond
 * at the mean. All of them have the colour of the series, on a pale box, so that they are told from any background.
 */
export function boxSpec(chart: BoxChartData): TopLevelSpec {
  const { horizontal, groups, size, axis } = groupLayout(chart);
  const hasSeries = chart.series.length > 1;
  const toValue = chart.isDate ? (day: number) => day * 86_400_000 : (x: number) => x;
  const values = chart.facets.flatMap((facet) =>
    facet.boxes.map((box) => ({
      facet: facetTitle(facet.label),
      group: groups[box.group] ?? '',
      series: chart.series[box.series] ?? '',
      lower: toValue(box.lower),
      p25: toValue(box.p25),
      p50: toValue(box.p50),
      p75: toValue(box.p75),
      upper: toValue(box.upper),
      mean: toValue(box.mean),
      ofSeries: tipOf('', hasSeries ? box.series : undefined),
      tip: tipOf(
        tipText([facet.label, chart.groups[box.group] ?? '', chart.series[box.series] ?? ''], box.text),
        hasSeries ? box.series : undefined,
      ),
    })),
  );
  const room = (horizontal ? size.height : size.width) / Math.max(1, groups.length * chart.series.length);
  const breadth = Math.max(1, Math.min(broadest, Math.round(room * 0.6)));
  const layer = layersOf({ ...chart, horizontal }, breadth);
  const category = groupChannel(chart, { horizontal, groups, size, axis });
  const offset = { field: 'series', scale: { domain: [...chart.series] } };
  const beside = hasSeries ? { [horizontal ? 'yOffset' : 'xOffset']: offset } : {};
  const colour = seriesColour({ series: chart.series, seriesTitle: '' });
  const encoding = {
    [horizontal ? 'y' : 'x']: category,
    ...beside,
    ...(hasSeries ? { color: colour } : {}),
    ...tipChannel,
  };
  return facetted(chart, values, { layer, encoding, ...size });
}

/** The marks of a box, from the back to the front. */
function layersOf(chart: BoxChartData, breadth: number): readonly object[] {
  const [along, along2] = chart.horizontal ? (['x', 'x2'] as const) : (['y', 'y2'] as const);
  const axis = chart.isDate
    ? ({ type: 'temporal', scale: { type: 'utc', nice: true }, axis: { format: '%Y-%m-%d', tickCount: 6 } } as const)
    : ({
        type: 'quantitative',
        scale: { zero: false, nice: true, ...aroundOne(chart) },
        axis: { tickCount: 6 },
      } as const);
  const at = (field: string) => ({ [along]: { ...axis, field, title: chart.valueTitle } });
  const between = (from: string, to: string) => ({ ...at(from), [along2]: { field: to } });
  const orient = chart.horizontal ? 'horizontal' : 'vertical';
  const [color] = categoryColours;
  // A tick is called after the way that it lies itself: across the box.
  const across = chart.horizontal ? 'vertical' : 'horizontal';
  const tick = { type: 'tick', color, opacity: 1, orient: across, ...described } as const;
  const end = { ...tick, size: Math.max(1, Math.round(breadth / 2)), thickness: 1.5 } as const;
  const whisker = { type: 'rule', color, strokeWidth: 1.5, ...described } as const;
  // Of the marks of a box, whiskers and box tell its numbers; the others are on top of them.
  const ofSeries = { description: { field: 'ofSeries', type: 'nominal' } } as const;
  const hasSeries = chart.series.length > 1;
  const outline = hasSeries
    ? { stroke: { ...seriesColour({ series: chart.series, seriesTitle: '' }), legend: null } }
    : {};
  return [
    { mark: whisker, encoding: between('lower', 'p25') },
    { mark: whisker, encoding: between('p75', 'upper') },
    { mark: end, encoding: { ...at('lower'), ...ofSeries } },
    { mark: end, encoding: { ...at('upper'), ...ofSeries } },
    {
      mark: {
        type: 'bar',
        orient,
        size: breadth,
        color,
        fillOpacity,
        strokeWidth: 1.5,
        ...described,
        ...(hasSeries ? {} : { stroke: color }),
      },
      encoding: { ...between('p25', 'p75'), ...outline },
    },
    { mark: { ...tick, size: breadth, thickness: 3 }, encoding: { ...at('p50'), ...ofSeries } },
    {
      mark: { type: 'point', shape: 'diamond', filled: true, size: 60, opacity: 1, color, ...described },
      encoding: { ...at('mean'), ...ofSeries },
    },
  ];
}

/** An axis of one number would have one place; it reaches a half to both sides, or a tenth of a number that is larger. */
function aroundOne({ facets }: BoxChartData): { readonly domain?: readonly [number, number] } {
  const ends = facets.flatMap(({ boxes }) => boxes.flatMap(({ lower, upper }) => [lower, upper]));
  const [least = 0] = ends;
  const reach = Math.max(0.5, Math.abs(least) / 10);
  return ends.length > 0 && ends.every((end) => end === least) ? { domain: [least - reach, least + reach] } : {};
}
