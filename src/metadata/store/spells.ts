import type { EpochDay } from '../../base/epoch-day.ts';
import { type ColumnValues, missingCode, missingInt32, missingUnit, type Spells } from '../stored-column.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from './shared-buffer.ts';

/** In stored spells, the stop of a spell that has not ended; as the greatest int16 it is later than every day. */
export const openStop16 = 32767;

/** First and last day that a stored spell can name: 1880-04-15 and 2059-09-17 (the next number means "open"). */
export const spellDays = { first: -32768, last: 32766 } as const;

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
  const values = emptySlice(spells, size);
  return { recordCount: pickSpells(spells, day, 0, size, values), values };
}

/** Room for one value for each unit. */
export function emptySlice(spells: Spells, size: number): ColumnValues {
  return emptyLike(spells.values, size);
}

/** Writes the values at a day of the units from `from` to `to` (exclusive); gives the number of those that have a record. */
export function pickSpells(spells: Spells, day: EpochDay, from: number, to: number, values: ColumnValues): number {
  const chosen = new Int32Array(Math.min(to - from, portion));
  let hits = new Int32Array(0);
  let recordCount = 0;
  for (let first = from; first < to; first += portion) {
    const count = Math.min(portion, to - first);
    const room = spells.offsets[first + count]! - spells.offsets[first]! + 1;
    if (hits.length < room) hits = new Int32Array(room * 2);
    findHits(spells, day, first, count, hits);
    recordCount += chooseSpells(spells.offsets, hits, first, count, chosen);
    gatherOrMissing(spells.values, chosen, first, count, values);
  }
  return recordCount;
}

/** Later than every spell's position. */
const noSpell = 2147483647;

/* The positions of a portion's spells that contain the day, ascending, and one that is later than all. Free of branches: which
   spells contain a day is nothing that a processor could guess. */
function findHits(
  { offsets, starts, stops }: Spells,
  day: EpochDay,
  first: number,
  count: number,
  hits: Int32Array,
): void {
  const end = offsets[first + count]!;
  let found = 0;
  // No day at all is in no spell.
  if (Number.isInteger(day)) {
    for (let spell = offsets[first]!; spell < end; spell++) {
      hits[found] = spell;
      // The sign bits say "starts on or before the day" and "stops on or after it".
      found += ((starts[spell]! - day - 1) >>> 31) & ((day - stops[spell]! - 1) >>> 31);
    }
  }
  hits[found] = noSpell;
}

/* For each unit of a portion the position of the spell that contains the day, or -1; gives the number of those found. */
function chooseSpells(offsets: Int32Array, hits: Int32Array, first: number, count: number, chosen: Int32Array): number {
  let records = 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    const end = offsets[first + i + 1]!;
    let hit = hits[at]!;
    const has = (hit - end) >>> 31;
    at += has;
    records += has;
    // Should a unit have several after all, the last one stands.
    while (hits[at]! < end) hit = hits[at++]!;
    chosen[i] = (hit & (0 - has)) | (has - 1);
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

// One loop for each kind of array: a loop that meets all five kinds is compiled for none of them. Unit -1 and code 0 are
// missing, so that the sign of the chosen position makes them without a branch.
function gatherOrMissing(from: ColumnValues, chosen: Int32Array, first: number, count: number, to: ColumnValues): void {
  if (from.kind === 'float64' && to.kind === 'float64') {
    for (let i = 0; i < count; i++) to.values[first + i] = chosen[i]! < 0 ? Number.NaN : from.values[chosen[i]!]!;
  } else if (from.kind === 'int32' && to.kind === 'int32') {
    gatherInt32(from.values, chosen, first, count, to.values, missingInt32);
  } else if (from.kind === 'unit' && to.kind === 'unit') {
    gatherInt32(from.units, chosen, first, count, to.units, missingUnit);
  } else if (from.kind === 'dictionary' && to.kind === 'dictionary') {
    gatherCodes(from.codes, chosen, first, count, to.codes);
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

type Codes = Uint8Array | Uint16Array | Uint32Array;

function gatherCodes(from: Codes, chosen: Int32Array, first: number, count: number, to: Codes): void {
  if (from instanceof Uint8Array && to instanceof Uint8Array) gatherCodes8(from, chosen, first, count, to);
  else if (from instanceof Uint16Array && to instanceof Uint16Array) gatherCodes16(from, chosen, first, count, to);
  else for (let i = 0; i < count; i++) to[first + i] = chosen[i]! < 0 ? missingCode : from[chosen[i]!]!;
}

function gatherCodes8(from: Uint8Array, chosen: Int32Array, first: number, count: number, to: Uint8Array): void {
  if (from.length === 0) return;
  for (let i = 0; i < count; i++) {
    const spell = chosen[i]!;
    const present = ~(spell >> 31);
    to[first + i] = from[spell & present]! & present;
  }
}

function gatherCodes16(from: Uint16Array, chosen: Int32Array, first: number, count: number, to: Uint16Array): void {
  if (from.length === 0) return;
  for (let i = 0; i < count; i++) {
    const spell = chosen[i]!;
    const present = ~(spell >> 31);
    to[first + i] = from[spell & present]! & present;
  }
}

/** Bytes of one code. */
export function codeBytes(codes: Uint8Array | Uint16Array | Uint32Array): 1 | 2 | 4 {
  return codes instanceof Uint8Array ? 1 : codes instanceof Uint16Array ? 2 : 4;
}
