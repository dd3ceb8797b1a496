import { parseIsoDate } from '../../../base/epoch-day.ts';
import type { NoteCode } from '../../../base/messages/refusals.ts';
import type { ReleasedDimension, Shown, StubKey, TableBody, TableLayout } from '../../released.ts';
import type { Classification } from './classification.ts';
import type { Frame, RowPrefix } from './frame.ts';

/** A row with its released cells: `cells[column][measure]`. */
interface FilledRow {
  readonly prefix: RowPrefix;
  readonly cells: readonly (readonly Shown[])[];
}

/** What a table's body consists of once it is sorted and cut. */
export type Arranged = Pick<TableBody, 'dimensions' | 'stub' | 'column' | 'columns' | 'rows' | 'layout'> & {
  readonly notes: readonly NoteCode[];
};

/**
 * Fills the frame with released cells and lays it out: sorting and cutting work on released numbers only (rule DC-09),
 * codes to sort by are looked up among displayed categories only, and undisplayed categories leave no trace.
 */
export function arrange(
  classification: Classification,
  frame: Frame,
  layout: TableLayout,
  cellsOf: (prefix: RowPrefix, column: number | undefined) => readonly Shown[],
): Arranged {
  const notes: NoteCode[] = [];
  const depth = classification.stub.length;
  const flatten = layout.flatten || layout.rowSort !== undefined || layout.columnSort !== undefined;
  let columns = frame.columns;
  let rows: readonly FilledRow[] = frame.rows.map((prefix) => ({
    prefix,
    cells: columns.map((column) => cellsOf(prefix, column)),
  }));
  if (flatten) rows = rows.filter((row) => row.prefix.length === depth || row.prefix.length === 0);
  // Each sort uses the other dimension's place before sorting; both keys are taken before anything moves.
  const rowKey = layout.rowSort === undefined ? undefined : columnOf(classification, columns, layout.rowSort.code);
  const columnKey = layout.columnSort === undefined ? undefined : rowOf(classification, rows, layout.columnSort.codes);
  if (rowKey === 'not-shown' || columnKey === 'not-shown') notes.push('sort-code-not-shown');
  if (columnKey !== undefined && columnKey !== 'not-shown') {
    const order = sortedColumns(columns, columnKey);
    columns = order.map((at) => columns[at]);
    const reorder = (cells: FilledRow['cells']): FilledRow['cells'] => order.map((at) => cells[at]!);
    rows = rows.map((row) => ({ prefix: row.prefix, cells: reorder(row.cells) }));
    if (typeof rowKey === 'number') rows = sortedRows(rows, depth, order.indexOf(rowKey));
  } else if (typeof rowKey === 'number') {
    rows = sortedRows(rows, depth, rowKey);
  }
  if (layout.keep !== undefined) rows = cut(rows, depth, layout.keep);
  const compact = compactDimensions(classification, rows, columns);
  return {
    dimensions: compact.dimensions,
    stub: classification.stub,
    column: classification.column,
    columns: columns.map((column) =>
      column === undefined ? 'total' : compact.shownIndex(classification.column!, column),
    ),
    rows: rows.map((row) => ({ key: stubKey(classification, row.prefix, compact.shownIndex), cells: row.cells })),
    layout: { ...layout, flatten },
    notes,
  };
}

/** Index of the column to sort by: the one with the code, or the total. */
function columnOf(
  classification: Classification,
  columns: Frame['columns'],
  code: number | string | undefined,
): number | 'not-shown' {
  if (code === undefined || classification.column === undefined) return columns.length - 1;
  const dimension = classification.dimensions[classification.column]!;
  const found = columns.findIndex((column) => column !== undefined && hasCode(dimension, column, code));
  return found < 0 ? 'not-shown' : found;
}

