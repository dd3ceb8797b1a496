import { birthYearOf, growthOf, presenceIn, standing, workingStep } from './employment.ts';
import type { Population } from './population.ts';
import { draw, exponential, process } from './random.ts';

/** A person's gross wealth and debt at the end of a year, in kroner. */
export interface Wealth {
  /** With the market value of a dwelling. */
  readonly full: number;
  /** As taxed; absent for who is not taxed for any. */
  readonly taxable: number | undefined;
  /** Market value of the dwelling that the person owns, 0 for none. */
  readonly home: number;
  /** Deposits in banks, a part of what is taxed; 0 for none. */
  readonly deposits: number;
  readonly debt: number;
}

/** Largest amount that is told apart. */
const greatest = 2_000_000_000;

/** The wealth of a person at the end of a year, `undefined` for none. */
export function wealthOf(population: Population, person: number, year: number): Wealth | undefined {
  const { people } = population;
  const age = year - birthYearOf(people, person);
  if (age < 17 || presenceIn(population, person, year) === 0) return undefined;
  const has = draw(process.wealth, person, 1);
  if (has < 0.1) return undefined;
  const median = (age < 30 ? 60 + 12 * Math.max(0, age - 20) : age < 70 ? 200 + 27 * (age - 30) : 1290) * 1000;
  const level = growthOf(year) * (0.7 + 0.25 * workingStep(people, person, age));
  const amount = median * level * exponential(1.25 * standing(process.wealth, person, year));
  const home =
    age < 24 || draw(process.wealth, person, 2) > 0.75
      ? 0
      : amount * 0.4 + (900_000 + 22_000 * Math.min(age, 60)) * growthOf(year);
  const taxable = has < 0.15 ? undefined : Math.min(greatest, Math.max(1, Math.round(amount)));
  return {
    full: Math.min(greatest, Math.max(1, Math.round(amount + home))),
    taxable,
    home: Math.min(greatest, Math.round(home)),
    deposits: Math.round((taxable ?? 0) * (0.05 + 0.5 * draw(process.savings, person, Math.floor(year / 5)) ** 2)),
    debt: Math.min(greatest, Math.round(drawDebt(person, age, year, home))),
  };
}

/** Debt: a mortgage that is paid back until old age, or student and consumer loans of some. */
function drawDebt(person: number, age: number, year: number, home: number): number {
  const uniform = draw(process.property, person, 0);
  if (home > 0) {
    const left = Math.max(0, 0.85 - 0.011 * Math.max(0, age - 28));
    return uniform < 0.12 ? 0 : home * left * (0.4 + 0.7 * uniform);
  }
  if (uniform > 0.55) return 0;
  return 160_000 * growthOf(year) * exponential(0.9 * standing(process.property, person, year));
}
