import { widthOf } from '../text/lines.ts';
import type { ExportResult, ExportTable } from './export-table.ts';

/** Results as tables in Markdown (GitHub's kind): title, tables, notes. */
export function markdownOf(results: readonly ExportResult[]): string {
  return results
    .map(resultMarkdown)
    .join('\n\n')
    .concat(results.length === 0 ? '' : '\n');
}

function resultMarkdown({ title, tables, notes }: ExportResult): string {
  const parts = tables.flatMap((table, i) => {
    const caption = i === 0 ? title : table.caption;
    return [...(caption === '' ? [] : [`**${escaped(caption)}**`]), tableMarkdown(table)];
  });
  return [...parts, ...notes.map(noteMarkdown)].join('\n\n');
}

function tableMarkdown({ heads, rows, stubs }: ExportTable): string {
  const columns = heads.map((head, column) => {
    const texts = [escaped(head), ...rows.map((row) => escaped(row[column]?.text ?? ''))];
    return { texts, width: Math.max(3, ...texts.map(widthOf)), isNumber: column >= stubs };
  });
  const line = (row: number): string =>
    `| ${columns.map(({ texts, width, isNumber }) => padded(texts[row] ?? '', width, isNumber)).join(' | ')} |`;
  const rule = `| ${columns.map(({ width, isNumber }) => (isNumber ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(0), rule, ...rows.map((_, row) => line(row + 1))].join('\n');
}

function padded(text: string, width: number, isNumber: boolean): string {
  const room = ' '.repeat(width - widthOf(text));
  return isNumber ? room + text : text + room;
}

/** Messages set names between backticks, which Markdown understands. */
function noteMarkdown(note: string): string {
  return note
    .split(/(`[^`]*`)/u)
    .map((part, i) => (i % 2 === 1 ? part : escaped(part)))
    .join('');
}

/** Nothing in a label is markup. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~$]|&(?=[#\w]+;)/gu, '\\$&')
    .replace(/\s+/gu, (blank) => (blank === '\u202f' ? blank : ' '));
}
