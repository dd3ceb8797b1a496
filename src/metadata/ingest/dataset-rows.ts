import { type EpochDay, parseIsoDate } from '../../base/epoch-day.ts';
import { threshold } from '../../base/messages/message.ts';
import { spellDays } from '../store/spells.ts';
import type { DatasetMetadata } from './dataset-metadata.ts';
import type { ProblemList } from './problems.ts';

/** A row of an incoming dataset; values are still texts. */
export interface DatasetRow {
  readonly line: number;
  readonly unit: string;
  readonly value: string;
  /** Absent for FIXED. */
  readonly startDay?: EpochDay;
  /** Absent for FIXED, and for a spell that has not ended. */
  readonly stopDay?: EpochDay;
}

/**
 * Reads the rows `unit;value;start;stop;` of a dataset and checks them against its metadata (datastore specification,
 * d.3): form, identifier, value, times, and that no unit has two values at once. Every problem is listed with its line.
 */
export function readDatasetRows(
  metadata: DatasetMetadata,
  file: string,
  text: string,
  problems: ProblemList,
): readonly DatasetRow[] {
  const codes = metadata.codes === undefined ? undefined : new Set(metadata.codes.map(([code]) => code));
  const rows: DatasetRow[] = [];
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    line++;
    const row = readRow(metadata, file, text.slice(at, text[end - 1] === '\r' ? end - 1 : end), line, codes, problems);
    if (row !== undefined) rows.push(row);
    at = end + 1;
  }
  if (line === 0) problems.add(file, 'ingest-data-empty', { file });
  checkOneValueAtATime(metadata, file, rows, problems);
  return rows;
}

function readRow(
  metadata: DatasetMetadata,
  file: string,
  text: string,
  lineNumber: number,
  codes: ReadonlySet<string> | undefined,
  problems: ProblemList,
): DatasetRow | undefined {
  const line = threshold(lineNumber);
  const fields = text.split(';');
  if (fields.length !== 5) {
    problems.add(file, 'ingest-row-fields', { file, line, found: threshold(fields.length) });
    return undefined;
  }
  const [unit = '', value = '', start = '', stop = ''] = fields.map((field) => field.replace(/^ +| +$/gu, ''));
  if (unit === '') problems.add(file, 'ingest-identifier-missing', { file, line });
  if (value === '') problems.add(file, 'ingest-value-missing', { file, line });
  else if (!isOfType(metadata, value)) {
    problems.add(file, 'ingest-value-type', { file, line, value, type: metadata.dataType });
  } else if (codes !== undefined && !codes.has(value)) {
    problems.add(file, 'ingest-value-not-in-code-list', { file, line, value });
  }
  const days = [start, stop].map((date, i) => {
    const day = date === '' ? undefined : parseIsoDate(date);
    const isWithin = day !== undefined && day >= spellDays.first && day <= spellDays.last;
    if (date === '' || isWithin) return { day, isGood: true };
    problems.add(file, 'ingest-date-invalid', { file, line, field: threshold(i + 3), value: date });
    return { day: undefined, isGood: false };
  });
  if (days.some(({ isGood }) => !isGood)) return undefined;
  const [startDay, stopDay] = days.map(({ day }) => day);
  if (!timesFit(metadata, startDay, stopDay)) {
    problems.add(file, 'ingest-times-invalid', { file, line, temporality: metadata.temporality });
    return undefined;
  }
  if (metadata.temporality === 'FIXED') return { line: lineNumber, unit, value };
  return {
    line: lineNumber,
    unit,
    value,
    ...(startDay === undefined ? {} : { startDay }),
    ...(stopDay === undefined ? {} : { stopDay }),
  };
}

function isOfType({ dataType, keyUnitType }: DatasetMetadata, value: string): boolean {
  if (keyUnitType !== undefined) return true;
  switch (dataType) {
    case 'STRING':
      return true;
    case 'LONG':
      return /^[+-]?\d{1,16}$/u.test(value) && Number.isSafeInteger(Number(value));
    case 'DOUBLE':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(value) && Number.isFinite(Number(value));
    case 'DATE':
      return parseIsoDate(value) !== undefined;
  }
}

/** FIXED accepts any stop: one generation of the format requires it, the next ignores it (datastore specification, a.4). */
function timesFit(
  { temporality }: DatasetMetadata,
  startDay: EpochDay | undefined,
  stopDay: EpochDay | undefined,
): boolean {
  switch (temporality) {
    case 'FIXED':
      return startDay === undefined;
    case 'STATUS':
      return startDay !== undefined && startDay === stopDay;
    case 'ACCUMULATED':
      return startDay !== undefined && stopDay !== undefined && startDay < stopDay;
    case 'EVENT':
      return startDay !== undefined && (stopDay === undefined || stopDay >= startDay);
  }
}

/** Reports every row whose time overlaps with an earlier one of the same unit; both ends belong to a time. */
function checkOneValueAtATime(
  { temporality }: DatasetMetadata,
  file: string,
  rows: readonly DatasetRow[],
  problems: ProblemList,
): void {
  const sorted = rows.filter(({ unit }) => unit !== '').sort(byUnitAndStart);
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1]!;
    const row = sorted[i]!;
    if (before.unit !== row.unit) continue;
    const places = { file, line: threshold(row.line), otherLine: threshold(before.line) };
    if (temporality === 'FIXED') problems.add(file, 'ingest-unit-twice', places);
    else if (before.stopDay === undefined || before.stopDay >= (row.startDay ?? 0)) {
      problems.add(file, temporality === 'STATUS' ? 'ingest-unit-twice' : 'ingest-times-overlap', places);
    }
  }
}

/** Rows by unit, then start, then line. */
export function byUnitAndStart(a: DatasetRow, b: DatasetRow): number {
  if (a.unit !== b.unit) return a.unit < b.unit ? -1 : 1;
  return (a.startDay ?? 0) - (b.startDay ?? 0) || a.line - b.line;
}
