import { type ColumnValues, missingInt32, missingUnit, type Spells, type VariableSlice } from '../stored-column.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from './shared-buffer.ts';
import { isSparse, recordsOf } from './sparse.ts';
import { codeBytes } from './spells.ts';

/**
 * The number in another universe of each unit of one, ascending, and how many units the other one has; -1 for units that it
 * does not have, which then have no records.
 */
export interface Ranks {
  readonly numbers: Int32Array;
  readonly size: number;
}

/** A slice under the numbers of a later universe: what it would be had its units been numbered there when it was stored. */
export function translateSlice(slice: VariableSlice, { numbers, size }: Ranks): VariableSlice {
  if (slice.layout === 'sparse') return { ...slice, units: mapped(slice.units, numbers) };
  const { recordCount, values } = slice;
  if (!isSparse(recordCount, size, values)) {
    return { layout: 'dense', rowCount: size, recordCount, values: scatter(values, numbers, size) };
  }
  // More units without a record make the other layout the smaller one.
  const records = recordsOf(values);
  return { layout: 'sparse', rowCount: recordCount, units: mapped(records.units, numbers), values: records.values };
}

/** Spells under the numbers of a later universe. */
export function translateSpells(spells: Spells, { numbers, size }: Ranks): Spells {
  const offsets = sharedInt32(size + 1);
  for (let unit = 0; unit < numbers.length; unit++) {
    if (numbers[unit]! >= 0) offsets[numbers[unit]! + 1] = spells.offsets[unit + 1]! - spells.offsets[unit]!;
  }
  for (let unit = 0; unit < size; unit++) offsets[unit + 1] = offsets[unit + 1]! + offsets[unit]!;
  return { ...spells, offsets };
}

/** Values that are numbers of units under the numbers of a later universe; others as they are. */
export function translateUnitValues(values: ColumnValues, { numbers }: Ranks): ColumnValues {
  return values.kind === 'unit' ? { ...values, units: mapped(values.units, numbers) } : values;
}

/** Numbers of units, -1 for none, through a table of numbers. */
export function mapped(units: Int32Array, numbers: Int32Array): Int32Array {
  const out = sharedInt32(units.length);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!;
    out[i] = unit < 0 ? missingUnit : numbers[unit]!;
  }
  return out;
}

// One loop for each kind of array: a loop that meets all of them is compiled for none of them.
/** Values put at places of a column of another size; those with place -1 are left out, and places without a value are missing. */
export function scatter(column: ColumnValues, places: Int32Array, size: number): ColumnValues {
  switch (column.kind) {
    case 'float64': {
      const out = sharedFloat64(size).fill(Number.NaN);
      for (let i = 0; i < places.length; i++) if (places[i]! >= 0) out[places[i]!] = column.values[i]!;
      return { kind: 'float64', values: out };
    }
    case 'int32': {
      const out = sharedInt32(size).fill(missingInt32);
      for (let i = 0; i < places.length; i++) if (places[i]! >= 0) out[places[i]!] = column.values[i]!;
      return { kind: 'int32', values: out };
    }
    case 'unit': {
      const out = sharedInt32(size).fill(missingUnit);
      for (let i = 0; i < places.length; i++) if (places[i]! >= 0) out[places[i]!] = column.units[i]!;
      return { ...column, units: out };
    }
    case 'dictionary': {
      // New places hold 0, the missing code.
      const out = sharedCodes(size, codeBytes(column.codes));
      for (let i = 0; i < places.length; i++) if (places[i]! >= 0) out[places[i]!] = column.codes[i]!;
      return { ...column, codes: out };
    }
  }
}
