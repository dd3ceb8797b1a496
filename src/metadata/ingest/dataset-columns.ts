import { isoDate } from '../../base/epoch-day.ts';
import type { VariableDocument } from '../catalogue-document.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { codeWidth, sharedCodes, sharedFloat64, sharedInt32 } from '../store/shared-buffer.ts';
import { type ColumnValues, missingInt32, missingUnit } from '../stored-column.ts';
import type { DatasetMetadata } from './dataset-metadata.ts';
import type { Ranks } from './merge-identifiers.ts';
import { sortSpells } from './one-value.ts';
import type { SpilledDataset, SpilledPart } from './spilled-dataset.ts';
import type { Numbers } from './validated-dataset.ts';

/** The rows of a dataset that was found good, ready to be made into columns. */
export interface StorableDataset {
  readonly metadata: DatasetMetadata;
  /** Opens the rows, which wait in temporary files. */
  readonly openRows: () => SpilledDataset;
  /** Distinct values where they are texts, in any order. */
  readonly texts: readonly string[];
  /** Smallest and greatest value where they are numbers. */
  readonly valueRange: readonly [number, number];
}

/** A column that is being filled, and how a row's spilled value is written into it. */
interface ValueColumn {
  readonly column: ColumnValues;
  /** The array behind the column. */
  readonly array: Int32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array;
}

/**
 * Writes a dataset's columns: one block, one for each date or period, or spells. One block at a time is held in memory.
 */
export async function storeDataset(
  columns: ColumnFolder,
  dataset: StorableDataset,
  numbersOf: (idKind: string) => Numbers,
): Promise<void> {
  const { metadata } = dataset;
  const spilled = dataset.openRows();
  const { numbers, universeSize } = numbersOf(metadata.unitType.idKind);
  const { keyUnitType } = metadata;
  const keyNumbers = keyUnitType?.pseudonymised === true ? numbersOf(keyUnitType.idKind).numbers : undefined;
  const parts = new Map<SpilledPart, PlacedPart>(
    spilled.parts.map((part) => [part, placePart(part, numbers, keyNumbers)]),
  );
  if (spilled.layout === 'history') {
    storeSpells(columns, dataset, spilled, parts, universeSize);
    return;
  }
  for (const period of spilled.periods) {
    const { column, array } = emptyColumn(dataset, universeSize);
    for (const { part, rows } of spilled.rowsOf(period)) {
      const { units, valueOf } = parts.get(part)!;
      scatter(rows.units, rows.values, rows.count, units, valueOf, array);
    }
    const { name, unitType } = metadata;
    if (spilled.layout === 'fixed') columns.addFixed(name, unitType.name, column);
    else columns.addBlock(name, unitType.name, period.startDay, period.stopDay, column);
    await columns.settle();
  }
}

/** A thread's rows with the unit numbers of the databank. */
interface PlacedPart {
  readonly units: Ranks;
  /** What is stored for a spilled value: a number as it is, a unit number, or a code. */
  readonly valueOf: ((value: number) => number) | undefined;
}

function placePart(part: SpilledPart, numbers: Int32Array, keyNumbers: Int32Array | undefined): PlacedPart {
  const units = part.units.through(numbers);
  if (keyNumbers !== undefined) {
    const keys = (part.keys ?? part.units).through(keyNumbers);
    return { units, valueOf: (value) => keys.of(value) };
  }
  const { codes } = part;
  return { units, valueOf: codes === undefined ? undefined : (value) => codes[value]! };
}

function scatter(
  units: Int32Array,
  values: Int32Array | Float64Array,
  count: number,
  placeOf: Ranks,
  valueOf: PlacedPart['valueOf'],
  to: ValueColumn['array'],
): void {
  if (valueOf === undefined) for (let i = 0; i < count; i++) to[placeOf.of(units[i]!)] = values[i]!;
  else for (let i = 0; i < count; i++) to[placeOf.of(units[i]!)] = valueOf(values[i]!);
}

