import fs from 'node:fs';
import path from 'node:path';
import { type EpochDay, isoDate } from '../../base/epoch-day.ts';
import { describeDataset, type StorableDataset, storeDataset } from './dataset-columns.ts';
import type { DatasetMetadata } from './dataset-metadata.ts';
import { type MergedIdentifiers, mergeIdentifiers } from './merge-identifiers.ts';
import { findSeveralValues } from './one-value.ts';
import type { ProblemList } from './problems.ts';
import type { CollectedRows } from './row-collector.ts';
import { type RowOrigin, reportSeveralValues } from './row-lines.ts';
import type { RowRules } from './row-rules.ts';
import { setAside } from './set-aside.ts';
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
  /** Name of the metadata file, for messages. */
  readonly metadataFile: string;
  /** How many errors were known before the dataset's rows were read. */
  readonly errorsBefore: number;
  /** Holds the temporary files. */
  readonly folder: string;
  readonly problems: ProblemList;
}

/**
 * Brings what the threads read together, and checks what shows only then: that there are rows, that no unit has two values at
 * once, that the times are those that the metadata state.
 */
export async function finishRows(
  reading: DatasetReading,
  parts: readonly CollectedRows[],
): Promise<ValidatedDataset | undefined> {
  const { metadata, rules, file, problems } = reading;
  const rowCount = sum(parts.map((part) => part.rowCount));
  if (rowCount === 0) {
    if (problems.errorCount === reading.errorsBefore) problems.add(file, 'ingest-data-empty', { file });
    return undefined;
  }
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
  await checkOneValue(reading, spilled, units);
  const times = timesOf(reading, parts, spilled);
  const lists: [string, IdentifierList][] = [[metadata.unitType.idKind, units.list]];
  if (keys !== undefined && metadata.keyUnitType !== undefined) lists.push([metadata.keyUnitType.idKind, keys.list]);
  return waitingDataset(reading, describeDataset(metadata, times), lists, rowCount, {
    metadata,
    openRows: setRowsAside(spilled, reading.folder),
    texts,
    valueRange: rangeOf(parts.map((part) => part.valueRange)),
  });
}

async function checkOneValue(
  { origin, rules, file, problems }: DatasetReading,
  spilled: SpilledDataset,
  units: MergedIdentifiers,
): Promise<void> {
  const several = findSeveralValues(spilled);
  if (several.count === 0) return;
  const concerned = several.units.map((rank) => units.list.values[rank]!);
  const found = await reportSeveralValues(origin, concerned, rules);
  problems.addRows(file, { listed: found.listed, counts: totalCount(found.counts, several.count) }, 0);
}

/** Puts what is large about rows into temporary files; gives a way to have the rows back. */
function setRowsAside({ parts, unitCount, layout }: SpilledDataset, folder: string): () => SpilledDataset {
  const waiting = parts.map(({ units, keys, ...rest }, i) => ({
    rest,
    units: units.setAside(path.join(folder, `units-${i}`)),
    keys: keys?.setAside(path.join(folder, `keys-${i}`)),
  }));
  return () => {
    const opened = waiting.map(({ rest, units, keys }) => ({
      ...rest,
      units: units(),
      ...(keys === undefined ? {} : { keys: keys() }),
    }));
    return new SpilledDataset(opened, unitCount, layout === 'fixed');
  };
}

/** A dataset that holds nothing large in memory; what its functions need is all in their arguments. */
function waitingDataset(
  { metadata, folder }: DatasetReading,
  description: ValidatedDataset['description'],
  lists: readonly (readonly [string, IdentifierList])[],
  rowCount: number,
  rows: StorableDataset,
): ValidatedDataset {
  return {
    name: metadata.name,
    description,
    ...(metadata.codes === undefined ? {} : { codes: metadata.codes }),
    identifiers: new Map(
      lists.map(([idKind, list]) => [idKind, setListAside(list, path.join(folder, `list-${idKind}`))]),
    ),
    rowCount,
    write: (columns, numbersOf) => storeDataset(columns, rows, numbersOf),
    dispose: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function setListAside(list: IdentifierList, file: string): IdentifierList {
  if (list.type === 'texts') return list;
  const values = setAside<Float64Array>(list.values, file, (length) => new Float64Array(length));
  return {
    type: 'numbers',
    get values() {
      return values();
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
  { metadata: { temporality, stated }, metadataFile, file, problems }: DatasetReading,
  parts: readonly CollectedRows[],
  spilled: SpilledDataset,
): Parameters<typeof describeDataset>[1] {
  if (temporality === 'FIXED') return undefined;
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
