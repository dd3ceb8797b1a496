import { civilDate, daysFromCivil, daysInMonth, type EpochDay } from '../../base/epoch-day.ts';
import {
  birthYearOf,
  businessIncomeOf,
  isEmployed,
  isFromAfricaOrAsia,
  positionPercent,
  presenceIn,
  wagesOf,
  workingDays,
} from './employment.ts';
import { abroad, placeAt } from './lives.ts';
import { never, origins } from './people.ts';
import type { Population } from './population.ts';
import { draw, drawNormal, process } from './random.ts';

/** A time in which a person receives a benefit, both days included; `last` is `never` while it goes on. */
export interface BenefitSpell {
  readonly first: EpochDay;
  readonly last: EpochDay;
}

/** A disability pension with its degree in percent. */
export interface DisabilitySpell extends BenefitSpell {
  readonly degree: number;
}

/** First and last year of benefits; registers show the parts of them that they cover. */
export const benefitYears: readonly [first: number, last: number] = [1990, 2025];

/** The percentage of a full position that a person works in a year, 0 for who does not. */
function workPercent(population: Population, person: number, year: number): number {
  return isEmployed(population, person, year) ? positionPercent(population.people, person, year) : 0;
}

/** Part of those out of work who are disabled, by age: rises until nearly all in their sixties are. */
function disabilityRisk(age: number, isWoman: boolean): number {
  const risk = age < 30 ? 0.14 : 0.14 + (age - 30) * 0.02;
  return Math.min(0.85, risk * (isWoman ? 1.15 : 0.9));
}

/**
 * Disability pensions of a person: they begin in a second year without full work, end at 67, with death or emigration, or
 * when full work is taken up for two years. Who works part-time has the rest as degree.
 */
export function disabilitySpells(population: Population, person: number): readonly DisabilitySpell[] {
  const { people } = population;
  const [firstYear, lastYear] = benefitYears;
  if (people.origin[person] === origins.shortTerm || people.deathDay[person]! < daysFromCivil(firstYear, 1, 1)) {
    return [];
  }
  const propensity = draw(process.disability, person, 0);
  if (propensity >= 0.85) return [];
  const born = birthYearOf(people, person);
  const isWoman = people.sex[person] === 2;
  const spells: DisabilitySpell[] = [];
  let open: { first: EpochDay; degree: number } | undefined;
  const close = (day: EpochDay): void => {
    if (open !== undefined) {
      const last = Math.min(day, endOfStay(population, person, open.first));
      if (open.first <= last) spells.push({ ...open, last });
    }
    open = undefined;
  };
  const from = Math.max(firstYear, born + 18);
  for (let year = from; year <= Math.min(lastYear, born + 66); year++) {
    const work = workPercent(population, person, year);
    const isFull = work === 100 && workPercent(population, person, year + 1) === 100;
    const start = disabilityStart(person, year, from);
    if (presenceIn(population, person, year) < 1) {
      close(never);
      continue;
    }
    if (isFull) close(start - 1);
    const degree = work === 0 ? 100 : work === 100 ? (open?.degree ?? 0) : Math.max(20, 100 - work);
    if (degree === 0) continue;
    if (open === undefined) {
      const risk = disabilityRisk(year - born, isWoman) * (work === 0 ? 1 : 0.12);
      const isNew = propensity < risk && (year === from || workPercent(population, person, year - 1) < 100);
      if (isNew && workPercent(population, person, year + 1) < 100) open = { first: start, degree };
    } else if (open.degree !== degree) {
      close(daysFromCivil(year - 1, 12, 31));
      open = { first: daysFromCivil(year, 1, 1), degree };
    }
  }
  const retires = daysFromCivil(born + 67, civilDate(people.birthDay[person]!).month, 1) - 1;
  close(born + 66 <= lastYear ? retires : never);
  return spells;
}

/** A disability begins on the first of some month; what lasted before the first year begins with it. */
function disabilityStart(person: number, year: number, firstYear: number): EpochDay {
  const month = year === firstYear ? 1 : 1 + Math.floor(draw(process.disability, person, year) * 12);
  return daysFromCivil(year, month, 1);
}

/** The last day of the stay in the country that contains a day, `never` while it goes on; the day before where there is none. */
export function endOfStay({ places, people }: Population, person: number, day: EpochDay): EpochDay {
  const end = places.offsets[person + 1]!;
  let isHere = false;
  for (let i = places.offsets[person]!; i < end; i++) {
    const begins = places.days[i]!;
    if (begins <= day) isHere = places.values[i] !== abroad;
    else if (isHere && places.values[i] === abroad) return Math.min(begins - 1, people.deathDay[person]!);
  }
  return isHere ? people.deathDay[person]! : day - 1;
}

/** Whether a person gets social assistance in some month of a year: mostly those with little else. */
function needsAssistance(population: Population, person: number, year: number): boolean {
  const { people } = population;
  const age = year - birthYearOf(people, person);
  if (age < 18 || age > 66 || people.origin[person] === origins.shortTerm) return false;
  const score = 0.8 * drawNormal(process.assistance, person, 0) + 0.6 * drawNormal(process.assistance, person, year);
  const highestRisk = isFromAfricaOrAsia(people, person) ? 0.26 : 0.05;
  if (score > -1.65 + 2.2 * highestRisk || presenceIn(population, person, year) === 0) return false;
  const earned = wagesOf(population, person, year) + businessIncomeOf(person, age, year);
  if (earned > 250_000) return false;
  return score <= -1.65 + 2.2 * highestRisk * (earned > 60_000 ? 0.5 : 1);
}

/** Months with social assistance, as spells from a first to a last day of a month. */
export function assistanceSpells(population: Population, person: number): readonly BenefitSpell[] {
  const spells: { first: EpochDay; last: EpochDay }[] = [];
  const [firstYear, lastYear] = benefitYears;
  let before = false;
  for (let year = firstYear; year <= lastYear; year++) {
    const now = needsAssistance(population, person, year);
    if (now) {
      const after = year < lastYear && needsAssistance(population, person, year + 1);
      const first = before ? 0 : Math.floor(draw(process.assistanceMonths, person, year) * 10);
      const length = 1 + Math.floor(draw(process.assistanceMonths, person, 10_000 + year) ** 2 * 11);
      const last = after ? 11 : Math.min(11, first + length - 1);
      for (let month = first; month <= last; month++) addMonth(population, person, spells, year, month + 1);
    }
    before = now;
  }
  return spells;
}

/** Adds a month in which the person lives here from its first to its last day; it may go on from the last one. */
function addMonth(
  population: Population,
  person: number,
  spells: { first: EpochDay; last: EpochDay }[],
  year: number,
  month: number,
): void {
  const first = daysFromCivil(year, month, 1);
  const last = daysFromCivil(year, month, daysInMonth(year, month));
  if (placeAt(population, person, first) === abroad || placeAt(population, person, last) === abroad) return;
  const previous = spells.at(-1);
  if (previous?.last === first - 1) previous.last = last;
  else spells.push({ first, last });
}

/** First and last day of a person's work in a year; `undefined` without work. */
export function workIn(
  population: Population,
  person: number,
  year: number,
): readonly [EpochDay, EpochDay] | undefined {
  if (!isEmployed(population, person, year)) return undefined;
  const days = workingDays(population, person, year);
  return days[0] > days[1] ? undefined : days;
}
