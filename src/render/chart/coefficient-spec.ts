import type { TopLevelSpec } from 'vega-lite';
import type { CoefficientChartData } from './coefficient-data.ts';
import { facetted, groupChannel, groupLayout } from './layout.ts';
import { categoryColours, referenceColour } from './palette.ts';
import { described, tipChannel, tipOf, tipText } from './tip.ts';

/** Points with their intervals below each other in model order, and a line where a coefficient says nothing. */
export function coefficientSpec(chart: CoefficientChartData): TopLevelSpec {
  const labels = chart.coefficients.map(({ label }) => label);
  const grouped = { facets: chart.facets, groups: labels, groupTitle: '', series: [''], horizontal: true };
  const layout = groupLayout(grouped);
  const values = chart.coefficients.map(({ label, estimate, interval, text }, i) => ({
    group: layout.groups[i] ?? '',
    estimate,
    ...interval,
    tip: tipOf(tipText([label], text)),
  }));
  const axis = { type: 'quantitative', title: chart.axisTitle, scale: { nice: true }, axis: { tickCount: 6 } } as const;
  const category = groupChannel(grouped, layout);
  const [color] = categoryColours;
  const hasInterval = { filter: 'isValid(datum.lower)' };
  const end = { type: 'tick', orient: 'vertical', color, size: 8, thickness: 1.5, opacity: 1 } as const;
  const layer = [
    {
      data: { values: [{ reference: chart.reference }] },
      mark: { type: 'rule', color: referenceColour, strokeWidth: 1.5, strokeDash: [5, 4] },
      encoding: { x: { ...axis, field: 'reference' } },
    },
    {
      transform: [hasInterval],
      mark: { type: 'rule', color, strokeWidth: 2, ...described },
      encoding: { x: { ...axis, field: 'lower' }, x2: { field: 'upper' }, y: category, ...tipChannel },
    },
    { transform: [hasInterval], mark: end, encoding: { x: { ...axis, field: 'lower' }, y: category } },
    { transform: [hasInterval], mark: end, encoding: { x: { ...axis, field: 'upper' }, y: category } },
    {
      mark: { type: 'point', filled: true, color, size: 60, opacity: 1, ...described },
      encoding: { x: { ...axis, field: 'estimate' }, y: category, ...tipChannel },
    },
  ];
  return facetted(chart, values, { layer, ...layout.size });
}
