import type { Period, RegisterVariable } from '../catalogue.ts';
import { failDatabank } from '../databank-error.ts';
import type { IncomingIdentifiers, IncomingValues, RowBatch } from '../ingest/row-batch.ts';
import { openStop16, spellsAt } from '../store/spells.ts';
import {
  type ColumnValues,
  type DatabankReader,
  missingInt32,
  missingUnit,
  type Spells,
  type StoredPart,
  type UnitUniverse,
  type VariableSlice,
} from '../stored-column.ts';

/** Rows of a batch. */
const batchRows = 65_536;

/**
 * All rows of a stored variable, in batches whose arrays are used again. The order is canonical: by unit, then start, for
 * FIXED and EVENT; by start, then unit, for STATUS and ACCUMULATED, whether they are stored as blocks or as histories. A STATUS
 * variable has a row for each date at which a unit has a value, also where its history tells several dates in one spell.
 *
 * FIXED rows have neither start nor stop.
 *
 * @throws DatabankError `exchange-not-enumerable` where the databank cannot list what it holds
 */
export async function* storedRows(reader: DatabankReader, variable: RegisterVariable): AsyncGenerator<RowBatch> {
  const units = identifiersOf(await reader.universe(variable.unitType));
  const { keyUnitType } = variable;
  const keys = keyUnitType === undefined ? undefined : new LazyKeys(reader);
  const batches = new Batches(units);
  for await (const part of rowParts(partsOf(reader, variable), variable)) {
    const values = part.type === 'slice' ? part.slice.values : part.spells.values;
    const texts = await valuesOf(values, keys);
    if (part.type === 'slice') yield* batches.ofSlice(part.slice, part.period, texts);
    else yield* batches.ofSpells(part.spells, variable.temporality === 'EVENT', texts);
  }
}

function partsOf(reader: DatabankReader, { name }: RegisterVariable): AsyncIterable<StoredPart> {
  return (
    reader.partsOf?.(name) ?? failDatabank('exchange-not-enumerable', { databank: reader.databank, variable: name })
  );
}

/**
 * A state that lasts over several dates of a STATUS variable may be stored as one spell, but is a row at each of these dates.
 * Spells of one day each are such rows already.
 */
async function* rowParts(
  parts: AsyncIterable<StoredPart>,
  { temporality, statusDays }: RegisterVariable,
): AsyncGenerator<StoredPart> {
  for await (const part of parts) {
    if (part.type === 'slice' || temporality !== 'STATUS' || ofOneDay(part.spells)) {
      yield part;
      continue;
    }
    const rowCount = part.spells.offsets.length - 1;
    for (const day of statusDays ?? []) {
      const slice = { layout: 'dense', rowCount, ...spellsAt(part.spells, day) } as const;
      yield { type: 'slice', period: { startDay: day, stopDay: day }, slice };
    }
  }
}

function ofOneDay({ starts, stops }: Spells): boolean {
  return starts.every((start, spell) => start === stops[spell]);
}

/** Identifiers of all units of a universe by number: as numbers, or as texts where they are public. */
type Identifiers =
  | { readonly kind: 'numbers'; readonly all: Float64Array }
  | { readonly kind: 'texts'; readonly all: readonly string[] };

function identifiersOf(universe: UnitUniverse): Identifiers {
  if (universe.pseudonyms !== undefined) return { kind: 'numbers', all: universe.pseudonyms };
  return { kind: 'texts', all: Array.from({ length: universe.size }, (_, unit) => universe.identifierOf(unit)) };
}

/** The identifiers that values refer to; a universe is read when values first need it. */
class LazyKeys {
  readonly #reader: DatabankReader;
  readonly #known = new Map<string, Identifiers>();

  constructor(reader: DatabankReader) {
    this.#reader = reader;
  }

  async of(unitType: string): Promise<Identifiers> {
    const known = this.#known.get(unitType) ?? identifiersOf(await this.#reader.universe(unitType));
    this.#known.set(unitType, known);
    return known;
  }
}

/** Picks values at positions of a column; gives them as a batch holds them. */
type Picker = (positions: Int32Array) => IncomingValues;

async function valuesOf(values: ColumnValues, keys: LazyKeys | undefined): Promise<Picker> {
  const numbers = new Float64Array(batchRows);
  const codes = new Int32Array(batchRows);
  switch (values.kind) {
    case 'float64':
    case 'int32':
      return (positions) => {
        for (let i = 0; i < positions.length; i++) numbers[i] = values.values[positions[i]!]!;
        return { kind: 'numbers', values: numbers.subarray(0, positions.length) };
      };
    case 'dictionary':
      return (positions) => {
        for (let i = 0; i < positions.length; i++) codes[i] = values.codes[positions[i]!]!;
        return { kind: 'texts', codes: codes.subarray(0, positions.length), dictionary: values.dictionary };
      };
    case 'unit': {
      const identifiers = await keys?.of(values.unitType);
      if (identifiers === undefined) throw new Error(`values of ${values.unitType} where none are declared`);
      const pick = identifierPicker(identifiers, numbers, codes);
      const chosen = new Int32Array(batchRows);
      return (positions) => {
        for (let i = 0; i < positions.length; i++) chosen[i] = values.units[positions[i]!]!;
        return pick(chosen.subarray(0, positions.length));
      };
    }
  }
}

