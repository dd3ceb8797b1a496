import { exponential } from '../random.ts';

/** Weight of a woman as a mother by age, 0 to 59 years. */
export const fertilityByAge = Float64Array.from({ length: 60 }, (_, age) =>
  age < 16 || age > 45 ? 0 : exponential((-(age - 28.5) * (age - 28.5)) / 45),
);

/** The same by the children that she has; the last entry is for five and more. */
export const fertilityByChildren = [1, 1.7, 0.55, 0.3, 0.15, 0.08];

/** Weight of a partner by the man's age minus the woman's, −20 to 30 years. */
const matchByDifference = Float64Array.from({ length: 51 }, (_, i) => exponential((-(i - 22.5) * (i - 22.5)) / 40));

/** How well two persons' ages match, by the days that the man is older than the woman. */
export function matchOf(daysOlder: number): number {
  const i = Math.round(daysOlder / 365.25) + 20;
  return i < 0 || i > 50 ? 0 : matchByDifference[i]!;
}

/** Yearly probability that a single woman finds a partner, by age. */
export function couplingHazard(age: number): number {
  if (age < 18) return 0;
  if (age < 21) return 0.09;
  if (age < 25) return 0.19;
  if (age < 30) return 0.23;
  if (age < 35) return 0.17;
  if (age < 40) return 0.12;
  if (age < 50) return 0.07;
  if (age < 60) return 0.035;
  return age < 76 ? 0.008 : 0;
}

/** Yearly probability that a child leaves home, by age. */
export function leavingHazard(age: number): number {
  if (age < 18) return 0;
  if (age === 18) return 0.08;
  return age < 26 ? 0.29 : 0.2;
}

/** Yearly probability that a household moves to another place, by the age of whom decides. */
export function movingHazard(age: number): number {
  if (age < 19) return 0.06;
  if (age < 25) return 0.17;
  if (age < 30) return 0.13;
  if (age < 40) return 0.06;
  return age < 67 ? 0.025 : 0.015;
}

/** Share of couples that marry sooner or later, by the year in which they moved together. */
export function marryingShare(year: number): number {
  if (year < 1970) return 0.97;
  return Math.max(0.6, 0.97 - 0.011 * (year - 1970));
}
