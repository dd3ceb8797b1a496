import { civilDate, type EpochDay, epochDay, isLeapYear, isoDate } from '../base/epoch-day.ts';

/* The parts of a date as numbers. A missing value is NaN; a day outside the years 1–9999 gives missing. */

const firstDay = -719162;
const lastDay = 2932896;

/** The whole day that a date value lies in, or NaN when it is missing or outside the years 1–9999. */
function wholeDay(value: number): EpochDay {
  const day = Math.floor(value);
  return day >= firstDay && day <= lastDay ? day : Number.NaN;
}

/** The days of nearly all dates: 1830-01-01 up to the end of 2199. Their parts are worked out once. */
const firstTabled = -51134;
const tabled = 135140;

/** A part of a date. */
function part(of: (day: EpochDay) => number): (value: number) => number {
  const table = new Int16Array(tabled);
  return (value) => {
    const at = Math.floor(value) - firstTabled;
    if (at >= 0 && at < tabled) {
      // No part is 0: that is what has not been worked out.
      const known = table[at] ?? 0;
      return known === 0 ? (table[at] = of(at + firstTabled)) : known;
    }
    const day = wholeDay(value);
    return Number.isNaN(day) ? Number.NaN : of(day);
  };
}

/** `date(y, m, d)`: arguments are truncated; a day that does not exist is missing. */
export function dayOf(year: number, month: number, day: number): number {
  const y = Math.trunc(year);
  const m = Math.trunc(month);
  const d = Math.trunc(day);
  return Number.isNaN(y + m + d) ? Number.NaN : (epochDay(y, m, d) ?? Number.NaN);
}

/** `isoformatdate(v)`; `undefined` is missing. */
export function isoFormat(value: number): string | undefined {
  const day = wholeDay(value);
  return Number.isNaN(day) ? undefined : isoDate(day);
}

/** `year(v)`. */
export const yearOf = part((day) => civilDate(day).year);
/** `halfyear(v)`: 1 or 2. */
export const halfYearOf = part((day) => (civilDate(day).month <= 6 ? 1 : 2));
/** `quarter(v)`: 1–4. */
export const quarterOf = part((day) => Math.ceil(civilDate(day).month / 3));
/** `month(v)`: 1–12. */
export const monthOf = part((day) => civilDate(day).month);
/** `day(v)`: 1–31. */
export const dayOfMonth = part((day) => civilDate(day).day);
/** `dow(v)`: 1 is Monday, 7 Sunday. */
export const dayOfWeek = part(weekday);
/** `doy(v)`: 1–366. */
export const dayOfYear = part(ordinalDay);

/** `week(v)`: the ISO 8601 week, 1–53; a week belongs to the year that holds its Thursday. */
export const weekOf = part((day) => {
  const { year } = civilDate(day);
  const week = Math.floor((ordinalDay(day) - weekday(day) + 10) / 7);
  if (week < 1) return weeksInYear(year - 1);
  return week > weeksInYear(year) ? 1 : week;
});

function weekday(day: EpochDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function ordinalDay(day: EpochDay): number {
  const first = epochDay(civilDate(day).year, 1, 1) ?? day;
  return day - first + 1;
}

/** 53 when 1 January is a Thursday, or a Wednesday of a leap year. */
function weeksInYear(year: number): number {
  const newYear = weekday(epochDay(Math.max(year, 1), 1, 1) ?? 0);
  return newYear === 4 || (newYear === 3 && isLeapYear(year)) ? 53 : 52;
}
