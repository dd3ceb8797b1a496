import type { Language } from '../../base/language.ts';
import type { IntervalKey, StatisticKey, SummaryBody } from '../../disclosure/released.ts';
import { decimalsFor, type NumberKind } from '../numbers.ts';
import { confidenceHeads, intervalWords, statisticWords, word } from '../words.ts';
import { keyText } from './category.ts';
import { shownCell } from './cell.ts';
import { plainTable } from './model-view.ts';
import type { CellView, RowView, TableView } from './view.ts';

type SummaryRow = SummaryBody['rows'][number];
type SummaryKey = StatisticKey | IntervalKey;

const columnWords = { ...statisticWords, ...intervalWords };

/** Statistics of variables: a row for each, or, of a panel, a table for each with a row for each time. */
export function summaryTables(body: SummaryBody, language: Language): readonly TableView[] {
  const { times } = body;
  if (times === undefined) {
    // Variables have scales of their own.
    const rows = body.rows.map((row) => rowOf(body, row, [row.variable], decimalsOf(body, [row]), 'right'));
    return [tableOf(body, '', [word('variable', language)], rows, language)];
  }
  return blocksOfVariables(body).map(([variable, block]) => {
    const decimals = decimalsOf(body, block);
    const rows = block.map((row) => rowOf(body, row, [timeOf(body, row, language)], decimals, 'number'));
    return tableOf(body, variable, [times.variable], rows, language);
  });
}

/** The same as one table that names the variable in each row: for programs. */
export function summaryGrid(body: SummaryBody, language: Language): TableView {
  const { times } = body;
  const rows = blocksOfVariables(body).flatMap(([variable, block]) => {
    const decimals = decimalsOf(body, block);
    const stub = (row: SummaryRow): string[] =>
      times === undefined ? [variable] : [variable, timeOf(body, row, language)];
    return block.map((row) => rowOf(body, row, stub(row), decimals, 'right'));
  });
  const stubHeads = [word('variable', language), ...(times === undefined ? [] : [times.variable])];
  return tableOf(body, '', stubHeads, rows, language);
}

function tableOf(
  body: SummaryBody,
  caption: string,
  stubHeads: readonly string[],
  rows: readonly RowView[],
  language: Language,
): TableView {
  const heads = body.statistics.map((key) => columnWords[key][language]);
  return { ...plainTable(caption, '', heads, rows), stubHeads, spans: spansOf(body, language) };
}

/** The level stands above both limits. */
function spansOf({ level, statistics }: SummaryBody, language: Language): TableView['spans'] {
  const from = statistics.indexOf('ci_lower');
  if (level === undefined || from < 0) return [];
  const { interval } = confidenceHeads(level, language);
  return [
    [
      { text: '', from: 0, to: from },
      { text: interval, from, to: from + 2 },
    ],
  ];
}

/** The rows of each variable, which stand together. */
function blocksOfVariables(body: SummaryBody): readonly (readonly [string, readonly SummaryRow[]])[] {
  const blocks = new Map<string, SummaryRow[]>();
  for (const row of body.rows) {
    const block = blocks.get(row.variable);
    if (block === undefined) blocks.set(row.variable, [row]);
    else block.push(row);
  }
  return [...blocks];
}

function timeOf({ times }: SummaryBody, row: SummaryRow, language: Language): string {
  return times === undefined || row.time === undefined ? '' : keyText(times, row.time, false, language);
}

/** The numbers of a variable share their decimals. */
function decimalsOf(body: SummaryBody, rows: readonly SummaryRow[]): number {
  return decimalsFor(rows.flatMap((row) => row.values.filter((_, i) => isScaled(body.statistics[i]))));
}

function rowOf(
  body: SummaryBody,
  row: SummaryRow,
  stub: readonly string[],
  decimals: number,
  align: CellView['align'],
): RowView {
  const cells = row.values.map((shown, i): CellView => {
    const kind = kindOf(body.statistics[i], row.display, decimals, Number.isInteger(shown.v));
    return shownCell(shown, kind, align);
  });
  return { stub, depth: 0, role: 'body', cells };
}

const countKeys: ReadonlySet<SummaryKey> = new Set(['count', 'freq', 'obs']);
/** Statistics of dates that are not dates themselves. */
const spreadKeys: ReadonlySet<SummaryKey> = new Set(['std', 'iqr', 'gini', 'sum', 'se', ...countKeys]);
/** Percentiles of whole numbers are whole; zeros after the point would claim a precision that nobody computed. */
const percentileKeys: ReadonlySet<SummaryKey> = new Set(['p1', 'p25', 'p50', 'p75', 'p99', 'iqr', 'min', 'max', 'sum']);

function isScaled(key: SummaryKey | undefined): boolean {
  return key !== undefined && !countKeys.has(key) && key !== 'gini';
}

function kindOf(
  key: SummaryKey | undefined,
  display: 'number' | 'date',
  decimals: number,
  isWhole: boolean,
): NumberKind {
  if (key === undefined) return { decimals };
  if (countKeys.has(key)) return 'count';
  if (key === 'gini') return { decimals: 4 };
  if (display === 'date' && !spreadKeys.has(key)) return 'date';
  return { decimals: isWhole && percentileKeys.has(key) ? 0 : decimals };
}
