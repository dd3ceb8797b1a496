import type { Language } from '../../base/language.ts';
import type { VarianceBody, VarianceHeaderKey } from '../../disclosure/released.ts';
import { decimalsFor, type NumberKind } from '../numbers.ts';
import { confidenceHeads, varianceHeaderWords, word } from '../words.ts';
import { shownCell, shownItem } from './cell.ts';
import { numberRow, plainTable } from './model-view.ts';
import type { BlockView, CellView, RowView, TableView } from './view.ts';

type Comparison = VarianceBody['comparisons'][number];

/** An analysis of variance: header, table of the terms, and the comparisons that `posthoc` asks for. */
export function varianceBlocks(body: VarianceBody, language: Language): readonly BlockView[] {
  return [
    headerBlock(body, language),
    termTable(body, language),
    ...body.comparisons.map((comparison) => comparisonTable(comparison, language)),
  ];
}

function headerBlock(body: VarianceBody, language: Language): BlockView {
  const decimals = decimalsFor(body.rows.map(({ ss }) => ss));
  const kinds: Readonly<Record<VarianceHeaderKey, NumberKind>> = {
    n: 'count',
    r2: 'estimate',
    adj_r2: 'estimate',
    root_mse: 'estimate',
    model_ss: { decimals },
    model_df: 'whole',
    model_f: 'test',
    model_p: 'p',
  };
  const items = body.header.map(({ key, value }) => ({
    label: varianceHeaderWords[key][language],
    ...shownItem(value, kinds[key]),
  }));
  const dependent = { label: word('dependent', language), value: body.dependent };
  return { type: 'pairs', caption: body.dependent, items: [dependent, ...items] };
}

function termTable(body: VarianceBody, language: Language): TableView {
  const decimals = decimalsFor(body.rows.map(({ ss }) => ss));
  const rows = body.rows.map((row): RowView => {
    const label = row.source === 'term' ? (row.term ?? '').replaceAll('#', ' # ') : word(row.source, language);
    if (row.source === 'term' && row.df.v === 0) {
      return { ...numberRow(label, []), cells: [{ text: word('omitted', language), align: 'left' }] };
    }
    const sums = [
      [row.ss, { decimals }],
      [row.df, 'count'],
      [row.ms, { decimals }],
    ] as const;
    const tested = numberRow(label, [...sums, ...(row.source === 'term' ? testOf(row) : [])]);
    return row.source === 'total' ? { ...tested, role: 'total' } : tested;
  });
  const heads = [
    word('sumOfSquares', language),
    word('degreesOfFreedom', language),
    word('meanSquare', language),
    'F',
    word('probabilityOfF', language),
  ];
  return plainTable(word('varianceAnalysis', language), word('source', language), heads, rows);
}

function testOf({ f, p }: VarianceBody['rows'][number]) {
  return [[f, 'test'] as const, [p, 'p'] as const];
}

function comparisonTable(comparison: Comparison, language: Language): TableView {
  const { factors, groups, level } = comparison;
  const limits = confidenceHeads(level, language);
  const decimals = decimalsFor(comparison.rows.flatMap(({ meandiff, lower, upper }) => [meandiff, lower, upper]));
  const rows = comparison.rows.map((row): RowView => {
    const labels = [row.group1, row.group2].map((group) => groups[group]?.label ?? '');
    const cells = [
      shownCell(row.meandiff, { decimals }, 'number'),
      shownCell(row.p_adj, 'p', 'number'),
      shownCell(row.lower, { decimals }, 'number'),
      shownCell(row.upper, { decimals }, 'number'),
      rejectCell(row.reject, language),
    ];
    return { stub: labels, depth: 0, role: 'body', cells };
  });
  const heads = [
    word('meanDifference', language),
    word('adjustedP', language),
    limits.lower,
    limits.upper,
    word('differ', language),
  ];
  const spans = [
    { text: '', from: 0, to: 2 },
    { text: limits.interval, from: 2, to: 4 },
    { text: '', from: 4, to: 5 },
  ];
  return {
    ...plainTable(`${word('comparisons', language)}: ${factors.join(' # ')}`, '', heads, rows),
    stubHeads: [word('group1', language), word('group2', language)],
    spans: [spans],
  };
}

function rejectCell(reject: boolean | undefined, language: Language): CellView {
  if (reject === undefined) return { text: '', align: 'right' };
  return { text: word(reject ? 'yes' : 'no', language), align: 'right' };
}
