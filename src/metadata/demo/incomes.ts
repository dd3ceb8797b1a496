import {
  basicBenefit,
  disabilityPension,
  housingSupport,
  parentBenefits,
  sicknessBenefit,
  socialAssistance,
  studyGrant,
  unemploymentBenefit,
  workAssessment,
} from './benefit-incomes.ts';
import { birthYearOf, businessIncomeOf, growthOf, presenceIn, standing, wagesOf, workingStep } from './employment.ts';
import type { IncomeYear } from './income-year.ts';
import type { People } from './people.ts';
import { draw, drawNormal, exponential, process } from './random.ts';
import { taxOf } from './taxes.ts';

/** What a person earns and receives in a year, part by part, in whole kroner; 0 for nothing. */
export interface Incomes {
  readonly wages: number;
  /** Net income of the self-employed; negative for a loss. */
  readonly business: number;
  readonly sickness: number;
  readonly parental: number;
  readonly interest: number;
  /** Dividends and gains. */
  readonly dividends: number;
  readonly oldAge: number;
  readonly disability: number;
  readonly workAssessment: number;
  readonly unemployment: number;
  readonly assistance: number;
  readonly childBenefit: number;
  readonly cashForCare: number;
  readonly housing: number;
  readonly study: number;
  readonly basic: number;
}

/** The incomes of a person in a year; `undefined` for who neither lived nor worked in the country. */
export function incomesOf(income: IncomeYear, person: number): Incomes | undefined {
  const { population, year } = income;
  const { people } = population;
  const present = presenceIn(population, person, year);
  const wages = wagesOf(population, person, year);
  if (present === 0) return wages === 0 ? undefined : { ...nothing, wages };
  const age = year - birthYearOf(people, person);
  const business = businessIncomeOf(person, age, year);
  const earned = wages + business;
  const disability = disabilityPension(income, person);
  const isDisabled = disability > 100_000 * growthOf(year);
  return {
    wages,
    business,
    sickness: sicknessBenefit(income, person, wages),
    ...parentBenefits(income, person, present),
    interest: age < 13 ? 0 : Math.round(drawInterest(person, age, year)),
    dividends: age < 25 ? 0 : Math.round(drawDividends(people, person, age, year)),
    oldAge: isDisabled ? 0 : Math.round(drawOldAge(person, age, year, wages) * present),
    disability,
    workAssessment: disability > 0 ? 0 : workAssessment(income, person, age, wages),
    unemployment: unemploymentBenefit(income, person, age),
    assistance: socialAssistance(income, person),
    housing: housingSupport(income, person, age, earned + disability),
    study: studyGrant(income, person, age),
    basic: basicBenefit(income, person),
  };
}

const nothing: Incomes = {
  wages: 0,
  business: 0,
  sickness: 0,
  parental: 0,
  interest: 0,
  dividends: 0,
  oldAge: 0,
  disability: 0,
  workAssessment: 0,
  unemployment: 0,
  assistance: 0,
  childBenefit: 0,
  cashForCare: 0,
  housing: 0,
  study: 0,
  basic: 0,
};

/** Interest, for most. */
function drawInterest(person: number, age: number, year: number): number {
  if (draw(process.capital, person, 0) >= (age < 25 ? 0.5 : 0.78)) return 0;
  const median = age < 30 ? 250 : age < 55 ? 900 : 2600;
  return median * growthOf(year) * exponential(1.5 * standing(process.capital, person, year));
}

/** Dividends and gains, for a few: a long right tail. */
function drawDividends(people: People, person: number, age: number, year: number): number {
  if (draw(process.capital, person, 1) >= 0.012 + 0.008 * workingStep(people, person, age)) return 0;
  return 40_000 * growthOf(year) * exponential(1.8 * drawNormal(process.capital, person, 10_000 + year));
}

/** Old-age pension from 67, and for half of those who work little an early one from 62. */
function drawOldAge(person: number, age: number, year: number, wages: number): number {
  const isEarly = age >= 62 && wages < 400_000 * growthOf(year) && draw(process.transfers, person, 1) < 0.5;
  if (age < 67 && !isEarly) return 0;
  const level = growthOf(year) * exponential(0.24 * standing(process.transfers, person, year));
  return (age >= 67 ? 265_000 : 205_000) * level;
}

/** Income from work: wages, the net income of the self-employed, and what replaces wages. */
export function workIncome({ wages, business, sickness, parental }: Incomes): number {
  return wages + business + sickness + parental;
}

/** Income from capital. */
export function capitalIncome({ interest, dividends }: Incomes): number {
  return interest + dividends;
}

/** Pensions and benefits that are taxed. */
export function taxedTransfers({ oldAge, disability, workAssessment, unemployment }: Incomes): number {
  return oldAge + disability + workAssessment + unemployment;
}

/** Benefits that are not taxed. */
export function untaxedTransfers(incomes: Incomes): number {
  const { assistance, childBenefit, cashForCare, housing, study, basic } = incomes;
  return assistance + childBenefit + cashForCare + housing + study + basic;
}

/** Total income: from work, from capital, and transfers. */
export function totalIncome(incomes: Incomes): number {
  return workIncome(incomes) + capitalIncome(incomes) + taxedTransfers(incomes) + untaxedTransfers(incomes);
}

/** The taxable part of the total income. */
export function taxableIncome(incomes: Incomes): number {
  return workIncome(incomes) + capitalIncome(incomes) + taxedTransfers(incomes);
}

/** Tax on a year's income. */
export function taxOn(incomes: Incomes, year: number): number {
  return taxOf(taxableIncome(incomes), growthOf(year));
}

/** Total income after tax. */
export function incomeAfterTax(incomes: Incomes, year: number): number {
  return totalIncome(incomes) - taxOn(incomes, year);
}