/** The row to sort columns by: the one that the codes address, in stub order, or the total. */
function rowOf(
  classification: Classification,
  rows: readonly FilledRow[],
  codes: readonly (number | string)[],
): FilledRow | 'not-shown' {
  const found =
    codes.length === 0
      ? rows.find((row) => row.prefix.length === 0)
      : rows.find(
          (row) =>
            row.prefix.length === codes.length &&
            row.prefix.every((category, level) =>
              hasCode(classification.dimensions[classification.stub[level]!]!, category, codes[level]!),
            ),
        );
  return found ?? 'not-shown';
}

function hasCode(
  dimension: Pick<ReleasedDimension, 'display' | 'categories'>,
  category: number,
  code: number | string,
): boolean {
  const { code: own, pooled } = dimension.categories[category]!;
  if (own === null || pooled === true) return false;
  if (dimension.display === 'date' && typeof code === 'string') return parseIsoDate(code) === own;
  return String(own) === String(code);
}

/** Body columns ascending by the row's first measure, the total column last. */
function sortedColumns(columns: Frame['columns'], row: FilledRow): readonly number[] {
  const body = columns.map((_, at) => at).filter((at) => columns[at] !== undefined);
  const totals = columns.map((_, at) => at).filter((at) => columns[at] === undefined);
  return [...body.sort((a, b) => compareShown(row.cells[a]![0]!, row.cells[b]![0]!)), ...totals];
}

/** Body rows ascending by the column's first measure, the grand total last. */
function sortedRows(rows: readonly FilledRow[], depth: number, column: number): readonly FilledRow[] {
  const body = rows.filter((row) => row.prefix.length === depth);
  const totals = rows.filter((row) => row.prefix.length < depth);
  return [...body.sort((a, b) => compareShown(a.cells[column]![0]!, b.cells[column]![0]!)), ...totals];
}

/** Stable ascending order; what is not shown comes last, in the order it stands in. */
function compareShown(a: Shown, b: Shown): number {
  if (a.v === null || b.v === null) return Number(a.v === null) - Number(b.v === null);
  return a.v - b.v;
}

/** Keeps the first or last body rows; subtotals stay where a row of theirs does, the grand total always. */
function cut(rows: readonly FilledRow[], depth: number, keep: NonNullable<TableLayout['keep']>): readonly FilledRow[] {
  const body = rows.filter((row) => row.prefix.length === depth);
  const kept = keep.end === 'top' ? body.slice(0, keep.rows) : body.slice(Math.max(0, body.length - keep.rows));
  const isParent = (prefix: RowPrefix): boolean =>
    kept.some((row) => prefix.every((category, level) => row.prefix[level] === category));
  return rows.filter((row) =>
    row.prefix.length === depth ? kept.includes(row) : row.prefix.length === 0 || isParent(row.prefix),
  );
}

function stubKey(
  classification: Classification,
  prefix: RowPrefix,
  shownIndex: (dimension: number, category: number) => number,
): StubKey {
  return classification.stub.map((dimension, level) => {
    const category = prefix[level];
    return category === undefined ? 'total' : shownIndex(dimension, category);
  });
}

/** Dimensions with displayed categories only, in their order, and the index of each there. */
function compactDimensions(
  classification: Classification,
  rows: readonly FilledRow[],
  columns: Frame['columns'],
): {
  readonly dimensions: readonly ReleasedDimension[];
  readonly shownIndex: (dimension: number, category: number) => number;
} {
  const used = classification.dimensions.map(() => new Set<number>());
  for (const row of rows) {
    for (const [level, category] of row.prefix.entries()) used[classification.stub[level]!]!.add(category);
  }
  if (classification.column !== undefined) {
    for (const column of columns) if (column !== undefined) used[classification.column]!.add(column);
  }
  const ordered = used.map((categories) => [...categories].sort((a, b) => a - b));
  const places = ordered.map((categories) => new Map(categories.map((category, place) => [category, place])));
  const dimensions = classification.dimensions.map(({ variable, role, display, categories }, at) => ({
    variable,
    ...(role === undefined ? {} : { role }),
    display,
    categories: ordered[at]!.map((category) => categories[category]!),
  }));
  return { dimensions, shownIndex: (dimension, category) => places[dimension]!.get(category)! };
}
