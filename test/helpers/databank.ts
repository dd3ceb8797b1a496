import { hashText } from '../../src/base/hash.ts';
import type { Catalogue, DatabankDirectory, RegisterVariable } from '../../src/metadata/catalogue.ts';
import {
  type DatabankReader,
  missingUnit,
  type UnitUniverse,
  type VariableSlice,
} from '../../src/metadata/stored-column.ts';
import { unitTypes } from '../../src/metadata/unit-types.ts';
import { type Column, sharedFloat64, sharedInt32 } from '../../src/runtime/column.ts';
import { takeRows } from '../../src/runtime/columnar/values.ts';
import { decimals, integers, texts } from './columns.ts';

/** A FIXED register variable for tests: a value (or `null` for no record) for each unit of its type. */
export interface TestVariable {
  readonly unitType?: string;
  readonly values: readonly (number | string | null)[];
  /** Values are numbers of units of this type. */
  readonly refersTo?: string;
  readonly dataType?: 'STRING' | 'LONG' | 'DOUBLE';
  readonly codes?: readonly { readonly code: string; readonly title: string }[];
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

/** Makes a databank `test.bank` version 1; units of a type are numbered by their place in `values`, with odd pseudonyms. */
export function testDatabank(
  variables: Readonly<Record<string, TestVariable>>,
  options: { readonly name?: string; readonly pseudonyms?: readonly number[] } = {},
): TestDatabank {
  const databank = options.name ?? 'test.bank';
  const version = '1';
  const catalogue: Catalogue = {
    databank,
    version,
    label: { nb: databank, en: databank },
    nature: 'synthetic',
    unitTypes,
    variables: new Map(Object.entries(variables).map(([name, variable]) => [name, registerVariable(name, variable)])),
    versionHash: hashText(databank),
  };
  const directory: DatabankDirectory = {
    databanks: [{ name: databank, versions: [version], newest: version }],
    findCatalogue: (name, asked) => (name === databank && asked === version ? catalogue : undefined),
  };
  const size = Math.max(0, ...Object.values(variables).map(({ values }) => values.length));
  const reader: DatabankReader = {
    databank,
    version,
    universe: (unitType) => Promise.resolve(universeOf(unitType, size, options.pseudonyms)),
    sliceAt: (name) => Promise.resolve(sliceOf(variables[name]!, size)),
    filesOf: (name) => [hashText(name)],
  };
  return { directory, catalogue, reader };
}

function registerVariable(name: string, variable: TestVariable): RegisterVariable {
  const { codes, refersTo, publicValues } = variable;
  return {
    name,
    title: name,
    description: name,
    unitType: variable.unitType ?? 'PERSON',
    temporality: 'FIXED',
    dataType: dataTypeOf(variable),
    valueDomain: codes === undefined ? { type: 'described', description: name } : { type: 'enumerated', codes },
    sensitivityLevel: 'PUBLIC',
    populationDescription: '',
    subjectFields: [],
    ...(refersTo === undefined ? {} : { keyUnitType: refersTo }),
    ...(publicValues === undefined ? {} : { publicValues }),
  };
}

function dataTypeOf({ dataType, values }: TestVariable): 'STRING' | 'LONG' | 'DOUBLE' {
  if (dataType !== undefined) return dataType;
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

function sliceOf(variable: TestVariable, size: number): VariableSlice {
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
  if (variable.refersTo !== undefined) {
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
