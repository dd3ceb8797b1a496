import type { ChartData } from '../chart/chart-data.ts';
import { chartSvg } from '../chart/svg.ts';
import { captionHtml, escapeHtml } from './escape.ts';

/**
 * A chart with its caption. The drawing's own descriptions name marks, not what they show: readers of the screen are told the
 * title instead, and find the numbers in the table that follows. In narrow windows the picture is moved within its frame.
 */
export async function figureHtml(chart: ChartData, title: string, name: string | undefined): Promise<string> {
  const svg = (await chartSvg(chart)).replace(/^<svg /u, '<svg aria-hidden="true" ');
  const caption = `<figcaption>${captionHtml(title, name)}</figcaption>`;
  return `<figure class="chart">${caption}<div class="picture" role="img" tabindex="0" aria-label="${escapeHtml(title)}">${svg}</div></figure>`;
}