function identifierPicker(
  identifiers: Identifiers,
  numbers: Float64Array,
  codes: Int32Array,
): (units: Int32Array) => IncomingIdentifiers {
  if (identifiers.kind === 'texts') {
    return (units) => {
      codes.set(units);
      return { kind: 'texts', codes: codes.subarray(0, units.length), dictionary: identifiers.all };
    };
  }
  const { all } = identifiers;
  return (units) => {
    for (let i = 0; i < units.length; i++) numbers[i] = all[units[i]!]!;
    return { kind: 'numbers', values: numbers.subarray(0, units.length) };
  };
}

/** Makes batches of rows that have a value. */
class Batches {
  readonly #pickUnits: (units: Int32Array) => IncomingIdentifiers;
  readonly #positions = new Int32Array(batchRows);
  readonly #units = new Int32Array(batchRows);
  readonly #starts = new Int32Array(batchRows);
  readonly #stops = new Int32Array(batchRows);
  #firstRow = 1;

  constructor(identifiers: Identifiers) {
    this.#pickUnits = identifierPicker(identifiers, new Float64Array(batchRows), new Int32Array(batchRows));
  }

  *ofSlice(slice: VariableSlice, period: Period | undefined, pick: Picker): Generator<RowBatch> {
    this.#starts.fill(period?.startDay ?? missingInt32);
    this.#stops.fill(period === undefined ? missingInt32 : stopOf(period.stopDay));
    for (let from = 0; from < slice.rowCount; from += batchRows) {
      const count = presentPositions(slice.values, from, Math.min(slice.rowCount, from + batchRows), this.#positions);
      if (count === 0) continue;
      const positions = this.#positions.subarray(0, count);
      if (slice.layout === 'dense') this.#units.set(positions);
      else for (let i = 0; i < count; i++) this.#units[i] = slice.units[positions[i]!]!;
      yield this.#batch(positions, pick);
    }
  }

  *ofSpells(spells: Spells, byUnit: boolean, pick: Picker): Generator<RowBatch> {
    const unitOfSpell = unitsOfSpells(spells);
    const order = byUnit ? undefined : orderByStart(spells.starts);
    for (let from = 0; from < spells.starts.length; from += batchRows) {
      const count = Math.min(batchRows, spells.starts.length - from);
      for (let i = 0; i < count; i++) {
        const spell = order === undefined ? from + i : order[from + i]!;
        this.#positions[i] = spell;
        this.#units[i] = unitOfSpell[spell]!;
        this.#starts[i] = spells.starts[spell]!;
        this.#stops[i] = stopOf(spells.stops[spell]!);
      }
      yield this.#batch(this.#positions.subarray(0, count), pick);
    }
  }

  #batch(positions: Int32Array, pick: Picker): RowBatch {
    const rowCount = positions.length;
    const firstRow = this.#firstRow;
    this.#firstRow += rowCount;
    return {
      firstRow,
      rowCount,
      units: this.#pickUnits(this.#units.subarray(0, rowCount)),
      values: pick(positions),
      starts: this.#starts.subarray(0, rowCount),
      stops: this.#stops.subarray(0, rowCount),
    };
  }
}

/** A stored stop day as batches have it: empty for a spell that has not ended. */
function stopOf(stopDay: number): number {
  return stopDay >= openStop16 ? missingInt32 : stopDay;
}

/** Writes the positions from `from` to `to` that have a value; gives their number. One loop for each kind of array. */
function presentPositions(column: ColumnValues, from: number, to: number, out: Int32Array): number {
  let count = 0;
  switch (column.kind) {
    case 'float64': {
      const { values } = column;
      for (let i = from; i < to; i++) if (values[i] === values[i]) out[count++] = i;
      return count;
    }
    case 'int32': {
      const { values } = column;
      for (let i = from; i < to; i++) if (values[i] !== missingInt32) out[count++] = i;
      return count;
    }
    case 'unit': {
      const { units } = column;
      for (let i = from; i < to; i++) if (units[i] !== missingUnit) out[count++] = i;
      return count;
    }
    case 'dictionary': {
      const { codes } = column;
      for (let i = from; i < to; i++) if (codes[i] !== 0) out[count++] = i;
      return count;
    }
  }
}

function unitsOfSpells({ offsets, starts }: Spells): Int32Array {
  const units = new Int32Array(starts.length);
  for (let unit = 0; unit + 1 < offsets.length; unit++) units.fill(unit, offsets[unit], offsets[unit + 1]);
  return units;
}

/** Spells by start, those of one start in their order: counted, not compared, for a day is one of 65,536. */
function orderByStart(starts: Int16Array): Int32Array {
  const next = new Int32Array(65_537);
  for (const start of starts) {
    const day = start + 32_769;
    next[day] = next[day]! + 1;
  }
  for (let day = 1; day < next.length; day++) next[day] = next[day]! + next[day - 1]!;
  const order = new Int32Array(starts.length);
  for (let spell = 0; spell < starts.length; spell++) {
    const day = starts[spell]! + 32_768;
    order[next[day]!] = spell;
    next[day] = next[day]! + 1;
  }
  return order;
}
