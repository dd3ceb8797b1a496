import fs from 'node:fs';
import { type EpochDay, isoDate } from '../../base/epoch-day.ts';
import { threshold } from '../../base/messages/message.ts';
import { openStop16 } from '../store/spells.ts';
import { readBatches } from './batch-rows.ts';
import { inspectStart } from './file-start.ts';
import { startOfFile } from './line-reader.ts';
import { PlainRows } from './plain-rows.ts';
import { readRows } from './range-task.ts';
import type { RowSource } from './row-batch.ts';
import { RowCollector, type RowTarget } from './row-collector.ts';
import { RowProblems } from './row-problems.ts';
import type { RowRules } from './row-rules.ts';

/** Where a dataset's rows come from; they can be read as often as need be. */
export type RowOrigin =
  | { readonly type: 'csv'; readonly path: string; readonly isCompressed: boolean }
  | { readonly type: 'source'; readonly source: RowSource };

interface TimedRow {
  readonly line: number;
  readonly start: EpochDay;
  readonly stop: EpochDay;
}

/**
 * Reads the rows once more and reports those of the given units that share an instant with an earlier one.
 *
 * @param units  identifiers: pseudonyms as numbers, others as texts
 */
export async function reportSeveralValues(
  origin: RowOrigin,
  units: readonly (number | string)[],
  rules: RowRules,
): Promise<RowProblems> {
  const rowsOf = new Map<number, TimedRow[]>();
  const target: RowTarget = {
    add: (unit, _, start, stop, line) => rowsOf.get(unit)?.push({ line, start, stop }),
  };
  const collector = new RowCollector(rules, target);
  // Put in beforehand, they are told from others by their indexes.
  for (const unit of units) {
    const index = typeof unit === 'number' ? collector.units.numbers.indexOf(unit) : collector.units.indexOfText(unit);
    rowsOf.set(index, []);
  }
  await readAgain(origin, collector);
  const pairs = [...rowsOf.values()].flatMap(pairsOf).sort(([a], [b]) => a.line - b.line);
  const reported = new RowProblems();
  for (const [row, other] of pairs) report(reported, rules, row, other);
  return reported;
}

async function readAgain(origin: RowOrigin, collector: RowCollector): Promise<void> {
  if (origin.type === 'source') {
    await readBatches(origin.source, collector, () => undefined);
    return;
  }
  const { path, isCompressed } = origin;
  const rows = new PlainRows(collector);
  const range = { from: 0, to: fs.statSync(path).size, isStart: true };
  if (!isCompressed) {
    const start = inspectStart(startOfFile(path), collector.rules, collector.problems);
    range.from = start.skip;
    if (start.skipsLine) rows.skipLine();
  }
  await readRows({ file: path, isCompressed, range }, collector, rows, () => undefined);
}

/** Rows that begin before one that started earlier has ended, each with that one. */
function pairsOf(rows: TimedRow[]): (readonly [TimedRow, TimedRow])[] {
  rows.sort((a, b) => a.start - b.start || a.line - b.line);
  const pairs: (readonly [TimedRow, TimedRow])[] = [];
  let latest = rows[0];
  for (const row of rows.slice(1)) {
    if (latest !== undefined && row.start <= latest.stop) pairs.push([row, latest]);
    if (latest === undefined || row.stop > latest.stop) latest = row;
  }
  return pairs;
}

function report(problems: RowProblems, { temporality }: RowRules, row: TimedRow, other: TimedRow): void {
  const otherLine = threshold(other.line);
  if (temporality === 'FIXED') problems.add('ingest-unit-twice', row.line, { otherLine });
  else if (temporality === 'STATUS') {
    problems.add('ingest-unit-twice', row.line, { otherLine, date: isoDate(row.start) });
  } else {
    problems.add('ingest-times-overlap', row.line, { otherLine, span: span(row), otherSpan: span(other) });
  }
}

function span({ start, stop }: TimedRow): string {
  return `${isoDate(start)}–${stop === openStop16 ? '' : isoDate(stop)}`;
}
