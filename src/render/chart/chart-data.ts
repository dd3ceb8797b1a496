import type { Language } from '../../base/language.ts';
import type { DistributionBody, Shown, TableBody } from '../../disclosure/released.ts';
import { decimalsFor, decimalsOfShares, decimalsOfWidth, type NumberKind, numberText, shownText } from '../numbers.ts';
import { categoryText, keyText } from '../view/category.ts';
import { measureKinds } from '../view/table-view.ts';
import { scaleWords, statisticWords, word } from '../words.ts';
import type { BoxChartData } from './box-data.ts';
import type { CoefficientChartData } from './coefficient-data.ts';
import type { FlowData } from './flow-data.ts';
import type { HexChartData } from './hex-data.ts';
import type { PieData } from './pie-data.ts';

/** A chart without a medium. */
export type ChartData =
  | BarChartData
  | HistogramData
  | BoxChartData
  | CoefficientChartData
  | HexChartData
  | FlowData
  | PieData;

/** A chart of one panel, or of one for each facet; a single facet has no label. */
export interface Facetted {
  readonly facets: readonly { readonly label: string }[];
}

/** One bar or segment; `group` and `series` are indexes into the chart's lists. */
export interface Bar {
  readonly group: number;
  readonly series: number;
  /** `undefined` when the number is withheld or does not exist: no bar is drawn. */
  readonly value: number | undefined;
  /** The number, or the mark of its absence, as text. */
  readonly text: string;
}

/** A bar chart without a medium. Labels are unique within their list. */
export interface BarChartData {
  readonly type: 'bars';
  readonly groups: readonly string[];
  readonly groupTitle: string;
  /** One unnamed series when bars have no colours. */
  readonly series: readonly string[];
  readonly seriesTitle: string;
  readonly valueTitle: string;
  readonly stack: boolean;
  readonly horizontal: boolean;
  /** Whether the groups are the values of a number. */
  readonly isScale: boolean;
  /** Whether the values are days. */
  readonly isDate?: boolean;
  readonly facets: readonly { readonly label: string; readonly bars: readonly Bar[] }[];
}

/** A histogram without a medium. */
export interface HistogramData {
  readonly type: 'histogram';
  readonly valueTitle: string;
  readonly axisTitle: string;
  readonly isDate: boolean;
  readonly edgeKind: NumberKind;
  readonly heightKind: NumberKind;
  readonly facets: readonly {
    readonly label: string;
    readonly bars: readonly {
      readonly lower: number;
      readonly upper: number;
      readonly height: number | undefined;
      readonly text: string;
    }[];
    readonly curve: readonly { readonly x: number; readonly y: number }[];
  }[];
}

/** The data of a chart that a table was asked to be drawn as; `undefined` for tables that are tables. */
export function barChartData(body: TableBody, language: Language): BarChartData | undefined {
  const { chart } = body;
  if (chart === undefined) return undefined;
  const cells = cellIndex(body);
  const kinds = measureKinds(body);
  const byVariable = body.measures.some((m) => m.variable !== undefined);
  const facets = combinations(body, chart.by, language);
  const over = combinations(body, chart.over, language);
  const segments: readonly Segment[] = byVariable
    ? uniqueLabels(body.measures.map((m, measure) => ({ label: m.variable ?? '', code: '', measure, at: [] })))
    : combinations(body, chart.series, language).map((c) => ({ ...c, measure: body.measures.length - 1 }));
  // Without groups the segments themselves stand along the axis, unless they are stacked into one bar.
  const alongAxis = chart.over.length === 0 && !chart.stack;
  const barAt = (by: Combination, group: Combination, segment: Segment, indexes: readonly [number, number]): Bar => {
    const shown = cells([...by.at, ...group.at, ...segment.at], segment.measure);
    const kind = kinds[segment.measure] ?? 'count';
    return { group: indexes[0], series: indexes[1], value: shown.v ?? undefined, text: shownText(shown, kind) };
  };
  const variable = byVariable ? '' : dimensionNames(body, chart.series);
  return {
    type: 'bars',
    groups: alongAxis ? segments.map((s) => s.label) : over.map((o) => o.label),
    groupTitle: alongAxis ? variable : dimensionNames(body, chart.over),
    // One measure over groups needs no colours: the value axis names it.
    series: alongAxis || (byVariable && segments.length === 1) ? [''] : segments.map((s) => s.label),
    seriesTitle: alongAxis ? '' : variable,
    valueTitle: valueTitle(body, language),
    stack: chart.stack,
    horizontal: chart.horizontal,
    isScale: body.command === 'histogram' && chart.over.length === 0 && chart.series.every((d) => isNumbers(body, d)),
    isDate: byVariable && kinds.every((kind) => kind === 'date'),
    facets: facets.map((by) => ({
      label: by.label === '' ? '' : `${dimensionNames(body, chart.by)}: ${by.label}`,
      bars: over.flatMap((group, g) =>
        segments.map((segment, s) => barAt(by, group, segment, alongAxis ? [s, 0] : [g, s])),
      ),
    })),
  };
}

