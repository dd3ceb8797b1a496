import { birthYearOf, growthOf, presenceIn, standing, workingStep } from './employment.ts';
import type { Population } from './population.ts';
import { draw, exponential, process } from './random.ts';

/** A person's gross wealth at the end of a year, in kroner. */
export interface Wealth {
  /** With the market value of a dwelling. */
  readonly full: number;
  /** As taxed; absent for who is not taxed for any. */
  readonly taxable: number | undefined;
  /** Market value of the dwelling that the person owns, 0 for none. */
  readonly home: number;
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
  return {
    full: Math.min(greatest, Math.max(1, Math.round(amount + home))),
    taxable: has < 0.15 ? undefined : Math.min(greatest, Math.max(1, Math.round(amount))),
    home: Math.min(greatest, Math.round(home)),
  };
}
