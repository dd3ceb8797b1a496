import type { Language } from '../../base/language.ts';
import type { ReleasedDimension, Shown, TableBody, TableMeasure } from '../../disclosure/released.ts';
import { decimalsFor, decimalsOfShares, type NumberKind, shownText } from '../numbers.ts';
import { captionWords, statisticWords, word } from '../words.ts';
import { dimensionText, keyText } from './category.ts';
import { shownCell } from './cell.ts';
import type { BlockView, CellView, HeadSpan, RowView, TableView } from './view.ts';

/** A leaf column of the drawn table: a column of the body and one or more measures, one per sub-row. */
interface Leaf {
  readonly column: number;
  /** For each sub-row an index into the body's measures. */
  readonly measures: readonly number[];
  readonly head: string;
  /** Spanning heads from the outside in. */
  readonly above: readonly string[];
}

/** A frequency or volume table: nested stubs with subtotals, or a flat grid when the script asked for `flatten`. */
export function tableBlocks(body: TableBody, language: Language): readonly BlockView[] {
  const blocks: BlockView[] = [body.layout.flatten ? flatTable(body, language) : nestedTable(body, language)];
  for (const test of body.tests) {
    const parts = [`${word('chi2', language)}(${test.df}) = ${shownText(test.statistic, 'test')}`, pText(test.pValue)];
    blocks.push({ type: 'line', role: 'note', text: parts.join(', ') });
  }
  if (body.measures.every((m) => m.key !== 'freq') && body.population.v !== null) {
    const population = shownText(body.population, 'count');
    blocks.push({ type: 'line', role: 'note', text: `${word('population', language)}: ${population}` });
  }
  return blocks;
}

/** `p = 0.0123`, or `p < 0.0001`. */
function pText(p: Shown): string {
  const text = shownText(p, 'p');
  return text.startsWith('<') ? `p < ${text.slice(1)}` : `p = ${text}`;
}

/** Names the table: `wage by sector × shift`, or only the classifying variables. */
function tableCaption(body: TableBody, language: Language): string {
  // The ends of a transition are one variable.
  const dimensions = [...new Set(body.dimensions.map((d) => d.variable))].join(' × ');
  const summarised = [...new Set(body.measures.flatMap((m) => m.variable ?? []))].join(', ');
  if (summarised === '') return dimensions;
  if (dimensions === '') return summarised;
  return `${summarised} ${language === 'nb' ? 'etter' : 'by'} ${dimensions}`;
}

/** Heads are categories where there is a column variable: a single statistic is named in the caption then. */
function measuredCaption(body: TableBody, language: Language): string {
  const caption = tableCaption(body, language);
  const keys = [...new Set(body.measures.map((m) => m.key))];
  const [key] = keys;
  // A chart's own title says what its numbers are: percentages may be of groups.
  if (body.chart !== undefined || body.column === undefined || key === undefined || keys.length > 1) return caption;
  return `${caption} (${(captionWords[key] ?? statisticWords[key])[language]})`;
}

/** How the numbers of each measure are written: one scale for the statistics of a variable. */
export function measureKinds(body: TableBody): readonly NumberKind[] {
  return body.measures.map((measure, index) => {
    if (measure.display === 'date' && isLocation(measure)) return 'date';
    switch (measure.key) {
      case 'freq':
      case 'count':
        return 'count';
      case 'rowpct':
      case 'colpct':
      case 'cellpct':
        return 'percent';
      case 'fraction':
      case 'density':
        return { decimals: decimalsOfShares(body.rows.flatMap((row) => row.cells.map((cell) => cellOf(cell, index)))) };
      case 'gini':
        return { decimals: 4 };
      default:
        return { decimals: decimalsFor(body.rows.flatMap((row) => row.cells.map((cell) => cellOf(cell, index)))) };
    }
  });
}

/** Whether a statistic of dates is itself a date; a spread of dates is a number of days. */
function isLocation(measure: TableMeasure): boolean {
  return !['std', 'iqr', 'gini', 'count', 'freq', 'sum'].includes(measure.key);
}

function cellOf(cell: readonly Shown[], measure: number): Shown {
  return cell[measure] ?? { v: null, why: 'missing' };
}

