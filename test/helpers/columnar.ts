import type { RecordKeys } from '../../src/disclosure/protection.ts';
import type { CodeListId, DatasetSchema, VariableSchema } from '../../src/lang/types/schema.ts';
import { missingInt32 } from '../../src/metadata/stored-column.ts';
import {
  type Column,
  sharedCodes,
  sharedFloat64,
  sharedInt32,
  sharedUint8,
  sharedUint32,
} from '../../src/runtime/column.ts';
import type { ColumnarDataset, Population } from '../../src/runtime/dataset.ts';

/** Values of one variable of a hand-made dataset: `null` is missing. Lists of numbers become float64 columns unless `int32` is asked for. */
export type Values =
  | readonly (number | null)[]
  | readonly (string | null)[]
  | { readonly int32: readonly (number | null)[] };

/** What a hand-made dataset may have beside its values. */
export interface DatasetOptions {
  /** Unit of each row; row i is unit i when absent. */
  readonly units?: readonly number[];
  readonly codeLists?: Readonly<Record<string, CodeListId>>;
  readonly variables?: Readonly<Record<string, Partial<VariableSchema>>>;
}

/** Makes a column of plain values. */
export function columnOfValues(values: Values): Column {
  if ('int32' in values) {
    const ints = sharedInt32(values.int32.length);
    values.int32.forEach((value, row) => (ints[row] = value ?? missingInt32));
    return { kind: 'int32', values: ints };
  }
  if (values.some((value) => typeof value === 'string')) {
    const texts = [...new Set(values.filter((value) => typeof value === 'string'))].sort();
    const codes = sharedCodes(values.length, texts.length + 1);
    values.forEach((value, row) => (codes[row] = typeof value === 'string' ? texts.indexOf(value) + 1 : 0));
    return { kind: 'dictionary', codes, dictionary: ['', ...texts] };
  }
  const doubles = sharedFloat64(values.length);
  values.forEach((value, row) => (doubles[row] = typeof value === 'number' ? value : Number.NaN));
  return { kind: 'float64', values: doubles };
}

/** Keys that look random and are the same every time. */
export function testKeys(units: number): RecordKeys {
  const a = sharedUint32(units);
  const b = sharedUint32(units);
  let state = 12345;
  for (let unit = 0; unit < units; unit++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    a[unit] = state ^ (state >>> 13);
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    b[unit] = state ^ (state >>> 11);
  }
  return { a, b };
}

function schemaOf(name: string, column: Column, options: DatasetOptions): VariableSchema {
  const codeList = options.codeLists?.[name];
  return {
    name,
    type:
      column.kind === 'dictionary'
        ? { type: 'alphanumeric' }
        : { type: 'numeric', subtype: column.kind === 'int32' ? 'integer' : 'decimal' },
    ...(codeList === undefined ? {} : { codeList }),
    ...options.variables?.[name],
  };
}

/** A hand-made dataset of persons. */
export function columnarDataset(data: Readonly<Record<string, Values>>, options: DatasetOptions = {}): ColumnarDataset {
  const columns = new Map(Object.entries(data).map(([name, values]) => [name, columnOfValues(values)]));
  const first = Object.values(data)[0] ?? [];
  const rowCount = 'int32' in first ? first.int32.length : first.length;
  const units = options.units;
  const unitCount = units === undefined ? rowCount : units.reduce((most, unit) => Math.max(most, unit), 0) + 1;
  const index = units === undefined ? undefined : sharedInt32(rowCount);
  units?.forEach((unit, row) => (index![row] = unit));
  const identifier = sharedInt32(rowCount);
  for (let row = 0; row < rowCount; row++) identifier[row] = units?.[row] ?? row;
  const schema: DatasetSchema = {
    name: 'd',
    kind: 'cross-section',
    unitType: 'PERSON',
    identifier: { name: 'PERSONID_1', type: { type: 'key', unitType: 'PERSON', idKind: 'FNR' } },
    variables: [...columns].map(([name, column]) => schemaOf(name, column, options)),
  };
  return {
    schema,
    rowCount,
    columns,
    identifier: { kind: 'unit', units: identifier, unitType: 'PERSON' },
    units: {
      unitType: 'PERSON',
      index,
      distinct: units === undefined || new Set(units).size === units.length,
      keys: testKeys(unitCount),
    },
  };
}

/** The population of a dataset, or of the rows that are marked. */
export function populationOf(dataset: ColumnarDataset, selected?: readonly boolean[]): Population {
  if (selected === undefined) return { dataset };
  const mask = sharedUint8(dataset.rowCount);
  selected.forEach((isSelected, row) => (mask[row] = isSelected ? 1 : 0));
  return {
    dataset,
    selection: { of: dataset, mask, rowCount: selected.filter(Boolean).length } as Population['selection'] & object,
  };
}
