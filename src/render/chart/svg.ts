import type { ChartData } from './chart-data.ts';
import { chartSpec } from './spec.ts';
import { markTips } from './tip.ts';

/**
 * Draws a chart as SVG. The libraries are loaded on first use: nothing but a report with a chart needs them.
 * The same chart gives the same bytes: no document, no clock, no measuring of fonts.
 */
export async function chartSvg(chart: ChartData): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const logger = vega.logger(vega.Error);
  const { spec } = vegaLite.compile(chartSpec(chart), { logger });
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logger });
  const svg = await view.toSVG();
  view.finalize();
  return markTips(svg);
}
