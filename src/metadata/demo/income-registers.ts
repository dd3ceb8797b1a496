import { civilDate } from '../../base/epoch-day.ts';
import { missingInt32 } from '../stored-column.ts';
import { wagesOf } from './employment.ts';
import { householdIncomeVariables, writeHouseholdIncome, writeHouseholdNumbers } from './household-income.ts';
import { type IncomeYear, prepareYear } from './income-year.ts';
import {
  capitalIncome,
  type Incomes,
  incomeAfterTax,
  incomesOf,
  taxableIncome,
  taxedTransfers,
  taxOn,
  totalIncome,
  untaxedTransfers,
  workIncome,
} from './incomes.ts';
import { personWriter } from './population.ts';
import type { Register, RegisterCall } from './register.ts';
import { ordinaryIncome, pensionableIncome } from './taxes.ts';
import { type Wealth, wealthOf } from './wealth.ts';

/** An amount that a variable holds: from a person's incomes of a year, 0 for no record. */
interface Amount {
  readonly variable: string;
  readonly of: (incomes: Incomes, person: number, year: number) => number;
  readonly isDecimal?: true;
}

function amount(variable: string, of: Amount['of']): Amount {
  return { variable, of };
}

function decimal(variable: string, of: Amount['of']): Amount {
  return { variable, of, isDecimal: true };
}

/** Income from work, from capital and transfers, and what they add up to before and after tax. */
const accounts: readonly Amount[] = [
  amount('INNTEKT_WYRKINNT', workIncome),
  decimal('INNTEKT_YRKINNT', workIncome),
  amount('INNTEKT_WNARINNT', ({ business }) => business),
  amount('INNTEKT_NARINNT', ({ business }) => business),
  amount('INNTEKT_PGIVINNT', (incomes, person, year) => pensionableIncome(workIncome(incomes), person, year)),
  amount('INNTEKT_WKAPINNT', capitalIncome),
  amount('INNTEKT_RENTINNT', ({ interest }) => interest),
  decimal('INNTEKT_AKSJEUTBYTTE', ({ dividends }) => dividends),
  amount('INNTEKT_WOVERFOR', (incomes) => taxedTransfers(incomes) + untaxedTransfers(incomes)),
  decimal('INNTEKT_OVERFOR', (incomes) => taxedTransfers(incomes) + untaxedTransfers(incomes)),
  amount('INNTEKT_WSKPLOVF', taxedTransfers),
  decimal('INNTEKT_SKPLOVF', taxedTransfers),
  decimal('INNTEKT_WSKFROVF', untaxedTransfers),
  amount('INNTEKT_WSAMINNT', totalIncome),
  amount('INNTEKT_WSKATOVF', (incomes, _, year) => taxOn(incomes, year)),
  amount('INNTEKT_UTSKATT', (incomes, _, year) => taxOn(incomes, year)),
  amount('INNTEKT_WIES', (incomes, _, year) => incomeAfterTax(incomes, year)),
];

/** What the tax authorities know: gross and ordinary income, and the kinds of income that it is made of. */
const taxation: readonly Amount[] = [
  amount('SKATT_BRUTTOINNTEKT', taxableIncome),
  amount('SKATT_ALMINNELIG_INNTEKT', (incomes, person, year) => ordinaryIncome(taxableIncome(incomes), person, year)),
  amount('SKATT_FASTSATT_SKATT', (incomes, _, year) => taxOn(incomes, year)),
  amount(
    'SKATT_PI_LONN',
    ({ wages, sickness, parental, unemployment, workAssessment }) =>
      wages + sickness + parental + unemployment + workAssessment,
  ),
  amount('SKATT_PI_ANNEN_NAERING', ({ business }) => Math.max(0, business)),
  amount('SKATT_PI_PENSJONER', ({ oldAge }) => oldAge),
  amount('SKATT_PI_UFORE', ({ disability }) => disability),
  amount('SKATT_BA_ALDERSPENSJ_FOLKETR', ({ oldAge }) => oldAge),
  amount('SKATT_BA_DAGPENGER', ({ unemployment }) => unemployment),
  amount('SKATT_BA_AAP', ({ workAssessment }) => workAssessment),
  amount('SKATT_RENTEINNTEKTER', ({ interest }) => interest),
  amount('SKATT_UTBYTTE', ({ dividends }) => dividends),
];

/** Pensions and benefits one by one. */
const benefits: readonly Amount[] = [
  amount('INNTEKT_KODE218', ({ disability }) => disability),
  amount('INNTEKT_ALDERSP_FOLKETR', ({ oldAge }) => oldAge),
  amount('INNTEKT_FTRYG', ({ oldAge, disability }) => oldAge + disability),
  amount('INNTEKT_ARBLED', ({ unemployment }) => unemployment),
  amount('INNTEKT_SUM_ARBAVKL', ({ workAssessment }) => workAssessment),
  decimal('INNTEKT_SYKEPENGER', ({ sickness }) => sickness),
  amount('INNTEKT_FORELDREPENGER', ({ parental }) => parental),
  amount('INNTEKT_BARNETRYGD', ({ childBenefit }) => childBenefit),
  amount('INNTEKT_KONTANTSTOTTE', ({ cashForCare }) => cashForCare),
  amount('INNTEKT_SOSIAL', ({ assistance }) => assistance),
  amount('INNTEKT_BOSTOTTE', ({ housing }) => housing),
  decimal('INNTEKT_STUDIESTIPEND', ({ study }) => study),
  decimal('INNTEKT_GRUNN_HJELP', ({ basic }) => basic),
];

