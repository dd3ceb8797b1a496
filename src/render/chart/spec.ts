import type { TopLevelSpec } from 'vega-lite';
import { assertNever } from '../../base/assert-never.ts';
import { civilDate, daysFromCivil } from '../../base/epoch-day.ts';
import { boxSpec } from './box-spec.ts';
import { type BarChartData, type ChartData, type HistogramData, intervalText } from './chart-data.ts';
import { coefficientSpec } from './coefficient-spec.ts';
import { flowSpec } from './flow-spec.ts';
import { hexSpec } from './hex-spec.ts';
import {
  facetSize,
  facetTitle,
  facetted,
  groupChannel,
  groupLayout,
  reachOfLabels,
  seriesColour,
  singleSize,
} from './layout.ts';
import { categoryColours, lineColour } from './palette.ts';
import { pieSpec } from './pie-spec.ts';
import { described, tipChannel, tipOf, tipText } from './tip.ts';

/** The declarative description of a chart, from which the picture follows. */
export function chartSpec(chart: ChartData): TopLevelSpec {
  switch (chart.type) {
    case 'bars':
      return barSpec(chart);
    case 'histogram':
      return histogramSpec(chart);
    case 'boxes':
      return boxSpec(chart);
    case 'coefficients':
      return coefficientSpec(chart);
    case 'hexagons':
      return hexSpec(chart);
    case 'pie':
      return facetted({ facets: [] }, [], pieSpec(chart));
    case 'flow':
      return facetted({ facets: [] }, [], flowSpec(chart));
    default:
      return assertNever(chart);
  }
}

function barSpec(chart: BarChartData): TopLevelSpec {
  const layout = groupLayout(chart);
  const hasSeries = chart.series.length > 1 || chart.series[0] !== '';
  const values = chart.facets.flatMap((facet) =>
    facet.bars.flatMap((bar) =>
      bar.value === undefined
        ? []
        : [
            {
              facet: facetTitle(facet.label),
              group: layout.groups[bar.group] ?? '',
              series: chart.series[bar.series] ?? '',
              order: bar.series,
              tip: tipOf(
                tipText([facet.label, chart.groups[bar.group] ?? '', chart.series[bar.series] ?? ''], bar.text),
                hasSeries ? bar.series : undefined,
              ),
              value: bar.value,
            },
          ],
    ),
  );
  // An axis of nothing but zeros would have one place.
  const isAllZero = values.every(({ value: of }) => of === 0);
  const category = groupChannel(chart, layout);
  const value = {
    field: 'value',
    type: 'quantitative',
    title: chart.valueTitle,
    stack: chart.stack ? 'zero' : null,
    axis: chart.isDate === true ? dayAxis(values.map(({ value: of }) => of)) : { tickCount: 6 },
    ...(isAllZero ? { scale: { domain: [0, 1] } } : {}),
  } as const;
  const colour = hasSeries ? { color: seriesColour(chart) } : {};
  const beside = hasSeries && !chart.stack ? { field: 'series', scale: { domain: [...chart.series] } } : undefined;
  const position = layout.horizontal
    ? { y: category, x: value, ...(beside ? { yOffset: beside } : {}) }
    : { x: category, y: value, ...(beside ? { xOffset: beside } : {}) };
  const unit = {
    mark: { type: 'bar', color: categoryColours[0], ...described },
    encoding: {
      ...position,
      ...colour,
      ...tipChannel,
      ...(chart.stack ? { order: { field: 'order', type: 'quantitative' } } : {}),
    },
  } as const;
  return facetted(chart, values, { ...unit, ...layout.size });
}

/** The axis of bars that end at days: their first day is 1970-01-01. Ticks are New Year's Days unless all lies within few years. */
function dayAxis(days: readonly number[]) {
  const years = [0, ...days].map((day) => civilDate(Math.floor(day)).year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const step = yearSteps.find((of) => (last - first) / of <= 6) ?? 1000;
  const from = Math.floor(first / step) * step;
  const ticks = Array.from({ length: Math.ceil((last + 1 - from) / step) + 1 }, (_, i) =>
    daysFromCivil(from + i * step, 1, 1),
  );
  const format = "utcFormat(datum.value * 86400000, '%Y-%m-%d')";
  return last - first < 3 ? { tickCount: 4, labelExpr: format } : { values: ticks, labelExpr: format };
}

const yearSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500] as const;

function histogramSpec(chart: HistogramData): TopLevelSpec {
  const isFaceted = chart.facets.length > 1;
  const toX = chart.isDate ? (day: number) => day * 86_400_000 : (x: number) => x;
  const values = chart.facets.flatMap((facet) => [
    ...facet.bars.flatMap((b) =>
      b.height === undefined
        ? []
        : [
            {
              facet: facetTitle(facet.label),
              kind: 'bar',
              lower: toX(b.lower),
              upper: toX(b.upper),
              height: b.height,
              tip: tipOf(tipText([facet.label, intervalText(chart, b.lower, b.upper)], b.text)),
            },
          ],
    ),
    ...facet.curve.map((p) => ({ facet: facetTitle(facet.label), kind: 'curve', x: toX(p.x), y: p.y })),
  ]);
  const axis = chart.isDate
    ? ({ type: 'temporal', scale: { type: 'utc' }, axis: { format: '%Y-%m-%d', tickCount: 6 } } as const)
    : ({
        type: 'quantitative',
        scale: { zero: false, nice: false },
        axis: { tickCount: 8, ...(isFaceted ? { labelBound: reachOfLabels } : {}) },
      } as const);
  const bars = {
    transform: [{ filter: "datum.kind === 'bar'" }],
    mark: {
      type: 'bar',
      orient: 'vertical',
      color: categoryColours[0],
      binSpacing: 0,
      stroke: '#ffffff',
      strokeWidth: 0.5,
      ...described,
    },
    encoding: {
      x: { ...axis, field: 'lower', title: chart.axisTitle },
      x2: { field: 'upper' },
      y: { field: 'height', type: 'quantitative', title: chart.valueTitle },
      y2: { datum: 0 },
      ...tipChannel,
    },
  } as const;
  const curve = {
    transform: [{ filter: "datum.kind === 'curve'" }],
    mark: { type: 'line', color: lineColour, strokeWidth: 2 },
    encoding: {
      x: { ...axis, field: 'x', title: chart.axisTitle },
      y: { field: 'y', type: 'quantitative', title: chart.valueTitle },
    },
  } as const;
  const hasCurve = chart.facets.some((f) => f.curve.length > 0);
  const size = isFaceted ? facetSize : singleSize;
  return facetted(chart, values, { layer: hasCurve ? [bars, curve] : [bars], ...size });
}
