import { parseIsoDate } from '../../base/epoch-day.ts';
import { isHeader, otherDelimiter, splitRow } from './row-fields.ts';
import type { RowProblems } from './row-problems.ts';
import type { RowRules } from './row-rules.ts';

/** What the beginning of a CSV file says of the whole. */
export interface FileStart {
  /** Bytes that are no rows: a byte order mark, a line of column names. */
  readonly skip: number;
  readonly skipsLine: boolean;
  /** Whether the file has the form that the rest can be read in. */
  readonly isReadable: boolean;
  readonly isUtf16: boolean;
}

/** So many bytes tell; a first line that is longer is none to judge by. */
const startBytes = 1 << 16;

/**
 * Looks at the first bytes of a file. A byte order mark is skipped without a word, as other readers of the format do; names of
 * columns, another separator and UTF-16 are reported.
 */
export function inspectStart(bytes: Uint8Array, rules: RowRules, problems: RowProblems): FileStart {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const plain: FileStart = { skip: mark, skipsLine: false, isReadable: true, isUtf16: false };
  if (isUtf16) {
    problems.add('ingest-file-utf16', 1, {});
    return { ...plain, isReadable: false, isUtf16 };
  }
  const start = bytes.subarray(mark, startBytes);
  const end = start.indexOf(10);
  const line = new TextDecoder().decode(end < 0 ? start : start.subarray(0, end)).replace(/\r$/u, '');
  const delimiter = otherDelimiter(line);
  if (delimiter !== undefined) {
    problems.add('ingest-delimiter', 1, { delimiter });
    return { ...plain, isReadable: false };
  }
  const row = splitRow(line);
  const isNames = row.type === 'fields' && isHeader(row.fields) && !isTimed(row.fields, rules);
  if (!isNames) return plain;
  problems.add('ingest-header-line', 1, {});
  return { ...plain, skip: mark + (end < 0 ? start.length : end + 1), skipsLine: true };
}

/** Whether a row has the dates that its kind must have: then it is no line of names, whatever its unit is called. */
function isTimed(fields: readonly string[], { temporality }: RowRules): boolean {
  const [, , start = '', stop = ''] = fields;
  if (temporality === 'FIXED') return start === '' && (stop === '' || parseIsoDate(stop) !== undefined);
  return parseIsoDate(start) !== undefined;
}
