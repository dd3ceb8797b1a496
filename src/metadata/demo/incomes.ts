import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { missingInt32 } from '../stored-column.ts';
import type { VariableWriter } from './columns.ts';
import {
  birthYearOf,
  expectedPay,
  growthOf,
  isEmployed,
  isFromAfricaOrAsia,
  positionPercent,
  presenceIn,
  standing,
  workingDays,
  workingStep,
} from './employment.ts';
import { type Families, familiesAt } from './families.ts';
import { yearsBetween } from './lives.ts';
import { nobody, type People } from './people.ts';
import { type Population, personWriter } from './population.ts';
import { draw, drawNormal, exponential, process } from './random.ts';

/** Yearly child benefit for a child, in kroner. */
const childBenefit = 12_648;

/** Incomes of one year by serial number, in kroner; 0 stands for none. */
interface Incomes {
  readonly wages: Int32Array;
  readonly work: Int32Array;
  readonly capital: Int32Array;
  readonly transfers: Int32Array;
  readonly total: Int32Array;
  readonly tax: Int32Array;
  readonly afterTax: Int32Array;
  readonly assistance: Int32Array;
  readonly childBenefit: Int32Array;
}

/** All income and wealth variables of a year. */
export function writeIncomes(builder: ColumnFolder, population: Population, year: number): void {
  const when = { startDay: daysFromCivil(year, 1, 1), stopDay: daysFromCivil(year, 12, 31) };
  const writer = personWriter(builder, population);
  const families = familiesAt(population, when.stopDay);
  const incomes = drawIncomes(population, families, year);
  for (const [name, values] of [
    ['INNTEKT_WLONN', incomes.wages],
    ['INNTEKT_WYRKINNT', incomes.work],
    ['INNTEKT_WKAPINNT', incomes.capital],
    ['INNTEKT_WOVERFOR', incomes.transfers],
    ['INNTEKT_WSAMINNT', incomes.total],
    ['INNTEKT_WSKATOVF', incomes.tax],
    ['INNTEKT_WIES', incomes.afterTax],
    ['INNTEKT_SOSIAL', incomes.assistance],
    ['INNTEKT_BARNETRYGD', incomes.childBenefit],
  ] as const) {
    writer.integers(name, when, withoutZeros(values));
  }
  writer.asDecimals('INNTEKT_LONN', when, withoutZeros(incomes.wages));
  writeHouseholdIncome(writer, population, families, incomes.afterTax, when);
  writeWealth(writer, population, year, when);
}

/** Only amounts other than zero have a record. */
function withoutZeros(values: Int32Array): Int32Array {
  const result = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) result[i] = values[i] === 0 ? missingInt32 : values[i]!;
  return result;
}

function drawIncomes(population: Population, families: Families, year: number): Incomes {
  const { people } = population;
  const int32 = (): Int32Array => new Int32Array(people.count);
  const incomes: Incomes = {
    wages: int32(),
    work: int32(),
    capital: int32(),
    transfers: int32(),
    total: int32(),
    tax: int32(),
    afterTax: int32(),
    assistance: int32(),
    childBenefit: childBenefits(people, families),
  };
  for (let person = 0; person < people.count; person++) {
    const present = presenceIn(population, person, year);
    const employed = isEmployed(population, person, year);
    if (present === 0 && !employed) continue;
    fillPerson(population, incomes, person, year, present, employed);
  }
  return incomes;
}

function fillPerson(
  population: Population,
  incomes: Incomes,
  person: number,
  year: number,
  present: number,
  employed: boolean,
): void {
  const { people } = population;
  const age = year - birthYearOf(people, person);
  const wages = employed ? drawWages(population, person, year) : 0;
  const business = present === 0 ? 0 : drawBusiness(person, age, year);
  const capital = present === 0 || age < 13 ? 0 : drawCapital(people, person, age, year);
  const assistance = present === 0 ? 0 : drawAssistance(people, person, age, year, wages + business);
  const pension = present === 0 ? 0 : Math.round(drawPension(people, person, age, year, wages) * present);
  const child = incomes.childBenefit[person]!;
  const transfers = pension + assistance + child;
  const total = wages + business + capital + transfers;
  const tax = taxOf(wages + business + capital + pension, growthOf(year));
  incomes.wages[person] = wages;
  incomes.work[person] = wages + business;
  incomes.capital[person] = capital;
  incomes.transfers[person] = transfers;
  incomes.total[person] = total;
  incomes.tax[person] = tax;
  incomes.afterTax[person] = total - tax;
  incomes.assistance[person] = assistance;
}

