import type { Language } from '../../base/language.ts';
import { assertReleased, type Released } from '../../disclosure/gate.ts';
import type { DistributionBody, ReleasedBody } from '../../disclosure/released.ts';
import { facetCategory, histogramData } from '../chart/chart-data.ts';
import { shownCell } from '../view/cell.ts';
import { matrixGrid } from '../view/matrix-view.ts';
import { summaryGrid } from '../view/summary-view.ts';
import { testGrid } from '../view/test-view.ts';
import type { BlockView, CellView, PairsView, TableView } from '../view/view.ts';
import { blocksOf, titleOf } from '../view/view-of.ts';
import { word } from '../words.ts';

/** A rectangle with one head line: what spreadsheets and programs can take. */
export interface ExportTable {
  /** What the table is called within its result; may be empty. */
  readonly caption: string;
  /** The first so many columns name the rows. */
  readonly stubs: number;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly CellView[])[];
}

/** A result as tables, with the notes that stand under it. */
export interface ExportResult {
  /** With the command's name: `tabulate: sex × shift`. */
  readonly title: string;
  readonly tables: readonly ExportTable[];
  readonly notes: readonly string[];
}

/** A result of a run, with the command that put it out. */
export interface CommandResult {
  readonly command: string;
  readonly result: Released<ReleasedBody>;
}

/** The results that have tables, each whole; status lines, refusals and texts have none. */
export function exportResults(results: readonly CommandResult[], language: Language): readonly ExportResult[] {
  return results.flatMap(({ command, result }) => {
    assertReleased(result);
    const { tables, notes } = exportBody(result.body, language);
    const [first] = tables;
    return first === undefined ? [] : [{ title: titleOf(command, first.caption), tables, notes }];
  });
}

/** The tables of a body, and the sentences under them. */
export function exportBody(body: ReleasedBody, language: Language): Omit<ExportResult, 'title'> {
  if (body.type === 'document' || body.type === 'message') return { tables: [], notes: [] };
  // Nested stubs need a reader's eye; a grid has one column for each classifying variable.
  const grid = body.type === 'table' ? { ...body, layout: { ...body.layout, flatten: true } } : body;
  const blocks = blocksOf(grid, language);
  return {
    tables: tablesOf(body, language) ?? blocks.flatMap((block) => tableOf(block, language) ?? []),
    notes: blocks.flatMap((block) => (block.type === 'line' ? [block.text] : [])),
  };
}

/** The tables of bodies that readers and programs see in different shapes. */
function tablesOf(body: ReleasedBody, language: Language): readonly ExportTable[] | undefined {
  if (body.type === 'distribution') return [barsOf(body, language)];
  if (body.type === 'matrix') return [gridOf(matrixGrid(body, language))];
  if (body.type === 'test') return [gridOf(testGrid(body, language))];
  return body.type === 'summary' ? [gridOf(summaryGrid(body, language))] : undefined;
}

function tableOf(block: BlockView, language: Language): ExportTable | undefined {
  if (block.type === 'table') return gridOf(block);
  return block.type === 'pairs' ? gridOfPairs(block, language) : undefined;
}

/** The bars of a histogram with their limits as numbers; those of all groups below each other. */
function barsOf(body: DistributionBody, language: Language): ExportTable {
  const { axisTitle, edgeKind, valueTitle, heightKind } = histogramData(body, language);
  const facet = body.facetVariable === undefined ? [] : [body.facetVariable.variable];
  const rows = body.facets.flatMap(({ category, bars }) =>
    bars.map(({ lower, upper, count, height }): readonly CellView[] => [
      ...facet.map((): CellView => ({ text: facetCategory(body, category, language), align: 'left' })),
      shownCell({ v: lower }, edgeKind, 'number'),
      shownCell({ v: upper }, edgeKind, 'number'),
      shownCell(count, 'count', 'number'),
      ...(body.scale === 'freq' ? [] : [shownCell(height, heightKind, 'number')]),
    ]),
  );
  const height = body.scale === 'freq' ? [] : [valueTitle];
  const heads = [...facet, word('lower', language), word('upper', language), word('count', language), ...height];
  return { caption: axisTitle, stubs: facet.length, heads, rows };
}

function gridOf(table: TableView): ExportTable {
  const heads = table.heads.map((head, column) => [...headsAbove(table, column), head].filter(isWord).join(' · '));
  const rows = table.rows
    .filter((row) => row.role !== 'heading')
    .map((row) => [
      ...table.stubHeads.map((_, level): CellView => ({ text: row.stub[level] ?? '', align: 'left' })),
      ...table.heads.map((_, column) => row.cells[column] ?? { text: '', align: 'left' as const }),
    ]);
  return { caption: table.caption, stubs: table.stubHeads.length, heads: [...table.stubHeads, ...heads], rows };
}

function headsAbove(table: TableView, column: number): readonly string[] {
  return table.spans.flatMap((level) => level.find(({ from, to }) => from <= column && column < to)?.text ?? []);
}

function isWord(text: string): boolean {
  return text !== '';
}

function gridOfPairs({ caption, items }: PairsView, language: Language): ExportTable {
  const rows = items.map(({ label, value, number }): readonly CellView[] => [
    { text: label, align: 'left' },
    { text: value, align: number === undefined ? 'left' : 'number', ...(number === undefined ? {} : { number }) },
  ]);
  return { caption, stubs: 1, heads: [word('quantity', language), word('value', language)], rows };
}
