import { stringify } from 'csv-stringify/sync';
import { isoDate } from '../../base/epoch-day.ts';
import { missingMark } from '../numbers.ts';
import type { CellView } from '../view/view.ts';
import type { ExportTable } from './export-table.ts';

/**
 * A table as CSV (RFC 4180, UTF-8): one head line, numbers with all their figures and a decimal point, dates as `YYYY-MM-DD`.
 * A number that does not exist is empty; one that is withheld keeps its mark.
 */
export function csvOf({ heads, rows }: ExportTable): string {
  return stringify([heads.map(harmless), ...rows.map((row) => row.map(csvCell))], { record_delimiter: '\n' });
}

function csvCell({ text, align, number }: CellView): string {
  if (number === undefined) return text === missingMark && align !== 'left' ? '' : harmless(text);
  return number.kind === 'date' ? isoDate(Math.floor(number.value)) : String(number.value);
}

/**
 * Spreadsheets take a text that begins so for a formula; an apostrophe in front says that it is none. A hyphen begins codes and the
 * mark of withheld numbers, too: only before what calls something is it dangerous.
 */
function harmless(text: string): string {
  return /^(?:[=+@\t\r]|-.*[!(|])/su.test(text) ? `'${text}` : text;
}
