import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { stepOfLevel } from './education-level.ts';
import { abroad, type Lives, placeAt } from './lives.ts';
import { countries, origins, type People } from './people.ts';
import type { Population } from './population.ts';
import { draw, drawNormal, exponential, normalQuantile, process } from './random.ts';

/** Share of residents with wages in percent, and the median of their yearly wages of 2021 in 1000 kroner, by age from. */
const byAge: readonly (readonly [fromAge: number, share: number, median: number])[] = [
  [0, 0, 0],
  [16, 55, 27],
  [18, 75, 80],
  [20, 84, 190],
  [25, 86, 420],
  [30, 85, 510],
  [40, 85, 565],
  [50, 84, 570],
  [55, 80, 555],
  [60, 73, 525],
  [62, 55, 440],
  [67, 25, 90],
  [70, 12, 45],
  [75, 2, 20],
];

function rowOfAge(age: number): readonly [number, number, number] {
  let row = byAge[0]!;
  for (const candidate of byAge) if (candidate[0] <= age) row = candidate;
  return row;
}

/** Pay relative to upper secondary education, by step of education. */
const payByStep = [0.8, 1, 1.13, 1.45];

/** Year of birth, to within a day or so. */
export function birthYearOf(people: People, person: number): number {
  return 1970 + Math.floor(people.birthDay[person]! / 365.2425);
}

/** Whether a person was born in Africa or Asia (three-digit country codes 2xx to 5xx, and Turkey). */
export function isFromAfricaOrAsia(people: People, person: number): boolean {
  const code = countries[people.country[person]!]!;
  return (code >= '200' && code < '600') || code === '143';
}

/** The step of education that counts on the labour market in a year: none above upper secondary before 24. */
export function workingStep(people: People, person: number, age: number): number {
  const step = stepOfLevel(people.level[person]!);
  return age < 24 ? Math.min(1, step) : step;
}

/** First and last year in which a short-term worker works. */
function shortTermYears(people: People, person: number): readonly [number, number] {
  const first = birthYearOf(people, person) + 21 + Math.floor(draw(process.arrival, person, 1) * 36);
  return [first, first + Math.floor(draw(process.arrival, person, 4) * 4)];
}

/** The years in which each person has wages, as a set of bits from 2000 on. */
export type EmployedYears = Uint32Array;

const firstBitYear = 2000;

/** Finds the years of employment from one year to another; they are likely to follow on each other. */
export function findEmployedYears(population: Lives, firstYear: number, lastYear: number): EmployedYears {
  const years = new Uint32Array(new SharedArrayBuffer(population.people.count * 4));
  for (let person = 0; person < years.length; person++) {
    let bits = 0;
    for (let year = firstYear; year <= lastYear; year++) {
      if (drawEmployed(population, person, year)) bits |= 1 << (year - firstBitYear);
    }
    years[person] = bits;
  }
  return years;
}

/** Whether a person has wages at some time of a year; years before the set of bits are drawn when asked for. */
export function isEmployed(population: Population, person: number, year: number): boolean {
  const { employedYears } = population;
  if (year < firstBitYear) return drawEmployed(population, person, year);
  return ((employedYears[person]! >>> (year - firstBitYear)) & 1) === 1;
}

function drawEmployed(population: Lives, person: number, year: number): boolean {
  const { people } = population;
  if (people.origin[person] === origins.shortTerm) {
    const [first, last] = shortTermYears(people, person);
    return first <= year && year <= last;
  }
  const age = year - birthYearOf(people, person);
  if (age < 16 || age > 79) return false;
  if (presenceIn(population, person, year) === 0) return false;
  let share = rowOfAge(age)[1] / 100;
  if (people.sex[person] === 2) share -= 0.03;
  if (isFromAfricaOrAsia(people, person)) share -= 0.15;
  share += 0.035 * (workingStep(people, person, age) - 1);
  const score = 0.92 * drawNormal(process.employed, person, 0) + 0.392 * drawNormal(process.employed, person, year);
  return score < normalQuantile(Math.min(0.985, Math.max(0.004, share)));
}

/** The part of a year that a person lived in the country: 1, about a half, or 0. */
export function presenceIn(population: Lives, person: number, year: number): number {
  const { people } = population;
  const end = daysFromCivil(year, 12, 31);
  const start = daysFromCivil(year, 1, 1);
  if (people.arrivalDay[person]! > end || people.deathDay[person]! < start) return 0;
  if (placeAt(population, person, daysFromCivil(year, 7, 1)) !== abroad) return 1;
  return placeAt(population, person, start) !== abroad || placeAt(population, person, end) !== abroad ? 0.5 : 0;
}

