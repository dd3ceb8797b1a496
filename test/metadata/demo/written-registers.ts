import { daysFromCivil, type EpochDay } from '../../../src/base/epoch-day.ts';
import type { ContentHash } from '../../../src/base/hash.ts';
import type { Period } from '../../../src/metadata/catalogue.ts';
import { readGeography } from '../../../src/metadata/demo/geography.ts';
import { createPeople } from '../../../src/metadata/demo/people.ts';
import { joinPopulation, type Population, simulateVillages } from '../../../src/metadata/demo/population.ts';
import { demoProfile } from '../../../src/metadata/demo/profile.ts';
import type { Register } from '../../../src/metadata/demo/register.ts';
import { ColumnFolder } from '../../../src/metadata/store/column-folder.ts';
import type { StoredPseudonyms } from '../../../src/metadata/store/content.ts';
import { openStop16 } from '../../../src/metadata/store/spells.ts';
import { type ColumnValues, missingInt32, type Spells } from '../../../src/metadata/stored-column.ts';

/** A value as a test sees it: a text, a number, another unit's dense number; `undefined` for none. */
export type Value = string | number | undefined;

/** A spell of a unit. */
export interface TestSpell {
  readonly start: EpochDay;
  /** Absent: it goes on. */
  readonly stop: EpochDay | undefined;
  readonly value: Value;
}

/** A small population, made in the test's own process. */
export function testPopulation(personCount: number): Population {
  const profile = demoProfile(personCount);
  const people = createPeople(personCount);
  return {
    ...joinPopulation(profile, people, [simulateVillages(people, 0, personCount)]),
    geography: readGeography(),
  };
}

/** What registers of a list write, kept in memory by variable instead of in files. */
export class WrittenRegisters {
  readonly #population: Population;
  readonly #registers: readonly Register[];
  readonly #parts = new Map<string, Promise<Captured>>();

  constructor(population: Population, registers: readonly Register[]) {
    this.#population = population;
    this.#registers = registers;
  }

  /** Values by dense unit number: of a FIXED variable, or of one with a block for the day or period. */
  async values<T extends string | number>(variable: string, when?: Period): Promise<readonly (T | undefined)[]> {
    const column = (await this.#part(variable, when)).columns.get(variable);
    if (column === undefined) throw new Error(`${variable} was not written`);
    return Array.from({ length: lengthOf(column) }, (_, i) => valueOf(column, i)) as (T | undefined)[];
  }

  /** Spells by dense unit number. */
  async spells(variable: string): Promise<readonly (readonly TestSpell[])[]> {
    const spells = await this.#history(variable);
    return Array.from({ length: spells.offsets.length - 1 }, (_, unit) =>
      Array.from({ length: spells.offsets[unit + 1]! - spells.offsets[unit]! }, (_, i) => {
        const at = spells.offsets[unit]! + i;
        const stop = spells.stops[at]!;
        return {
          start: spells.starts[at]!,
          stop: stop === openStop16 ? undefined : stop,
          value: valueOf(spells.values, at),
        };
      }),
    );
  }

  async #history(variable: string): Promise<Spells> {
    const spells = (await this.#part(variable, undefined)).histories.get(variable);
    if (spells === undefined) throw new Error(`${variable} was not written as a history`);
    return spells;
  }

  #part(variable: string, when: Period | undefined): Promise<Captured> {
    const register = this.#registers.find(({ variables }) => variables.includes(variable));
    if (register === undefined) throw new Error(`no register of ${variable}`);
    const key = `${register.name} ${when === undefined ? '' : `${when.startDay} ${when.stopDay}`}`;
    let part = this.#parts.get(key);
    if (part === undefined) {
      part = this.#write(register, when);
      this.#parts.set(key, part);
    }
    return part;
  }

  async #write(register: Register, when: Period | undefined): Promise<Captured> {
    const columns = new Captured();
    const refuse = (): never => {
      throw new Error('these registers read no other but histories');
    };
    await register.write({
      columns,
      population: this.#population,
      when,
      wants: () => true,
      read: refuse,
      spells: (variable) => this.#history(variable),
      universe: refuse,
    });
    for (const name of register.variables) {
      if (!columns.columns.has(name) && !columns.histories.has(name)) throw new Error(`${name} was not written`);
    }
    for (const name of [...columns.columns.keys(), ...columns.histories.keys()]) {
      if (!register.variables.includes(name)) throw new Error(`${name} is not of ${register.name}`);
    }
    return columns;
  }
}

/** Takes what a register writes, without any file. */
class Captured extends ColumnFolder {
  readonly columns = new Map<string, ColumnValues>();
  readonly histories = new Map<string, Spells>();

  constructor() {
    super('');
  }

  /** The units are known by their numbers. */
  override addPseudonyms(idKind: string, pseudonyms: Float64Array): StoredPseudonyms {
    const hash: ContentHash = `sha256:${idKind}`;
    return {
      type: 'pseudonyms',
      size: pseudonyms.length,
      file: { hash, byteLength: 0 },
      place: { offset: 0, length: 0 },
    };
  }

  override addFixed(name: string, _unitType: string, values: ColumnValues): void {
    this.columns.set(name, values);
  }

  override addBlock(name: string, _unitType: string, _start: EpochDay, _stop: EpochDay, values: ColumnValues): void {
    this.columns.set(name, values);
  }

  override addHistory(name: string, _unitType: string, spells: Spells): void {
    this.histories.set(name, spells);
  }
}

function lengthOf(column: ColumnValues): number {
  return column.kind === 'dictionary'
    ? column.codes.length
    : column.kind === 'unit'
      ? column.units.length
      : column.values.length;
}

function valueOf(column: ColumnValues, i: number): Value {
  if (column.kind === 'dictionary') return column.codes[i] === 0 ? undefined : column.dictionary[column.codes[i]!];
  if (column.kind === 'unit') return column.units[i]! < 0 ? undefined : column.units[i];
  if (column.kind === 'int32') return column.values[i] === missingInt32 ? undefined : column.values[i];
  return Number.isNaN(column.values[i]) ? undefined : column.values[i];
}

/** The value of a unit's spells on a day. */
export function spellAt(spells: readonly TestSpell[], day: EpochDay): Value {
  return spells.find(({ start, stop }) => start <= day && (stop === undefined || day <= stop))?.value;
}

/** 1 January of a year, as a date of status registers. */
export function newYear(year: number): Period {
  const day = daysFromCivil(year, 1, 1);
  return { startDay: day, stopDay: day };
}

/** A calendar year, as a period of accumulated variables. */
export function calendarYear(year: number): Period {
  return { startDay: daysFromCivil(year, 1, 1), stopDay: daysFromCivil(year, 12, 31) };
}
