import { unzipSync, zipSync } from 'fflate';
import writeExcelFile, { type SheetData } from 'write-excel-file/universal';
import type { Language } from '../../base/language.ts';
import type { NumberKind } from '../numbers.ts';
import type { RunRecordSummary } from '../report.ts';
import type { CellView } from '../view/view.ts';
import { word } from '../words.ts';
import type { ExportResult, ExportTable } from './export-table.ts';

type SheetRow = SheetData[number];

/**
 * Results as a workbook: one sheet for each, in the order of the script, and the run record on the last. Numbers are
 * numbers, with all their figures behind the format that shows them. The same results give the same bytes.
 */
export async function xlsxOf(
  results: readonly ExportResult[],
  record: RunRecordSummary,
  language: Language,
): Promise<Uint8Array> {
  const sheets = results.map((result, i) => ({
    sheet: sheetName(`${i + 1} ${result.title}`),
    data: rowsOf(result),
    columns: widthsOf(result),
  }));
  const last = {
    sheet: sheetName(word('runRecord', language)),
    data: recordRows(record, language),
    columns: [{ width: 18 }, { width: 90 }],
  };
  const blob = await writeExcelFile([...sheets, last]).toBlob();
  return withoutTimes(new Uint8Array(await blob.arrayBuffer()));
}

/** The archive with the earliest time that its format knows, instead of the time of day. */
function withoutTimes(archive: Uint8Array): Uint8Array {
  return zipSync(unzipSync(archive), { mtime: '1980-01-01T00:00:00' });
}

/** Excel admits 31 characters, and not all of them. */
function sheetName(title: string): string {
  return Array.from(title.replace(/[\\/?*[\]:]+/gu, ' ').replace(/\s+/gu, ' '))
    .slice(0, 31)
    .join('')
    .trim();
}

function rowsOf({ title, tables, notes }: ExportResult): SheetData {
  const rows: SheetRow[] = [[{ value: title, fontWeight: 'bold' }], []];
  for (const [i, table] of tables.entries()) {
    if (i > 0) rows.push([], [{ value: table.caption, fontWeight: 'bold' }]);
    rows.push(
      table.heads.map((head, column) => ({
        value: head,
        fontWeight: 'bold',
        bottomBorderStyle: 'thin',
        ...(column < table.stubs ? {} : { align: 'right' }),
      })),
    );
    for (const row of table.rows) rows.push(row.map(sheetCell));
  }
  if (notes.length > 0) rows.push([]);
  for (const note of notes) rows.push([note]);
  return rows;
}

function sheetCell({ text, align, number }: CellView): SheetRow[number] {
  if (number === undefined) return align === 'left' ? { value: text } : { value: text, align: 'right' };
  // A day's number in a workbook counts from the last day of 1899; there are none before March 1900 that all programs agree on.
  if (number.kind === 'date') {
    const serial = Math.floor(number.value) + 25569;
    return serial < 61 ? { value: text, align: 'right' } : { value: serial, format: 'yyyy-mm-dd' };
  }
  return { value: number.value, format: formatOf(number.kind) };
}

function formatOf(kind: NumberKind): string {
  if (typeof kind === 'object') return `#,##0${fraction(kind.decimals)}`;
  switch (kind) {
    case 'count':
      return '#,##0';
    case 'percent':
      return '0.00';
    case 'estimate':
      return '0.000000';
    case 'test':
      return '0.000';
    case 'p':
      return '0.0000';
    case 'whole':
      return 'General';
    case 'date':
      return 'yyyy-mm-dd';
  }
}

function fraction(decimals: number): string {
  return decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
}

function widthsOf({ tables }: ExportResult): { readonly width: number }[] {
  const columns = Math.max(...tables.map(({ heads }) => heads.length));
  return Array.from({ length: columns }, (_, column) => ({
    width: Math.max(...tables.map((table) => widthOf(table, column))),
  }));
}

/** As wide as the longest text, within bounds. */
function widthOf({ heads, rows }: ExportTable, column: number): number {
  const texts = [heads[column] ?? '', ...rows.map((row) => row[column]?.text ?? '')];
  return Math.min(60, Math.max(8, ...texts.map((text) => text.length + 2)));
}

function recordRows(record: RunRecordSummary, language: Language): SheetData {
  const facts: readonly (readonly [string, string])[] = [
    ...record.databanks.map(
      ({ databank, version, hash }) => [word('databank', language), `${databank}:${version} ${hash}`] as const,
    ),
    [word('policy', language), `${record.policy.id}@${record.policy.version} ${record.policy.hash}`],
    [word('script', language), record.scriptHash],
    [word('engine', language), record.engineVersion],
  ];
  const rows: SheetRow[] = facts.map(([label, value]) => [{ value: label, fontWeight: 'bold' }, { value }]);
  return record.trust === 'client' ? [...rows, [], [{ value: word('clientTrust', language) }]] : rows;
}
