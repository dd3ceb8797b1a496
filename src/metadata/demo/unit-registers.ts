import type { Period } from '../catalogue.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from '../store/shared-buffer.ts';
import { type ColumnValues, missingInt32, missingUnit, type VariableSlice } from '../stored-column.ts';
import { municipalityCodes } from './generic/municipal.ts';
import type { Register } from './register.ts';

/** Units that belong to the population itself: persons, and the municipalities of all times. */
export const unitRegisters: readonly Register[] = [
  {
    name: 'person-numbers',
    variables: [],
    universes: ['FNR'],
    write: ({ columns, population }) => {
      columns.addPseudonyms('FNR', population.numbering.pseudonyms);
    },
  },
  {
    name: 'municipality-codes',
    variables: [],
    universes: ['KOMMUNE'],
    write: ({ columns, population }) => {
      columns.addPublicIdentifiers('KOMMUNE', municipalityCodes(population.geography));
    },
  },
];

/** Older names of variables: each repeats another one date by date. */
export const aliasRegisters: readonly Register[] = [
  aliasOf('KOMMNR_FORMELL', 'BEFOLKNING_KOMMNR_FORMELL'),
  aliasOf('KOMMNR_FAKTISK', 'BEFOLKNING_KOMMNR_FAKTISK'),
];

function aliasOf(name: string, original: string): Register {
  return {
    name: `alias-${name.toLowerCase().replaceAll('_', '-')}`,
    variables: [name],
    grid: 'january',
    write: async (call) => {
      const { columns, when } = call;
      const { startDay, stopDay } = whenOf(when);
      const { size } = await call.universe('PERSON');
      columns.addBlock(name, 'PERSON', startDay, stopDay, denseValues(await call.read(original, startDay), size));
    },
  };
}

function whenOf(when: Period | undefined): Period {
  if (when === undefined) throw new Error('a register with a grid was called without a date');
  return when;
}

/** The values of a slice for each unit, missing where it has no record. */
function denseValues(slice: VariableSlice, size: number): ColumnValues {
  const { values } = slice;
  if (slice.layout === 'dense') return values;
  const { units } = slice;
  switch (values.kind) {
    case 'float64': {
      const out = sharedFloat64(size).fill(Number.NaN);
      for (let row = 0; row < units.length; row++) out[units[row]!] = values.values[row]!;
      return { kind: 'float64', values: out };
    }
    case 'int32': {
      const out = sharedInt32(size).fill(missingInt32);
      for (let row = 0; row < units.length; row++) out[units[row]!] = values.values[row]!;
      return { kind: 'int32', values: out };
    }
    case 'unit': {
      const out = sharedInt32(size).fill(missingUnit);
      for (let row = 0; row < units.length; row++) out[units[row]!] = values.units[row]!;
      return { kind: 'unit', units: out, unitType: values.unitType };
    }
    case 'dictionary': {
      const out = sharedCodes(size, 4);
      for (let row = 0; row < units.length; row++) out[units[row]!] = values.codes[row]!;
      return { kind: 'dictionary', codes: out, dictionary: values.dictionary };
    }
  }
}