function nestedTable(body: TableBody, language: Language): TableView {
  const { leaves, subRows } = nestedLeaves(body, language);
  const kinds = measureKinds(body);
  const rows: RowView[] = [];
  let previous: readonly (number | 'total')[] = [];
  for (const row of body.rows) {
    rows.push(...headingRows(body, previous, row.key, language));
    previous = row.key;
    const depth = totalLevel(row.key);
    const role = depth === undefined ? 'body' : depth === 0 ? 'total' : 'subtotal';
    const level = depth ?? Math.max(0, row.key.length - 1);
    const label = stubLabel(body, row.key, level, language);
    for (const [subRow, name] of subRows.entries()) {
      const cells = leaves.map((leaf) => cellView(row.cells[leaf.column], leaf.measures[subRow], kinds));
      const stub = subRows.length > 1 ? [subRow === 0 ? label : '', name] : [label];
      rows.push({ stub, depth: level, role, cells });
    }
  }
  const isMixed = subRows.length > 1 && leaves.some((leaf) => areUnlike(leaf.measures.map((m) => kinds[m])));
  const stubHead = dimensionTexts(body, body.stub, language).join(' / ');
  return {
    type: 'table',
    caption: measuredCaption(body, language),
    stubHeads: subRows.length > 1 ? [stubHead, ''] : [stubHead],
    spans: spansOf(leaves),
    heads: leaves.map((leaf) => leaf.head),
    rows: isMixed ? rows.map(alignedRight) : rows,
  };
}

/** Counts beside means in one column have no decimal point in common. */
function areUnlike(kinds: readonly (NumberKind | undefined)[]): boolean {
  const [first, ...others] = kinds.map((kind) => JSON.stringify(kind));
  return others.some((kind) => kind !== first);
}

function alignedRight(row: RowView): RowView {
  return { ...row, cells: row.cells.map((cell) => ({ ...cell, align: 'right' })) };
}

/** What some dimensions are called. */
function dimensionTexts(body: TableBody, dimensions: readonly number[], language: Language): string[] {
  return dimensions.map((d) => {
    const dimension = body.dimensions[d];
    return dimension === undefined ? '' : dimensionText(dimension, language);
  });
}

/** Rows that only name an outer category whose rows follow, indented. */
function headingRows(
  body: TableBody,
  previous: readonly (number | 'total')[],
  key: readonly (number | 'total')[],
  language: Language,
): RowView[] {
  const rows: RowView[] = [];
  let changed = false;
  for (let level = 0; level < key.length - 1; level++) {
    changed ||= previous[level] !== key[level];
    if (key[level] === 'total') break;
    if (changed) rows.push({ stub: [stubLabel(body, key, level, language)], depth: level, role: 'heading', cells: [] });
  }
  return rows;
}

function stubLabel(body: TableBody, key: readonly (number | 'total')[], level: number, language: Language): string {
  const dimension = stubDimension(body, level);
  const entry = key[level];
  // A table without classifying variables has one row, which needs no name.
  if (dimension === undefined || entry === undefined) return '';
  return keyText(dimension, entry, body.layout.showCodes, language);
}

function stubDimension(body: TableBody, level: number): ReleasedDimension | undefined {
  const index = body.stub[level];
  return index === undefined ? undefined : body.dimensions[index];
}

/** From which level on a row pools everything, if it does. */
function totalLevel(key: readonly (number | 'total')[]): number | undefined {
  const level = key.indexOf('total');
  return level < 0 ? undefined : level;
}

/**
 * Leaf columns. Without a column variable each measure is a column. With one, the columns are its categories, repeated for
 * each summarised variable, and several measures of one variable become sub-rows.
 */
