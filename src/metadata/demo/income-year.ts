import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import type { Spells } from '../stored-column.ts';
import { type Families, familiesAt } from './families.ts';
import { abroad, placeAt, yearsBetween } from './lives.ts';
import { nobody } from './people.ts';
import type { Population } from './population.ts';
import type { RegisterCall } from './register.ts';

/** What a year's incomes are derived from beside the persons themselves. */
export interface IncomeYear {
  readonly population: Population;
  readonly year: number;
  readonly start: EpochDay;
  readonly end: EpochDay;
  /** Families on the last day of the year. */
  readonly families: Families;
  /** Children under 18 whom a person lives with as a parent on that day. */
  readonly minors: Uint8Array;
  /** By parent: bits for a child born in the year (`born`), before it (`bornBefore`), and for being the mother (`isMother`). */
  readonly infants: Uint8Array;
  /** Children between one and two years of age on the last day, by the parent whom they live with. */
  readonly oneYearOlds: Uint8Array;
  readonly benefits: BenefitHistories;
}

/** Histories of benefits as the registers of their own have them, by dense number of the person. */
export interface BenefitHistories {
  /** Degrees of disability pensions. */
  readonly disability: Spells;
  /** Groups of job seekers, or before these were registered the measures that they were on. */
  readonly jobSeekers: Spells;
  /** Texts of `jobSeekers` that stand for being without work and able to do any. */
  readonly unemployed: readonly string[];
  readonly assistance: Spells;
}

/** Bits of `IncomeYear.infants`. */
export const infantBits = { born: 1, bornBefore: 2, isMother: 4 } as const;

/** Prepares a year: families, children, and the histories of benefits. */
export async function prepareYear(call: RegisterCall, year: number): Promise<IncomeYear> {
  const { population } = call;
  const start = daysFromCivil(year, 1, 1);
  const end = daysFromCivil(year, 12, 31);
  const { people } = population;
  const families = familiesAt(population, end);
  const minors = new Uint8Array(people.count);
  const infants = new Uint8Array(people.count);
  const oneYearOlds = new Uint8Array(people.count);
  for (let child = 0; child < people.count; child++) {
    const born = people.birthDay[child]!;
    const parent = families.parent[child]!;
    if (parent !== nobody && yearsBetween(born, end) < 18) minors[parent] = minors[parent]! + 1;
    if (born > end || born < daysFromCivil(year - 1, 1, 1)) continue;
    noteInfant(population, infants, child, born >= start ? infantBits.born : infantBits.bornBefore);
    if (parent !== nobody && born < start) oneYearOlds[parent] = oneYearOlds[parent]! + 1;
  }
  const benefits = await benefitHistories(call, year);
  return { population, year, start, end, families, minors, infants, oneYearOlds, benefits };
}

function noteInfant(population: Population, infants: Uint8Array, child: number, bit: number): void {
  const { mother, father, birthDay } = population.people;
  // Only children who were born here had their parents at home.
  if (placeAt(population, child, birthDay[child]!) === abroad) return;
  const parents = [mother[child]!, father[child]!] as const;
  if (parents[0] !== nobody) infants[parents[0]] = infants[parents[0]]! | bit | infantBits.isMother;
  if (parents[1] !== nobody) infants[parents[1]] = infants[parents[1]]! | bit;
}

/** First year of the present register of disability pensions, and first whole year of that of job seekers. */
const disabilityRegisterYear = 2011;
const jobSeekerRegisterYear = 2002;

async function benefitHistories(call: RegisterCall, year: number): Promise<BenefitHistories> {
  const hasGroups = year >= jobSeekerRegisterYear;
  return {
    disability: await call.spells(year >= disabilityRegisterYear ? 'UFOERP2011FDT_GRAD' : 'UFOERP1992FDT_UFG'),
    jobSeekers: await call.spells(hasGroups ? 'ARBSOEK2001FDT_HOVED' : 'ARBEIDSSOKER_TILTAK'),
    unemployed: hasGroups ? ['1', '2', '3'] : ['0', '1', '5'],
    assistance: await call.spells('SOSHJLPFDT_MOTTAK'),
  };
}

/** Days of a year that a person's spells cover, each weighed by its value's weight; 0 when none touches the year. */
export function daysWithin(
  { offsets, starts, stops }: Spells,
  unit: number,
  { start, end }: IncomeYear,
  weightOf: (spell: number) => number,
): number {
  let days = 0;
  for (let i = offsets[unit]!; i < offsets[unit + 1]!; i++) {
    const overlap = Math.min(stops[i]!, end) - Math.max(starts[i]!, start) + 1;
    if (overlap > 0) days += overlap * weightOf(i);
  }
  return days;
}
