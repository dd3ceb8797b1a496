import type { Language } from '../../base/language.ts';
import type { ModelBody, ModelHeaderKey, Shown } from '../../disclosure/released.ts';
import { decimalsFor, type NumberKind } from '../numbers.ts';
import { confidenceHeads, covarianceWords, headerWords, testWords, word } from '../words.ts';
import { shownCell, shownItem } from './cell.ts';
import type { BlockView, RowView, TableView } from './view.ts';

const headerKinds: Readonly<Record<ModelHeaderKey, NumberKind>> = {
  n: 'count',
  df_model: 'whole',
  df_resid: 'count',
  f: 'test',
  f_p: 'p',
  r2: 'estimate',
  adj_r2: 'estimate',
  root_mse: 'estimate',
  loglik: { decimals: 3 },
  aic: { decimals: 3 },
  bic: { decimals: 3 },
  n_clusters: 'count',
};

/** A model: header, analysis of variance, coefficients, and what the options asked for. */
export function modelBlocks(body: ModelBody, language: Language): readonly BlockView[] {
  return [
    headerBlock(body, language),
    ...(body.anova === undefined ? [] : [anovaTable(body.anova, language)]),
    coefficientTable(body, language),
    ...modelRemarks(body, language),
    ...(body.diagnostics.length === 0 ? [] : [diagnosticTable(body.diagnostics, language)]),
    ...(body.vif === undefined ? [] : [vifTable(body.vif, body.meanVif, language)]),
    ...(body.margins === undefined ? [] : [marginTable(body.margins, body.level, language)]),
  ];
}

function headerBlock(body: ModelBody, language: Language): BlockView {
  const covariance = covarianceWords[body.covariance][language];
  const items = [
    { label: word('dependent', language), value: body.dependent },
    ...body.header.map(({ key, value }) => ({
      label: headerWords[key][language],
      ...shownItem(value, headerKinds[key]),
    })),
    { label: word('covariance', language), value: covariance },
    ...(body.clusterVariable === undefined
      ? []
      : [{ label: word('clusterVariable', language), value: body.clusterVariable }]),
  ];
  return { type: 'pairs', caption: body.dependent, items };
}

function anovaTable(anova: NonNullable<ModelBody['anova']>, language: Language): TableView {
  const decimals = decimalsFor(anova.map((row) => row.ss));
  const rows = anova.map((row) =>
    numberRow(row.source === 'total' ? word('total', language) : word(row.source, language), [
      [row.ss, { decimals }],
      [row.df, 'count'],
      [row.ms, { decimals }],
    ]),
  );
  const heads = [word('sumOfSquares', language), word('degreesOfFreedom', language), word('meanSquare', language)];
  return plainTable(word('varianceAnalysis', language), word('source', language), heads, rows.map(asTotalLast));
}

function asTotalLast(row: RowView, index: number, rows: readonly RowView[]): RowView {
  return index === rows.length - 1 ? { ...row, role: 'total' } : row;
}

function coefficientTable(body: ModelBody, language: Language): TableView {
  const limits = confidenceHeads(body.level, language);
  const heads = [
    word('coefficient', language),
    word('standardError', language),
    body.statisticName,
    `P>|${body.statisticName}|`,
    limits.lower,
    limits.upper,
  ];
  const interval = { text: limits.interval, from: 4, to: 6 };
  const rows = body.coefficients.map((row): RowView => {
    const label = row.isConstant ? word('constant', language) : row.display;
    if (row.omitted) return { ...numberRow(label, []), cells: [{ text: word('omitted', language), align: 'left' }] };
    return numberRow(label, [
      [row.coef, 'estimate'],
      [row.se, 'estimate'],
      [row.stat, 'test'],
      [row.p, 'p'],
      [row.lower, 'estimate'],
      [row.upper, 'estimate'],
    ]);
  });
  return {
    ...plainTable(word('coefficients', language), body.dependent, heads, rows),
    spans: [[{ text: '', from: 0, to: 4 }, interval]],
  };
}

/** What the coefficient table leaves out: base levels and control variables. */
export function modelRemarks(body: Pick<ModelBody, 'baseLevels' | 'controls'>, language: Language): BlockView[] {
  const lines: BlockView[] = [];
  if (body.baseLevels.length > 0) {
    const levels = body.baseLevels.map((b) => `${b.variable} = ${b.level}`).join('; ');
    lines.push({ type: 'line', role: 'note', text: `${word('baseLevels', language)}: ${levels}` });
  }
  if (body.controls.length > 0) {
    lines.push({ type: 'line', role: 'note', text: `${word('controls', language)}: ${body.controls.join(', ')}` });
  }
  return lines;
}

function diagnosticTable(diagnostics: ModelBody['diagnostics'], language: Language): TableView {
  const rows = diagnostics.map((row) =>
    numberRow(testWords[row.test][language], [
      [row.statistic, 'test'],
      [row.df1, 'whole'],
      [row.df2, 'count'],
      [row.p, 'p'],
    ]),
  );
  const heads = [word('statistic', language), word('df1', language), word('df2', language), word('pValue', language)];
  return plainTable(word('specificationTests', language), word('test', language), heads, rows);
}

function vifTable(vif: NonNullable<ModelBody['vif']>, mean: Shown | undefined, language: Language): TableView {
  const rows = vif.map((row) =>
    numberRow(row.display, [
      [row.vif, 'test'],
      [row.tolerance, 'estimate'],
    ]),
  );
  if (mean !== undefined) {
    rows.push({ ...numberRow(word('meanVif', language), [[mean, 'test']]), role: 'total' });
  }
  const heads = [word('vif', language), word('tolerance', language)];
  return plainTable(word('inflation', language), word('variable', language), heads, rows);
}

function marginTable(margins: NonNullable<ModelBody['margins']>, level: number, language: Language): TableView {
  const limits = confidenceHeads(level, language);
  const rows = margins.map((row) =>
    numberRow(row.group ?? word('atMeans', language), [
      [row.predicted, 'estimate'],
      [row.se, 'estimate'],
      [row.lower, 'estimate'],
      [row.upper, 'estimate'],
    ]),
  );
  const heads = [word('predicted', language), word('standardError', language), limits.lower, limits.upper];
  const spans = [
    [
      { text: '', from: 0, to: 2 },
      { text: limits.interval, from: 2, to: 4 },
    ],
  ];
  return { ...plainTable(word('margins', language), word('group', language), heads, rows), spans };
}

/** A body row of numbers under one stub label. */
export function numberRow(label: string, numbers: readonly (readonly [Shown, NumberKind])[]): RowView {
  const cells = numbers.map(([shown, kind]) => shownCell(shown, kind, 'number'));
  return { stub: [label], depth: 0, role: 'body', cells };
}

/** A table with one stub column and no spanning heads. */
export function plainTable(
  caption: string,
  stubHead: string,
  heads: readonly string[],
  rows: readonly RowView[],
): TableView {
  return { type: 'table', caption, stubHeads: [stubHead], spans: [], heads, rows };
}
