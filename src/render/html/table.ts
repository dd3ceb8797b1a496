import { widthOf } from '../text/lines.ts';
import { isMark, splitNumber } from '../text/table-layout.ts';
import type { CellView, RowView, TableView } from '../view/view.ts';
import { escapeHtml } from './escape.ts';

/**
 * A table with a caption, scoped heads, and numbers that line up at the decimal point. In narrow windows it is moved to and
 * fro within its own frame, which the keyboard reaches.
 *
 * @param title the caption as HTML
 */
export function tableHtml(table: TableView, title: string): string {
  const numeric = table.heads.map((_, c) => table.rows.some((row) => isNumeric(row.cells[c])));
  const fractions = table.heads.map((_, c) => Math.max(0, ...table.rows.map((row) => fractionOf(row.cells[c]))));
  const body = table.rows.map((row, i) => rowHtml(row, table, { numeric, fractions }, table.rows[i - 1]));
  const caption = title === '' ? '' : `<caption>${title}</caption>`;
  const head = `<thead>${spanRows(table)}${headRow(table, numeric)}</thead>`;
  const label = table.caption === '' ? '' : ` role="group" aria-label="${escapeHtml(table.caption)}"`;
  return `<div class="scroll" tabindex="0"${label}><table${printFit(table)}>${caption}${head}<tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

/** Characters of a row that fit on paper at the usual size, and at the smallest size that is easy to read. */
const paper = { usual: 88, small: 118 } as const;

/** Paper has no frame to move a table in: a wide one is set smaller, a very wide one on a page of its own that lies on its side. */
function printFit(table: TableView): string {
  const heads = [...table.stubHeads, ...table.heads];
  const widest = (column: number): number =>
    Math.max(
      longestWord(heads[column] ?? ''),
      ...table.rows
        .filter((row) => row.role !== 'heading')
        .map((row) => widthOf(row.stub[column] ?? row.cells[column - table.stubHeads.length]?.text ?? '')),
    );
  const characters = heads.reduce((sum, _, column) => sum + Math.min(widest(column), widestStub) + 2, 0);
  if (characters <= paper.usual) return '';
  return characters <= paper.small
    ? ' class="small"'
    : ` class="broad" style="--fit:${(sidewaysCharacters / characters).toFixed(1)}pt"`;
}

/** Labels are broken after so many characters. */
const widestStub = 40;

/** Characters of one point's size in the width of a page that lies on its side. */
const sidewaysCharacters = 1200;

function longestWord(text: string): number {
  return Math.max(0, ...text.split(/\s+/u).map((each) => widthOf(each)));
}

function isNumeric(cell: CellView | undefined): boolean {
  return cell?.align === 'number' || cell?.align === 'right';
}

function fractionOf(cell: CellView | undefined): number {
  return cell?.align === 'number' && !isMark(cell.text) ? splitNumber(cell.text).fraction.length : 0;
}

function spanRows(table: TableView): string {
  return table.spans
    .map((level) => {
      const stub = `<td colspan="${table.stubHeads.length}"></td>`;
      const spans = level.map((span) =>
        span.text === ''
          ? `<td colspan="${span.to - span.from}"></td>`
          : `<th class="span" scope="colgroup" colspan="${span.to - span.from}">${escapeHtml(span.text)}</th>`,
      );
      return `<tr>${stub}${spans.join('')}</tr>`;
    })
    .join('');
}

function headRow(table: TableView, numeric: readonly boolean[]): string {
  const stubs = table.stubHeads.map((head) => headCell(head, ''));
  const heads = table.heads.map((head, c) => headCell(head, numeric[c] === true ? ' class="n"' : ''));
  return `<tr>${stubs.join('')}${heads.join('')}</tr>`;
}

/** A head without words heads nothing. */
function headCell(head: string, attributes: string): string {
  return head === '' ? '<td></td>' : `<th scope="col"${attributes}>${escapeHtml(head)}</th>`;
}

interface Columns {
  readonly numeric: readonly boolean[];
  /** Characters from the decimal point on. */
  readonly fractions: readonly number[];
}

function rowHtml(row: RowView, table: TableView, { numeric, fractions }: Columns, before: RowView | undefined): string {
  if (row.role === 'heading') {
    const columns = table.stubHeads.length + table.heads.length;
    return `<tr class="heading"><th scope="rowgroup" colspan="${columns}"${indent(row.depth)}>${escapeHtml(row.stub[0] ?? '')}</th></tr>`;
  }
  const classes = [row.role, ...(row.role === 'total' && before?.role !== 'total' ? ['first-total'] : [])];
  const stubs = table.stubHeads.map((_, i) => stubHtml(row, i));
  const cells = table.heads.map((_, c) => cellHtml(row.cells[c], fractions[c] ?? 0, numeric[c] === true));
  return `<tr class="${classes.join(' ')}">${stubs.join('')}${cells.join('')}</tr>`;
}

function stubHtml(row: RowView, stub: number): string {
  const label = row.stub[stub] ?? '';
  if (label === '') return '<td></td>';
  return `<th scope="row"${stub === 0 ? indent(row.depth) : ' class="measure"'}>${escapeHtml(label)}</th>`;
}

function indent(depth: number): string {
  return depth === 0 ? '' : ` style="padding-left:${depth * 1.3 + 0.7}em"`;
}

/** Shorter fractions are filled up with characters that take room but are not seen. */
function cellHtml(cell: CellView | undefined, fraction: number, numeric: boolean): string {
  if (cell === undefined) return '<td></td>';
  if (cell.align === 'left') return `<td${numeric ? ' class="n"' : ''}>${escapeHtml(cell.text)}</td>`;
  const stands = cell.align === 'right' || cell.text === '' || isMark(cell.text);
  const missing = stands ? 0 : fraction - fractionOf(cell);
  // The filler begins with the point when the number has none.
  const filler =
    missing <= 0 ? '' : `${fractionOf(cell) === 0 ? '.' : ''}${'0'.repeat(missing - (fractionOf(cell) === 0 ? 1 : 0))}`;
  const hidden = filler === '' ? '' : `<span aria-hidden="true">${filler}</span>`;
  return `<td class="n">${escapeHtml(cell.text)}${hidden}</td>`;
}
