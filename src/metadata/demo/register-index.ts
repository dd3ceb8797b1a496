import type { EpochDay } from '../../base/epoch-day.ts';
import { isoDate, parseIsoDate } from '../../base/epoch-day.ts';
import type { Period, UnitTypeName } from '../catalogue.ts';
import { idKindOf } from '../unit-types.ts';
import { spanOf } from './demo-catalogue.ts';
import type { MadeDatabank } from './demo-databanks.ts';
import type { DemoKind, DemoVariable, Revision } from './demo-kind.ts';
import { periodsOf } from './grid.ts';
import type { Register } from './register.ts';

/** A part of a demo databank: what a register writes for one date or period, or all that it writes. Plain data. */
export interface Part {
  /** Names the part's file. */
  readonly name: string;
  readonly register: string;
  readonly when?: Period;
  /** Set where the part holds preliminary figures: the MAJOR version that revised them. */
  readonly revisedSince?: number;
}

/** Which register holds which variable, and which parts answer which question. */
export class RegisterIndex {
  readonly kind: DemoKind;
  readonly #registers: ReadonlyMap<string, Register>;
  readonly #byVariable = new Map<string, Register>();
  readonly #byUniverse = new Map<string, Register>();
  readonly #variables: ReadonlyMap<string, DemoVariable>;
  readonly #periods = new Map<string, readonly Period[]>();

  constructor({ kind, registers }: MadeDatabank) {
    this.kind = kind;
    this.#registers = new Map(registers.map((register) => [register.name, register]));
    this.#variables = new Map(kind.variables().map((variable) => [variable.name, variable]));
    if (this.#registers.size !== registers.length) throw new Error('two registers have one name');
    for (const register of registers) this.#file(register);
    const missing = [...this.#variables.keys()].find((name) => !this.#byVariable.has(name));
    if (missing !== undefined) throw new Error(`no register holds ${missing}`);
  }

  /** The register of a name. */
  register(name: string): Register {
    return known(this.#registers.get(name), name);
  }

  /** All parts of a version, of some variables or of all, universes included. */
  allParts(major: number, variables?: ReadonlySet<string>): readonly Part[] {
    const registers = [...this.#registers.values()].filter(
      (register) => variables === undefined || register.variables.some((name) => variables.has(name)),
    );
    return [
      ...[...new Set(this.#byUniverse.values())].map((register) => this.#part(register, undefined, major)),
      ...registers.flatMap((register) =>
        register.grid === undefined
          ? [this.#part(register, undefined, major)]
          : this.#periodsOf(register).map((when) => this.#part(register, when, major)),
      ),
    ];
  }

  /** Parts of a variable, ascending in time. */
  partsOfVariable(variable: string, major: number): readonly Part[] {
    const register = known(this.#byVariable.get(variable), variable);
    if (register.grid === undefined) return [this.#part(register, undefined, major)];
    return this.#periodsOf(register)
      .filter((when) => this.wants(variable, when))
      .map((when) => this.#part(register, when, major));
  }

  /** The part with a variable's values at a day; `undefined` where it has none. */
  partAt(variable: string, day: EpochDay | undefined, major: number): Part | undefined {
    const register = known(this.#byVariable.get(variable), variable);
    if (register.grid === undefined) return this.#part(register, undefined, major);
    if (day === undefined) return undefined;
    const when = this.#periodsOf(register).find(({ startDay, stopDay }) => startDay <= day && day <= stopDay);
    return when === undefined || !this.wants(variable, when) ? undefined : this.#part(register, when, major);
  }

  /** The part that numbers the units of a type. */
  partOfUniverse(unitType: UnitTypeName): Part | undefined {
    const register = this.#byUniverse.get(idKindOf(unitType));
    return register && { name: register.name, register: register.name };
  }

  /** The identifier spaces that some register numbers. */
  get idKinds(): ReadonlySet<string> {
    return new Set(this.#byUniverse.keys());
  }

  /** Parts, written once, that a part's register reads. */
  needsOf(part: Part): readonly Part[] {
    return (this.register(part.register).needs ?? []).map((name) => ({ name, register: this.register(name).name }));
  }

  /** Whether a variable has data for a date or period (always, where there is none). */
  wants(variable: string, when: Period | undefined): boolean {
    const { grid, from, until } = known(this.#variables.get(variable), variable);
    if (when === undefined || grid === undefined || from === undefined || until === undefined) return true;
    return dayOf(from) <= when.startDay && when.stopDay <= dayOf(until);
  }

  /** The period in which a variable's history was kept; absent for variables that are none. */
  historyOf(variable: string): Period | undefined {
    const { grid, from, until } = known(this.#variables.get(variable), variable);
    if (grid !== 'event' || from === undefined || until === undefined) return undefined;
    return { startDay: dayOf(from), stopDay: dayOf(until) };
  }

  /** The revision that a part's figures of a variable wait for. */
  revisionOf(variable: string, { when, revisedSince }: Part): Revision | undefined {
    if (when === undefined || revisedSince === undefined) return undefined;
    return this.kind.revisions.find(
      (revision) =>
        revision.since === revisedSince && revision.variables.includes(variable) && isWithin(when, revision),
    );
  }

  #file(register: Register): void {
    for (const name of register.variables) {
      if (this.#byVariable.has(name)) throw new Error(`${name} stands in two registers`);
      if (!this.#variables.has(name)) throw new Error(`${name} of ${register.name} is not in the catalogue`);
      this.#byVariable.set(name, register);
    }
    for (const idKind of register.universes ?? []) {
      if (this.#byUniverse.has(idKind)) throw new Error(`two registers number ${idKind}`);
      if (register.grid !== undefined) throw new Error(`${register.name} is not written once and numbers ${idKind}`);
      this.#byUniverse.set(idKind, register);
    }
  }

  /** The dates or periods of a register: all of its variables'. */
  #periodsOf(register: Register): readonly Period[] {
    let periods = this.#periods.get(register.name);
    if (periods === undefined) {
      const { grid } = register;
      const spans = register.variables.flatMap((name) => {
        const { from, until, grid: own } = known(this.#variables.get(name), name);
        if (grid === undefined || from === undefined || until === undefined) return [];
        if (own !== grid) throw new Error(`${name} has the grid ${String(own)}, its register ${register.name} ${grid}`);
        return periodsOf(spanOf({ grid, from, until }));
      });
      periods = [...new Map(spans.map((period) => [period.startDay, period])).values()].sort(
        (a, b) => a.startDay - b.startDay,
      );
      this.#periods.set(register.name, periods);
    }
    return periods;
  }

  #part(register: Register, when: Period | undefined, major: number): Part {
    if (when === undefined) return { name: register.name, register: register.name };
    const name = `${register.name}@${isoDate(when.startDay)}`;
    const revision = this.kind.revisions.find(
      (candidate) =>
        major < candidate.since &&
        isWithin(when, candidate) &&
        candidate.variables.some((variable) => this.#byVariable.get(variable) === register),
    );
    if (revision === undefined) return { name, register: register.name, when };
    return { name: `${name}-before-${revision.since}`, register: register.name, when, revisedSince: revision.since };
  }
}

function isWithin({ startDay, stopDay }: Period, { from, until }: Revision): boolean {
  return dayOf(from) <= startDay && stopDay <= dayOf(until);
}

function dayOf(text: string): EpochDay {
  return parseIsoDate(text) ?? 0;
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the demo databank has no ${name}`);
  return value;
}
