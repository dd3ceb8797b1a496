import { isoDate } from '../../../src/base/epoch-day.ts';
import type { CodeRow } from '../../../src/metadata/ingest/dataset-metadata.ts';
import type { IdentifierList, ValidatedDataset } from '../../../src/metadata/ingest/validated-dataset.ts';
import { openStop16 } from '../../../src/metadata/store/spells.ts';
import { type ColumnValues, missingInt32, missingUnit } from '../../../src/metadata/stored-column.ts';
import { unitTypes } from '../../../src/metadata/unit-types.ts';

/** A row of a dataset in memory. */
export interface MemoryRow {
  readonly unit: number | string;
  readonly value: number | string;
  readonly start?: number;
  readonly stop?: number;
}

/** A dataset in memory, without any files. */
export interface MemoryDataset {
  readonly name: string;
  readonly rows: readonly MemoryRow[];
  readonly unitType?: string;
  readonly temporality?: 'FIXED' | 'STATUS' | 'EVENT';
  readonly keyUnitType?: string;
  readonly codes?: readonly CodeRow[];
  readonly title?: string;
  readonly sensitivityLevel?: 'PERSON_GENERAL' | 'PERSON_SPECIAL';
}

/** What the writer takes, made without the code that reads files. */
export function validated(dataset: MemoryDataset): ValidatedDataset {
  const { name, rows, unitType = 'PERSON', temporality = 'FIXED', keyUnitType, codes } = dataset;
  const isText = typeof rows[0]?.value === 'string' && keyUnitType === undefined;
  const lists = new Map<string, Set<number | string>>();
  const listOf = (type: string): Set<number | string> => {
    const { idKind } = unitTypes.get(type)!;
    const list = lists.get(idKind) ?? new Set();
    lists.set(idKind, list);
    return list;
  };
  for (const { unit, value } of rows) {
    listOf(unitType).add(unit);
    if (keyUnitType !== undefined) listOf(keyUnitType).add(value);
  }
  const identifiers = new Map([...lists].map(([idKind, list]) => [idKind, listed(list)]));
  const days = rows.flatMap(({ start, stop }) => [start ?? 0, stop ?? start ?? 0]);
  return {
    name,
    description: {
      name,
      title: dataset.title ?? name,
      description: name,
      unitType,
      temporality,
      dataType: isText ? 'STRING' : 'LONG',
      ...(keyUnitType === undefined ? {} : { keyUnitType }),
      ...(codes === undefined ? { domain: { description: name } } : {}),
      sensitivityLevel: dataset.sensitivityLevel ?? 'PERSON_GENERAL',
      populationDescription: 'Alle',
      subjectFields: [],
      ...(temporality === 'FIXED' ? {} : { coverage: [isoDate(Math.min(...days)), isoDate(Math.max(...days))] }),
      ...(temporality === 'STATUS'
        ? { statusDays: [...new Set(rows.map(({ start }) => start ?? 0))].sort((a, b) => a - b).map(isoDate) }
        : {}),
    },
    ...(codes === undefined ? {} : { codes }),
    identifiers,
    rowCount: rows.length,
    dispose: () => undefined,
    write(columns, numbersOf) {
      const unitOf = numbering(identifiers, numbersOf, unitTypes.get(unitType)!.idKind);
      const { universeSize } = numbersOf(unitTypes.get(unitType)!.idKind);
      const valueOf =
        keyUnitType === undefined ? undefined : numbering(identifiers, numbersOf, unitTypes.get(keyUnitType)!.idKind);
      const encode = (some: readonly MemoryRow[], length: number, place: (row: MemoryRow, i: number) => number) =>
        column(some, length, place, isText, keyUnitType, valueOf);
      if (temporality === 'FIXED') {
        columns.addFixed(
          name,
          unitType,
          encode(rows, universeSize, ({ unit }) => unitOf(unit)),
        );
      } else if (temporality === 'STATUS') {
        for (const day of new Set(rows.map(({ start }) => start!))) {
          const some = rows.filter(({ start }) => start === day);
          columns.addBlock(
            name,
            unitType,
            day,
            day,
            encode(some, universeSize, ({ unit }) => unitOf(unit)),
          );
        }
      } else {
        const sorted = [...rows].sort((a, b) => unitOf(a.unit) - unitOf(b.unit) || a.start! - b.start!);
        const offsets = new Int32Array(universeSize + 1);
        for (const { unit } of sorted) offsets.fill(offsets[unitOf(unit) + 1]! + 1, unitOf(unit) + 1);
        columns.addHistory(name, unitType, {
          offsets,
          starts: Int16Array.from(sorted, ({ start }) => start!),
          stops: Int16Array.from(sorted, ({ stop }) => stop ?? openStop16),
          values: encode(sorted, sorted.length, (_, i) => i),
        });
      }
      return Promise.resolve();
    },
  };
}

function listed(list: ReadonlySet<number | string>): IdentifierList {
  const values = [...list];
  if (values.every((value) => typeof value === 'number')) {
    return { type: 'numbers', values: Float64Array.from(values).sort() };
  }
  return { type: 'texts', values: values.map(String).sort((a, b) => (a < b ? -1 : 1)) };
}

function numbering(
  identifiers: ReadonlyMap<string, IdentifierList>,
  numbersOf: Parameters<ValidatedDataset['write']>[1],
  idKind: string,
): (identifier: number | string) => number {
  const { numbers } = numbersOf(idKind);
  const { values } = identifiers.get(idKind)!;
  const places = new Map(Array.from(values as ArrayLike<number | string>, (value, i) => [String(value), numbers[i]!]));
  return (identifier) => places.get(String(identifier))!;
}

function column(
  rows: readonly MemoryRow[],
  length: number,
  place: (row: MemoryRow, i: number) => number,
  isText: boolean,
  keyUnitType: string | undefined,
  valueOf: ((identifier: number | string) => number) | undefined,
): ColumnValues {
  if (keyUnitType !== undefined && valueOf !== undefined) {
    const units = new Int32Array(length).fill(missingUnit);
    rows.forEach((row, i) => (units[place(row, i)] = valueOf(row.value)));
    return { kind: 'unit', units, unitType: keyUnitType };
  }
  if (isText) {
    // Neither sorted nor without entries that no row uses: the writer puts that right.
    const dictionary = ['', 'unused', ...new Set(rows.map(({ value }) => String(value)))];
    const codes = new Uint16Array(length);
    rows.forEach((row, i) => (codes[place(row, i)] = dictionary.indexOf(String(row.value))));
    return { kind: 'dictionary', codes, dictionary };
  }
  const values = new Int32Array(length).fill(missingInt32);
  rows.forEach((row, i) => (values[place(row, i)] = Number(row.value)));
  return { kind: 'int32', values };
}
