import type { Judgement, Open } from '../gate.ts';
import type { ExactCountTable } from '../nodes.ts';
import type { MeasureKey, Shown, StatisticKey, TableBody } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { releaseRows, shownCount } from '../rules/counts.ts';
import { share } from '../rules/shares.ts';
import { notesOf } from './notes.ts';
import { type Arranged, arrange } from './table/arrange.ts';
import { pearsonTest } from './table/chi-squared.ts';
import { type Classification, classify, isWithheld, releasedAt } from './table/classification.ts';
import { buildFrame, categoriesOf, type Frame, type RowPrefix } from './table/frame.ts';

/** Frequency tables and charts of counts: rules DC-03, DC-04, DC-05, DC-08 and DC-09. */
export function releaseCountTable(node: ExactCountTable, open: Open, rules: Rules): Judgement<TableBody> {
  const classification = classify(node, open, rules);
  if (isWithheld(classification)) return classification;
  const frame = buildFrame(classification, rules);
  const [series] = node.chart?.series ?? [];
  const width = series === undefined ? 1 : smallestGap(classification, frame, series);
  const cellsOf = (prefix: RowPrefix, column: number | undefined): readonly Shown[] =>
    node.measures.map((measure) => measureOf(classification, node.chart, measure, prefix, column, width));
  const arranged = arrange(classification, frame, node.layout, cellsOf);
  const shown = arranged.rows.flatMap((row) => row.cells.flat());
  const rawLabels = classification.dimensions.some((dimension) => dimension.hasRawLabels);
  const body: TableBody = {
    type: 'table',
    command: node.command,
    dimensions: arranged.dimensions,
    stub: arranged.stub,
    column: arranged.column,
    measures: node.measures.map((key) => ({ key, display: 'number' })),
    columns: arranged.columns,
    rows: arranged.rows,
    layout: arranged.layout,
    tests: node.chi2 && classification.column !== undefined ? [pearsonTest(classification, frame)] : [],
    population: shownCount(releaseRows(rules, classification.population)),
    notes: [...notesOf(rules, shown, { rawLabels }), ...arranged.notes],
    ...(node.chart === undefined ? {} : { chart: node.chart }),
  };
  return { body, rules: tableRules(rules, classification, frame, arranged, node.measures) };
}

/**
 * A count, or a share of released counts with the released margin as denominator.
 *
 * @param width of a bar on the axis, for densities
 */
function measureOf(
  classification: Classification,
  chart: ExactCountTable['chart'],
  measure: MeasureKey,
  prefix: RowPrefix,
  column: number | undefined,
  width: number,
): Shown {
  const at = (row: RowPrefix, category: number | undefined): number =>
    releasedAt(classification, categoriesOf(classification, row, category));
  const count = at(prefix, column);
  if (measure === 'freq') return shownCount(count);
  const ofWhole = (whole: number): Shown =>
    share(count, releasedAt(classification, wholeOf(classification, chart, prefix, column)), whole);
  switch (measure) {
    case 'rowpct':
      return share(count, at(prefix, undefined), 100);
    case 'colpct':
      return share(count, at([], column), 100);
    case 'cellpct':
      return ofWhole(100);
    case 'fraction':
      return ofWhole(1);
    case 'density': {
      const fraction = ofWhole(1);
      return fraction.v === null ? fraction : { v: fraction.v / width };
    }
  }
}

/** The smallest distance between displayed values of a dimension: how wide bars are that stand on values; 1 for texts and for one value. */
function smallestGap(classification: Classification, frame: Frame, dimension: number): number {
  const level = classification.stub.indexOf(dimension);
  const shown = level < 0 ? frame.columns : frame.rows.map((prefix) => prefix[level]);
  const { categories } = classification.dimensions[dimension]!;
  const values = [...new Set(shown)].flatMap((at) => {
    const code = at === undefined ? null : categories[at]!.code;
    return typeof code === 'number' ? [code] : [];
  });
  values.sort((a, b) => a - b);
  const gaps = values.slice(1).map((value, i) => value - values[i]!);
  return gaps.length === 0 ? 1 : Math.min(...gaps);
}

/** What a share of a cell is a share of: the table, or the cell's group in a chart of shares (`commands-analysis` 10.2). */
function wholeOf(
  classification: Classification,
  chart: ExactCountTable['chart'],
  prefix: RowPrefix,
  column: number | undefined,
): readonly (number | undefined)[] {
  const groups = chart?.percent === true ? [...chart.over, ...chart.by] : [];
  return categoriesOf(classification, prefix, column).map((category, d) => (groups.includes(d) ? category : undefined));
}

/** What was done to a table, for the audit: counts of displayed and suppressed cells, which are released facts. */
export function tableRules(
  rules: Rules,
  classification: Classification,
  frame: Frame,
  arranged: Arranged,
  did: readonly (MeasureKey | StatisticKey)[],
): Judgement<TableBody>['rules'] {
  const shown = arranged.rows.flatMap((row) => row.cells.flat());
  const pooled = arranged.dimensions.flatMap((own) => own.categories).filter((category) => category.pooled === true);
  const raw = classification.dimensions.some((dimension) => dimension.hasRawLabels);
  return [
    { id: 'DC-05', did: ['below'] },
    { id: 'DC-08', did: [raw ? 'raw' : 'public'], pooled: pooled.length },
    { id: 'DC-03', cells: shown.length, ptable: rules.policy.counts.ptable },
    { id: 'DC-04', suppressed: shown.filter((value) => value.v === null).length, hidden: frame.hidden },
    { id: 'DC-09', did },
  ];
}
