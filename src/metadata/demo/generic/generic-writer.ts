import { civilDate, type EpochDay } from '../../../base/epoch-day.ts';
import { missingInt32 } from '../../stored-column.ts';
import { type SerialSpells, type SpellColumn, VariableWriter } from '../columns.ts';
import { spanOf } from '../demo-catalogue.ts';
import type { DemoVariable } from '../demo-kind.ts';
import { nobody, origins } from '../people.ts';
import { personWriter } from '../population.ts';
import { historyEnd } from '../profile.ts';
import type { Numbering } from '../pseudonyms.ts';
import { draw, process } from '../random.ts';
import type { Register, RegisterCall } from '../register.ts';
import { type Anchor, carriersAt } from './carriers.ts';
import { circleOf, isWithin, sourceKey } from './circle.ts';
import { keyOf } from './keys.ts';
import { drawLifeSpells } from './life-spells.ts';
import { municipalValues } from './municipal.ts';
import type { Recipe } from './recipe.ts';
import { type CodeEntry, type Moment, type ValueMaker, valueMaker } from './values.ts';

/** What a generic register writes. */
export interface GenericVariable {
  readonly variable: DemoVariable;
  readonly recipe: Recipe;
  readonly anchor: Anchor;
  /** Codes of the variable's list; none without one. */
  readonly codes: readonly CodeEntry[];
}

/** Writes one variable by its recipe: of persons, of municipalities, or of other units. */
export function genericWriter(generic: GenericVariable): Register['write'] {
  const { unitType, temporality } = generic.variable;
  if (unitType === 'KOMMUNE') return (call) => writeMunicipal(generic, call);
  if (unitType === 'PERSON') {
    return temporality === 'EVENT' ? (call) => writePersonSpells(generic, call) : (call) => writePersons(generic, call);
  }
  return temporality === 'EVENT' ? (call) => writeUnitSpells(generic, call) : (call) => writeUnits(generic, call);
}

function writeMunicipal({ variable, recipe }: GenericVariable, { columns, population, when }: RegisterCall): void {
  if (recipe.kind !== 'quantity' || when === undefined) throw new Error(`${variable.name} is not a yearly quantity`);
  const { year } = civilDate(when.startDay);
  const isDecimal = variable.dataType === 'DOUBLE';
  const key = keyOf(variable.name);
  const values = municipalValues(population.geography, recipe, key, when.startDay, year, isDecimal);
  columns.addBlock(variable.name, 'KOMMUNE', when.startDay, when.stopDay, values);
}

/** Persons of the variable's circle at a date, in a period or, for fixed facts, at any time. */
async function writePersons(generic: GenericVariable, call: RegisterCall): Promise<void> {
  const { population, when } = call;
  const { variable } = generic;
  const { people } = population;
  const day = middleOf(call);
  const { year } = civilDate(day);
  const circle = circleOf(variable.name);
  const key = keyOf(sourceKey(variable.name));
  const isRegistered = (person: number): boolean =>
    people.origin[person] !== origins.shortTerm && draw(process.generic, person, key) < circle.share;
  const has =
    when === undefined
      ? isRegistered
      : (person: number): boolean => isWithin(population, circle, key, person, day, year);
  const maker = await makerOf(generic, call, day);
  writeColumn(generic, call, maker, people.count, (person) =>
    has(person) ? { unit: person, person, day, year } : undefined,
  );
}

/** Units of a register that are there at a date. */
async function writeUnits(generic: GenericVariable, call: RegisterCall): Promise<void> {
  const { variable, anchor } = generic;
  const day = middleOf(call);
  const { year } = civilDate(day);
  const carriers = await carriersAt(
    call,
    variable.unitType,
    anchor,
    anchor.isLinkDated === true ? call.when?.startDay : call.when && day,
  );
  const share = shareOfUnits(variable);
  const key = keyOf(variable.name);
  const maker = await makerOf(generic, call, day);
  writeColumn(generic, call, maker, carriers.count, (unit) =>
    carriers.present[unit] === 1 && (share >= 1 || draw(process.generic, unit, key + year) < share)
      ? { unit, person: carriers.person[unit]!, day, year }
      : undefined,
  );
}

/** Share of units with a record: extra pay and absence concern a few of them. */
function shareOfUnits({ name }: DemoVariable): number {
  if (/SYKEFRAVAR_DAGSVERK|SLUTT|BONUS|NATURAL|HELLIGDAG|TREKK|UREGTIL|OVERTID|_TIME/u.test(name)) return 0.12;
  return /^ARBLONN_LONN/u.test(name) && !/FAST|KONTANT|EKV|STATUS/u.test(name) ? 0.25 : 1;
}

async function writePersonSpells(generic: GenericVariable, call: RegisterCall): Promise<void> {
  const { variable } = generic;
  const { name, grid, from, until } = variable;
  if (grid === undefined || from === undefined || until === undefined) throw new Error(`${name} has no dates`);
  const span = spanOf({ grid, from, until });
  const spells = drawLifeSpells(call.population, circleOf(name), keyOf(sourceKey(name)), span.from, span.until);
  const maker = await makerOf(generic, call, span.until);
  const persons = Int32Array.from(spells.starts, () => 0);
  for (let person = 0; person + 1 < spells.offsets.length; person++) {
    persons.fill(person, spells.offsets[person], spells.offsets[person + 1]);
  }
  const writer = personWriter(call.columns, call.population);
  writer.spells(
    name,
    spells,
    spellColumn(generic, maker, spells, (i) => ({ unit: persons[i]!, person: persons[i]! })),
  );
}

