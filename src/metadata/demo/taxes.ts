import { draw, drawNormal, process } from './random.ts';

/** Rates on income above each limit, in kroner of 2021. */
const brackets = [
  [185_000, 0.017],
  [260_000, 0.023],
  [650_000, 0.09],
  [1_020_000, 0.03],
] as const;

/** Progressive tax in kroner of the year: none on small incomes, then a base rate, contributions and brackets. */
export function taxOf(taxable: number, level: number): number {
  const base = taxable / level;
  if (base <= 70_000) return 0;
  let tax =
    0.22 * Math.max(0, base - 160_000) + 0.08 * Math.min(base - 70_000, 800_000) + 0.082 * Math.max(0, base - 870_000);
  for (const [from, rate] of brackets) tax += rate * Math.max(0, base - from);
  return Math.round(tax * level);
}

/** Ordinary income: the gross income less allowances, which leave three quarters to nearly all of it. */
export function ordinaryIncome(gross: number, person: number, year: number): number {
  if (gross <= 0) return gross;
  // Interest on debt weighs most in the middle of life and differs from person to person.
  const share =
    0.8 + 0.05 * drawNormal(process.allowances, person, 0) + 0.02 * drawNormal(process.allowances, person, year);
  return Math.round(gross * Math.min(0.95, Math.max(0.75, share)));
}

/** Pensionable income: all but a little of the income from work, for some the whole of it. */
export function pensionableIncome(work: number, person: number, year: number): number {
  if (work <= 0) return 0;
  const whole = draw(process.allowances, person, 10_000 + year) < 0.6;
  return whole ? work : Math.max(1, Math.round(work * (1 - 0.025 * draw(process.allowances, person, 20_000 + year))));
}
