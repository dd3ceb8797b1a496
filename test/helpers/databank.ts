import { hashText } from '../../src/base/hash.ts';
import type { Catalogue, Code, DatabankDirectory, RegisterVariable } from '../../src/metadata/catalogue.ts';
import { openStop16 } from '../../src/metadata/store/spells.ts';
import {
  type DatabankReader,
  missingUnit,
  type Spells,
  type UnitUniverse,
  type VariableSlice,
} from '../../src/metadata/stored-column.ts';
import { unitTypes } from '../../src/metadata/unit-types.ts';
import { type Column, sharedFloat64, sharedInt32 } from '../../src/runtime/column.ts';
import { takeRows } from '../../src/runtime/columnar/values.ts';
import { decimals, integers, texts } from './columns.ts';

/** A row of a register variable that changes: days are inclusive, `stop: null` is a spell that has not ended. */
export interface TestRecord {
  readonly unit: number;
  readonly start: number;
  readonly stop: number | null;
  readonly value: number | string;
}

/** A register variable that changes, as its rows. */
export interface TestHistory extends Omit<TestValues, 'values'> {
  readonly temporality: 'STATUS' | 'ACCUMULATED' | 'EVENT';
  readonly records: readonly TestRecord[];
}

/** A register variable for tests. */
export type TestVariable = TestValues | TestHistory;

/** A FIXED register variable for tests: a value (or `null` for no record) for each unit of its type. */
export interface TestValues {
  readonly unitType?: string;
  readonly values: readonly (number | string | null)[];
  /** Values are numbers of units of this type; texts are codes of units that are no pseudonyms, as municipalities. */
  readonly refersTo?: string;
  readonly dataType?: 'STRING' | 'LONG' | 'DOUBLE';
  readonly codes?: readonly Code[];
  readonly publicValues?: true;
  /** Stored as records only, without places for units that have none. */
  readonly sparse?: true;
}

/** A databank in memory. */
export interface TestDatabank {
  readonly directory: DatabankDirectory;
  readonly catalogue: Catalogue;
  readonly reader: DatabankReader;
}

/** Makes a databank, `test.bank` version 1 unless told otherwise; units of a type are numbered by their place in `values`, with odd pseudonyms. */
export function testDatabank(
  variables: Readonly<Record<string, TestVariable>>,
  options: {
    readonly name?: string;
    readonly version?: string;
    readonly pseudonyms?: readonly number[];
    readonly isOwn?: true;
  } = {},
): TestDatabank {
  const databank = options.name ?? 'test.bank';
  const version = options.version ?? '1';
  const catalogue: Catalogue = {
    databank,
    version,
    label: { nb: databank, en: databank },
    nature: 'synthetic',
    unitTypes,
    variables: new Map(Object.entries(variables).map(([name, variable]) => [name, registerVariable(name, variable)])),
    versionHash: hashText(`${databank}:${version}`),
    ...(options.isOwn === undefined ? {} : { isOwn: options.isOwn }),
  };
  const directory: DatabankDirectory = {
    databanks: [{ name: databank, versions: [version], newest: version }],
    findCatalogue: (name, asked) => (name === databank && asked === version ? catalogue : undefined),
  };
  const size = Math.max(options.pseudonyms?.length ?? 0, ...Object.values(variables).map(unitCountOf));
  const reader: DatabankReader = {
    databank,
    version,
    universe: (unitType) => Promise.resolve(universeOf(unitType, size, options.pseudonyms)),
    sliceAt: (name, day) => Promise.resolve(sliceOf(valuesAt(variables[name]!, day, size), size)),
    spellsOf: (name) => Promise.resolve(spellsIn(variables[name]!, size)),
    filesOf: (name, day) => (isCovered(variables[name]!, day) ? [hashText(name)] : []),
    filesFor: ({ variable }) => [hashText(variable)],
  };
  return { directory, catalogue, reader };
}

function unitCountOf(variable: TestVariable): number {
  if ('values' in variable) return variable.values.length;
  return 1 + variable.records.reduce((last, { unit }) => Math.max(last, unit), -1);
}

function contains({ start, stop }: TestRecord, day: number): boolean {
  return start <= day && (stop === null || stop >= day);
}

/** A variable that changes as it is at a day. */
function valuesAt(variable: TestVariable, day: number | undefined, size: number): TestValues {
  if ('values' in variable) return variable;
  const values = new Array<number | string | null>(size).fill(null);
  for (const record of variable.records) {
    if (day !== undefined && contains(record, day)) values[record.unit] = record.value;
  }
  return { ...variable, values, dataType: dataTypeOf(variable) };
}