/** The data of a histogram. */
export function histogramData(body: DistributionBody, language: Language): HistogramData {
  const bars = body.facets.flatMap((f) => f.bars);
  const edges = bars.flatMap((b): Shown[] => [{ v: b.lower }, { v: b.upper }]);
  const edgeKind: NumberKind = body.display === 'date' ? 'date' : { decimals: decimalsOfEdges(bars, edges) };
  const heightKind = heightKindOf(
    body.scale,
    bars.map((b) => b.height),
  );
  return {
    type: 'histogram',
    valueTitle: scaleWords[body.scale][language],
    axisTitle: body.variable,
    isDate: body.display === 'date',
    edgeKind,
    heightKind,
    facets: body.facets.map((facet) => ({
      label: facetLabel(body, facet.category, language),
      bars: facet.bars.map((b) => ({
        lower: b.lower,
        upper: b.upper,
        height: b.height.v ?? undefined,
        text: shownText(b.height, heightKind),
      })),
      curve: facet.normal?.curve ?? [],
    })),
  };
}

/** Four decimals at most, unless the bars are so narrow that their ends would read alike. */
function decimalsOfEdges(
  bars: readonly { readonly lower: number; readonly upper: number }[],
  edges: readonly Shown[],
): number {
  const narrowest = Math.min(...bars.map(({ lower, upper }) => upper - lower));
  return Math.max(Math.min(4, decimalsFor(edges)), decimalsOfWidth(narrowest));
}

/** The name of a histogram's facet; empty when there is one histogram only. */
export function facetLabel(body: DistributionBody, category: number | undefined, language: Language): string {
  const name = facetCategory(body, category, language);
  return name === '' ? '' : `${body.facetVariable?.variable ?? ''}: ${name}`;
}

/** What a histogram's facet is called among the others. */
export function facetCategory(body: DistributionBody, category: number | undefined, language: Language): string {
  const dimension = body.facetVariable;
  const found = category === undefined ? undefined : dimension?.categories[category];
  return dimension === undefined || found === undefined ? '' : categoryText(found, dimension.display, false, language);
}

/** The title of a bar chart's value axis, such as `mean(wage)`. */
function valueTitle(body: TableBody, language: Language): string {
  const statistic = body.chart?.statistic ?? '';
  if (statistic === 'count') return word('count', language);
  if (statistic === 'percent') return word('percent', language);
  const variables = [...new Set(body.measures.flatMap((m) => m.variable ?? []))];
  const measure = body.measures.at(-1);
  if (variables.length === 0 && measure !== undefined) return statisticWords[measure.key][language];
  // As it is written in the script.
  return variables.length === 1 ? `${statistic}(${variables[0] ?? ''})` : statistic;
}

