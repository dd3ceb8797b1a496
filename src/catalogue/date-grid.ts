import { civilDate, daysFromCivil, daysInMonth, type EpochDay } from '../base/epoch-day.ts';

/** Consecutive years or months, both ends included; months count from year 0, January being 0. */
export type Span = readonly [from: number, to: number];

/** A day of every year. */
export interface DayOfYear {
  readonly month: number;
  readonly day: number;
}

/** Days of measurement, said as people say them; exactly the days that they were made from. */
export type DateGrid =
  /** The same days of each year. */
  | { readonly type: 'yearly'; readonly dates: readonly DayOfYear[]; readonly years: readonly Span[] }
  /** Several days of each year, from one day to another: the first and the last year need not be whole. */
  | {
      readonly type: 'within-years';
      readonly dates: readonly DayOfYear[];
      readonly first: EpochDay;
      readonly last: EpochDay;
    }
  /** The same day of each month; 31 stands for the last one. */
  | { readonly type: 'monthly'; readonly day: number; readonly months: readonly Span[] }
  /** The first and the last day of each month, from one day to another. */
  | { readonly type: 'month-edges'; readonly first: EpochDay; readonly last: EpochDay }
  | { readonly type: 'listed'; readonly days: readonly EpochDay[] };

/** Dates of a year that a sentence can still name. */
const mostDatesOfYear = 6;

/**
 * Says ascending days as a rule where one fits, else lists them. A rule is used only if it gives back exactly these days,
 * and says less than the list.
 */
export function gridOf(days: readonly EpochDay[]): DateGrid {
  const listed: DateGrid = { type: 'listed', days };
  if (days.length < 3) return listed;
  const candidates: readonly (DateGrid | undefined)[] = [
    yearly(days),
    monthly(days),
    monthEdges(days),
    withinYears(days),
  ];
  return candidates.find((grid) => grid !== undefined && isBrief(grid, days) && isSame(daysOf(grid), days)) ?? listed;
}

/** The days that a grid stands for, ascending. */
export function daysOf(grid: DateGrid): readonly EpochDay[] {
  switch (grid.type) {
    case 'yearly':
      return grid.years.flatMap(([from, to]) => range(from, to).flatMap((year) => datesOf(grid.dates, year)));
    case 'within-years': {
      const { first, last } = grid;
      const years = range(civilDate(first).year, civilDate(last).year);
      return years.flatMap((year) => datesOf(grid.dates, year)).filter((day) => day >= first && day <= last);
    }
    case 'monthly':
      return grid.months.flatMap(([from, to]) => range(from, to).map((month) => dayOfMonth(month, grid.day)));
    case 'month-edges': {
      const { first, last } = grid;
      const months = range(monthOf(first), monthOf(last));
      return months
        .flatMap((month) => [dayOfMonth(month, 1), dayOfMonth(month, 31)])
        .filter((day) => day >= first && day <= last);
    }
    case 'listed':
      return grid.days;
  }
}

function isSame(a: readonly EpochDay[], b: readonly EpochDay[]): boolean {
  return a.length === b.length && a.every((day, i) => day === b[i]);
}

/** A rule with nearly as many exceptions as days explains nothing. */
function isBrief(grid: DateGrid, days: readonly EpochDay[]): boolean {
  switch (grid.type) {
    case 'yearly':
      return grid.dates.length <= mostDatesOfYear && 2 * grid.years.length <= days.length;
    case 'monthly':
      return 3 * grid.months.length <= days.length;
    case 'within-years':
      return grid.dates.length <= mostDatesOfYear && days.length > grid.dates.length;
    case 'month-edges':
      return days.length > 4;
    case 'listed':
      return true;
  }
}

function yearly(days: readonly EpochDay[]): DateGrid {
  return { type: 'yearly', dates: datesAmong(days), years: spansOf(days.map((day) => civilDate(day).year)) };
}

function withinYears(days: readonly EpochDay[]): DateGrid {
  return { type: 'within-years', dates: datesAmong(days), first: days[0] ?? 0, last: days.at(-1) ?? 0 };
}

/** Month ends come before a fixed day: a series of 31 January, 28 February … has no other. */
function monthly(days: readonly EpochDay[]): DateGrid | undefined {
  const dates = days.map(civilDate);
  const isEnd = dates.every(({ year, month, day }) => day === daysInMonth(year, month));
  const day = isEnd ? 31 : (dates[0]?.day ?? 1);
  // A day that some months lack cannot be said of each month.
  if (!isEnd && day > 28) return undefined;
  return { type: 'monthly', day, months: spansOf(days.map(monthOf)) };
}

function monthEdges(days: readonly EpochDay[]): DateGrid {
  return { type: 'month-edges', first: days[0] ?? 0, last: days.at(-1) ?? 0 };
}

function datesAmong(days: readonly EpochDay[]): readonly DayOfYear[] {
  const found = new Map<number, DayOfYear>();
  for (const each of days) {
    const { month, day } = civilDate(each);
    found.set(month * 100 + day, { month, day });
  }
  return [...found].sort(([a], [b]) => a - b).map(([, date]) => date);
}

/** Dates that a year has; 29 February is one of leap years only. */
function datesOf(dates: readonly DayOfYear[], year: number): readonly EpochDay[] {
  return dates.flatMap(({ month, day }) => (day <= daysInMonth(year, month) ? [daysFromCivil(year, month, day)] : []));
}

/** Ascending whole numbers as runs of consecutive ones; repeated numbers count once. */
function spansOf(numbers: readonly number[]): readonly Span[] {
  const spans: [number, number][] = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last !== undefined && number <= last[1] + 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans;
}

function monthOf(day: EpochDay): number {
  const { year, month } = civilDate(day);
  return year * 12 + month - 1;
}

function dayOfMonth(month: number, day: number): EpochDay {
  const year = Math.floor(month / 12);
  const ofYear = (month % 12) + 1;
  return daysFromCivil(year, ofYear, Math.min(day, daysInMonth(year, ofYear)));
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
