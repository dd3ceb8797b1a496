import { type EpochDay, isoDate, parseIsoDate } from '../../base/epoch-day.ts';
import type { VariableDocument } from '../catalogue-document.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { codeWidth, sharedCodes, sharedFloat64, sharedInt32 } from '../store/shared-buffer.ts';
import { openStop16 } from '../store/spells.ts';
import { type ColumnValues, missingInt32, missingUnit } from '../stored-column.ts';
import type { DatasetMetadata } from './dataset-metadata.ts';
import { byUnitAndStart, type DatasetRow } from './dataset-rows.ts';
import type { SpaceNumbering } from './numbering.ts';

/** A dataset whose files have been read and found good. */
export interface Dataset {
  readonly metadata: DatasetMetadata;
  readonly rows: readonly DatasetRow[];
}

/** Up to so many status dates or periods are stored as blocks of their own. */
const mostBlocks = 2000;

/** Stores a dataset as a variable: one block, one for each date or period, or spells. */
export function storeDataset(
  builder: ColumnFolder,
  { metadata, rows }: Dataset,
  numberings: ReadonlyMap<string, SpaceNumbering>,
): void {
  const { name, unitType, temporality } = metadata;
  const units = numberings.get(unitType.idKind)!.unitOf;
  const encode = encoderOf(metadata, rows, numberings);
  if (temporality === 'FIXED') {
    builder.addFixed(
      name,
      unitType.name,
      encode(rows, units.size, (row) => units.get(row.unit)!),
    );
    return;
  }
  const periods = periodsOf(rows);
  if (temporality === 'EVENT' || periods.length > mostBlocks || !areApart(periods)) {
    storeSpells(builder, metadata, rows, units, encode);
    return;
  }
  for (const { startDay, stopDay, rows: block } of periods) {
    builder.addBlock(
      name,
      unitType.name,
      startDay,
      stopDay,
      encode(block, units.size, (row) => units.get(row.unit)!),
    );
  }
}

interface PeriodRows {
  readonly startDay: EpochDay;
  readonly stopDay: EpochDay;
  readonly rows: DatasetRow[];
}

/** The rows by equal start and stop, ascending in time; open rows stop at the end of time. */
function periodsOf(rows: readonly DatasetRow[]): readonly PeriodRows[] {
  const periods = new Map<string, PeriodRows>();
  for (const row of rows) {
    const startDay = row.startDay ?? 0;
    const stopDay = row.stopDay ?? openStop16;
    const key = `${startDay} ${stopDay}`;
    let period = periods.get(key);
    if (period === undefined) {
      period = { startDay, stopDay, rows: [] };
      periods.set(key, period);
    }
    period.rows.push(row);
  }
  return [...periods.values()].sort((a, b) => a.startDay - b.startDay || a.stopDay - b.stopDay);
}

function areApart(periods: readonly PeriodRows[]): boolean {
  return periods.every((period, i) => i === 0 || periods[i - 1]!.stopDay < period.startDay);
}

function storeSpells(
  builder: ColumnFolder,
  { name, unitType }: DatasetMetadata,
  rows: readonly DatasetRow[],
  units: ReadonlyMap<string, number>,
  encode: Encoder,
): void {
  const sorted = [...rows].sort((a, b) => units.get(a.unit)! - units.get(b.unit)! || byUnitAndStart(a, b));
  const offsets = sharedInt32(units.size + 1);
  for (const row of sorted) {
    const next = units.get(row.unit)! + 1;
    offsets[next] = offsets[next]! + 1;
  }
  for (let unit = 0; unit < units.size; unit++) offsets[unit + 1] = offsets[unit + 1]! + offsets[unit]!;
  builder.addHistory(name, unitType.name, {
    offsets,
    starts: Int16Array.from(sorted, (row) => row.startDay ?? 0),
    stops: Int16Array.from(sorted, (row) => row.stopDay ?? openStop16),
    values: encode(sorted, sorted.length, (_, i) => i),
  });
}

