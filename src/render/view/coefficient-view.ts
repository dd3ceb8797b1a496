import type { Language } from '../../base/language.ts';
import type { CoefficientsBody } from '../../disclosure/released.ts';
import { uniqueLabels } from '../chart/chart-data.ts';
import { type CoefficientChartData, coefficientRange } from '../chart/coefficient-data.ts';
import { decimalsFor, numberText } from '../numbers.ts';
import { confidenceHeads, word } from '../words.ts';
import { modelRemarks, numberRow, plainTable } from './model-view.ts';
import type { BlockView, IntervalsView, RowView, TableView } from './view.ts';

/** The numbers behind a plot of coefficients, and what the plot leaves out. */
export function coefficientBlocks(body: CoefficientsBody, language: Language): readonly BlockView[] {
  return [coefficientTable(body, language), ...modelRemarks(body, language)];
}

function coefficientTable(body: CoefficientsBody, language: Language): TableView {
  const limits = confidenceHeads(body.level, language);
  const named = uniqueLabels(body.coefficients.map((row) => ({ ...row, label: row.display, code: row.term })));
  const rows = named.map((row): RowView => {
    if (row.omitted) {
      return { ...numberRow(row.label, []), cells: [{ text: word('omitted', language), align: 'left' }] };
    }
    return numberRow(row.label, [
      [row.coef, 'estimate'],
      [row.lower, 'estimate'],
      [row.upper, 'estimate'],
    ]);
  });
  const caption = word(body.standardized ? 'standardizedCoefficients' : 'coefficients', language);
  const heads = [word('coefficient', language), limits.lower, limits.upper];
  return {
    ...plainTable(`${caption} (${body.model})`, body.dependent, heads, rows),
    spans: [
      [
        { text: '', from: 0, to: 1 },
        { text: limits.interval, from: 1, to: 3 },
      ],
    ],
  };
}

/** A plot of coefficients for a medium that has characters only. */
export function intervalsView(chart: CoefficientChartData): IntervalsView {
  const { from, to } = coefficientRange(chart);
  const share = (value: number): number => (to > from ? (value - from) / (to - from) : 0.5);
  const decimals = decimalsFor([{ v: from }, { v: to }]);
  return {
    type: 'intervals',
    caption: `${chart.dependent}: ${chart.axisTitle}`,
    rows: chart.coefficients.map(({ label, estimate, interval }) => ({
      label,
      estimate: share(estimate),
      ...(interval === undefined ? {} : { interval: { lower: share(interval.lower), upper: share(interval.upper) } }),
    })),
    reference: share(chart.reference),
    ends: [numberText(from, { decimals }), numberText(to, { decimals })],
    referenceText: numberText(chart.reference, { decimals: 0 }),
  };
}
