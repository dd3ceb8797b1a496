import { assertNever } from '../../base/assert-never.ts';
import type { Language } from '../../base/language.ts';
import { definitionOf } from '../../base/messages/catalogue.ts';
import { threshold } from '../../base/messages/message.ts';
import { noteMessages, refusalMessages } from '../../base/messages/refusals.ts';
import { ruleOf, ruleTexts } from '../../base/messages/rules.ts';
import { countText } from '../../base/messages/status.ts';
import type {
  DistributionBody,
  MessageBody,
  MetadataBody,
  RefusalBody,
  ReleasedBody,
} from '../../disclosure/released.ts';
import { boxChartData } from '../chart/box-data.ts';
import {
  type BarChartData,
  barChartData,
  type ChartData,
  facetLabel,
  type HistogramData,
  histogramData,
  intervalText,
} from '../chart/chart-data.ts';
import { coefficientChartData } from '../chart/coefficient-data.ts';
import { drawsAnything } from '../chart/drawn.ts';
import { flowData } from '../chart/flow-data.ts';
import { hexChartData } from '../chart/hex-data.ts';
import { type PieData, pieData } from '../chart/pie-data.ts';
import { decimalsFor, shownText } from '../numbers.ts';
import { word } from '../words.ts';
import { boxesView, boxTable } from './box-view.ts';
import { coefficientBlocks, intervalsView } from './coefficient-view.ts';
import { documentBlocks } from './document-view.ts';
import { flowTables } from './flow-view.ts';
import { hexTable } from './hex-view.ts';
import { matrixBlocks } from './matrix-view.ts';
import { modelBlocks, numberRow, plainTable } from './model-view.ts';
import { summaryTables } from './summary-view.ts';
import { tableBlocks } from './table-view.ts';
import { testTable } from './test-view.ts';
import { varianceBlocks } from './variance-view.ts';
import type { BarsView, BlockView, BoxesView, CellView, IntervalsView, RowView } from './view.ts';

/** What a result looks like in any medium, notes included. Charts are left to the medium: see `chartOf`. */
export function blocksOf(body: ReleasedBody, language: Language): readonly BlockView[] {
  switch (body.type) {
    case 'table':
      return [...tableBlocks(body, language), ...noteBlocks(body, language)];
    case 'summary':
      return [...summaryTables(body, language), ...noteBlocks(body, language)];
    case 'matrix':
      return [...matrixBlocks(body, language), ...noteBlocks(body, language)];
    case 'test':
      return [testTable(body, language), ...noteBlocks(body, language)];
    case 'distribution':
      return [...distributionTables(body, language), ...noteBlocks(body, language)];
    case 'flow':
      return [...flowTables(body, language), ...noteBlocks(body, language)];
    case 'box':
      return [boxTable(body, language), ...noteBlocks(body, language)];
    case 'hex':
      return [hexTable(body, language), ...noteBlocks(body, language)];
    case 'model':
      return [...modelBlocks(body, language), ...noteBlocks(body, language)];
    case 'variance':
      return [...varianceBlocks(body, language), ...noteBlocks(body, language)];
    case 'coefficients':
      return [...coefficientBlocks(body, language), ...noteBlocks(body, language)];
    case 'message':
      return [{ type: 'line', role: 'status', text: statusText(body, language) }];
    case 'metadata':
      return [metadataTable(body, language)];
    case 'document':
      return documentBlocks(body, language);
    case 'refusal':
      return [
        { type: 'line', role: 'refusal', text: refusalText(body, language) },
        ...reasonBlocks(body, language),
        ...noteBlocks(body, language),
      ];
    default:
      return assertNever(body);
  }
}

/** The blocks of a result, the first of them with the command's name: `tabulate: wage by sector`. */
export function withTitle<B extends BlockView>(blocks: readonly B[], command: string): readonly B[] {
  const first = blocks.findIndex((block) => block.type !== 'line');
  return blocks.map((block, i) =>
    i === first && 'caption' in block ? { ...block, caption: titleOf(command, block.caption) } : block,
  );
}

/** A caption with the name of its command in front, where that is known. */
export function titleOf(command: string, caption: string): string {
  return [command, caption].filter((part) => part !== '').join(': ');
}

/** The chart of a result, if it has one. Where none of its numbers may be shown, its table says so; there is nothing to draw. */
export function chartOf(body: ReleasedBody, language: Language): ChartData | undefined {
  const chart = chartDataOf(body, language);
  return chart !== undefined && drawsAnything(chart) ? chart : undefined;
}

function chartDataOf(body: ReleasedBody, language: Language): ChartData | undefined {
  if (body.type === 'box') return boxChartData(body, language);
  if (body.type === 'coefficients') return coefficientChartData(body, language);
  if (body.type === 'hex') return hexChartData(body, language);
  if (body.type === 'distribution') return histogramData(body, language);
  if (body.type === 'flow') return flowData(body, language);
  if (body.type !== 'table') return undefined;
  return body.chart?.type === 'pie' ? pieData(body, language) : barChartData(body, language);
}

/** Why there is no result. */
export function refusalText({ rule, minimum = 0 }: RefusalBody, language: Language): string {
  return refusalMessages[rule][language]({ minimum: threshold(minimum) });
}

/** The rule behind a refusal, and why it exists; none where no rule is behind it. */
function reasonBlocks(body: RefusalBody, language: Language): BlockView[] {
  const rule = ruleOf(body.rule);
  return rule === undefined ? [] : [{ type: 'line', role: 'note', text: `${rule}: ${ruleTexts[rule].why[language]}` }];
}