/** Spells of other units: those of the variable that says when the units are there. */
async function writeUnitSpells(generic: GenericVariable, call: RegisterCall): Promise<void> {
  const { variable, anchor } = generic;
  const { size } = await call.universe(variable.unitType);
  const carriers = await carriersAt(call, variable.unitType, anchor, undefined);
  const known = anchor.spells === undefined ? undefined : await call.spells(anchor.spells);
  const { grid = 'event', from = '', until = '' } = variable;
  const span = spanOf({ grid, from, until });
  const spells = known === undefined ? onceEach(size, span.from, span.until) : within(known, span.from, span.until);
  const units = new Int32Array(spells.starts.length);
  for (let unit = 0; unit < size; unit++) units.fill(unit, spells.offsets[unit], spells.offsets[unit + 1]);
  const maker = await makerOf(generic, call, span.until);
  const writer = new VariableWriter(call.columns, variable.unitType, identity(size));
  const moment = (i: number): Pick<Moment, 'unit' | 'person'> => ({
    unit: units[i]!,
    person: carriers.person[units[i]!]!,
  });
  writer.spells(variable.name, spells, spellColumn(generic, maker, spells, moment));
}

/** One spell of half a year for each unit, anywhere between two days. */
function onceEach(count: number, from: EpochDay, until: EpochDay): SerialSpells {
  const starts = Int16Array.from(
    { length: count },
    (_, unit) => from + Math.floor(draw(process.generic, unit, from) * Math.max(1, until - from - 180)),
  );
  return {
    offsets: Int32Array.from({ length: count + 1 }, (_, i) => i),
    starts,
    stops: starts.map((start) => Math.min(until, start + 180)),
  };
}

/** The spells that lie between two days. */
function within({ offsets, starts, stops }: SerialSpells, from: EpochDay, until: EpochDay): SerialSpells {
  const kept: number[] = [];
  const newOffsets = new Int32Array(offsets.length);
  for (let unit = 0; unit + 1 < offsets.length; unit++) {
    for (let i = offsets[unit]!; i < offsets[unit + 1]!; i++)
      if (starts[i]! >= from && starts[i]! <= until) kept.push(i);
    newOffsets[unit + 1] = kept.length;
  }
  return {
    offsets: newOffsets,
    starts: Int16Array.from(kept, (i) => starts[i]!),
    stops: Int16Array.from(kept, (i) => stops[i]!),
  };
}

function spellColumn(
  { variable }: GenericVariable,
  maker: ValueMaker,
  spells: SerialSpells,
  unitOf: (spell: number) => Pick<Moment, 'unit' | 'person'>,
): SpellColumn {
  const values = Float64Array.from(spells.starts, (day, i) =>
    maker.value({ ...unitOf(i), day, year: civilDate(day).year }),
  );
  switch (maker.kind) {
    case 'codes':
      return { kind: 'codes', dictionary: maker.dictionary, values };
    case 'integers':
    case 'decimals':
      return { kind: maker.kind, values };
    case 'units':
      return { kind: 'units', unitType: variable.keyUnitType ?? 'PERSON', others: maker.others, values };
  }
}

function writeColumn(
  { variable }: GenericVariable,
  call: RegisterCall,
  maker: ValueMaker,
  count: number,
  momentOf: (unit: number) => Moment | undefined,
): void {
  const { name, unitType, keyUnitType } = variable;
  const writer =
    unitType === 'PERSON'
      ? personWriter(call.columns, call.population)
      : new VariableWriter(call.columns, unitType, identity(count));
  const fill = <T extends Float64Array | Int32Array | Uint16Array>(values: T, none: number): T => {
    for (let unit = 0; unit < count; unit++) {
      const moment = momentOf(unit);
      values[unit] = moment === undefined ? none : maker.value(moment);
    }
    return values;
  };
  switch (maker.kind) {
    case 'codes':
      writer.codes(name, call.when, maker.dictionary, fill(new Uint16Array(count), 0));
      break;
    case 'integers':
      writer.integers(name, call.when, fill(new Int32Array(count), missingInt32));
      break;
    case 'decimals':
      writer.decimals(name, call.when, fill(new Float64Array(count), Number.NaN));
      break;
    case 'units': {
      const units = fill(new Int32Array(count), nobody);
      writer.units(name, call.when, keyUnitType ?? 'PERSON', maker.others, units);
    }
  }
}

async function makerOf(generic: GenericVariable, call: RegisterCall, day: EpochDay): Promise<ValueMaker> {
  const { variable, recipe, codes } = generic;
  const { keyUnitType } = variable;
  // Families, households and siblings go by the number of a person.
  const isPersonKey = keyUnitType === undefined || /^(PERSON|FAMILIE|HUSHOLDNING|SOESKEN)$/u.test(keyUnitType);
  return valueMaker({
    population: call.population,
    recipe,
    codes,
    day,
    key: keyOf(variable.name),
    isDecimal: variable.dataType === 'DOUBLE',
    isFixed: variable.temporality === 'FIXED',
    others: recipe.kind !== 'key' || isPersonKey ? undefined : identity((await call.universe(keyUnitType)).size),
  });
}

const emptyPseudonyms = new Float64Array(0);

function identity(count: number): Numbering {
  return { pseudonyms: emptyPseudonyms, unitOf: Int32Array.from({ length: count }, (_, i) => i) };
}

/** The day that stands for the part: the middle of a period, the last day of the lives for fixed facts. */
function middleOf({ when }: RegisterCall): EpochDay {
  return when === undefined ? historyEnd : Math.floor((when.startDay + when.stopDay) / 2);
}
