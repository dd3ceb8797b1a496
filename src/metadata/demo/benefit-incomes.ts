import { birthYearOf, growthOf, isFromAfricaOrAsia, standing, wagesOf } from './employment.ts';
import { daysWithin, type IncomeYear, infantBits } from './income-year.ts';
import { isStudent } from './programmes.ts';
import { draw, drawNormal, exponential, normalQuantile, process } from './random.ts';

/** Yearly child benefit for a child, in kroner. */
const childBenefitRate = 12_648;

/** Benefits for parents: parental benefit of those in work, child benefit, and cash for the care of one-year-olds. */
export interface ParentBenefits {
  readonly parental: number;
  readonly childBenefit: number;
  readonly cashForCare: number;
}

/** What a parent receives in a year, in kroner. */
export function parentBenefits(income: IncomeYear, person: number, present: number): ParentBenefits {
  const { year, infants, minors, oneYearOlds } = income;
  const hasOneYearOld = oneYearOlds[person]! > 0;
  return {
    parental: infants[person] === 0 ? 0 : Math.round(parentalBenefit(income, person) * present),
    childBenefit: minors[person]! * childBenefitRate,
    cashForCare:
      hasOneYearOld && year >= 1998 && draw(process.cashForCare, person, year) < 0.2
        ? 7500 * (1 + Math.floor(draw(process.cashForCare, person, 10_000 + year) * 11))
        : 0,
  };
}

/** A mother's leave mostly falls in the year of birth, a father's in the year after; four in five of those in work take it. */
function parentalBenefit({ population, year, infants }: IncomeYear, person: number): number {
  const { people } = population;
  const bits = infants[person]!;
  const isMother = (bits & infantBits.isMother) !== 0;
  const isMain = (bits & (isMother ? infantBits.born : infantBits.bornBefore)) !== 0;
  const share = isMother ? 0.85 : 0.65;
  if (year - birthYearOf(people, person) > 67 || draw(process.parental, person, year) >= share) return 0;
  const median = (isMother ? 230_000 : 90_000) * (isMain ? 1 : 0.35);
  return median * growthOf(year) * exponential(0.4 * drawNormal(process.parental, person, 10_000 + year));
}

/** Sickness benefit: for one in eight of those in work, more often for women. */
export function sicknessBenefit(income: IncomeYear, person: number, wages: number): number {
  const { population, year } = income;
  const isWoman = population.people.sex[person] === 2;
  if (wages < 60_000 * growthOf(year)) return 0;
  const score = 0.6 * drawNormal(process.sickness, person, 0) + 0.8 * drawNormal(process.sickness, person, year);
  if (score > normalQuantile(isWoman ? 0.15 : 0.095)) return 0;
  return Math.round(35_000 * growthOf(year) * exponential(1.0 * drawNormal(process.sickness, person, 10_000 + year)));
}

/** Disability pension, by the days and degrees of the spells that touch the year; at least a krone for the shortest. */
export function disabilityPension(income: IncomeYear, person: number): number {
  const { population, year, benefits } = income;
  const { values } = benefits.disability;
  if (values.kind !== 'int32') throw new Error('degrees are whole numbers');
  const unit = population.numbering.unitOf[person]!;
  const weighted = daysWithin(benefits.disability, unit, income, (spell) => values.values[spell]! / 100);
  if (weighted === 0) return 0;
  const level = growthOf(year) * exponential(0.24 * standing(process.transfers, person, year));
  return Math.max(1, Math.round((270_000 * level * weighted) / 365));
}

/** Unemployment benefit: three fifths of the wages of the year before, for the days out of work; none for the briefest times. */
export function unemploymentBenefit(income: IncomeYear, person: number, age: number): number {
  const { population, year, benefits } = income;
  if (age < 18 || age > 67) return 0;
  const { jobSeekers, unemployed } = benefits;
  const { values } = jobSeekers;
  if (values.kind !== 'dictionary') throw new Error('groups of job seekers are codes');
  const { codes, dictionary } = values;
  const unit = population.numbering.unitOf[person]!;
  const days = daysWithin(jobSeekers, unit, income, (spell) =>
    unemployed.includes(dictionary[codes[spell]!]!) ? 1 : 0,
  );
  if (days < 14) return 0;
  const earned = Math.max(wagesOf(population, person, year - 1), wagesOf(population, person, year));
  // Who has earned little has no right to it.
  if (earned < 150_000 * growthOf(year)) return 0;
  const base = Math.min(earned, 620_000 * growthOf(year));
  return Math.round((0.62 * base * days) / 365);
}

/** Social assistance of those who receive it in some month of the year. */
export function socialAssistance(income: IncomeYear, person: number): number {
  const { population, year, benefits } = income;
  const unit = population.numbering.unitOf[person]!;
  if (daysWithin(benefits.assistance, unit, income, () => 1) === 0) return 0;
  return Math.round(45_000 * growthOf(year) * exponential(0.8 * drawNormal(process.assistance, person, 10_000 + year)));
}

/** Work assessment allowance: four in a hundred of those of working age, while they earn little; from 2010. */
export function workAssessment({ population, year }: IncomeYear, person: number, age: number, wages: number): number {
  if (year < 2010 || age < 20 || age > 64 || wages > 350_000 * growthOf(year)) return 0;
  const score =
    0.8 * drawNormal(process.workAssessment, person, Math.floor((year + (person % 4)) / 4)) +
    0.6 * drawNormal(process.workAssessment, person, 0);
  const isWoman = population.people.sex[person] === 2;
  if (score > normalQuantile(isWoman ? 0.11 : 0.08)) return 0;
  return Math.round(
    190_000 * growthOf(year) * exponential(0.35 * drawNormal(process.workAssessment, person, 10_000 + year)),
  );
}

/** Housing support of grown-ups with low incomes. */
export function housingSupport({ population, year }: IncomeYear, person: number, age: number, earned: number): number {
  if (age < 18 || earned > 230_000 * growthOf(year)) return 0;
  const share = isFromAfricaOrAsia(population.people, person) ? 0.2 : 0.055;
  if (draw(process.housingSupport, person, Math.floor(year / 3)) >= share) return 0;
  return Math.round(22_000 * growthOf(year) * exponential(0.6 * drawNormal(process.housingSupport, person, year)));
}

/** Grants for those who study, for five in nine of them. */
export function studyGrant({ population, year }: IncomeYear, person: number, age: number): number {
  if (age < 18 || age > 40 || draw(process.studySupport, person, year) >= 0.55) return 0;
  if (!isStudent(population.people, person, year)) return 0;
  return Math.round(
    45_000 * growthOf(year) * exponential(0.25 * drawNormal(process.studySupport, person, 10_000 + year)),
  );
}

/** Rates of basic and attendance benefit in kroner of 2021. */
const basicRates = [8400, 12_800, 15_200, 16_800, 22_900, 30_300, 40_200, 60_000];

/** Basic and attendance benefit: for three in a hundred of all ages, one rate of a few. */
export function basicBenefit({ year }: IncomeYear, person: number): number {
  if (draw(process.basicSupport, person, 0) >= 0.032 || draw(process.basicSupport, person, year) < 0.08) return 0;
  const rate = basicRates[Math.floor(draw(process.basicSupport, person, 1) ** 2 * basicRates.length)]!;
  return Math.round((rate * growthOf(year)) / 12) * 12;
}
