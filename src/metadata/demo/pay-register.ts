import { civilDate, daysFromCivil, daysInMonth, type EpochDay } from '../../base/epoch-day.ts';
import type { Period } from '../catalogue.ts';
import { VariableWriter } from './columns.ts';
import { wagesOf } from './employment.ts';
import { occasionOf } from './job-registers.ts';
import { type JobTable, jobTableOf } from './job-table.ts';
import type { People } from './people.ts';
import type { Population } from './population.ts';
import { draw, process } from './random.ts';
import type { Register, RegisterCall } from './register.ts';

const variables = [
  'ARBLONN_LONN_KONTANT_IMP',
  'ARBLONN_LONN_FAST',
  'ARBLONN_LONN_FAST_INNRAPP',
  'ARBLONN_LONN_TIME',
  'ARBLONN_LONN_TIME_INNRAPP',
  'ARBLONN_LONN_EKV_IALT',
  'ARBLONN_LONN_EKV_FMLONN',
] as const;

/** The pay of each job month by month: a division of the person's wages of the year over jobs and months. */
export const payRegisters: readonly Register[] = [{ name: 'pay', grid: 'months', variables, write: writePay }];

/** Cash pay of a month relative to the year's mean: holiday pay takes the place of the wage in June. */
const seasons = [0.97, 0.97, 0.97, 0.97, 0.975, 1.3, 0.975, 0.975, 0.97, 0.97, 0.975, 0.98] as const;

/** Pay in a second job relative to the main one, for the same hours. */
const secondJobPay = 0.9;

/** Part of the pay that is fixed; the rest are allowances and overtime. */
const fixedPart = 0.955;

/** Hours of a month in a full position. */
const monthlyHours = 162.5;

function writePay({ columns, population, when }: RegisterCall): void {
  if (when === undefined) return;
  const table = jobTableOf(population);
  const { year, month } = civilDate(when.startDay);
  const rates = fullTimeRates(population, table, year);
  const pay = variables.map(() => new Float64Array(table.count).fill(Number.NaN));
  for (let job = 0; job < table.count; job++) {
    const part = activePart(table, job, when.startDay, when.stopDay);
    if (part > 0) fillPay(table, job, rates[table.person[job]!]!, part, year * 12 + month - 1, pay);
  }
  const writer = new VariableWriter(columns, 'JOBB', table.numbering);
  variables.forEach((name, i) => writer.decimals(name, when, pay[i]!));
}

function fillPay(
  table: JobTable,
  job: number,
  personRate: number,
  part: number,
  month: number,
  [cash, fixed, fixedReported, hourly, hourlyReported, equivalent, equivalentBasic]: readonly Float64Array[],
): void {
  const person = table.person[job]!;
  const isMain = table.isMain[job] === 1;
  const percent = table.percent[job]!;
  const rate = personRate * (isMain ? 1 : secondJobPay);
  cash![job] = Math.round(rate * (percent / 100) * part * seasons[month % 12]!);
  const occasion = occasionOf(table, job);
  const hourlyShare = percent < 40 ? 0.62 : percent < 100 ? 0.22 : 0.1;
  const noise = draw(process.pay, person, occasion * 16 + month);
  const reported = (value: number): number =>
    noise < 0.006 ? Number.NaN : noise < 0.012 ? Math.round(value * 1.1) : value;
  if (draw(process.hourlyPay, person, occasion) < hourlyShare) {
    hourly![job] = Math.round((rate * fixedPart * 100) / monthlyHours) / 100;
    hourlyReported![job] = reported(hourly![job]);
  } else {
    fixed![job] = Math.round((rate * fixedPart * percent) / 1000) * 10;
    fixedReported![job] = reported(fixed![job]);
  }
  // Equivalents are not computed where a job lasts only days of the month.
  if (part > 0.25 && noise < 0.97) {
    equivalent![job] = Math.round(rate * (0.99 + 0.02 * noise));
    equivalentBasic![job] = Math.round(0.97 * equivalent![job]);
  }
}

/** The part of a time in which a job is active. */
function activePart({ first, last }: JobTable, job: number, start: EpochDay, stop: EpochDay): number {
  return Math.max(0, Math.min(last[job]!, stop) - Math.max(first[job]!, start) + 1) / (stop - start + 1);
}

interface YearRates {
  readonly year: number;
  readonly rates: Float64Array;
}

const known = new WeakMap<People, YearRates>();

/**
 * By person, the monthly pay of a full position in the main job that makes the pay of all months of a year add up to the
 * person's wages. The last year asked for is kept: its months are usually read together.
 */
function fullTimeRates(population: Population, table: JobTable, year: number): Float64Array {
  const last = known.get(population.people);
  if (last?.year === year) return last.rates;
  const months: readonly Period[] = seasons.map((_, i) => ({
    startDay: daysFromCivil(year, i + 1, 1),
    stopDay: daysFromCivil(year, i + 1, daysInMonth(year, i + 1)),
  }));
  const rates = new Float64Array(population.people.count);
  for (let person = 0; person < rates.length; person++) {
    let weight = 0;
    for (let job = table.offsets[person]!; job < table.offsets[person + 1]!; job++) {
      weight += yearWeight(table, job, months) * (table.isMain[job] === 1 ? 1 : secondJobPay);
    }
    if (weight > 0) rates[person] = wagesOf(population, person, year) / weight;
  }
  known.set(population.people, { year, rates });
  return rates;
}

/** Months of a full position that a job makes up within a year, weighted by the season. */
function yearWeight(table: JobTable, job: number, months: readonly Period[]): number {
  if (table.last[job]! < months[0]!.startDay || table.first[job]! > months[11]!.stopDay) return 0;
  let sum = 0;
  months.forEach(({ startDay, stopDay }, i) => {
    sum += activePart(table, job, startDay, stopDay) * seasons[i]!;
  });
  return (sum * table.percent[job]!) / 100;
}
