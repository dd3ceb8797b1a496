import { assertNever } from '../../base/assert-never.ts';
import type { Language } from '../../base/language.ts';
import type { ReleasedBody } from '../../disclosure/released.ts';
import type { ChartData } from '../chart/chart-data.ts';
import { chartSvg } from '../chart/svg.ts';
import type { BlockView, LineView, PairsView } from '../view/view.ts';
import { blocksOf, chartOf, titleOf, withTitle } from '../view/view-of.ts';
import { word } from '../words.ts';
import { documentBlockHtml } from './document.ts';
import { escapeHtml, sentenceHtml } from './escape.ts';
import { tableHtml } from './table.ts';

/** The HTML of a result: tables, or a chart with its numbers behind a fold. */
export async function bodyHtml(body: ReleasedBody, command: string, language: Language): Promise<string> {
  const blocks = blocksOf(body, language);
  const chart = chartOf(body, language);
  if (body.type === 'message') return blocks.map(blockHtml).join('\n');
  if (chart === undefined)
    return `<div class="result">\n${withTitle(blocks, command).map(blockHtml).join('\n')}\n</div>`;
  const tables = blocks.filter((b) => b.type === 'table');
  const lines = blocks.filter((b) => b.type !== 'table');
  const figure = await figureHtml(chart, command, language);
  const numbers = `<details><summary>${word('numbers', language)}</summary>${tables.map(blockHtml).join('\n')}</details>`;
  return `<div class="result">\n${figure}\n${numbers}\n${lines.map(blockHtml).join('\n')}\n</div>`;
}

function blockHtml(block: BlockView): string {
  switch (block.type) {
    case 'table':
      return tableHtml(block);
    case 'pairs':
      return pairsHtml(block);
    case 'line':
      return lineHtml(block);
    case 'bars':
    case 'boxes':
    case 'intervals':
      // Bars of characters stand for a picture where there are no pictures.
      return '';
    case 'signature':
    case 'heading':
    case 'paragraph':
    case 'terms':
    case 'code':
      return documentBlockHtml(block);
    default:
      return assertNever(block);
  }
}

function lineHtml(block: LineView): string {
  const role = block.role === 'refusal' ? ' role="note"' : '';
  // A status line that begins with blanks details the one above it.
  const detail = block.role === 'status' && block.text.startsWith(' ') ? ' detail' : '';
  return `<p class="${block.role}${detail}"${role}>${sentenceHtml(block.text.trim())}</p>`;
}

function pairsHtml(block: PairsView): string {
  const caption = block.caption === '' ? '' : `<p class="caption">${escapeHtml(block.caption)}</p>\n`;
  return caption + factsHtml(block.items.map((i) => [i.label, escapeHtml(i.value)]));
}

/** A list of terms with values; the values are HTML already. */
export function factsHtml(items: readonly (readonly [label: string, html: string])[]): string {
  const rows = items.map(([label, html]) => `<div><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`);
  return `<dl class="facts">\n${rows.join('\n')}\n</dl>`;
}

async function figureHtml(chart: ChartData, command: string, language: Language): Promise<string> {
  const svg = await chartSvg(chart);
  const title = titleOf(command, chartTitle(chart, language));
  return `<figure class="chart" role="img" aria-label="${escapeHtml(title)}"><figcaption aria-hidden="true">${escapeHtml(title)}</figcaption>${svg}</figure>`;
}

/** Says in a sentence what a chart shows; its numbers are in the table beside it. */
function chartTitle(chart: ChartData, language: Language): string {
  const by = language === 'nb' ? 'etter' : 'by';
  if (chart.type === 'histogram') return `${chart.axisTitle} (${chart.valueTitle.toLowerCase()})`;
  if (chart.type === 'coefficients') return `${chart.dependent} (${chart.axisTitle.toLowerCase()})`;
  if (chart.type === 'hexagons') return `${chart.vertical.title} × ${chart.horizontal.title}`;
  if (chart.type === 'boxes') {
    const names = chart.variables.join(', ');
    return chart.groupTitle === '' ? names : `${names} ${by} ${chart.groupTitle}`;
  }
  if (chart.type === 'pie' || chart.type === 'flow') return chart.title;
  const over = [chart.groupTitle, chart.seriesTitle].filter((t) => t !== '').join(', ');
  return over === '' ? chart.valueTitle : `${chart.valueTitle} ${by} ${over}`;
}
