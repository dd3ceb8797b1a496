import type { CellView, HeadSpan, RowView, TableView } from '../view/view.ts';
import { pad, printable, wrap } from './lines.ts';
import type { TextStyle } from './style.ts';
import { type ColumnLayout, indent, isMark, planTable, splitNumber, type TableLayoutPlan } from './table-layout.ts';

/** Draws a table in lines no wider than the window where that can be; wide tables repeat their stub for each block of columns. */
export function drawTable(table: TableView, width: number, style: TextStyle): string[] {
  const clean = printableTable(table);
  const plan = planTable(clean, width);
  const lines: string[] = clean.caption === '' ? [] : wrap(clean.caption, width).map(style.heading);
  for (const [index, block] of plan.blocks.entries()) {
    if (index > 0) lines.push('');
    const columns = plan.columns.slice(block.from, block.to);
    lines.push(...drawBlock(cutTable(clean, block.from, block.to), { ...plan, columns }, style));
  }
  return lines;
}

function printableTable(table: TableView): TableView {
  return {
    ...table,
    stubHeads: table.stubHeads.map(printable),
    heads: table.heads.map(printable),
    rows: table.rows.map((row) => ({
      ...row,
      stub: row.stub.map(printable),
      cells: row.cells.map((cell) => ({ ...cell, text: printable(cell.text) })),
    })),
  };
}

/** The columns of a block, with the spans above them cut to it. */
function cutTable(table: TableView, from: number, to: number): TableView {
  const cutSpan = (span: HeadSpan): HeadSpan => ({
    text: span.text,
    from: Math.max(span.from, from) - from,
    to: Math.min(span.to, to) - from,
  });
  return {
    ...table,
    heads: table.heads.slice(from, to),
    // A level that says nothing about these columns would leave an empty line.
    spans: table.spans
      .map((level) => level.filter((s) => s.to > from && s.from < to).map(cutSpan))
      .filter((level) => level.some((s) => s.text !== '')),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.slice(from, to) })),
  };
}

/** Widths of a block's stubs and columns, and the blanks between them. */
type BlockLayout = Pick<TableLayoutPlan, 'stubs' | 'columns' | 'gap'>;

function drawBlock(table: TableView, layout: BlockLayout, style: TextStyle): string[] {
  const { stubs, columns, gap } = layout;
  const stubTotal = stubs.reduce((sum, w) => sum + w, 0) + gap * (stubs.length - 1);
  const width = columns.reduce((sum, c) => sum + gap + c.width, stubTotal);
  const rule = style.faint('─'.repeat(width));
  const heads = [
    ...table.spans.flatMap((level) => drawSpans(level, stubTotal, layout, style)),
    ...drawHeads(table, layout).map(style.heading),
  ];
  const body: string[] = [];
  for (const [index, row] of table.rows.entries()) {
    // The grand total stands apart, once, also when it has several sub-rows.
    if (row.role === 'total' && table.rows[index - 1]?.role !== 'total' && index > 0) body.push(rule);
    body.push(...drawRow(row, layout));
  }
  return [rule, ...heads, rule, ...body, rule];
}

/** One level of spanning heads, each centred over its columns and underlined. */
function drawSpans(
  level: readonly HeadSpan[],
  stubTotal: number,
  { columns, gap }: BlockLayout,
  style: TextStyle,
): string[] {
  const spans = level.map((span) => {
    const members = columns.slice(span.from, span.to);
    const width = members.reduce((sum, c) => sum + c.width, 0) + gap * (members.length - 1);
    return { width, lines: wrap(span.text, width) };
  });
  const height = Math.max(0, ...spans.map((s) => s.lines.length));
  const lines: string[] = [];
  for (let i = 0; i < height; i++) {
    const parts = spans.map((s) => pad(s.lines[i - (height - s.lines.length)] ?? '', s.width, 'centre'));
    lines.push(style.heading((' '.repeat(stubTotal) + parts.map((p) => ' '.repeat(gap) + p).join('')).trimEnd()));
  }
  const underline = spans.map((s, i) => ' '.repeat(gap) + (level[i]?.text === '' ? ' ' : '─').repeat(s.width)).join('');
  lines.push(style.faint((' '.repeat(stubTotal) + underline).trimEnd()));
  return lines;
}

function drawHeads(table: TableView, { stubs, columns, gap }: BlockLayout): string[] {
  const stubLines = table.stubHeads.map((head, i) => wrap(head, stubs[i] ?? 0));
  const headLines = table.heads.map((head, i) => wrap(head, columns[i]?.width ?? 0));
  const height = Math.max(...stubLines.map((l) => l.length), ...headLines.map((l) => l.length));
  return Array.from({ length: height }, (_, i) => {
    const lineOf = (lines: readonly string[]) => lines[i - (height - lines.length)] ?? '';
    const stubPart = stubLines.map((lines, s) => pad(lineOf(lines), stubs[s] ?? 0)).join(' '.repeat(gap));
    const headPart = headLines.map((lines, c) => {
      const column = columns[c];
      return ' '.repeat(gap) + pad(lineOf(lines), column?.width ?? 0, column?.numeric === true ? 'right' : 'left');
    });
    return (stubPart + headPart.join('')).trimEnd();
  });
}

/** A row: labels wrap with a hanging indent; numbers stand beside a label's last line, text beside its first. */
function drawRow(row: RowView, { stubs, columns, gap }: BlockLayout): string[] {
  const stubLines = stubs.map((width, i) => {
    const offset = i === 0 ? row.depth * indent : 0;
    // Headings may reach over the columns, which are empty in their row.
    const room = row.role === 'heading' ? columns.reduce((sum, c) => sum + gap + c.width, width) : width;
    const label = row.stub[i] ?? '';
    const first = wrap(label, room - offset);
    if (first.length === 1) return [' '.repeat(offset) + label];
    return wrap(label, room - offset - 1).map((line, n) => ' '.repeat(offset + (n === 0 ? 0 : 1)) + line);
  });
  const cellLines = columns.map((column, i) => drawCell(row.cells[i], column));
  const height = Math.max(...stubLines.map((l) => l.length), ...cellLines.map((l) => l.length));
  return Array.from({ length: height }, (_, i) => {
    const stubPart = stubLines.map((lines, s) => pad(lines[i] ?? '', stubs[s] ?? 0)).join(' '.repeat(gap));
    const cellPart = cellLines.map((lines, c) => {
      const from = columns[c]?.numeric === true ? height - lines.length : 0;
      return ' '.repeat(gap) + pad(lines[i - from] ?? '', columns[c]?.width ?? 0);
    });
    return (stubPart + cellPart.join('')).trimEnd();
  });
}

function drawCell(cell: CellView | undefined, column: ColumnLayout): string[] {
  if (cell === undefined || cell.text === '') return [''];
  if (cell.align === 'left')
    return column.numeric ? [pad(cell.text, column.width, 'right')] : wrap(cell.text, column.width);
  if (cell.align === 'right' || isMark(cell.text)) return [pad(cell.text, column.width, 'right')];
  const { whole, fraction } = splitNumber(cell.text);
  const aligned = pad(whole, column.whole, 'right') + pad(fraction, column.fraction);
  return [pad(aligned, column.width, 'right')];
}
