import type { Language } from '../../base/language.ts';
import type { CoefficientsBody } from '../../disclosure/released.ts';
import { shownText } from '../numbers.ts';
import { confidenceHeads, word } from '../words.ts';
import { type Facetted, uniqueLabels } from './chart-data.ts';

/** A coefficient with its interval; an estimate without one is a point alone. */
export interface DrawnCoefficient {
  readonly label: string;
  readonly estimate: number;
  readonly interval?: { readonly lower: number; readonly upper: number };
  /** The numbers as text. */
  readonly text: string;
}

/** Coefficients without a medium, in model order. Labels are unique. */
export interface CoefficientChartData extends Facetted {
  readonly type: 'coefficients';
  readonly dependent: string;
  readonly axisTitle: string;
  readonly coefficients: readonly DrawnCoefficient[];
  /** Where a coefficient says nothing. */
  readonly reference: number;
}

/** The data of a plot of coefficients. Those that were left out of the model are not drawn; the table says so. */
export function coefficientChartData(body: CoefficientsBody, language: Language): CoefficientChartData {
  const rows = uniqueLabels(body.coefficients.map((row) => ({ ...row, label: row.display, code: row.term })));
  const { interval } = confidenceHeads(body.level, language);
  return {
    type: 'coefficients',
    dependent: body.dependent,
    axisTitle: `${word(body.standardized ? 'standardizedCoefficient' : 'coefficientLong', language)} · ${interval}`,
    reference: 0,
    coefficients: rows.flatMap((row): DrawnCoefficient[] => {
      const { label, omitted, coef, lower, upper } = row;
      if (omitted || coef.v === null) return [];
      const limits = [lower, upper].map((limit) => shownText(limit, 'estimate')).join(' – ');
      const hasInterval = lower.v !== null && upper.v !== null;
      return [
        {
          label,
          estimate: coef.v,
          ...(hasInterval ? { interval: { lower: lower.v, upper: upper.v } } : {}),
          text: `${shownText(coef, 'estimate')} (${limits})`,
        },
      ];
    }),
    facets: [{ label: '' }],
  };
}

/** The ends of the axis: all that is drawn, and the reference. */
export function coefficientRange(chart: CoefficientChartData): { readonly from: number; readonly to: number } {
  const ends = chart.coefficients.flatMap(({ estimate, interval }) =>
    interval === undefined ? [estimate] : [interval.lower, estimate, interval.upper],
  );
  return {
    from: ends.reduce((least, end) => Math.min(least, end), chart.reference),
    to: ends.reduce((most, end) => Math.max(most, end), chart.reference),
  };
}