function nestedLeaves(body: TableBody, language: Language): { leaves: Leaf[]; subRows: readonly string[] } {
  const variables = [...new Set(body.measures.map((m) => m.variable))];
  const several = variables.length > 1;
  if (body.column === undefined) {
    const leaves = body.measures.map(
      (measure, index): Leaf => ({
        column: 0,
        measures: [index],
        // What a chart's shares are of, the chart shows.
        head:
          body.chart !== undefined && measure.key === 'cellpct'
            ? word('percent', language)
            : statisticWords[measure.key][language],
        above: several ? [measure.variable ?? ''] : [],
      }),
    );
    return { leaves, subRows: [''] };
  }
  const dimension = body.dimensions[body.column];
  const byVariable = variables.map((variable) => measuresOf(body, variable));
  const leaves = variables.flatMap((variable, v) =>
    body.columns.map(
      (key, column): Leaf => ({
        column,
        measures: byVariable[v] ?? [],
        head: dimension === undefined ? '' : keyText(dimension, key, body.layout.showCodes, language),
        above: [
          ...(several ? [variable ?? word('count', language)] : []),
          dimension === undefined ? '' : dimensionText(dimension, language),
        ],
      }),
    ),
  );
  const longest = byVariable.reduce((a, b) => (b.length > a.length ? b : a), []);
  const subRows = longest.map((m) => statisticWords[body.measures[m]?.key ?? 'freq'][language]);
  return { leaves, subRows };
}

function measuresOf(body: TableBody, variable: string | undefined): number[] {
  return body.measures.flatMap((measure, index) => (measure.variable === variable ? [index] : []));
}

/** A grid with one stub column per variable and labels repeated on every row: one head line, `variable=category · measure`. */
function flatTable(body: TableBody, language: Language): TableView {
  const kinds = measureKinds(body);
  const dimension = body.column === undefined ? undefined : body.dimensions[body.column];
  const columns = body.measures.flatMap((measure, m) =>
    body.columns.map((key, column) => ({ m, column, head: flatHead(body, dimension, measure, key, language) })),
  );
  const rows = body.rows.map((row): RowView => {
    const isTotal = row.key.includes('total');
    return {
      // What follows the word for totals is pooled, too.
      stub: row.key.map((_, level) =>
        row.key.indexOf('total') >= 0 && row.key.indexOf('total') < level
          ? ''
          : stubLabel(body, row.key, level, language),
      ),
      depth: 0,
      role: isTotal ? 'total' : 'body',
      cells: columns.map((c) => cellView(row.cells[c.column], c.m, kinds)),
    };
  });
  return {
    type: 'table',
    caption: measuredCaption(body, language),
    stubHeads: dimensionTexts(body, body.stub, language),
    spans: [],
    heads: columns.map((c) => c.head),
    rows,
  };
}

function flatHead(
  body: TableBody,
  dimension: ReleasedDimension | undefined,
  measure: TableMeasure,
  key: number | 'total',
  language: Language,
): string {
  const statistic = statisticWords[measure.key][language];
  const measured = measure.variable === undefined ? statistic : `${statistic} ${measure.variable}`;
  if (dimension === undefined) return measured;
  const category = keyText(dimension, key, body.layout.showCodes, language);
  const column = key === 'total' ? category : `${dimensionText(dimension, language)}=${category}`;
  return body.measures.length > 1 ? `${column} · ${measured}` : column;
}

function cellView(
  cell: readonly Shown[] | undefined,
  measure: number | undefined,
  kinds: readonly NumberKind[],
): CellView {
  const kind = measure === undefined ? undefined : kinds[measure];
  if (cell === undefined || measure === undefined || kind === undefined) return { text: '', align: 'number' };
  return shownCell(cellOf(cell, measure), kind, 'number');
}

/** Neighbouring leaves with the same head above share a span. */
function spansOf(leaves: readonly Leaf[]): HeadSpan[][] {
  const levels = leaves[0]?.above.length ?? 0;
  return Array.from({ length: levels }, (_, level) => {
    const spans: HeadSpan[] = [];
    for (const [index, leaf] of leaves.entries()) {
      const text = leaf.above[level] ?? '';
      const last = spans.at(-1);
      const sameParent = level === 0 || leaf.above[level - 1] === leaves[index - 1]?.above[level - 1];
      if (last?.text === text && last.to === index && sameParent) spans[spans.length - 1] = { ...last, to: index + 1 };
      else spans.push({ text, from: index, to: index + 1 });
    }
    return spans;
  });
}