function drawWages(population: Population, person: number, year: number): number {
  const { people } = population;
  const [first, last] = workingDays(population, person, year);
  const part = Math.max(7, last - first + 1) / 365;
  const percent = positionPercent(people, person, year) / 100;
  const full = expectedPay(people, person, year) * exponential(0.3 * standing(process.wage, person, year));
  return Math.max(1000, Math.round(full * part * (percent === 1 ? 1 : percent * 1.05)));
}

/** Net income of the self-employed: one in seventeen adults, one in twenty of them with a loss. */
function drawBusiness(person: number, age: number, year: number): number {
  if (age < 20 || age > 74 || draw(process.business, person, 0) >= 0.06) return 0;
  if (draw(process.business, person, year) < 0.15) return 0;
  const amount = 250_000 * growthOf(year) * exponential(0.9 * standing(process.business, person, year));
  return draw(process.business, person, 10_000 + year) < 0.05 ? -Math.round(amount / 4) : Math.round(amount);
}

/** Interest for most, dividends and gains for a few: a long right tail. */
function drawCapital(people: People, person: number, age: number, year: number): number {
  let amount = 0;
  if (draw(process.capital, person, 0) < (age < 25 ? 0.5 : 0.78)) {
    const median = age < 30 ? 250 : age < 55 ? 900 : 2600;
    amount += median * growthOf(year) * exponential(1.5 * standing(process.capital, person, year));
  }
  const owns = draw(process.capital, person, 1) < 0.012 + 0.008 * workingStep(people, person, age);
  if (age >= 25 && owns)
    amount += 40_000 * growthOf(year) * exponential(1.8 * drawNormal(process.capital, person, 10_000 + year));
  return Math.round(amount);
}

/** Social assistance: mostly for those with little else. */
function drawAssistance(people: People, person: number, age: number, year: number, earned: number): number {
  if (age < 18 || age > 66 || earned > 250_000) return 0;
  const risk = (isFromAfricaOrAsia(people, person) ? 0.26 : 0.05) * (earned > 60_000 ? 0.5 : 1);
  const score = 0.8 * drawNormal(process.assistance, person, 0) + 0.6 * drawNormal(process.assistance, person, year);
  if (score > -1.65 + 2.2 * risk) return 0;
  return Math.round(45_000 * growthOf(year) * exponential(0.8 * drawNormal(process.assistance, person, 10_000 + year)));
}

/** Old-age and disability pensions, sickness and unemployment benefits. */
function drawPension(people: People, person: number, age: number, year: number, wages: number): number {
  const level = growthOf(year) * exponential(0.24 * standing(process.transfers, person, year));
  if (age >= 67) return 265_000 * level;
  if (age < 18) return 0;
  if (age >= 62 && wages < 400_000 * growthOf(year) && draw(process.transfers, person, 1) < 0.5) return 205_000 * level;
  const disability = Math.max(0, (age - 22) * 0.009) * (people.sex[person] === 2 ? 1.25 : 0.9);
  if (wages < 60_000 && age < 67 && draw(process.transfers, person, 2) < 0.12 + disability * 1.6)
    return 270_000 * level;
  const benefit = draw(process.benefit, person, year);
  if (benefit > 0.2 || age < 19) return 0;
  return 45_000 * level * exponential(1.1 * drawNormal(process.benefit, person, 10_000 + year));
}

