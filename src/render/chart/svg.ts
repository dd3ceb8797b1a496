import type { ChartData } from './chart-data.ts';
import { widthOfText } from './labels.ts';
import { chartSpec } from './spec.ts';
import { markTips } from './tip.ts';

/**
 * Draws a chart as SVG. The libraries are loaded on first use: nothing but a report with a chart needs them.
 * The same chart gives the same bytes: no document, no clock, no measuring of fonts.
 */
export async function chartSvg(chart: ChartData): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  measureWithoutFonts(vega);
  const logger = vega.logger(vega.Error);
  const { spec } = vegaLite.compile(chartSpec(chart), { logger });
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logger });
  const svg = await view.toSVG();
  view.finalize();
  return markTips(svg);
}

/** Vega would measure with a canvas where there is one, and otherwise takes all letters for broad ones. */
function measureWithoutFonts(vega: object): void {
  const { textMetrics } = vega as { readonly textMetrics: { width: TextWidth } };
  textMetrics.width = textWidth;
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
  readonly limit?: number;
}

type TextWidth = (item: TextItem, text: string | number | null) => number;

function textWidth({ fontSize = 11, fontWeight, limit = 0 }: TextItem, text: string | number | null): number {
  const width = widthOfText(String(text ?? ''), fontSize) * (fontWeight === 'bold' ? 1.1 : 1);
  return limit > 0 ? Math.min(width, limit) : width;
}
