import { type ColumnValues, missingCode, missingInt32, missingUnit } from '../stored-column.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from './shared-buffer.ts';
import { codeBytes } from './spells.ts';

/** Records only: the units that have one, ascending, and their values. */
export interface SparseValues {
  readonly units: Int32Array;
  readonly values: ColumnValues;
}

/** Counts the records of a dense column, and gives its sparse form where that takes less room. */
export function toSparse(values: ColumnValues): { readonly recordCount: number; readonly sparse?: SparseValues } {
  const length =
    values.kind === 'dictionary'
      ? values.codes.length
      : values.kind === 'unit'
        ? values.units.length
        : values.values.length;
  // A byte for each row says whether it is present, so that only the first pass depends on the kind of values.
  const present = new Uint8Array(length);
  const recordCount = markPresent(values, present);
  const width = bytesPerValue(values);
  if (recordCount * (width + 4) >= length * width) return { recordCount };
  const units = sharedInt32(recordCount);
  for (let i = 0, k = 0; i < length; i++) if (present[i] === 1) units[k++] = i;
  return { recordCount, sparse: { units, values: gather(values, units) } };
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
