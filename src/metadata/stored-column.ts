import type { EpochDay } from '../base/epoch-day.ts';
import type { ContentHash } from '../base/hash.ts';
import type { Period, UnitTypeName } from './catalogue.ts';
import type { Progress } from './progress.ts';

/** Integers, codes and days: the missing value of an `int32` column. */
export const missingInt32 = -2147483648;

/** An `int32` day column of spells: the stop of a spell that has not ended. */
export const openStopDay = 2147483647;

/** The missing value of a unit reference. */
export const missingUnit = -1;

/** The missing code of a dictionary column; its dictionary's entry 0 is an unused empty text. */
export const missingCode = 0;

/** Physical values of a column; all buffers are backed by `SharedArrayBuffer`, so that worker threads see them without copying. */
export type ColumnValues =
  | { readonly kind: 'float64'; readonly values: Float64Array }
  | { readonly kind: 'int32'; readonly values: Int32Array }
  | {
      readonly kind: 'dictionary';
      /** Codes into `dictionary`; 0 = missing. */
      readonly codes: Uint8Array | Uint16Array | Uint32Array;
      /** Distinct texts in code-point order from entry 1 on; entry 0 is ''. */
      readonly dictionary: readonly string[];
    }
  | {
      readonly kind: 'unit';
      /** Dense indexes into the universe of `unitType`; -1 = missing. */
      readonly units: Int32Array;
      readonly unitType: UnitTypeName;
    };

/** All units of one type in one databank version, numbered densely from 0 in ascending order of identifier. */
export interface UnitUniverse {
  readonly unitType: UnitTypeName;
  readonly size: number;
  /** The stable identifier of a unit as text (decimal pseudonym, or code): what record keys are made of. Never shown. */
  identifierOf(unit: number): string;
  /** Where the identifiers are numbers (48-bit pseudonyms): all of them, ascending; lets key derivation avoid texts. */
  readonly pseudonyms?: Float64Array | undefined;
  /** Hash of the identifiers, which names caches derived from them. */
  readonly contentHash: ContentHash;
}

/** The answer to "this variable at this day": one value for each unit of the universe that has a record, dense or sparse. */
export type VariableSlice = {
  readonly rowCount: number;
  readonly values: ColumnValues;
} & (
  | {
      /** Value `i` belongs to unit `i`; `rowCount` equals the universe's size; units without a record hold the missing value. */
      readonly layout: 'dense';
      /** Number of units that have a record, so that a population can be told from the whole universe. */
      readonly recordCount: number;
    }
  | {
      /** Value `i` belongs to unit `units[i]`; ascending, no unit twice. */
      readonly layout: 'sparse';
      readonly units: Int32Array;
    }
);

/** Spells of every unit as compressed sparse rows: those of unit `u` are `offsets[u]` to `offsets[u + 1] - 1`, by start. */
export interface Spells {
  /** Universe size + 1 numbers, ascending. */
  readonly offsets: Int32Array;
  readonly starts: Int16Array;
  readonly stops: Int16Array;
  readonly values: ColumnValues;
}

/** A part of all that a variable consists of: one status date or period (none for FIXED), or the spells of all units. */
export type StoredPart =
  | { readonly type: 'slice'; readonly period?: Period; readonly slice: VariableSlice }
  | { readonly type: 'spells'; readonly spells: Spells };

/** What a run is going to read of a variable: days, or the period of an `import-event`; neither for FIXED variables. */
export interface Need {
  readonly variable: string;
  readonly days?: readonly EpochDay[];
  readonly period?: Period;
}

/** Reads stored columns of one databank version. Reading never changes anything. */
export interface DatabankReader {
  readonly databank: string;
  readonly version: string;
  /** The universe of a unit type. Unit types that share an id kind share one numbering (a family is its eldest person). */
  universe(unitType: UnitTypeName): Promise<UnitUniverse>;
  /** Values at a day (`undefined` for FIXED variables). The caller has checked the date against the catalogue. */
  sliceAt(variable: string, day: EpochDay | undefined): Promise<VariableSlice>;
  /** All spells of a variable that is stored as a history, for an engine that picks the day itself; `undefined` for others. */
  spellsOf?(variable: string): Promise<Spells | undefined>;
  /** All that a variable consists of, in the order of time, for export and comparison. */
  partsOf?(variable: string): AsyncIterable<StoredPart>;
  /** Makes what a run will read where a databank is made on demand, all at once and on several threads; others lack it. */
  prepare?(needs: readonly Need[], progress: Progress): Promise<void>;
  /** Content hashes of the column files that a slice is made of, for the run record. */
  filesOf(variable: string, day: EpochDay | undefined): readonly ContentHash[];
  /** The same for all that a script reads of a variable, ascending and each once. */
  filesFor(need: Need): readonly ContentHash[];
}

/** The typed array of a column. */
export function arrayOf(
  column: ColumnValues,
): Float64Array | Int32Array | Extract<ColumnValues, { kind: 'dictionary' }>['codes'] {
  switch (column.kind) {
    case 'float64':
    case 'int32':
      return column.values;
    case 'dictionary':
      return column.codes;
    case 'unit':
      return column.units;
  }
}
