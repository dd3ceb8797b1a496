import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { DatabankLibrary } from '../metadata/library.ts';
import { arrayOf, type ColumnValues, type DatabankReader, type VariableSlice } from '../metadata/stored-column.ts';

/** One value that a world has and the stored databank has not. */
export interface Change {
  readonly variable: string;
  /** Place in the universe of the variable's unit type. */
  readonly unit: number;
  /** A number, or a text that the variable has somewhere. */
  readonly value: number | string;
}

/** A databank as an attacker meets it: its data, but for some values, under a secret of its own. */
export interface World {
  readonly changes: readonly Change[];
  readonly secret: Uint8Array;
}

/** The secret with a name: 32 bytes. */
export function secretOf(name: string): Uint8Array {
  return sha256(utf8ToBytes(`attack suite secret ${name}`));
}

/**
 * A library whose databank `name` is a world: values at dates and fixed values are replaced as they are read, and record keys
 * come from the world's secret. Everything else is the stored databank.
 */
export function worldLibrary(library: DatabankLibrary, name: string, world: World): DatabankLibrary {
  return {
    databanks: library.databanks,
    problems: library.problems,
    findCatalogue: (bank, version) => library.findCatalogue(bank, version),
    secretOf: (bank) => (bank === name ? world.secret : library.secretOf(bank)),
    open: async (bank, version, progress) => {
      const reader = await library.open(bank, version, progress);
      return bank === name && world.changes.length > 0 ? changed(reader, world.changes) : reader;
    },
  };
}

/** A reader that answers with other values for some units. Spells, which no world changes, pass as they are. */
function changed(reader: DatabankReader, changes: readonly Change[]): DatabankReader {
  const variables = new Set(changes.map(({ variable }) => variable));
  return {
    databank: reader.databank,
    version: reader.version,
    universe: (unitType) => reader.universe(unitType),
    filesOf: (variable, day) => reader.filesOf(variable, day),
    filesFor: (need) => reader.filesFor(need),
    sliceAt: async (variable, day) => {
      const slice = await reader.sliceAt(variable, day);
      return variables.has(variable)
        ? withChanges(
            slice,
            changes.filter((change) => change.variable === variable),
          )
        : slice;
    },
    // A variable that a world changes is asked for day by day, so that no spell tells the stored value.
    spellsOf: async (variable) => (variables.has(variable) ? undefined : reader.spellsOf?.(variable)),
    prepare: (needs, progress) => reader.prepare?.(needs, progress) ?? Promise.resolve(),
  };
}

function withChanges(slice: VariableSlice, changes: readonly Change[]): VariableSlice {
  const values = copied(slice.values);
  const array = arrayOf(values);
  for (const { unit, value } of changes) {
    const row = slice.layout === 'dense' ? unit : slice.units.indexOf(unit);
    if (row >= 0) array[row] = physical(values, value);
  }
  return { ...slice, values };
}

function physical(values: ColumnValues, value: number | string): number {
  if (typeof value === 'number') return value;
  const code = values.kind === 'dictionary' ? values.dictionary.indexOf(value) : -1;
  if (code < 0) throw new RangeError('a world may only have texts that the databank has');
  return code;
}

/** A copy in shared memory, where worker threads can see it. */
function copied(values: ColumnValues): ColumnValues {
  switch (values.kind) {
    case 'float64':
      return { ...values, values: new Float64Array(shared(values.values)) };
    case 'int32':
      return { ...values, values: new Int32Array(shared(values.values)) };
    case 'unit':
      return { ...values, units: new Int32Array(shared(values.units)) };
    case 'dictionary': {
      const buffer = shared(values.codes);
      if (values.codes instanceof Uint8Array) return { ...values, codes: new Uint8Array(buffer) };
      if (values.codes instanceof Uint16Array) return { ...values, codes: new Uint16Array(buffer) };
      return { ...values, codes: new Uint32Array(buffer) };
    }
  }
}

function shared(view: ArrayBufferView): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(view.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return buffer;
}