function heightKindOf(scale: DistributionBody['scale'], heights: readonly Shown[]): NumberKind {
  if (scale === 'freq') return 'count';
  return scale === 'percent' ? 'percent' : { decimals: decimalsOfShares(heights) };
}

/** A combination of categories of some dimensions. */
export interface Combination {
  readonly label: string;
  readonly code: string;
  readonly at: readonly (readonly [dimension: number, category: number])[];
}
interface Segment extends Combination {
  readonly measure: number;
}

/** Every combination of categories of some dimensions; one empty combination when there are none. */
export function combinations(
  body: Pick<TableBody, 'dimensions'> & { readonly layout: Pick<TableBody['layout'], 'showCodes'> },
  dimensions: readonly number[],
  language: Language,
): readonly Combination[] {
  let combined: Combination[] = [{ label: '', code: '', at: [] }];
  for (const index of dimensions) {
    const dimension = body.dimensions[index];
    if (dimension === undefined) continue;
    combined = combined.flatMap((before) =>
      dimension.categories.map((category, c): Combination => {
        const label = keyText(dimension, c, body.layout.showCodes, language);
        return {
          label: before.label === '' ? label : `${before.label} · ${label}`,
          code: `${before.code} ${String(category.code)}`.trim(),
          at: [...before.at, [index, c]],
        };
      }),
    );
  }
  return uniqueLabels(combined);
}

/** Two codes may carry one label; their codes tell them apart then. */
export function uniqueLabels<C extends Pick<Combination, 'label' | 'code'>>(items: readonly C[]): readonly C[] {
  const uses = new Map<string, number>();
  for (const { label } of items) uses.set(label, (uses.get(label) ?? 0) + 1);
  return items.map((item) =>
    (uses.get(item.label) ?? 0) > 1 && item.code !== '' ? { ...item, label: `${item.label} (${item.code})` } : item,
  );
}

function dimensionNames(body: TableBody, dimensions: readonly number[]): string {
  return dimensions.flatMap((d) => body.dimensions[d]?.variable ?? []).join(' · ');
}

/** Whether the categories are numbers or days without labels: some of them tell where the others stand. */
function isNumbers({ dimensions }: TableBody, index: number): boolean {
  const dimension = dimensions[index];
  return (
    dimension !== undefined && dimension.display !== 'text' && dimension.categories.every((c) => c.label === undefined)
  );
}

type CellLookup = (at: readonly (readonly [dimension: number, category: number])[], measure: number) => Shown;

/** Finds a cell of the full grid by its categories; a combination that is not in the table has no number. */
function cellIndex(body: TableBody): CellLookup {
  const cells = new Map<string, readonly Shown[]>();
  const keyOf = (categories: readonly (number | undefined)[]) => categories.join(',');
  for (const row of body.rows) {
    if (row.key.includes('total') && body.stub.length > 0) continue;
    for (const [c, column] of body.columns.entries()) {
      if (column === 'total' && body.column !== undefined) continue;
      const categories: (number | undefined)[] = body.dimensions.map(() => undefined);
      for (const [level, dimension] of body.stub.entries()) categories[dimension] = Number(row.key[level]);
      if (body.column !== undefined) categories[body.column] = Number(column);
      cells.set(keyOf(categories), row.cells[c] ?? []);
    }
  }
  return (at, measure) => {
    const categories: (number | undefined)[] = body.dimensions.map(() => undefined);
    for (const [dimension, category] of at) categories[dimension] = category;
    return cells.get(keyOf(categories))?.[measure] ?? { v: null, why: 'missing' };
  };
}

/** A bar's label in a histogram: its interval, or its value when the bar stands for one. */
export function intervalText(data: HistogramData, lower: number, upper: number): string {
  return `${numberText(lower, data.edgeKind)} – ${numberText(upper, data.edgeKind)}`;
}