/** Fixed notes under a result, each once. */
function noteBlocks(body: { readonly notes: readonly (keyof typeof noteMessages)[] }, language: Language): BlockView[] {
  return [...new Set(body.notes)].map((code) => ({
    type: 'line',
    role: 'note',
    text: noteMessages[code][language]({}),
  }));
}

/** The sentence of a status line. */
function statusText(body: MessageBody, language: Language): string {
  const counts = Object.entries(body.counts).map(([key, shown]): [string, string] => [
    key,
    countText(shown.v ?? undefined, body.fewerThan, language),
  ]);
  return definitionOf(body.code)[language]({ ...body.names, ...Object.fromEntries(counts) });
}

/** The numbers behind a histogram; for the normal curve its mean and standard deviation. */
function distributionTables(body: DistributionBody, language: Language): BlockView[] {
  const data = histogramData(body, language);
  const heads = [word('count', language), ...(body.scale === 'freq' ? [] : [data.valueTitle])];
  return body.facets.flatMap((facet) => {
    const rows = facet.bars.map((bar) =>
      numberRow(intervalText(data, bar.lower, bar.upper), [
        [bar.count, 'count'],
        ...(body.scale === 'freq' ? [] : [[bar.height, data.heightKind] as const]),
      ]),
    );
    const total = numberRow(word('total', language), [[facet.total, 'count']]);
    const label = facetLabel(body, facet.category, language);
    const table = plainTable(label, body.variable, heads, [...rows, { ...total, role: 'total' }]);
    return facet.normal === undefined ? [table] : [table, normalLine(label, facet.normal, body.display, language)];
  });
}

function normalLine(
  facet: string,
  normal: NonNullable<DistributionBody['facets'][number]['normal']>,
  display: 'number' | 'date',
  language: Language,
): BlockView {
  const decimals = decimalsFor([normal.mean, normal.sd]);
  const mean = shownText(normal.mean, display === 'date' ? 'date' : { decimals });
  const sd = shownText(normal.sd, { decimals });
  const parts = `${word('mean', language)} = ${mean}, ${word('standardDeviation', language)} = ${sd}`;
  const curve = [word('normalCurve', language), ...(facet === '' ? [] : [`(${facet})`])].join(' ');
  return { type: 'line', role: 'note', text: `${curve}: ${parts}` };
}

function metadataTable(body: MetadataBody, language: Language): BlockView {
  const heads = body.columns.map((c) => c[language]);
  const rows = body.rows.map(
    (row): RowView => ({
      stub: [row[0] ?? ''],
      depth: 0,
      role: 'body',
      cells: row.slice(1).map((text): CellView => ({ text, align: 'left' })),
    }),
  );
  return plainTable(body.title, heads[0] ?? '', heads.slice(1), rows);
}

/** What a chart is drawn as where there are characters only. */
export type CharacterChart = BarsView | BoxesView | IntervalsView;

/** A chart of characters, in front of its table. */
export function characterChart(chart: ChartData, language: Language): CharacterChart | undefined {
  switch (chart.type) {
    case 'bars':
      return barChartBars(chart);
    case 'histogram':
      return histogramBars(chart);
    case 'boxes':
      return boxesView(chart, language);
    case 'coefficients':
      return intervalsView(chart);
    case 'hexagons':
      // Colours say what characters cannot: the table stands alone.
      return undefined;
    case 'pie':
      return pieBars(chart, language);
    case 'flow':
      // A table for each two stages says more than characters can draw.
      return undefined;
    default:
      return assertNever(chart);
  }
}

function pieBars({ title, slices }: PieData, language: Language): BarsView {
  const largest = Math.max(0, ...slices.map((slice) => slice.count ?? 0));
  return {
    type: 'bars',
    caption: `${title} (${word('percent', language).toLowerCase()})`,
    groups: [{ label: '', bars: slices.map((s) => sized(s.label, s.percentText, s.count, largest)) }],
  };
}

function barChartBars(chart: BarChartData): BarsView {
  const largest = Math.max(0, ...chart.facets.flatMap((f) => f.bars.map((b) => Math.abs(b.value ?? 0))));
  const grouped = chart.series.length > 1 || chart.series[0] !== '';
  const groups = chart.facets.flatMap((facet) => {
    if (!grouped) {
      return [
        {
          label: facet.label,
          bars: facet.bars.map((b) => sized(chart.groups[b.group] ?? '', b.text, b.value, largest)),
        },
      ];
    }
    return chart.groups.map((group, g) => ({
      label: [facet.label, chart.groupTitle === '' ? group : `${chart.groupTitle}: ${group}`]
        .filter((t) => t !== '')
        .join(' · '),
      bars: facet.bars
        .filter((b) => b.group === g)
        .map((b) => sized(chart.series[b.series] ?? '', b.text, b.value, largest)),
    }));
  });
  return { type: 'bars', caption: chart.valueTitle, groups };
}

function histogramBars(chart: HistogramData): BarsView {
  const largest = Math.max(0, ...chart.facets.flatMap((f) => f.bars.map((b) => b.height ?? 0)));
  const groups = chart.facets.map((facet) => ({
    label: facet.label,
    bars: facet.bars.map((b) => sized(intervalText(chart, b.lower, b.upper), b.text, b.height, largest)),
  }));
  return { type: 'bars', caption: `${chart.axisTitle} (${chart.valueTitle.toLowerCase()})`, groups };
}

function sized(label: string, value: string, size: number | undefined, largest: number) {
  return { label, value, size: size === undefined || largest === 0 ? undefined : Math.abs(size) / largest };
}
