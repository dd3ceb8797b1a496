import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth } from '../../src/base/epoch-day.ts';
import { daysOf, gridOf } from '../../src/catalogue/date-grid.ts';
import { gridText, validityText } from '../../src/catalogue/date-text.ts';
import { day, sample, variable } from './sample.ts';

const years = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const text = (dates: readonly string[], language: 'nb' | 'en' = 'en'): string =>
  gridText(gridOf(dates.map(day)), language);
const monthly = (dayOf: (year: number, month: number) => number, from: number, to: number): readonly string[] =>
  years(from, to).flatMap((year) =>
    years(1, 12).map((m) => `${year}-${String(m).padStart(2, '0')}-${String(dayOf(year, m)).padStart(2, '0')}`),
  );

describe('days of measurement in words', () => {
  it.each([
    ['a day of each year', years(2005, 2025).map((y) => `${y}-01-01`), '1 January each year 2005–2025'],
    [
      'years with a gap',
      [...years(2005, 2009), ...years(2012, 2014), 2016].map((y) => `${y}-11-16`),
      '16 November each year 2005–2009, 2012–2014 and 2016',
    ],
    ['the 16th of each month', monthly(() => 16, 2015, 2016), 'the 16th of each month, January 2015 – December 2016'],
    ['month ends', monthly(daysInMonth, 2019, 2020), 'the last day of each month, January 2019 – December 2020'],
    [
      'months with a gap',
      monthly(() => 2, 2015, 2016).filter((date) => !date.startsWith('2015-06')),
      'the 2nd of each month, January 2015 – May 2015 and July 2015 – December 2016',
    ],
    [
      'twice a year, from one day to another',
      years(2014, 2024)
        .flatMap((y) => [`${y}-01-01`, `${y}-07-01`])
        .slice(1),
      '1 January and 1 July each year, from 2014-07-01 to 2024-07-01',
    ],
    [
      'quarters',
      years(2019, 2021).flatMap((y) => ['03-31', '06-30', '09-30', '12-31'].map((d) => `${y}-${d}`)),
      '31 March, 30 June, 30 September and 31 December each year 2019–2021',
    ],
    [
      'both ends of each month',
      years(2020, 2020).flatMap((y) =>
        years(1, 12).flatMap((m) => {
          const month = `${y}-${String(m).padStart(2, '0')}`;
          return [`${month}-01`, `${month}-${String(daysInMonth(y, m)).padStart(2, '0')}`];
        }),
      ),
      'the first and the last day of each month, from 2020-01-01 to 2020-12-31',
    ],
    [
      'elections have no rule',
      ['2013-09-09', '2015-09-14', '2017-09-11', '2019-09-09'],
      '2013-09-09, 2015-09-14, 2017-09-11, 2019-09-09',
    ],
    ['two days are listed', ['2008-11-30', '2009-11-30'], '2008-11-30, 2009-11-30'],
  ])('%s', (_, dates, expected) => {
    expect(text(dates)).toBe(expected);
  });

  it('speaks Norwegian', () => {
    expect(text(['2005-01-01', '2006-01-01', '2007-01-01'], 'nb')).toBe('1. januar hvert år 2005–2007');
    expect(
      text(
        monthly(() => 16, 2015, 2015),
        'nb',
      ),
    ).toBe('den 16. i hver måned, januar 2015 – desember 2015');
  });

  it('a rule stands for exactly the days that it was made from', () => {
    const some = fc.uniqueArray(fc.integer({ min: day('1990-01-01'), max: day('2030-01-01') }), { maxLength: 40 });
    // Rules with a few days taken out are what could tempt to round.
    const nearly = fc
      .record({
        first: fc.integer({ min: 1970, max: 2010 }),
        length: fc.integer({ min: 1, max: 15 }),
        kind: fc.constantFrom('year', 'half', 'month', 'end', 'edges'),
        drop: fc.uniqueArray(fc.nat(200), { maxLength: 3 }),
      })
      .map(({ first, length, kind, drop }) => {
        const last = first + length;
        const month = (y: number, m: number, d: number): number =>
          day(`${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
        const all = years(first, last).flatMap((y) => {
          if (kind === 'year') return [month(y, 1, 1)];
          if (kind === 'half') return [month(y, 1, 1), month(y, 7, 1)];
          return years(1, 12).flatMap((m) => {
            if (kind === 'month') return [month(y, m, 16)];
            const end = month(y, m, daysInMonth(y, m));
            return kind === 'end' ? [end] : [month(y, m, 1), end];
          });
        });
        return all.filter((_, i) => !drop.includes(i));
      });
    fc.assert(
      fc.property(fc.oneof(some, nearly), (days) => {
        const ascending = [...days].sort((a, b) => a - b);
        expect(daysOf(gridOf(ascending))).toEqual(ascending);
      }),
    );
  });
});

describe('validity in words', () => {
  it.each([
    ['BEFOLKNING_KJOENN', 'always; imported without a date'],
    ['BEFOLKNING_KOMMNR', '1 January each year 2016–2020'],
    ['INNTEKT_LONN', 'any day from 1993-01-01 to 2023-12-31; the answer is about the period that the day lies in'],
    ['BEFOLKNING_BOSTED', 'any day from 1992-03-01; last registered change 2023-12-31'],
  ])('%s', (name, expected) => {
    expect(validityText(sample.variables.get(name) ?? variable(name), 'en')).toBe(expected);
  });
});
