import { missingMark, suppressedMark } from '../numbers.ts';
import type { RowView, TableView } from '../view/view.ts';
import { longestWord, widthOf, wrap } from './lines.ts';

/** Blanks between columns; in a table that is a little too wide for the window, the smaller one. */
const usualGap = 2;
const smallGap = 1;
/** Blanks per level of a nested stub. */
export const indent = 2;

/** A column's width; `whole` and `fraction` are the columns before and from the decimal point on, for alignment. */
export interface ColumnLayout {
  readonly width: number;
  readonly numeric: boolean;
  readonly whole: number;
  readonly fraction: number;
}

/** Which columns stand side by side, and how wide everything is. */
export interface TableLayoutPlan {
  readonly stubs: readonly number[];
  readonly columns: readonly ColumnLayout[];
  /** Blanks between columns. */
  readonly gap: number;
  /** Ranges of columns; more than one when the table is wider than the window. */
  readonly blocks: readonly { readonly from: number; readonly to: number }[];
}

/** Where a number is divided for alignment. */
export function splitNumber(text: string): { readonly whole: string; readonly fraction: string } {
  const point = text.indexOf('.');
  // A lone `.` is a missing value, which stands where whole numbers end.
  return point < 0 || text === '.'
    ? { whole: text, fraction: '' }
    : { whole: text.slice(0, point), fraction: text.slice(point) };
}

/** Whether a text stands for a number that is not there; such marks end where the column ends. */
export function isMark(text: string): boolean {
  return text === missingMark || text === suppressedMark;
}

/** Decides widths: heads and labels are wrapped as little as the window allows, then the table is cut into blocks of columns. */
export function planTable(table: TableView, width: number): TableLayoutPlan {
  const bodies = table.heads.map((_, column) => measureColumn(table.rows, column));
  const fullStubs = table.stubHeads.map((head, stub) => stubWidth(table.rows, stub, head));
  const stubLimit = Math.max(14, Math.floor((width * 0.4) / table.stubHeads.length));
  const narrowStub = Math.max(14, Math.floor((width * 0.2) / table.stubHeads.length));
  for (const [stubCap, headCap, gap] of [
    [Infinity, Infinity, usualGap],
    [Infinity, 24, usualGap],
    [stubLimit, 24, usualGap],
    [stubLimit, 14, usualGap],
    [stubLimit, 10, usualGap],
    [narrowStub, 10, usualGap],
    [narrowStub, 7, usualGap],
    ...(hasGroupedDigits(table) ? [] : [[narrowStub, 7, smallGap] as const]),
  ] as const) {
    const stubs = fullStubs.map((w) => Math.min(w, stubCap));
    const columns = withHeads(table, bodies, headCap, gap);
    if (total(stubs, columns, gap) <= width) return { stubs, columns, gap, blocks: [{ from: 0, to: columns.length }] };
  }
  const stubs = fullStubs.map((w) => Math.min(w, stubLimit));
  const room = width - total(stubs, [], usualGap);
  const columns = shrinkTexts(withHeads(table, bodies, 12, usualGap), room);
  return { stubs, columns, gap: usualGap, blocks: evenBlocks(columns, unitsOf(table, columns, room), room) };
}

/** Where thousands stand apart, one blank would not tell a column from a group of digits. */
function hasGroupedDigits(table: TableView): boolean {
  return table.rows.some((row) => row.cells.some((cell) => /\d\u202f\d/u.test(cell.text)));
}

function measureColumn(rows: readonly RowView[], column: number): ColumnLayout {
  let whole = 0;
  let fraction = 0;
  let text = 0;
  let numeric = false;
  for (const row of rows) {
    const cell = row.cells[column];
    if (cell === undefined) continue;
    if (cell.align !== 'left') numeric = true;
    if (cell.align !== 'number' || isMark(cell.text)) {
      text = Math.max(text, widthOf(cell.text));
      continue;
    }
    const parts = splitNumber(cell.text);
    whole = Math.max(whole, widthOf(parts.whole));
    fraction = Math.max(fraction, widthOf(parts.fraction));
  }
  return { width: Math.max(whole + fraction, text), numeric, whole, fraction };
}

