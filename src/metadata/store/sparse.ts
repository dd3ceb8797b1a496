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
  switch (values.kind) {
    case 'float64': {
      const units = presentUnits(values.values, Number.NaN, 8);
      if (typeof units === 'number') return { recordCount: units };
      const out = sharedFloat64(units.length);
      for (let i = 0; i < units.length; i++) out[i] = values.values[units[i]!]!;
      return { recordCount: units.length, sparse: { units, values: { kind: 'float64', values: out } } };
    }
    case 'int32': {
      const units = presentUnits(values.values, missingInt32, 4);
      if (typeof units === 'number') return { recordCount: units };
      return {
        recordCount: units.length,
        sparse: { units, values: { kind: 'int32', values: gather(values.values, units) } },
      };
    }
    case 'unit': {
      const units = presentUnits(values.units, missingUnit, 4);
      if (typeof units === 'number') return { recordCount: units };
      const gathered = gather(values.units, units);
      return {
        recordCount: units.length,
        sparse: { units, values: { kind: 'unit', units: gathered, unitType: values.unitType } },
      };
    }
    case 'dictionary': {
      const width = codeBytes(values.codes);
      const units = presentUnits(values.codes, missingCode, width);
      if (typeof units === 'number') return { recordCount: units };
      const out = sharedCodes(units.length, width);
      for (let i = 0; i < units.length; i++) out[i] = values.codes[units[i]!]!;
      const sparse: ColumnValues = { kind: 'dictionary', codes: out, dictionary: values.dictionary };
      return { recordCount: units.length, sparse: { units, values: sparse } };
    }
  }
}

function gather(from: Int32Array, units: Int32Array): Int32Array {
  const out = sharedInt32(units.length);
  for (let i = 0; i < units.length; i++) out[i] = from[units[i]!]!;
  return out;
}

/** The units with a record, or only their number where the dense form is no larger. NaN stands for itself. */
function presentUnits(
  values: Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array,
  missing: number,
  width: number,
): Int32Array | number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Object.is(values[i], missing)) count++;
  if (count * (width + 4) >= values.length * width) return count;
  const units = sharedInt32(count);
  for (let i = 0, k = 0; i < values.length; i++) if (!Object.is(values[i], missing)) units[k++] = i;
  return units;
}