/** First and last day of work within a year in which a person is employed. */
export function workingDays(population: Population, person: number, year: number): readonly [EpochDay, EpochDay] {
  const { people } = population;
  const start = daysFromCivil(year, 1, 1);
  const end = daysFromCivil(year, 12, 31);
  const begins = isEmployed(population, person, year - 1)
    ? 0
    : Math.floor(draw(process.partYear, person, 2 * year) * 240);
  const stops = isEmployed(population, person, year + 1)
    ? 0
    : Math.floor(draw(process.partYear, person, 2 * year + 1) * 120);
  let first = start + begins;
  let last = end - stops;
  if (people.origin[person] !== origins.shortTerm) {
    first = Math.max(first, people.arrivalDay[person]!, people.birthDay[person]! + 16 * 365);
    last = Math.min(last, people.deathDay[person]!);
    const left = people.emigrationDay[person]!;
    const back = people.returnDay[person]!;
    if (left <= last && back > first) {
      if (left > first) last = left - 1;
      else first = back;
    }
  }
  return [first, last];
}

/** Agreed hours in percent of full time, steady for years on end; women, the young and the old work less. */
export function positionPercent(people: People, person: number, year: number): number {
  const age = year - birthYearOf(people, person);
  const partTime = age < 22 ? 0.7 : age > 66 ? 0.75 : people.sex[person] === 2 ? 0.38 : 0.15;
  const period = Math.floor((year + (person % 4)) / 4);
  if (draw(process.hours, person, 2 * period) >= partTime) return 100;
  const steps = age < 22 ? [10, 15, 20, 30, 40, 50, 60] : [20, 40, 50, 50, 60, 60, 70, 75, 80, 80, 80, 90];
  return steps[Math.floor(draw(process.hours, person, 2 * period + 1) * steps.length)]!;
}

/** First and last year with a growth of its own. */
const growthYears = [1960, 2030] as const;

/** Growth of incomes relative to 2021: 3.6 percent a year. */
const growth = Float64Array.from({ length: growthYears[1] - growthYears[0] + 1 }, (_, i) => {
  let factor = 1;
  for (let year = growthYears[0] + i; year < 2021; year++) factor /= 1.036;
  for (let year = growthYears[0] + i; year > 2021; year--) factor *= 1.036;
  return factor;
});

/** Growth of incomes of a year relative to 2021. */
export function growthOf(year: number): number {
  return growth[Math.min(growthYears[1], Math.max(growthYears[0], year)) - growthYears[0]]!;
}

/** Occasions from here on are those of `standing`, so that they never coincide with a year's own draw. */
const apart = 1_000_000;

/** A person's standing in a year relative to others alike, standard normal, slowly changing: about 0.9 from year to year. */
export function standing(what: number, person: number, year: number): number {
  const knot = Math.floor(year / 5);
  const part = (year - knot * 5) / 5;
  const slow = (1 - part) * drawNormal(what, person, apart + knot) + part * drawNormal(what, person, apart + knot + 1);
  // The interpolated part has variance 1 at the knots and a half between them; the weights even that out on the whole.
  return 0.775 * drawNormal(what, person, apart) + 0.62 * slow + 0.3 * drawNormal(what, person, apart + year);
}

/** Median yearly pay of persons like this one, working full time all year, in kroner of the year. */
function expectedPay(people: People, person: number, year: number): number {
  const age = year - birthYearOf(people, person);
  const [, , median] = rowOfAge(Math.max(16, age));
  const sex = people.sex[person] === 2 ? (age < 25 ? 0.93 : 0.82) : 1.06;
  const origin = isFromAfricaOrAsia(people, person) ? 0.84 : 1;
  return median * 1000 * 1.06 * payByStep[workingStep(people, person, age)]! * sex * origin * growthOf(year);
}

/**
 * Wages of a year in kroner, 0 for who has none. The pay of the person's jobs in the months of the year is a division of
 * this amount, so that the two agree.
 */
export function wagesOf(population: Population, person: number, year: number): number {
  if (!isEmployed(population, person, year)) return 0;
  const { people } = population;
  const [first, last] = workingDays(population, person, year);
  if (first > last) return 0;
  const part = Math.max(7, last - first + 1) / 365;
  const percent = positionPercent(people, person, year) / 100;
  const full = expectedPay(people, person, year) * exponential(0.3 * standing(process.wage, person, year));
  return Math.max(1000, Math.round(full * part * (percent === 1 ? 1 : percent * 1.05)));
}

/** Net income of the self-employed in kroner: one in seventeen adults, one in twenty of them with a loss; 0 for others. */
export function businessIncomeOf(person: number, age: number, year: number): number {
  if (age < 20 || age > 74 || draw(process.business, person, 0) >= 0.06) return 0;
  if (draw(process.business, person, year) < 0.15) return 0;
  const amount = 250_000 * growthOf(year) * exponential(0.9 * standing(process.business, person, year));
  return draw(process.business, person, 10_000 + year) < 0.05 ? -Math.round(amount / 4) : Math.round(amount);
}
