import type { TopLevelSpec } from 'vega-lite';
import type { Facetted } from './chart-data.ts';
import { lineHeight, widthOfText, wrapToWidth } from './labels.ts';
import { categoryColours } from './palette.ts';

const fontFamily = 'system-ui, sans-serif';
/** Pixels of the letters above facets. */
const headerSize = 13;

/** Sizes and fonts shared by all charts; colours of lines and letters are replaced by style sheets where there are any. */
const config: TopLevelSpec['config'] = {
  font: fontFamily,
  background: 'transparent',
  // The report gives one description for the whole picture; a role on every bar would be noise to a screen reader.
  aria: false,
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    gridColor: '#d0d0d0',
    titlePadding: 10,
    maxExtent: 600,
  },
  legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', labelLimit: 0 },
  header: { labelFontSize: headerSize, labelLimit: 0, titleFontSize: 12 },
  view: { stroke: null },
  // Numbers on axes look like those in tables: narrow unbreakable blanks between thousands.
  locale: { number: { decimal: '.', thousands: '\u202f', grouping: [3], currency: ['', ''] } },
};

/** Pixels between facets beside each other, and how far a number under one may reach into them. */
const facetGap = 36;
export const reachOfLabels = facetGap / 2 - 3;

/** Pixels of one chart. */
export const singleSize = { width: 600, height: 300 };

/** Pixels of a facet. */
export const facetSize = { width: 280, height: 200 };

/** A chart whose groups stand along an axis, one series beside or upon the other. */
export interface GroupedChart extends Facetted {
  readonly groups: readonly string[];
  readonly groupTitle: string;
  readonly series: readonly string[];
  /** Whether series stand upon each other. */
  readonly stack?: boolean;
  readonly horizontal: boolean;
  /** Whether the groups are places on a scale, which keep their order from left to right however many there are. */
  readonly isScale?: boolean;
}

/** How the groups of a chart stand. */
export interface GroupLayout {
  /** Whether they stand below each other. */
  readonly horizontal: boolean;
  /** Their labels, in lines. */
  readonly groups: readonly string[];
  readonly axis: object;
  readonly size: { readonly width: number; readonly height: number };
}

/** Pixels between two labels, lines of a label under its group, room for a tilted label and its greatest length. */
const labelGap = 6;
const mostLines = 5;
const leastTilted = 18;
const longestTilted = 240;
/** Pixels of a label beside its group. */
const besideGroup = 220;
/** With more groups than this, lying bars are as narrow as their labels. */
const manyGroups = 40;

/**
 * Where the labels of the groups go: in lines under them; tilted, where that is not enough; and where there is no room for that
 * either, the chart lies down, whatever was asked for, because nobody can read it otherwise.
 */
export function groupLayout(chart: GroupedChart): GroupLayout {
  const isFaceted = chart.facets.length > 1;
  const size = isFaceted ? facetSize : singleSize;
  const step = size.width / Math.max(1, chart.groups.length);
  if (chart.horizontal) return lying(chart, isFaceted);
  const groups = chart.groups.map((group) => wrapToWidth(group, step - labelGap));
  const lines = groups.map((group) => group.split('\n'));
  if (lines.every((of) => of.length <= mostLines && of.every((line) => widthOfText(line) <= step - labelGap))) {
    return { horizontal: false, groups, axis: { labelAngle: 0, labelExpr: inLines }, size };
  }
  if (chart.isScale === true) {
    const axis = { labelAngle: 0, labelOverlap: 'greedy', labelSeparation: labelGap };
    return { horizontal: false, groups: chart.groups, axis, size };
  }
  if (step >= leastTilted && chart.groups.every((group) => widthOfText(group) <= longestTilted)) {
    const axis = { labelAngle: -40, labelAlign: 'right', labelBaseline: 'middle' };
    return { horizontal: false, groups: chart.groups, axis, size };
  }
  return lying(chart, isFaceted);
}

/** A chart grows downwards with its groups. */
function lying(chart: GroupedChart, isFaceted: boolean): GroupLayout {
  const groups = chart.groups.map((group) => wrapToWidth(group, besideGroup));
  const lines = Math.max(1, ...groups.map((group) => group.split('\n').length));
  const least = groups.length > manyGroups ? lineHeight * lines + 2 : Math.max(26, 10 + lineHeight * lines);
  const perGroup = Math.max(least, chart.stack === true ? 0 : 14 * chart.series.length);
  const width = isFaceted ? facetSize.width - 40 : singleSize.width - 120;
  return {
    horizontal: true,
    groups,
    // Vega puts the first line of a label at its tick; its middle belongs there.
    axis: { labelExpr: inLines, labelOffset: { expr: halfUp } },
    size: { width, height: Math.max(120, groups.length * perGroup) },
  };
}

const inLines = "split(datum.label, '\\n')";
const halfUp = "-7 * (length(split(datum.value, '\\n')) - 1)";

/** The channel of the groups. */
export function groupChannel({ groupTitle }: GroupedChart, { groups, axis }: GroupLayout) {
  return {
    field: 'group',
    type: 'nominal',
    title: groupTitle === '' ? null : groupTitle,
    scale: { domain: [...groups], paddingInner: 0.2 },
    axis: { labelLimit: 0, labelOverlap: false, grid: false, ...axis },
  } as const;
}

/** Colours in category order, with a legend above the bars: as many entries beside each other as have room. */
export function seriesColour(chart: Pick<GroupedChart, 'series'> & { readonly seriesTitle: string }) {
  const longest = Math.max(0, ...chart.series.map((name) => widthOfText(name)));
  return {
    field: 'series',
    type: 'nominal',
    title: chart.seriesTitle === '' ? null : chart.seriesTitle,
    scale: {
      domain: [...chart.series],
      range: chart.series.map((_, i) => categoryColours[i % categoryColours.length] ?? ''),
    },
    legend: { orient: 'top', columns: Math.max(1, Math.min(4, Math.floor(singleSize.width / (longest + 40)))) },
  } as const;
}

/** A facet's label as it stands above the facet; what is drawn in it names it so. */
export function facetTitle(label: string): string {
  return wrapToWidth(label, facetSize.width, headerSize);
}

/** One chart, or one per facet on common axes, two beside each other. */
export function facetted(chart: Facetted, values: readonly object[], unit: object): TopLevelSpec {
  const top = { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', config, data: { values: [...values] } };
  const labels = chart.facets.map((f) => facetTitle(f.label));
  if (labels.length <= 1) return { ...top, ...unit } as TopLevelSpec;
  return {
    ...top,
    facet: { field: 'facet', type: 'nominal', title: null, sort: labels, header: { labelExpr: inLines } },
    columns: 2,
    // The last of an odd number has nothing beside it that a common axis could stand under.
    ...(labels.length % 2 === 1 ? { resolve: { axis: { x: 'independent' } } } : {}),
    spacing: { column: facetGap, row: 24 },
    spec: unit,
  } as TopLevelSpec;
}