function stubWidth(rows: readonly RowView[], stub: number, head: string): number {
  let widest = widthOf(head);
  for (const row of rows) {
    const depth = stub === 0 ? row.depth * indent : 0;
    // The label of a heading row may reach into the empty columns beside it.
    if (row.role !== 'heading') widest = Math.max(widest, depth + widthOf(row.stub[stub] ?? ''));
  }
  return widest;
}

function withHeads(table: TableView, bodies: readonly ColumnLayout[], cap: number, gap: number): ColumnLayout[] {
  const columns = bodies.map((body, i) => {
    const head = table.heads[i] ?? '';
    // Words of usual length are not broken.
    const longest = Math.min(longestWord(head), Math.max(cap, 10));
    const lines = wrap(head, Math.max(longest, Math.min(cap, widthOf(head))));
    return { ...body, width: Math.max(body.width, ...lines.map(widthOf)) };
  });
  return widenForSpans(table, columns, cap, gap);
}

/** A spanning head needs room for its words. */
function widenForSpans(table: TableView, columns: ColumnLayout[], cap: number, gap: number): ColumnLayout[] {
  for (const span of table.spans.flat()) {
    const members = columns.slice(span.from, span.to);
    const needed = Math.min(cap === Infinity ? widthOf(span.text) : longestWord(span.text), Math.max(cap, 10));
    const short = needed - total([], members, gap) + gap;
    const last = columns[span.to - 1];
    if (short > 0 && last !== undefined) columns[span.to - 1] = { ...last, width: last.width + short };
  }
  return columns;
}

function total(stubs: readonly number[], columns: readonly { readonly width: number }[], gap: number): number {
  const stubTotal = stubs.reduce((sum, w) => sum + w, 0) + gap * Math.max(0, stubs.length - 1);
  return columns.reduce((sum, c) => sum + gap + c.width, stubTotal);
}

/** Narrows columns of text, widest first, so that long sentences wrap instead of pushing columns out. */
function shrinkTexts(columns: readonly ColumnLayout[], room: number): ColumnLayout[] {
  const shrunk = [...columns];
  const narrowest = 10;
  for (;;) {
    const excess = total([], shrunk, usualGap) - room;
    let widest = -1;
    for (const [i, column] of shrunk.entries()) {
      if (!column.numeric && column.width > narrowest && column.width > (shrunk[widest]?.width ?? 0)) widest = i;
    }
    const column = shrunk[widest];
    if (excess <= 0 || column === undefined) return shrunk;
    shrunk[widest] = { ...column, width: Math.max(narrowest, column.width - Math.min(excess, 4)) };
  }
}

/** Columns that stay together, such as the two limits of an interval: those under one innermost head, where they fit at all. */
function unitsOf(table: TableView, columns: readonly ColumnLayout[], room: number): readonly ColumnRange[] {
  const level = table.spans.at(-1) ?? [];
  const units: ColumnRange[] = [];
  for (let at = 0; at < columns.length; ) {
    const span = level.find((s) => s.from === at);
    const fits = span !== undefined && total([], columns.slice(at, span.to), usualGap) <= room;
    const to = fits ? span.to : at + 1;
    units.push({ from: at, to });
    at = to;
  }
  return units;
}

interface ColumnRange {
  readonly from: number;
  readonly to: number;
}

/** As few blocks as fit, of about the same width: no column stands alone because there was just no room for it. */
function evenBlocks(columns: readonly ColumnLayout[], units: readonly ColumnRange[], room: number): ColumnRange[] {
  let blocks = cutIntoBlocks(columns, units, room);
  for (let narrower = room - 1; narrower > 0; narrower--) {
    const cut = cutIntoBlocks(columns, units, narrower);
    if (cut.length > blocks.length) break;
    blocks = cut;
  }
  return blocks;
}

function cutIntoBlocks(columns: readonly ColumnLayout[], units: readonly ColumnRange[], room: number): ColumnRange[] {
  const blocks: ColumnRange[] = [];
  let from = 0;
  let used = 0;
  for (const unit of units) {
    const width = total([], columns.slice(unit.from, unit.to), usualGap);
    if (unit.from > from && used + width > room) {
      blocks.push({ from, to: unit.from });
      from = unit.from;
      used = 0;
    }
    used += width;
  }
  blocks.push({ from, to: columns.length });
  return blocks;
}
