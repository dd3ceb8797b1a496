import { type ColumnValues, missingCode, missingInt32, missingUnit } from '../stored-column.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from './shared-buffer.ts';
import { codeBytes } from './spells.ts';

/** Records only: the units that have one, ascending, and their values. */
export interface SparseValues {
  readonly units: Int32Array;
  readonly values: ColumnValues;
}

/**
 * Counts the records of a dense column, and gives its sparse form where that takes less room.
 *
 * @param seen  one byte for each unit, set to 1 where the unit has a record
 */
export function toSparse(
  values: ColumnValues,
  seen?: Uint8Array,
): { readonly recordCount: number; readonly sparse?: SparseValues } {
  const length = lengthOf(values);
  // A byte for each row says whether it is present, so that only the first pass depends on the kind of values.
  const present = new Uint8Array(length);
  const recordCount = markPresent(values, present);
  if (seen !== undefined) for (let i = 0; i < length; i++) seen[i] = seen[i]! | present[i]!;
  if (!isSparse(recordCount, length, values)) return { recordCount };
  return { recordCount, sparse: gatherPresent(values, present, recordCount) };
}

/** The records of a dense column. */
export function recordsOf(values: ColumnValues): SparseValues {
  const present = new Uint8Array(lengthOf(values));
  return gatherPresent(values, present, markPresent(values, present));
}

function gatherPresent(values: ColumnValues, present: Uint8Array, count: number): SparseValues {
  const units = sharedInt32(count);
  for (let i = 0, k = 0; i < present.length; i++) if (present[i] === 1) units[k++] = i;
  return { units, values: gather(values, units) };
}

/** Whether records with the numbers of their units take less room than a place for each unit. */
export function isSparse(recordCount: number, size: number, values: ColumnValues): boolean {
  const width = bytesPerValue(values);
  return recordCount * (width + 4) < size * width;
}

/** Number of values. */
export function lengthOf(values: ColumnValues): number {
  switch (values.kind) {
    case 'float64':
    case 'int32':
      return values.values.length;
    case 'dictionary':
      return values.codes.length;
    case 'unit':
      return values.units.length;
  }
}

function bytesPerValue(values: ColumnValues): number {
  return values.kind === 'float64' ? 8 : values.kind === 'dictionary' ? codeBytes(values.codes) : 4;
}

// One loop for each kind of array: a loop that meets all of them is compiled for none of them.
function markPresent(column: ColumnValues, present: Uint8Array): number {
  let count = 0;
  switch (column.kind) {
    case 'float64': {
      const { values } = column;
      // NaN, the missing value, is the one number that does not equal itself.
      for (let i = 0; i < values.length; i++) count += present[i] = values[i] === values[i] ? 1 : 0;
      return count;
    }
    case 'int32': {
      const { values } = column;
      for (let i = 0; i < values.length; i++) count += present[i] = values[i] === missingInt32 ? 0 : 1;
      return count;
    }
    case 'unit': {
      const { units } = column;
      for (let i = 0; i < units.length; i++) count += present[i] = units[i] === missingUnit ? 0 : 1;
      return count;
    }
    case 'dictionary': {
      const { codes } = column;
      for (let i = 0; i < codes.length; i++) count += present[i] = codes[i] === missingCode ? 0 : 1;
      return count;
    }
  }
}

function gather(column: ColumnValues, units: Int32Array): ColumnValues {
  switch (column.kind) {
    case 'float64': {
      const out = sharedFloat64(units.length);
      for (let i = 0; i < units.length; i++) out[i] = column.values[units[i]!]!;
      return { kind: 'float64', values: out };
    }
    case 'int32': {
      const out = sharedInt32(units.length);
      for (let i = 0; i < units.length; i++) out[i] = column.values[units[i]!]!;
      return { kind: 'int32', values: out };
    }
    case 'unit': {
      const out = sharedInt32(units.length);
      for (let i = 0; i < units.length; i++) out[i] = column.units[units[i]!]!;
      return { kind: 'unit', units: out, unitType: column.unitType };
    }
    case 'dictionary': {
      const out = sharedCodes(units.length, codeBytes(column.codes));
      for (let i = 0; i < units.length; i++) out[i] = column.codes[units[i]!]!;
      return { kind: 'dictionary', codes: out, dictionary: column.dictionary };
    }
  }
}