/** Wealth and debt: what a variable holds of them, nothing for who is not taxed for any. */
const holdings: readonly (readonly [variable: string, of: (wealth: Wealth) => number | undefined])[] = [
  ['INNTEKT_BER_BRFORM', ({ full }) => full],
  ['INNTEKT_BRUTTOFORM', ({ taxable }) => taxable],
  ['INNTEKT_PRIM_MARK', ({ home }) => home],
  ['INNTEKT_BANKINNSK', ({ deposits }) => deposits],
  ['INNTEKT_GJELD', ({ debt }) => debt],
  ['SKATT_BRUTTOFORMUE', ({ taxable }) => taxable],
  ['SKATT_BANKINNSKUDD', ({ deposits }) => deposits],
  ['SKATT_GJELD', ({ debt }) => debt],
  ['SKATT_NETTOFORMUE', ({ taxable, debt }) => (taxable === undefined ? undefined : taxable - debt)],
];

/** Registers whose histories incomes are paid for. */
const needs = ['job-seekers', 'disability', 'social-assistance'];

/** Incomes, taxes and wealth of calendar years, in groups that cost different things to make. */
export const incomeRegisters: readonly Register[] = [
  { name: 'wages', variables: ['INNTEKT_WLONN', 'INNTEKT_LONN'], grid: 'years', write: writeWages },
  {
    name: 'income-accounts',
    variables: accounts.map(({ variable }) => variable),
    grid: 'years',
    needs,
    write: (call) => writeAmounts(call, accounts),
  },
  {
    name: 'taxation',
    variables: taxation.map(({ variable }) => variable),
    grid: 'years',
    needs,
    write: (call) => writeAmounts(call, taxation),
  },
  {
    name: 'benefits',
    variables: benefits.map(({ variable }) => variable),
    grid: 'years',
    needs,
    write: (call) => writeAmounts(call, benefits),
  },
  {
    name: 'household-income',
    variables: householdIncomeVariables,
    grid: 'years',
    needs,
    write: writeHouseholdIncome,
  },
  { name: 'income-households', variables: ['INNTEKT_HUSHNR'], grid: 'december', write: writeHouseholdNumbers },
  {
    name: 'wealth',
    variables: holdings.map(([variable]) => variable),
    grid: 'years',
    write: writeWealth,
  },
];

function yearOf({ when }: RegisterCall): number {
  return civilDate(when!.startDay).year;
}

function writeWages(call: RegisterCall): void {
  const { columns, population, when } = call;
  const year = yearOf(call);
  const wages = new Int32Array(population.people.count).fill(missingInt32);
  for (let person = 0; person < wages.length; person++) {
    const earned = wagesOf(population, person, year);
    if (earned !== 0) wages[person] = earned;
  }
  const writer = personWriter(columns, population);
  if (call.wants('INNTEKT_WLONN')) writer.integers('INNTEKT_WLONN', when, wages);
  if (call.wants('INNTEKT_LONN')) writer.asDecimals('INNTEKT_LONN', when, wages);
}

/** Writes the amounts that exist in the year; amounts of nothing have no record. */
async function writeAmounts(call: RegisterCall, amounts: readonly Amount[]): Promise<void> {
  const { columns, population, when } = call;
  const wanted = amounts.filter(({ variable }) => call.wants(variable));
  const income: IncomeYear = await prepareYear(call, yearOf(call));
  const { count } = population.people;
  const values = wanted.map(() => new Int32Array(count).fill(missingInt32));
  for (let person = 0; person < count; person++) {
    const incomes = incomesOf(income, person);
    if (incomes === undefined) continue;
    for (let i = 0; i < wanted.length; i++) {
      const value = wanted[i]!.of(incomes, person, income.year);
      if (value !== 0) values[i]![person] = value;
    }
  }
  const writer = personWriter(columns, population);
  wanted.forEach(({ variable, isDecimal }, i) => {
    if (isDecimal) writer.asDecimals(variable, when, values[i]!);
    else writer.integers(variable, when, values[i]!);
  });
}

/** Wealth and debt at the year's end. */
function writeWealth(call: RegisterCall): void {
  const { columns, population, when } = call;
  const year = yearOf(call);
  const { count } = population.people;
  const wanted = holdings.filter(([variable]) => call.wants(variable));
  const values = wanted.map(() => new Int32Array(count).fill(missingInt32));
  for (let person = 0; person < count; person++) {
    const wealth = wealthOf(population, person, year);
    if (wealth === undefined) continue;
    for (let i = 0; i < wanted.length; i++) {
      const value = wanted[i]![1](wealth);
      if (value !== undefined && value !== 0) values[i]![person] = value;
    }
  }
  const writer = personWriter(columns, population);
  wanted.forEach(([variable], i) => writer.integers(variable, when, values[i]!));
}
