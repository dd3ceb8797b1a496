import type { Language } from '../../base/language.ts';
import type { BoxBody } from '../../disclosure/released.ts';
import {
  type BoxChartData,
  boxChartData,
  boxRange,
  type DrawnBox,
  endText,
  percentileKind,
} from '../chart/box-data.ts';
import { statisticWords, word } from '../words.ts';
import { keyText } from './category.ts';
import { shownCell } from './cell.ts';
import { plainTable } from './model-view.ts';
import type { BoxesView, CellView, RowView, TableView } from './view.ts';

type Box = BoxBody['boxes'][number];

/** The numbers behind a box plot: one row per box. */
export function boxTable(body: BoxBody, language: Language): TableView {
  const { kinds } = boxChartData(body, language);
  const namesVariable = body.variables.length > 1 || body.dimensions.length === 0;
  const stubHeads = [
    ...body.dimensions.map((dimension) => dimension.variable),
    ...(namesVariable ? [word('variable', language)] : []),
  ];
  const align = body.variables.length > 1 ? 'right' : 'number';
  const rows = ordered(body).map((box): RowView => {
    const stub = body.dimensions.map((dimension, d) => keyText(dimension, box.at[d] ?? 0, false, language));
    const variable = body.variables[box.variable]?.variable ?? '';
    const kind = kinds[box.variable] ?? 'whole';
    const percentiles = [box.lower, box.p25, box.p50, box.p75, box.upper].map(
      (value): CellView => shownCell({ v: value }, percentileKind(kind, value), align),
    );
    return {
      stub: namesVariable ? [...stub, variable] : stub,
      depth: 0,
      role: 'body',
      cells: [shownCell({ v: box.count }, 'count', align), ...percentiles, shownCell({ v: box.mean }, kind, align)],
    };
  });
  const heads = [
    statisticWords.count[language],
    word('lowerWhisker', language),
    statisticWords.p25[language],
    statisticWords.p50[language],
    statisticWords.p75[language],
    word('upperWhisker', language),
    statisticWords.mean[language],
  ];
  return { ...plainTable(captionOf(body, language), '', heads, rows), stubHeads };
}

/** Names the table: `wage` or `wage by sex`. */
function captionOf(body: BoxBody, language: Language): string {
  const variables = body.variables.map(({ variable }) => variable).join(', ');
  const dimensions = body.dimensions.map(({ variable }) => variable).join(' × ');
  return dimensions === '' ? variables : `${variables} ${language === 'nb' ? 'etter' : 'by'} ${dimensions}`;
}

/** Boxes by their categories, those of several variables together. */
function ordered(body: BoxBody): readonly Box[] {
  return [...body.boxes].sort((a, b) => {
    for (const [d, category] of a.at.entries()) {
      const difference = category - (b.at[d] ?? 0);
      if (difference !== 0) return difference;
    }
    return a.variable - b.variable;
  });
}

/** Boxes under what they have in common: of several series, those of a group stand together. */
function groupsOf(
  chart: BoxChartData,
  facet: BoxChartData['facets'][number],
  share: (value: number) => number,
): BoxesView['groups'] {
  const drawn = ({ lower, p25, p50, p75, upper, mean }: DrawnBox, label: string) => ({
    label,
    lower: share(lower),
    p25: share(p25),
    p50: share(p50),
    p75: share(p75),
    upper: share(upper),
    mean: share(mean),
  });
  if (chart.series.length <= 1) {
    return [{ label: facet.label, boxes: facet.boxes.map((box) => drawn(box, chart.groups[box.group] ?? '')) }];
  }
  return chart.groups.flatMap((group, at) => {
    const boxes = facet.boxes.filter((box) => box.group === at);
    const label = [facet.label, `${chart.groupTitle}: ${group}`].filter((part) => part !== '').join(' · ');
    return boxes.length === 0 ? [] : [{ label, boxes: boxes.map((box) => drawn(box, chart.series[box.series] ?? '')) }];
  });
}

/** A box plot for a medium that has characters only. */
export function boxesView(chart: BoxChartData, language: Language): BoxesView {
  const { from, to } = boxRange(chart);
  const share = (value: number): number => (to > from ? (value - from) / (to - from) : 0.5);
  return {
    type: 'boxes',
    caption: chart.variables.join(', '),
    groups: chart.facets.flatMap((facet) => groupsOf(chart, facet, share)),
    ends: [endText(chart, from), endText(chart, to)],
    key: { median: word('median', language), mean: word('mean', language) },
  };
}