/** Puts the values of rows at places of a new column; other places hold the missing value. */
type Encoder = (
  rows: readonly DatasetRow[],
  length: number,
  placeOf: (row: DatasetRow, index: number) => number,
) => ColumnValues;

function encoderOf(
  { dataType, keyUnitType }: DatasetMetadata,
  all: readonly DatasetRow[],
  numberings: ReadonlyMap<string, SpaceNumbering>,
): Encoder {
  if (keyUnitType?.pseudonymised === true) {
    const { unitOf } = numberings.get(keyUnitType.idKind)!;
    return (rows, length, placeOf) => {
      const units = sharedInt32(length).fill(missingUnit);
      rows.forEach((row, i) => (units[placeOf(row, i)] = unitOf.get(row.value) ?? missingUnit));
      return { kind: 'unit', units, unitType: keyUnitType.name };
    };
  }
  if (dataType === 'STRING') return textEncoder(all);
  const numberOf = dataType === 'DATE' ? (value: string) => parseIsoDate(value) ?? Number.NaN : Number;
  const isInt32 = dataType !== 'DOUBLE' && all.every(({ value }) => Math.abs(numberOf(value)) < 2147483647);
  if (isInt32) {
    return (rows, length, placeOf) => {
      const values = sharedInt32(length).fill(missingInt32);
      rows.forEach((row, i) => (values[placeOf(row, i)] = numberOf(row.value)));
      return { kind: 'int32', values };
    };
  }
  return (rows, length, placeOf) => {
    const values = sharedFloat64(length).fill(Number.NaN);
    rows.forEach((row, i) => (values[placeOf(row, i)] = numberOf(row.value)));
    return { kind: 'float64', values };
  };
}

function textEncoder(all: readonly DatasetRow[]): Encoder {
  const texts = ['', ...[...new Set(all.map(({ value }) => value))].sort((a, b) => (a < b ? -1 : 1))];
  const codeOf = new Map(texts.map((text, i) => [text, i]));
  return (rows, length, placeOf) => {
    const codes = sharedCodes(length, codeWidth(texts.length));
    rows.forEach((row, i) => (codes[placeOf(row, i)] = codeOf.get(row.value) ?? 0));
    return { kind: 'dictionary', codes, dictionary: texts };
  };
}

/** The catalogue's entry for a dataset; coverage and status dates are those of the rows. */
export function describeDataset({ metadata, rows }: Dataset): VariableDocument {
  const { name, title, description, unitType, temporality, dataType, format, keyUnitType, codes } = metadata;
  const { sensitivityLevel, populationDescription, subjectFields, domainDescription, unitOfMeasure } = metadata;
  return {
    name,
    title,
    description,
    unitType: unitType.name,
    temporality,
    dataType,
    ...(format === undefined ? {} : { format }),
    ...(keyUnitType === undefined ? {} : { keyUnitType: keyUnitType.name }),
    ...(codes === undefined
      ? { domain: { description: domainDescription, ...(unitOfMeasure === undefined ? {} : { unitOfMeasure }) } }
      : { codeList: name }),
    sensitivityLevel,
    populationDescription,
    subjectFields,
    ...timesOf(metadata, rows),
  };
}

function timesOf(
  { temporality }: DatasetMetadata,
  rows: readonly DatasetRow[],
): Pick<VariableDocument, 'coverage' | 'statusDays'> {
  if (temporality === 'FIXED') return {};
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const days = new Set<EpochDay>();
  for (const { startDay = 0, stopDay = startDay } of rows) {
    first = Math.min(first, startDay);
    last = Math.max(last, stopDay);
    days.add(startDay);
  }
  const coverage = [isoDate(first), isoDate(last)] as const;
  if (temporality !== 'STATUS') return { coverage };
  return { coverage, statusDays: [...days].sort((a, b) => a - b).map(isoDate) };
}
