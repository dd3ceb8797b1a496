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

/** Units are looked at in portions whose chosen spells stay in the processor's cache. */
const portion = 16_384;

/** The value of each unit at a day; missing where no spell contains the day. A unit has at most one spell that does. */
export function spellsAt(spells: Spells, day: EpochDay): DenseAnswer {
  const size = spells.offsets.length - 1;
  const values = emptyLike(spells.values, size);
  const chosen = new Int32Array(Math.min(size, portion));
  let recordCount = 0;
  for (let first = 0; first < size; first += portion) {
    const count = Math.min(portion, size - first);
    recordCount += chooseSpells(spells, day, first, count, chosen);
    gatherOrMissing(spells.values, chosen, first, count, values);
  }
  return { recordCount, values };
}

/** For each unit of a portion the position of the spell that contains the day, or -1; gives the number of those found. */
function chooseSpells(spells: Spells, day: EpochDay, first: number, count: number, chosen: Int32Array): number {
  const { offsets, starts, stops } = spells;
  let records = 0;
  let spell = offsets[first]!;
  for (let i = 0; i < count; i++) {
    const end = offsets[first + i + 1]!;
    let found = -1;
    for (; spell < end; spell++) {
      if (starts[spell]! <= day && stops[spell]! >= day) found = spell;
    }
    chosen[i] = found;
    if (found >= 0) records++;
  }
  return records;
}

function emptyLike(values: ColumnValues, length: number): ColumnValues {
  switch (values.kind) {
    case 'float64':
      return { kind: 'float64', values: sharedFloat64(length) };
    case 'int32':
      return { kind: 'int32', values: sharedInt32(length) };
    case 'unit':
      return { kind: 'unit', units: sharedInt32(length), unitType: values.unitType };
    case 'dictionary':
      return {
        kind: 'dictionary',
        codes: sharedCodes(length, codeBytes(values.codes)),
        dictionary: values.dictionary,
      };
  }
}

// One loop for each kind of array: a loop that meets all five kinds is compiled for none of them.
function gatherOrMissing(from: ColumnValues, chosen: Int32Array, first: number, count: number, to: ColumnValues): void {
  if (from.kind === 'float64' && to.kind === 'float64') {
    for (let i = 0; i < count; i++) to.values[first + i] = chosen[i]! < 0 ? Number.NaN : from.values[chosen[i]!]!;
  } else if (from.kind === 'int32' && to.kind === 'int32') {
    gatherInt32(from.values, chosen, first, count, to.values, missingInt32);
  } else if (from.kind === 'unit' && to.kind === 'unit') {
    gatherInt32(from.units, chosen, first, count, to.units, missingUnit);
  } else if (from.kind === 'dictionary' && to.kind === 'dictionary') {
    const source = from.codes;
    const target = to.codes;
    for (let i = 0; i < count; i++) target[first + i] = chosen[i]! < 0 ? missingCode : source[chosen[i]!]!;
  }
}

function gatherInt32(
  from: Int32Array,
  chosen: Int32Array,
  first: number,
  count: number,
  to: Int32Array,
  missing: number,
): void {
  for (let i = 0; i < count; i++) to[first + i] = chosen[i]! < 0 ? missing : from[chosen[i]!]!;
}

/** Bytes of one code. */
export function codeBytes(codes: Uint8Array | Uint16Array | Uint32Array): 1 | 2 | 4 {
  return codes instanceof Uint8Array ? 1 : codes instanceof Uint16Array ? 2 : 4;
}
