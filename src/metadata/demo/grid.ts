import { civilDate, daysFromCivil, daysInMonth, type EpochDay, parseIsoDate } from '../../base/epoch-day.ts';
import type { Period } from '../catalogue.ts';

/** How the dates or periods of a variable lie in time: on which day of the year or month, or whole years, quarters, months. */
export type DemoGrid =
  | 'january'
  | 'january-july'
  | 'october'
  | 'november'
  | 'november-end'
  | 'december'
  | 'june-end'
  | 'elections'
  | 'mid-months'
  | 'month-ends'
  | 'month-edges'
  | 'years'
  | 'quarters'
  | 'months'
  | 'event';

/** The first and last day of a grid's use by a variable. */
export interface GridSpan {
  readonly grid: DemoGrid;
  readonly from: EpochDay;
  readonly until: EpochDay;
}

/** Election days of the years in which elections were held. */
const electionDays: readonly EpochDay[] = [
  '2013-09-09',
  '2015-09-14',
  '2017-09-11',
  '2019-09-09',
  '2021-09-13',
  '2023-09-11',
  '2025-09-08',
].map((text) => parseIsoDate(text) ?? 0);

/** Month and day of status dates that come once or twice a year. */
const yearlyDays: Partial<Record<DemoGrid, readonly (readonly [month: number, day: number])[]>> = {
  january: [[1, 1]],
  'january-july': [
    [1, 1],
    [7, 1],
  ],
  october: [[10, 1]],
  november: [[11, 16]],
  'november-end': [[11, 30]],
  december: [[12, 31]],
  'june-end': [[6, 30]],
};

/** Whether a grid consists of single days rather than of periods. */
export function isStatusGrid(grid: DemoGrid): boolean {
  return grid !== 'years' && grid !== 'quarters' && grid !== 'months' && grid !== 'event';
}

/**
 * The dates or periods of a grid that lie within a span, ascending; a date is a period of one day. A history has one
 * period, the whole span.
 */
export function periodsOf({ grid, from, until }: GridSpan): readonly Period[] {
  if (grid === 'event') return [{ startDay: from, stopDay: until }];
  if (grid === 'elections') return singleDays(electionDays, from, until);
  const first = civilDate(from);
  const last = civilDate(until);
  const yearly = yearlyDays[grid];
  if (yearly !== undefined) {
    const days = range(first.year, last.year).flatMap((year) =>
      yearly.map(([month, day]) => daysFromCivil(year, month, day)),
    );
    return singleDays(days, from, until);
  }
  if (grid === 'mid-months' || grid === 'month-ends' || grid === 'month-edges') {
    const days = range(first.year, last.year).flatMap((year) =>
      range(1, 12).flatMap((month) => monthDays(grid, year, month)),
    );
    return singleDays(days, from, until);
  }
  const length = grid === 'years' ? 12 : grid === 'quarters' ? 3 : 1;
  return range(first.year, last.year).flatMap((year) =>
    range(0, 12 / length - 1).flatMap((i) => {
      const last = (i + 1) * length;
      const period = {
        startDay: daysFromCivil(year, i * length + 1, 1),
        stopDay: daysFromCivil(year, last, daysInMonth(year, last)),
      };
      return from <= period.startDay && period.stopDay <= until ? [period] : [];
    }),
  );
}

function monthDays(grid: 'mid-months' | 'month-ends' | 'month-edges', year: number, month: number): EpochDay[] {
  if (grid === 'mid-months') return [daysFromCivil(year, month, 16)];
  const end = daysFromCivil(year, month, daysInMonth(year, month));
  return grid === 'month-ends' ? [end] : [daysFromCivil(year, month, 1), end];
}

function singleDays(days: readonly EpochDay[], from: EpochDay, until: EpochDay): readonly Period[] {
  return days.flatMap((day) => (from <= day && day <= until ? [{ startDay: day, stopDay: day }] : []));
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