/** A column that has no values yet. Integers are kept in 32 bits where all of the dataset fit. */
function emptyColumn({ metadata, texts, valueRange }: StorableDataset, length: number): ValueColumn {
  const { dataType, keyUnitType } = metadata;
  if (keyUnitType?.pseudonymised === true) {
    const units = sharedInt32(length).fill(missingUnit);
    return { column: { kind: 'unit', units, unitType: keyUnitType.name }, array: units };
  }
  if (dataType === 'STRING') {
    const codes = sharedCodes(length, codeWidth(texts.length + 1));
    return { column: { kind: 'dictionary', codes, dictionary: ['', ...texts] }, array: codes };
  }
  const [least, greatest] = valueRange;
  if (dataType !== 'DOUBLE' && Math.max(-least, greatest) < 2147483647) {
    const values = sharedInt32(length).fill(missingInt32);
    return { column: { kind: 'int32', values }, array: values };
  }
  const values = sharedFloat64(length).fill(Number.NaN);
  return { column: { kind: 'float64', values }, array: values };
}

function storeSpells(
  columns: ColumnFolder,
  dataset: StorableDataset,
  spilled: SpilledDataset,
  parts: ReadonlyMap<SpilledPart, PlacedPart>,
  universeSize: number,
): void {
  const { metadata } = dataset;
  const offsets = sharedInt32(universeSize + 1);
  const rowCount = countRows(spilled, parts, offsets);
  const starts = new Int16Array(new SharedArrayBuffer(rowCount * 2));
  const stops = new Int16Array(new SharedArrayBuffer(rowCount * 2));
  const { column, array } = emptyColumn(dataset, rowCount);
  const places = offsets.slice();
  for (const { part, rows, start, stop } of spilled.allRows()) {
    const { units, valueOf } = parts.get(part)!;
    const isOnePeriod = rows.starts.length === 0;
    for (let i = 0; i < rows.count; i++) {
      const unit = units.of(rows.units[i]!);
      const place = places[unit]!;
      places[unit] = place + 1;
      starts[place] = isOnePeriod ? start : rows.starts[i]!;
      stops[place] = isOnePeriod ? stop : rows.stops[i]!;
      array[place] = valueOf === undefined ? rows.values[i]! : valueOf(rows.values[i]!);
    }
  }
  for (let unit = 0; unit < universeSize; unit++) {
    sortSpells(starts, stops, offsets[unit]!, offsets[unit + 1]!, array);
  }
  columns.addHistory(metadata.name, metadata.unitType.name, { offsets, starts, stops, values: column });
}

/** Fills in where each unit's rows begin; gives their number. */
function countRows(spilled: SpilledDataset, parts: ReadonlyMap<SpilledPart, PlacedPart>, offsets: Int32Array): number {
  for (const { part, rows } of spilled.allRows()) {
    const { units } = parts.get(part)!;
    for (let i = 0; i < rows.count; i++) {
      const next = units.of(rows.units[i]!) + 1;
      offsets[next] = offsets[next]! + 1;
    }
  }
  for (let unit = 1; unit < offsets.length; unit++) offsets[unit] = offsets[unit]! + offsets[unit - 1]!;
  return offsets[offsets.length - 1]!;
}

/** The catalogue's entry for a dataset without its times, which the rows tell. */
export function describeMetadata(
  metadata: DatasetMetadata,
): Omit<VariableDocument, 'codeList' | 'coverage' | 'statusDays'> {
  const { name, title, englishTitle, description, unitType, temporality, dataType, format, keyUnitType } = metadata;
  const { sensitivityLevel, populationDescription, subjectFields, domainDescription, unitOfMeasure } = metadata;
  return {
    name,
    title,
    ...(englishTitle === undefined ? {} : { englishTitle }),
    description,
    unitType: unitType.name,
    temporality,
    dataType,
    ...(format === undefined ? {} : { format }),
    ...(keyUnitType === undefined ? {} : { keyUnitType: keyUnitType.name }),
    ...(metadata.codes === undefined
      ? { domain: { description: domainDescription, ...(unitOfMeasure === undefined ? {} : { unitOfMeasure }) } }
      : {}),
    sensitivityLevel,
    populationDescription,
    subjectFields,
    ...(metadata.temporalEnd === undefined ? {} : { temporalEnd: metadata.temporalEnd }),
    ...(metadata.publicValues === true ? { publicValues: true } : {}),
  };
}

/** The catalogue's entry for a dataset with its times. */
export function describeDataset(
  metadata: DatasetMetadata,
  times: { readonly coverage: readonly [number, number]; readonly statusDays?: readonly number[] } | undefined,
): Omit<VariableDocument, 'codeList'> {
  if (times === undefined) return describeMetadata(metadata);
  const [first, last] = times.coverage;
  return {
    ...describeMetadata(metadata),
    coverage: [isoDate(first), isoDate(last)],
    ...(times.statusDays === undefined ? {} : { statusDays: times.statusDays.map(isoDate) }),
  };
}
