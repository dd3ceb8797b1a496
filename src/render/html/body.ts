import { assertNever } from '../../base/assert-never.ts';
import type { Language } from '../../base/language.ts';
import type { ReleasedBody } from '../../disclosure/released.ts';
import type { ChartData } from '../chart/chart-data.ts';
import type { BlockView, LineView, PairsView } from '../view/view.ts';
import { blocksOf, chartOf, titleOf, withTitle } from '../view/view-of.ts';
import { word } from '../words.ts';
import { documentBlockHtml } from './document.ts';
import { captionHtml, escapeHtml, sentenceHtml } from './escape.ts';
import { figureHtml } from './figure.ts';
import { tableHtml } from './table.ts';

/** Where a result stands in a report: what links point to, and what it is called there (`Tabell 3`). */
export interface ResultPlace {
  readonly id: string;
  readonly name: string;
}

/** What a result is called in lists; absent for those that are neither table nor figure. */
export function resultTitle(
  body: ReleasedBody,
  command: string,
  language: Language,
): { readonly kind: 'table' | 'figure'; readonly title: string } | undefined {
  if (body.type === 'message' || body.type === 'refusal' || body.type === 'document') return undefined;
  const chart = chartOf(body, language);
  if (chart !== undefined) return { kind: 'figure', title: titleOf(command, chartTitle(chart, language)) };
  const first = withTitle(blocksOf(body, language), command).find((block) => 'caption' in block);
  return first === undefined ? undefined : { kind: 'table', title: first.caption };
}

/** The HTML of a result: tables, or a chart with its numbers behind a fold. */
export async function bodyHtml(
  body: ReleasedBody,
  command: string,
  language: Language,
  place?: ResultPlace,
): Promise<string> {
  const blocks = blocksOf(body, language);
  const chart = chartOf(body, language);
  if (body.type === 'message') return blocks.map((block) => blockHtml(block)).join('\n');
  const start = place === undefined ? '<div class="result">' : `<div class="result" id="${place.id}">`;
  if (chart === undefined) {
    const titled = withTitle(blocks, command);
    const first = titled.findIndex((block) => 'caption' in block);
    return [start, ...titled.map((block, i) => blockHtml(block, i === first ? place?.name : undefined)), '</div>'].join(
      '\n',
    );
  }
  const tables = blocks.filter((b) => b.type === 'table');
  const lines = blocks.filter((b) => b.type !== 'table');
  const figure = await figureHtml(chart, titleOf(command, chartTitle(chart, language)), place?.name);
  const numbers = `<details><summary>${word('numbers', language)}</summary>${tables.map((b) => blockHtml(b)).join('\n')}</details>`;
  return [start, figure, numbers, ...lines.map((b) => blockHtml(b)), '</div>'].join('\n');
}

function blockHtml(block: BlockView, name?: string): string {
  switch (block.type) {
    case 'table':
      return tableHtml(block, captionHtml(block.caption, name));
    case 'pairs':
      return pairsHtml(block, captionHtml(block.caption, name));
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

function pairsHtml(block: PairsView, title: string): string {
  const caption = title === '' ? '' : `<p class="caption">${title}</p>\n`;
  return caption + factsHtml(block.items.map((i) => [i.label, escapeHtml(i.value)]));
}

/** A list of terms with values; the values are HTML already. */
export function factsHtml(items: readonly (readonly [label: string, html: string])[]): string {
  const rows = items.map(([label, html]) => `<div><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`);
  return `<dl class="facts">\n${rows.join('\n')}\n</dl>`;
}

/** Says in a sentence what a chart shows; its numbers are in the table beside it. */
function chartTitle(chart: ChartData, language: Language): string {
  const by = language === 'nb' ? 'etter' : 'by';
  if (chart.type === 'histogram') return `${chart.axisTitle} (${chart.valueTitle.toLowerCase()})`;
  if (chart.type === 'coefficients') return `${chart.dependent} (${chart.axisTitle})`;
  if (chart.type === 'hexagons') return `${chart.vertical.title} × ${chart.horizontal.title}`;
  if (chart.type === 'boxes') {
    const names = chart.variables.join(', ');
    return chart.groupTitle === '' ? names : `${names} ${by} ${chart.groupTitle}`;
  }
  if (chart.type === 'pie' || chart.type === 'flow') return chart.title;
  const over = [chart.groupTitle, chart.seriesTitle].filter((t) => t !== '').join(', ');
  return over === '' ? chart.valueTitle : `${chart.valueTitle} ${by} ${over}`;
}
