import { type EpochDay, isoDate } from '../base/epoch-day.ts';
import type { Language, LocalText } from '../base/language.ts';
import { listing } from '../base/messages/message.ts';
import type { RegisterVariable } from '../metadata/catalogue.ts';
import { type DateGrid, type DayOfYear, gridOf, type Span } from './date-grid.ts';

const months: Readonly<Record<Language, readonly string[]>> = {
  nb: 'januar februar mars april mai juni juli august september oktober november desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** In which days a variable can be imported, in a sentence without capital and full stop. */
export function validityText(variable: RegisterVariable, language: Language): string {
  const { temporality, coverage, statusDays } = variable;
  if (temporality === 'FIXED') return word(withoutDate, language);
  if (temporality === 'STATUS' && statusDays !== undefined) return gridText(gridOf(statusDays), language);
  if (coverage === undefined) return word(anyDay, language);
  const first = isoDate(coverage.startDay);
  const last = isoDate(coverage.stopDay);
  switch (temporality) {
    case 'STATUS':
      return language === 'nb' ? `dager fra ${first} til ${last}` : `days from ${first} to ${last}`;
    case 'ACCUMULATED':
      return language === 'nb'
        ? `alle dager fra ${first} til ${last}; svaret gjelder perioden som dagen ligger i`
        : `any day from ${first} to ${last}; the answer is about the period that the day lies in`;
    case 'EVENT':
      return language === 'nb'
        ? `alle dager fra ${first}; siste registrerte endring ${last}`
        : `any day from ${first}; last registered change ${last}`;
  }
}

/** First and last year of a variable's data: `2005–2025`, or nothing for those that do not change. */
export function yearsText({ coverage }: RegisterVariable): string {
  if (coverage === undefined) return '';
  const first = isoDate(coverage.startDay).slice(0, 4);
  const last = isoDate(coverage.stopDay).slice(0, 4);
  return first === last ? first : `${first}–${last}`;
}

/** Days of measurement in words. */
export function gridText(grid: DateGrid, language: Language): string {
  switch (grid.type) {
    case 'yearly': {
      const years = listing(grid.years.map(yearsOf), language, 'and');
      const dates = datesText(grid.dates, language);
      return language === 'nb' ? `${dates} hvert år ${years}` : `${dates} each year ${years}`;
    }
    case 'within-years': {
      const dates = datesText(grid.dates, language);
      const ends = fromTo(grid.first, grid.last, language);
      return language === 'nb' ? `${dates} hvert år, ${ends}` : `${dates} each year, ${ends}`;
    }
    case 'monthly': {
      const spans = listing(
        grid.months.map((span) => monthsOf(span, language)),
        language,
        'and',
      );
      return `${dayOfMonthText(grid.day, language)}, ${spans}`;
    }
    case 'month-edges': {
      const ends = fromTo(grid.first, grid.last, language);
      return language === 'nb'
        ? `første og siste dag i hver måned, ${ends}`
        : `the first and the last day of each month, ${ends}`;
    }
    case 'listed':
      return grid.days.map(isoDate).join(', ');
  }
}

const withoutDate: LocalText = { nb: 'alltid; importeres uten dato', en: 'always; imported without a date' };
const anyDay: LocalText = { nb: 'ikke oppgitt', en: 'not stated' };

function word(text: LocalText, language: Language): string {
  return text[language];
}

function fromTo(first: EpochDay, last: EpochDay, language: Language): string {
  return language === 'nb'
    ? `fra ${isoDate(first)} til ${isoDate(last)}`
    : `from ${isoDate(first)} to ${isoDate(last)}`;
}

function datesText(dates: readonly DayOfYear[], language: Language): string {
  const texts = dates.map(({ month, day }) => {
    const name = months[language][month - 1] ?? '';
    return language === 'nb' ? `${day}. ${name}` : `${day} ${name}`;
  });
  return listing(texts, language, 'and');
}

function dayOfMonthText(day: number, language: Language): string {
  if (day === 31) return language === 'nb' ? 'siste dag i hver måned' : 'the last day of each month';
  return language === 'nb' ? `den ${day}. i hver måned` : `the ${ordinal(day)} of each month`;
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return `${day}th`;
  return `${day}${{ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th'}`;
}

function yearsOf([from, to]: Span): string {
  return from === to ? String(from) : `${from}–${to}`;
}

function monthsOf([from, to]: Span, language: Language): string {
  const text = (month: number): string => `${months[language][month % 12] ?? ''} ${Math.floor(month / 12)}`;
  return from === to ? text(from) : `${text(from)} – ${text(to)}`;
}
