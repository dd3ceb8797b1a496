import { assertNever } from '../../base/assert-never.ts';
import type { ChartData } from './chart-data.ts';

/** Whether a chart has any mark: axes around nothing tell nothing. */
export function drawsAnything(chart: ChartData): boolean {
  switch (chart.type) {
    case 'bars':
      return chart.facets.some(({ bars }) => bars.some(({ value }) => value !== undefined));
    case 'histogram':
      return chart.facets.some(({ bars }) => bars.some(({ height }) => height !== undefined));
    case 'boxes':
      return chart.facets.some(({ boxes }) => boxes.length > 0);
    case 'coefficients':
      return chart.coefficients.length > 0;
    case 'hexagons':
      return chart.hexagons.length > 0;
    case 'pie':
      return chart.slices.some(({ count }) => count !== undefined && count > 0);
    case 'flow':
      return chart.stages.some(({ nodes }) => nodes.length > 0);
    default:
      return assertNever(chart);
  }
}
