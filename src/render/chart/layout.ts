import type { TopLevelSpec } from 'vega-lite';
import type { Facetted } from './chart-data.ts';
import { categoryColours } from './palette.ts';

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

/** Pixels of one chart. */
export const singleSize = { width: 600, height: 300 };

/** Pixels of a facet. */
export const facetSize = { width: 280, height: 200 };

/** A chart whose groups stand along an axis, one series beside or upon the other. */
export interface GroupedChart extends Facetted {
  readonly groups: readonly string[];
  readonly series: readonly string[];
  /** Whether series stand upon each other. */
  readonly stack?: boolean;
  readonly horizontal: boolean;
}

/** The channel of the groups: their labels in lines under the axis, or tilted where there is no room. */
export function groupChannel(
  chart: GroupedChart & { readonly groupTitle: string },
  groups: readonly string[],
  wrapAt: number,
) {
  return {
    field: 'group',
    type: 'nominal',
    title: chart.groupTitle === '' ? null : chart.groupTitle,
    scale: { domain: [...groups], paddingInner: 0.2 },
    axis: { labelExpr: "split(datum.label, '\\n')", labelLimit: 0, grid: false, ...tilt(chart, groups, wrapAt) },
  } as const;
}

/** Colours in category order, with a legend above the bars. */
export function seriesColour(chart: Pick<GroupedChart, 'series'> & { readonly seriesTitle: string }) {
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

/** The pixels of one chart. Many groups need room: a horizontal chart grows downwards, a vertical one has a fixed size. */
export function sizeOf(
  chart: GroupedChart,
  groups: readonly string[],
  isFaceted: boolean,
): { width: number; height: number } {
  const size = isFaceted ? facetSize : singleSize;
  if (!chart.horizontal) return size;
  const lines = Math.max(1, ...groups.map((g) => g.split('\n').length));
  const perGroup = Math.max(26, 10 + 15 * lines, chart.stack === true ? 0 : 14 * chart.series.length);
  return { width: size.width - (isFaceted ? 40 : 120), height: Math.max(120, groups.length * perGroup) };
}

/** Characters that a label may take on one line under its bars. */
export function labelRoom(groups: number, isFaceted: boolean): number {
  const pixels = (isFaceted ? facetSize.width : singleSize.width) / Math.max(1, groups);
  return Math.max(6, Math.floor(pixels / 7));
}

/** Labels that do not fit under their bars in three lines are tilted and written in one. */
function tilt(chart: GroupedChart, groups: readonly string[], wrapAt: number) {
  if (chart.horizontal) return {};
  const fits = groups.every((g) => g.split('\n').length <= 3 && g.split('\n').every((line) => line.length <= wrapAt));
  return fits
    ? { labelAngle: 0 }
    : { labelAngle: -40, labelAlign: 'right', labelExpr: "replace(datum.label, regexp('\\n', 'g'), ' ')" };
}

/** Breaks a label at blanks; the line feeds become lines in the chart. */
export function wrapLabel(label: string, width: number): string {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** One chart, or one per facet on common axes, two beside each other. */
export function facetted(chart: Facetted, values: readonly object[], unit: object): TopLevelSpec {
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
