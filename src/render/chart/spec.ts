import type { TopLevelSpec } from 'vega-lite';
import type { BarChartData, HistogramData } from './chart-data.ts';
import { categoryColours, lineColour } from './palette.ts';

const fontFamily = 'system-ui, sans-serif';

/** Sizes and fonts shared by all charts; colours of lines and letters are replaced by style sheets where there are any. */
const config: TopLevelSpec['config'] = {
  font: fontFamily,
  background: 'transparent',
  // The report gives one description for the whole picture; a role on every bar would be noise to a screen reader.
  aria: false,
  axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#d0d0d0', titlePadding: 10 },
  legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', labelLimit: 260 },
  header: { labelFontSize: 13, labelLimit: 320, titleFontSize: 12 },
  view: { stroke: null },
  // Numbers on axes look like those in tables: narrow unbreakable blanks between thousands.
  locale: { number: { decimal: '.', thousands: '\u202f', grouping: [3], currency: ['', ''] } },
};

/** Pixels of one chart; a facet is smaller. */
const singleSize = { width: 600, height: 300 };
const facetSize = { width: 280, height: 200 };

/** The declarative description of a chart, from which the picture follows. */
export function chartSpec(chart: BarChartData | HistogramData): TopLevelSpec {
  return chart.type === 'bars' ? barSpec(chart) : histogramSpec(chart);
}

function barSpec(chart: BarChartData): TopLevelSpec {
  const isFaceted = chart.facets.length > 1;
  const wrapAt = chart.horizontal ? 32 : labelRoom(chart.groups.length, isFaceted);
  const groups = chart.groups.map((g) => wrapLabel(g, wrapAt));
  const values = chart.facets.flatMap((facet) =>
    facet.bars.flatMap((bar) =>
      bar.value === undefined
        ? []
        : [
            {
              facet: facet.label,
              group: groups[bar.group] ?? '',
              series: chart.series[bar.series] ?? '',
              order: bar.series,
              value: bar.value,
            },
          ],
    ),
  );
  const hasSeries = chart.series.length > 1 || chart.series[0] !== '';
  const category = {
    field: 'group',
    type: 'nominal',
    title: chart.groupTitle === '' ? null : chart.groupTitle,
    scale: { domain: groups, paddingInner: 0.2 },
    axis: { labelExpr: "split(datum.label, '\\n')", labelLimit: 0, grid: false, ...tilt(chart, groups, wrapAt) },
  } as const;
  const value = {
    field: 'value',
    type: 'quantitative',
    title: chart.valueTitle,
    stack: chart.stack ? 'zero' : null,
    axis: { tickCount: 6 },
  } as const;
  const colour = hasSeries ? { color: seriesColour(chart) } : {};
  const beside = hasSeries && !chart.stack ? { field: 'series', scale: { domain: [...chart.series] } } : undefined;
  const position = chart.horizontal
    ? { y: category, x: value, ...(beside ? { yOffset: beside } : {}) }
    : { x: category, y: value, ...(beside ? { xOffset: beside } : {}) };
  const unit = {
    mark: { type: 'bar', color: categoryColours[0] },
    encoding: { ...position, ...colour, ...(chart.stack ? { order: { field: 'order', type: 'quantitative' } } : {}) },
  } as const;
  const size = sizeOf(chart, groups, isFaceted);
  return facetted(chart, values, { ...unit, ...size });
}

/** Colours in category order, with a legend above the bars. */
function seriesColour(chart: BarChartData) {
  const longest = Math.max(...chart.series.map((s) => s.length));
  return {
    field: 'series',
    type: 'nominal',
    title: chart.seriesTitle === '' ? null : chart.seriesTitle,
    scale: {
      domain: [...chart.series],
      range: chart.series.map((_, i) => categoryColours[i % categoryColours.length] ?? ''),
    },
    legend: { orient: 'top', columns: Math.max(1, Math.min(4, Math.floor(80 / (longest + 6)))) },
  } as const;
}

/** Many bars need room: a horizontal chart grows downwards, a vertical one has a fixed size. */
function sizeOf(chart: BarChartData, groups: readonly string[], isFaceted: boolean): { width: number; height: number } {
  const size = isFaceted ? facetSize : singleSize;
  if (!chart.horizontal) return size;
  const lines = Math.max(1, ...groups.map((g) => g.split('\n').length));
  const perGroup = Math.max(26, 10 + 15 * lines, chart.stack ? 0 : 14 * chart.series.length);
  return { width: size.width - (isFaceted ? 40 : 120), height: Math.max(120, groups.length * perGroup) };
}

/** Characters that a label may take on one line under its bars. */
function labelRoom(groups: number, isFaceted: boolean): number {
  const pixels = (isFaceted ? facetSize.width : singleSize.width) / Math.max(1, groups);
  return Math.max(6, Math.floor(pixels / 7));
}

/** Labels that do not fit under their bars in three lines are tilted and written in one. */
function tilt(chart: BarChartData, groups: readonly string[], wrapAt: number) {
  if (chart.horizontal) return {};
  const fits = groups.every((g) => g.split('\n').length <= 3 && g.split('\n').every((line) => line.length <= wrapAt));
  return fits
    ? { labelAngle: 0 }
    : { labelAngle: -40, labelAlign: 'right', labelExpr: "replace(datum.label, regexp('\\n', 'g'), ' ')" };
}

/** Breaks a label at blanks; the line feeds become lines in the chart. */
function wrapLabel(label: string, width: number): string {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

function histogramSpec(chart: HistogramData): TopLevelSpec {
  const isFaceted = chart.facets.length > 1;
  const toX = chart.isDate ? (day: number) => day * 86_400_000 : (x: number) => x;
  const values = chart.facets.flatMap((facet) => [
    ...facet.bars.flatMap((b) =>
      b.height === undefined
        ? []
        : [{ facet: facet.label, kind: 'bar', lower: toX(b.lower), upper: toX(b.upper), height: b.height }],
    ),
    ...facet.curve.map((p) => ({ facet: facet.label, kind: 'curve', x: toX(p.x), y: p.y })),
  ]);
  const axis = chart.isDate
    ? ({ type: 'temporal', scale: { type: 'utc' }, axis: { format: '%Y-%m-%d', tickCount: 6 } } as const)
    : ({ type: 'quantitative', scale: { zero: false, nice: false }, axis: { tickCount: 8 } } as const);
  const bars = {
    transform: [{ filter: "datum.kind === 'bar'" }],
    mark: {
      type: 'bar',
      orient: 'vertical',
      color: categoryColours[0],
      binSpacing: 0,
      stroke: '#ffffff',
      strokeWidth: 0.5,
    },
    encoding: {
      x: { ...axis, field: 'lower', title: chart.axisTitle },
      x2: { field: 'upper' },
      y: { field: 'height', type: 'quantitative', title: chart.valueTitle },
      y2: { datum: 0 },
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

/** One chart, or one per facet on common axes, two beside each other. */
function facetted(chart: BarChartData | HistogramData, values: readonly object[], unit: object): TopLevelSpec {
  const top = { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', config, data: { values: [...values] } };
  const labels = chart.facets.map((f) => f.label);
  if (labels.length <= 1) return { ...top, ...unit } as TopLevelSpec;
  return {
    ...top,
    facet: { field: 'facet', type: 'nominal', title: null, sort: labels },
    columns: 2,
    spec: unit,
  } as TopLevelSpec;
}
