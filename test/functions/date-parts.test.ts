import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, epochDay } from '../../src/base/epoch-day.ts';
import { dayOfMonth, dayOfYear, halfYearOf, monthOf, quarterOf, yearOf } from '../../src/functions/date-parts.ts';

describe('the parts of a date', () => {
  it('are those of its civil date, within and beyond the days of a table, however often they are asked for', () => {
    const border = fc.constantFrom(-51135, -51134, -51133, 84004, 84005, 84006, -719162, 2932896);
    fc.assert(
      fc.property(fc.oneof(border, fc.integer({ min: -719162, max: 2932896 })), (day) => {
        const { year, month, day: date } = civilDate(day);
        for (const value of [day, day + 0.75, day]) {
          expect([yearOf(value), monthOf(value), dayOfMonth(value)]).toEqual([year, month, date]);
          expect([halfYearOf(value), quarterOf(value)]).toEqual([month < 7 ? 1 : 2, Math.ceil(month / 3)]);
          expect(dayOfYear(value)).toBe(day - (epochDay(year, 1, 1) ?? 0) + 1);
        }
      }),
    );
  });

  it('are missing outside the years 1–9999 and for a missing day', () => {
    for (const value of [-719163, 2932897, Number.NaN, Number.POSITIVE_INFINITY, -1e300]) {
      expect([yearOf(value), monthOf(value), dayOfYear(value)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    }
  });
});