/** Spells are what EVENT variables are stored as. */
function spellsIn(variable: TestVariable, size: number): Spells | undefined {
  if ('values' in variable || variable.temporality !== 'EVENT') return undefined;
  const records = [...variable.records].sort((a, b) => a.unit - b.unit || a.start - b.start);
  const offsets = sharedInt32(size + 1);
  for (const { unit } of records) offsets[unit + 1] = offsets[unit + 1]! + 1;
  for (let unit = 0; unit < size; unit++) offsets[unit + 1] = offsets[unit + 1]! + offsets[unit]!;
  return {
    offsets,
    starts: sharedDays(records.map(({ start }) => start)),
    stops: sharedDays(records.map(({ stop }) => stop ?? openStop16)),
    values: columnOf(
      variable,
      records.map(({ value }) => value),
    ),
  };
}

function sharedDays(days: readonly number[]): Int16Array {
  const shared = new Int16Array(new SharedArrayBuffer(days.length * 2));
  shared.set(days);
  return shared;
}

/** Whether some period of a series contains the day; a history is one file. */
function isCovered(variable: TestVariable, day: number | undefined): boolean {
  if ('values' in variable || variable.temporality === 'EVENT' || day === undefined) return true;
  return variable.records.some((record) => contains(record, day));
}

/** First and last day of the records, and the measurement days of a cross-section. */
function timesOf(variable: TestVariable): Pick<RegisterVariable, 'coverage' | 'statusDays'> {
  if ('values' in variable || variable.records.length === 0) return {};
  const starts = variable.records.map(({ start }) => start);
  const stops = variable.records.map(({ start, stop }) => stop ?? start);
  const coverage = {
    startDay: starts.reduce((first, day) => Math.min(first, day)),
    stopDay: stops.reduce((last, day) => Math.max(last, day)),
  };
  if (variable.temporality !== 'STATUS') return { coverage };
  return { coverage, statusDays: [...new Set(starts)].sort((a, b) => a - b) };
}

function registerVariable(name: string, variable: TestVariable): RegisterVariable {
  const { codes, refersTo, publicValues } = variable;
  return {
    name,
    title: name,
    description: name,
    unitType: variable.unitType ?? 'PERSON',
    temporality: 'values' in variable ? 'FIXED' : variable.temporality,
    ...timesOf(variable),
    dataType: dataTypeOf(variable),
    valueDomain: codes === undefined ? { type: 'described', description: name } : { type: 'enumerated', codes },
    sensitivityLevel: 'PUBLIC',
    populationDescription: '',
    subjectFields: [],
    ...(refersTo === undefined ? {} : { keyUnitType: refersTo }),
    ...(publicValues === undefined ? {} : { publicValues }),
  };
}

function dataTypeOf(variable: TestVariable): 'STRING' | 'LONG' | 'DOUBLE' {
  if (variable.dataType !== undefined) return variable.dataType;
  const values = 'values' in variable ? variable.values : variable.records.map(({ value }) => value);
  const valid = values.filter((value) => value !== null);
  if (valid.some((value) => typeof value === 'string')) return 'STRING';
  return valid.every(Number.isInteger) ? 'LONG' : 'DOUBLE';
}

function universeOf(unitType: string, size: number, given: readonly number[] | undefined): UnitUniverse {
  const pseudonyms = sharedFloat64(size);
  for (let unit = 0; unit < size; unit++) pseudonyms[unit] = given?.[unit] ?? 2 * unit + 1;
  return {
    unitType,
    size,
    pseudonyms,
    identifierOf: (unit) => String(pseudonyms[unit]),
    contentHash: hashText(pseudonyms.join(' ')),
  };
}

function sliceOf(variable: TestValues, size: number): VariableSlice {
  const values = [...variable.values, ...new Array<null>(size - variable.values.length).fill(null)];
  const column = columnOf(variable, values);
  const present = values.flatMap((value, unit) => (value === null ? [] : [unit]));
  if (variable.sparse !== true) {
    return { layout: 'dense', rowCount: size, recordCount: present.length, values: column };
  }
  const units = sharedInt32(present.length);
  units.set(present);
  return { layout: 'sparse', rowCount: units.length, units, values: takeRows(column, units) };
}

function columnOf(variable: TestVariable, values: readonly (number | string | null)[]): Column {
  if (variable.refersTo !== undefined && dataTypeOf(variable) !== 'STRING') {
    const units = sharedInt32(values.length);
    values.forEach((value, i) => (units[i] = typeof value === 'number' ? value : missingUnit));
    return { kind: 'unit', unitType: variable.refersTo, units };
  }
  switch (dataTypeOf(variable)) {
    case 'STRING':
      return texts(values.map((value) => (value === null ? null : String(value))));
    case 'LONG':
      return integers(values.map((value) => (value === null ? null : Number(value))));
    case 'DOUBLE':
      return decimals(values.map((value) => (value === null ? null : Number(value))));
  }
}
