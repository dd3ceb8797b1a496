import fs from 'node:fs';
import { type EpochDay, isoDate } from '../../base/epoch-day.ts';
import { describeDataset, storeDataset } from './dataset-columns.ts';
import type { DatasetMetadata } from './dataset-metadata.ts';
import { type MergedIdentifiers, mergeIdentifiers } from './merge-identifiers.ts';
import { findSeveralValues } from './one-value.ts';
import type { ProblemList } from './problems.ts';
import type { CollectedRows } from './row-collector.ts';
import { type RowOrigin, reportSeveralValues } from './row-lines.ts';
import type { RowRules } from './row-rules.ts';
import { SpilledDataset, type SpilledPart } from './spilled-dataset.ts';
import { TextTable } from './text-table.ts';
import type { IdentifierList, ValidatedDataset } from './validated-dataset.ts';

/** A dataset that is being read. */
export interface DatasetReading {
  readonly metadata: DatasetMetadata;
  readonly rules: RowRules;
  readonly origin: RowOrigin;
  /** Name of the data file, for messages. */
  readonly file: string;
  /** Holds the temporary files. */
  readonly folder: string;
  readonly problems: ProblemList;
}

/**
 * Brings what the threads read together, and checks what shows only then: that there are rows, that no unit has two values at
 * once, that the times are those that the metadata state.
 */
export async function finishRows(
  { metadata, rules, origin, file, folder, problems }: DatasetReading,
  parts: readonly CollectedRows[],
): Promise<ValidatedDataset | undefined> {
  const rowCount = sum(parts.map((part) => part.rowCount));
  const isEmpty = rowCount === 0 && parts.every((part) => part.problems.counts.size === 0);
  if (isEmpty && !problems.hasErrors) problems.add(file, 'ingest-data-empty', { file });
  if (rowCount === 0) return undefined;
  const units = mergeIdentifiers(
    parts.map((part) => part.units),
    rules.unitForm,
  );
  const keys = mergeKeys(parts, rules);
  const { texts, codes } = mergeTexts(parts);
  const spilledParts = parts.map(
    (part, i): SpilledPart => ({
      spilled: part.spilled,
      units: units.ranks[i]!,
      ...(keys === undefined ? {} : { keys: keys.ranks[i]! }),
      ...(rules.valueForm === 'text' ? { codes: codes[i]! } : {}),
    }),
  );
  const spilled = new SpilledDataset(spilledParts, units.size, rules.temporality === 'FIXED');
  const several = findSeveralValues(spilled);
  if (several.count > 0) {
    const concerned = several.units.map((rank) => units.list.values[rank]!);
    const found = await reportSeveralValues(origin, concerned, rules);
    problems.addRows(file, { listed: found.listed, counts: totalCount(found.counts, several.count) }, 0);
  }
  const times = timesOf(metadata, parts, spilled, file, problems);
  const identifiers = new Map<string, IdentifierList>([[metadata.unitType.idKind, units.list]]);
  if (keys !== undefined && metadata.keyUnitType !== undefined) identifiers.set(metadata.keyUnitType.idKind, keys.list);
  const dataset = { metadata, spilled, texts, valueRange: rangeOf(parts.map((part) => part.valueRange)) };
  return {
    name: metadata.name,
    description: describeDataset(metadata, times),
    ...(metadata.codes === undefined ? {} : { codes: metadata.codes }),
    identifiers,
    rowCount,
    write: (columns, numbersOf) => storeDataset(columns, dataset, numbersOf),
    dispose: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Identifiers that are values, where they are of another space than the rows'. */
function mergeKeys(parts: readonly CollectedRows[], rules: RowRules): MergedIdentifiers | undefined {
  if (rules.valueForm !== 'identifier' || rules.keysAreUnits) return undefined;
  return mergeIdentifiers(
    parts.flatMap((part) => (part.keys === undefined ? [] : [part.keys])),
    rules.keyForm,
  );
}

/** All texts in the order of the parts, and for each part where its own went; 0 stands for the missing value. */
function mergeTexts(parts: readonly CollectedRows[]): {
  readonly texts: readonly string[];
  readonly codes: readonly Int32Array[];
} {
  const codeOf = new Map<string, number>();
  const codes = parts.map((part) =>
    Int32Array.from(new TextTable(part.texts).texts(), (text) => {
      const code = codeOf.get(text) ?? codeOf.size + 1;
      codeOf.set(text, code);
      return code;
    }),
  );
  return { texts: [...codeOf.keys()], codes };
}

/** The counts of the rows that were read again, which are those of the first units only. */
function totalCount<C>(counts: ReadonlyMap<C, number>, total: number): ReadonlyMap<C, number> {
  return new Map([...counts.keys()].map((code) => [code, total]));
}

/** First and last day, and the days of measurement; those that the metadata state, provided that they contain the rows'. */
function timesOf(
  { temporality, stated, name }: DatasetMetadata,
  parts: readonly CollectedRows[],
  spilled: SpilledDataset,
  file: string,
  problems: ProblemList,
): Parameters<typeof describeDataset>[1] {
  if (temporality === 'FIXED') return undefined;
  const metadataFile = `${name}.json`;
  const found = rangeOf(parts.map((part) => part.dayRange));
  const hasStops = parts.some((part) => part.finiteStops > 0);
  if (!hasStops) problems.add(file, 'ingest-stops-empty', { file });
  const coverage = stated?.coverage ?? found;
  if (coverage[0] > found[0] || coverage[1] < found[1]) {
    const [from, until, first, last] = [...coverage, ...found].map(isoDate);
    problems.add(metadataFile, 'ingest-coverage-differs', {
      file: metadataFile,
      from: from ?? '',
      until: until ?? '',
      first: first ?? '',
      last: last ?? '',
    });
  }
  if (temporality !== 'STATUS') return { coverage };
  return { coverage, statusDays: statusDays(spilled, stated?.statusDays, metadataFile, problems) };
}

function statusDays(
  spilled: SpilledDataset,
  stated: readonly EpochDay[] | undefined,
  metadataFile: string,
  problems: ProblemList,
): readonly EpochDay[] {
  const days = new Set(spilled.periods.map(({ startDay }) => startDay));
  for (const { rows } of spilled.layout === 'history' ? spilled.allRows() : [])
    for (const day of rows.starts) days.add(day);
  const found = [...days].sort((a, b) => a - b);
  if (stated === undefined) return found;
  const known = new Set(stated);
  const unlisted = found.filter((day) => !known.has(day)).map(isoDate);
  if (unlisted.length > 0) {
    problems.add(metadataFile, 'ingest-status-date-unlisted', { file: metadataFile, dates: unlisted.slice(0, 10) });
  }
  return stated;
}

function rangeOf(ranges: readonly (readonly [number, number])[]): readonly [number, number] {
  return [Math.min(...ranges.map(([least]) => least)), Math.max(...ranges.map(([, greatest]) => greatest))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
