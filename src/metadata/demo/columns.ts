import type { EpochDay } from '../../base/epoch-day.ts';
import type { UnitTypeName } from '../catalogue.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { codeWidth, sharedCodes, sharedFloat64, sharedInt32 } from '../store/shared-buffer.ts';
import { openStop16 } from '../store/spells.ts';
import { type ColumnValues, missingInt32, missingUnit } from '../stored-column.ts';
import type { Numbering } from './pseudonyms.ts';

/** Codes of an alphanumeric variable: the texts in code-point order after the unused entry 0. */
export interface Dictionary {
  readonly texts: readonly string[];
  /** The code of a text; 0 for texts that the dictionary lacks. */
  codeOf(text: string): number;
}

/** Makes a dictionary of distinct texts. */
export function dictionaryOf(texts: Iterable<string>): Dictionary {
  const sorted = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  const codes = new Map(sorted.map((text, i) => [text, i + 1]));
  return { texts: ['', ...sorted], codeOf: (text) => codes.get(text) ?? 0 };
}

/** When a block answers; absent for FIXED variables. */
export type When = { readonly startDay: EpochDay; readonly stopDay: EpochDay } | undefined;

/** Writes variables of one unit type from values by serial number, putting each at its unit's dense number. */
export class VariableWriter {
  readonly #builder: ColumnFolder;
  readonly #unitType: UnitTypeName;
  readonly #unitOf: Int32Array;
  readonly #count: number;

  constructor(builder: ColumnFolder, unitType: UnitTypeName, numbering: Numbering) {
    this.#builder = builder;
    this.#unitType = unitType;
    this.#unitOf = numbering.unitOf;
    this.#count = numbering.unitOf.length;
  }