/** Progressive tax in kroner of the year: none on small incomes, then a base rate, contributions and brackets. */
function taxOf(taxable: number, level: number): number {
  const base = taxable / level;
  if (base <= 70_000) return 0;
  let tax =
    0.22 * Math.max(0, base - 160_000) + 0.08 * Math.min(base - 70_000, 800_000) + 0.082 * Math.max(0, base - 870_000);
  for (const [from, rate] of [
    [185_000, 0.017],
    [260_000, 0.023],
    [650_000, 0.09],
    [1_020_000, 0.03],
  ] as const) {
    tax += rate * Math.max(0, base - from);
  }
  return Math.round(tax * level);
}

/** Child benefit by the parent with whom a child lives at the end of the year. */
function childBenefits(people: People, { parent, day }: Families): Int32Array {
  const benefits = new Int32Array(people.count);
  for (let child = 0; child < people.count; child++) {
    const receiver = parent[child]!;
    if (receiver === nobody || yearsBetween(people.birthDay[child]!, day) >= 18) continue;
    benefits[receiver] = benefits[receiver]! + childBenefit;
  }
  return benefits;
}

/** Income after tax of the household, and per consumption unit of the EU scale, equal for all members at the year's end. */
function writeHouseholdIncome(
  writer: VariableWriter,
  { people }: Population,
  { reference, members, underFourteen }: Families,
  afterTax: Int32Array,
  when: { readonly startDay: EpochDay; readonly stopDay: EpochDay },
): void {
  const sums = new Float64Array(people.count);
  for (let person = 0; person < people.count; person++) {
    const head = reference[person]!;
    if (head !== nobody) sums[head] = sums[head]! + afterTax[person]!;
  }
  const household = new Float64Array(people.count).fill(Number.NaN);
  const perUnit = new Float64Array(people.count).fill(Number.NaN);
  for (let person = 0; person < people.count; person++) {
    const head = reference[person]!;
    if (head === nobody || sums[head] === 0) continue;
    household[person] = sums[head]!;
    const young = underFourteen[head]!;
    // A household without anybody aged 14 has a first consumption unit all the same.
    const scale = 1 + 0.5 * Math.max(0, members[head]! - young - 1) + 0.3 * Math.min(young, members[head]! - 1);
    perUnit[person] = Math.round((sums[head]! / scale) * 100) / 100;
  }
  writer.decimals('INNTEKT_HUSH_IES', when, household);
  writer.decimals('INNTEKT_HUSH_IES_EU', when, perUnit);
}

/** Gross wealth at the year's end: taxable, and with the market value of a dwelling. */
function writeWealth(
  writer: VariableWriter,
  population: Population,
  year: number,
  when: { readonly startDay: EpochDay; readonly stopDay: EpochDay },
): void {
  const { people, profile } = population;
  const taxable = new Int32Array(people.count).fill(missingInt32);
  const full = new Int32Array(people.count).fill(missingInt32);
  for (let person = 0; person < people.count; person++) {
    const age = year - birthYearOf(people, person);
    if (age < 17 || presenceIn(population, person, year) === 0) continue;
    const has = draw(process.wealth, person, 1);
    if (has < 0.1) continue;
    const median = (age < 30 ? 60 + 12 * Math.max(0, age - 20) : age < 70 ? 200 + 27 * (age - 30) : 1290) * 1000;
    const level = growthOf(year) * (0.7 + 0.25 * workingStep(people, person, age));
    const amount = median * level * exponential(1.25 * standing(process.wealth, person, year));
    const home =
      age < 24 || draw(process.wealth, person, 2) > 0.75
        ? 0
        : amount * 0.4 + (900_000 + 22_000 * Math.min(age, 60)) * growthOf(year);
    full[person] = Math.min(2_000_000_000, Math.max(1, Math.round(amount + home)));
    if (has >= 0.15) taxable[person] = Math.min(2_000_000_000, Math.max(1, Math.round(amount)));
  }
  writer.integers('INNTEKT_BER_BRFORM', when, full);
  if (year <= profile.lastWealthYear) writer.integers('INNTEKT_BRUTTOFORM', when, taxable);
}
