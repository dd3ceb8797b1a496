import type { EpochDay } from '../../base/epoch-day.ts';
import { type ColumnValues, missingCode, missingInt32, missingUnit } from '../stored-column.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from './shared-buffer.ts';

/** In stored spells, the stop of a spell that has not ended; as the greatest int16 it is later than every day. */
export const openStop16 = 32767;

/** First and last day that a stored spell can name: 1880-04-15 and 2059-09-17 (the next number means "open"). */
export const spellDays = { first: -32768, last: 32766 } as const;

/** Spells of every unit as compressed sparse rows: those of unit `u` are `offsets[u]` to `offsets[u + 1] - 1`, by start. */
export interface Spells {
  /** Universe size + 1 numbers, ascending. */
  readonly offsets: Int32Array;
  readonly starts: Int16Array;
  readonly stops: Int16Array;
  readonly values: ColumnValues;
}

/** One value for each unit of a universe, and how many units have a record. */
export interface DenseAnswer {
  readonly values: ColumnValues;
  readonly recordCount: number;
}

/** The value of each unit at a day; missing where no spell contains the day. A unit has at most one spell that does. */
export function spellsAt(spells: Spells, day: EpochDay): DenseAnswer {
  const size = spells.offsets.length - 1;
  const chosen = new Int32Array(size);
  const recordCount = chooseSpells(spells, day, chosen);
  return { recordCount, values: gatherOrMissing(spells.values, chosen) };
}

/** For each unit the position of the spell that contains the day, or -1. */
function chooseSpells(spells: Spells, day: EpochDay, chosen: Int32Array): number {
  const { offsets, starts, stops } = spells;
  let records = 0;
  let spell = 0;
  for (let unit = 0; unit < chosen.length; unit++) {
    const end = offsets[unit + 1]!;
    let found = -1;
    for (; spell < end; spell++) {
      if (starts[spell]! <= day && stops[spell]! >= day) found = spell;
    }
    chosen[unit] = found;
    if (found >= 0) records++;
  }
  return records;
}

// One loop for each kind of array: a loop that meets all five kinds is compiled for none of them.
function gatherOrMissing(values: ColumnValues, chosen: Int32Array): ColumnValues {
  switch (values.kind) {
    case 'float64': {
      const out = sharedFloat64(chosen.length);
      for (let i = 0; i < chosen.length; i++) out[i] = chosen[i]! < 0 ? Number.NaN : values.values[chosen[i]!]!;
      return { kind: 'float64', values: out };
    }
    case 'int32':
      return { kind: 'int32', values: gatherInt32(values.values, chosen, missingInt32) };
    case 'unit':
      return { kind: 'unit', units: gatherInt32(values.units, chosen, missingUnit), unitType: values.unitType };
    case 'dictionary': {
      const out = sharedCodes(chosen.length, codeBytes(values.codes));
      const { codes } = values;
      for (let i = 0; i < chosen.length; i++) out[i] = chosen[i]! < 0 ? missingCode : codes[chosen[i]!]!;
      return { kind: 'dictionary', codes: out, dictionary: values.dictionary };
    }
  }
}

function gatherInt32(from: Int32Array, chosen: Int32Array, missing: number): Int32Array {
  const out = sharedInt32(chosen.length);
  for (let i = 0; i < chosen.length; i++) out[i] = chosen[i]! < 0 ? missing : from[chosen[i]!]!;
  return out;
}

/** Bytes of one code. */
export function codeBytes(codes: Uint8Array | Uint16Array | Uint32Array): 1 | 2 | 4 {
  return codes instanceof Uint8Array ? 1 : codes instanceof Uint16Array ? 2 : 4;
}