  /** Codes by serial number, 0 for none. */
  codes(name: string, when: When, dictionary: Dictionary, bySerial: ArrayLike<number>): void {
    const codes = sharedCodes(this.#count, codeWidth(dictionary.texts.length));
    const unitOf = this.#unitOf;
    for (let serial = 0; serial < this.#count; serial++) codes[unitOf[serial]!] = bySerial[serial]!;
    this.#put(name, when, { kind: 'dictionary', codes, dictionary: dictionary.texts });
  }

  /** Integers by serial number, `missingInt32` for none. */
  integers(name: string, when: When, bySerial: Int32Array): void {
    const values = sharedInt32(this.#count);
    const unitOf = this.#unitOf;
    for (let serial = 0; serial < this.#count; serial++) values[unitOf[serial]!] = bySerial[serial]!;
    this.#put(name, when, { kind: 'int32', values });
  }

  /** Decimals by serial number, NaN for none. */
  decimals(name: string, when: When, bySerial: ArrayLike<number>): void {
    const values = sharedFloat64(this.#count);
    const unitOf = this.#unitOf;
    for (let serial = 0; serial < this.#count; serial++) values[unitOf[serial]!] = bySerial[serial]!;
    this.#put(name, when, { kind: 'float64', values });
  }

  /** Integers by serial number as decimals; `missingInt32` becomes the missing decimal. */
  asDecimals(name: string, when: When, bySerial: Int32Array): void {
    const values = sharedFloat64(this.#count);
    const unitOf = this.#unitOf;
    for (let serial = 0; serial < this.#count; serial++) {
      const value = bySerial[serial]!;
      values[unitOf[serial]!] = value === missingInt32 ? Number.NaN : value;
    }
    this.#put(name, when, { kind: 'float64', values });
  }

  /** Serial numbers of other units by serial number, -1 for none. */
  units(name: string, when: When, unitType: UnitTypeName, others: Numbering, bySerial: Int32Array): void {
    const units = sharedInt32(this.#count);
    const unitOf = this.#unitOf;
    for (let serial = 0; serial < this.#count; serial++) {
      const other = bySerial[serial]!;
      units[unitOf[serial]!] = other < 0 ? missingUnit : others.unitOf[other]!;
    }
    this.#put(name, when, { kind: 'unit', units, unitType });
  }

  /** Spells by serial number. */
  spells(name: string, spells: SerialSpells, column: SpellColumn): void {
    const { offsets, order } = this.#orderOf(spells.offsets);
    const starts = new Int16Array(new SharedArrayBuffer(order.length * 2));
    const stops = new Int16Array(new SharedArrayBuffer(order.length * 2));
    for (let i = 0; i < order.length; i++) {
      starts[i] = spells.starts[order[i]!]!;
      stops[i] = spells.stops[order[i]!]!;
    }
    this.#builder.addHistory(name, this.#unitType, { offsets, starts, stops, values: reordered(column, order) });
  }

  /** Where each unit's spells begin, and which spell of the given order comes at each place of the stored one. */
  #orderOf(serialOffsets: Int32Array): { readonly offsets: Int32Array; readonly order: Int32Array } {
    const offsets = sharedInt32(this.#count + 1);
    const unitOf = this.#unitOf;
    for (let serial = 0; serial < this.#count; serial++) {
      offsets[unitOf[serial]! + 1] = serialOffsets[serial + 1]! - serialOffsets[serial]!;
    }
    for (let unit = 0; unit < this.#count; unit++) offsets[unit + 1] = offsets[unit + 1]! + offsets[unit]!;
    const order = new Int32Array(offsets[this.#count]!);
    for (let serial = 0; serial < this.#count; serial++) {
      let at = offsets[unitOf[serial]!]!;
      for (let i = serialOffsets[serial]!; i < serialOffsets[serial + 1]!; i++) order[at++] = i;
    }
    return { offsets, order };
  }

  #put(name: string, when: When, values: ColumnValues): void {
    if (when === undefined) this.#builder.addFixed(name, this.#unitType, values);
    else this.#builder.addBlock(name, this.#unitType, when.startDay, when.stopDay, values);
  }
}

/** Spells of each serial number: those of `s` are `offsets[s]` to `offsets[s + 1] - 1`, by start. */
export interface SerialSpells {
  readonly offsets: Int32Array;
  readonly starts: Int16Array;
  readonly stops: Int16Array;
}

/** The values of spells, in the spells' order. */
export type SpellColumn =
  | { readonly kind: 'codes'; readonly dictionary: Dictionary; readonly values: ArrayLike<number> }
  | { readonly kind: 'decimals'; readonly values: ArrayLike<number> }
  | { readonly kind: 'integers'; readonly values: ArrayLike<number> }
  | {
      readonly kind: 'units';
      readonly unitType: UnitTypeName;
      readonly others: Numbering;
      readonly values: ArrayLike<number>;
    };

function reordered(column: SpellColumn, order: Int32Array): ColumnValues {
  switch (column.kind) {
    case 'codes': {
      const codes = sharedCodes(order.length, codeWidth(column.dictionary.texts.length));
      for (let i = 0; i < order.length; i++) codes[i] = column.values[order[i]!]!;
      return { kind: 'dictionary', codes, dictionary: column.dictionary.texts };
    }
    case 'decimals': {
      const values = sharedFloat64(order.length);
      for (let i = 0; i < order.length; i++) values[i] = column.values[order[i]!]!;
      return { kind: 'float64', values };
    }
    case 'integers': {
      const values = sharedInt32(order.length);
      for (let i = 0; i < order.length; i++) values[i] = column.values[order[i]!]!;
      return { kind: 'int32', values };
    }
    case 'units': {
      const units = sharedInt32(order.length);
      for (let i = 0; i < order.length; i++) units[i] = column.others.unitOf[column.values[order[i]!]!]!;
      return { kind: 'unit', units, unitType: column.unitType };
    }
  }
}

/** Collects spells serial number by serial number, ascending, each serial number's by start. */
export class SpellCollector {
  readonly #offsets: Int32Array;
  #starts: Int16Array;
  #stops: Int16Array;
  #values: Int32Array;
  #count = 0;

  constructor(serialCount: number) {
    this.#offsets = new Int32Array(serialCount + 1);
    this.#starts = new Int16Array(Math.max(1024, serialCount));
    this.#stops = new Int16Array(Math.max(1024, serialCount));
    this.#values = new Int32Array(Math.max(1024, serialCount));
  }

  /** Adds a spell; `undefined` as stop: it goes on. A spell that only continues the last one's value extends it. */
  add(serial: number, startDay: EpochDay, stopDay: EpochDay | undefined, value: number): void {
    const last = this.#count - 1;
    const stop = stopDay ?? openStop16;
    if (last >= this.#offsets[serial]! && this.#values[last] === value && this.#stops[last]! + 1 === startDay) {
      this.#stops[last] = stop;
      return;
    }
    if (this.#count === this.#starts.length) this.#grow();
    this.#starts[this.#count] = startDay;
    this.#stops[this.#count] = stop;
    this.#values[this.#count] = value;
    this.#count++;
  }

  /** Says that a serial number's spells are complete; to be called for each in turn. */
  close(serial: number): void {
    this.#offsets[serial + 1] = this.#count;
  }

  /** All spells so far, and their values. */
  finish(): SerialSpells & { readonly values: Int32Array } {
    return {
      offsets: this.#offsets,
      starts: this.#starts.subarray(0, this.#count),
      stops: this.#stops.subarray(0, this.#count),
      values: this.#values.subarray(0, this.#count),
    };
  }

  #grow(): void {
    const size = this.#starts.length + (this.#starts.length >> 1);
    const starts = new Int16Array(size);
    const stops = new Int16Array(size);
    const values = new Int32Array(size);
    starts.set(this.#starts);
    stops.set(this.#stops);
    values.set(this.#values);
    this.#starts = starts;
    this.#stops = stops;
    this.#values = values;
  }
}
