import type { FunctionDefinition } from '../lang/function-spec.ts';
import {
  dayOf,
  dayOfMonth,
  dayOfWeek,
  dayOfYear,
  halfYearOf,
  isoFormat,
  monthOf,
  quarterOf,
  weekOf,
  yearOf,
} from './date-parts.ts';
import { family, numbersOf, numeric, ofNumbers } from './records.ts';

const common = { group: 'date', kind: 'scalar', missing: 'propagates', inBindings: true } as const;
const record = family({ ...common, returns: 'number', integer: true });
const day = [numeric('day')];

/** Functions of dates; a date is the number of days since 1970-01-01. */
export const dateFunctions: readonly FunctionDefinition[] = [
  record(
    'date',
    [numeric('year'), numeric('month'), numeric('day')],
    'Dagen med dette årstallet, denne måneden og denne datoen, som antall dager siden 1970-01-01.',
    'The day with this year, month and day of month, as the number of days since 1970-01-01.',
    ['keep if START@spell >= date(2016, 7, 1)'],
    { evaluate: ofNumbers(dayOf) },
  ),
  family({ ...common, returns: 'text' })(
    'isoformatdate',
    day,
    'Datoen som tekst: ÅÅÅÅ-MM-DD.',
    'The date as text: YYYY-MM-DD.',
    ['generate born = isoformatdate(birthday)'],
    {
      evaluate: (values) => {
        const numbers = numbersOf(values);
        if ('type' in numbers) return numbers;
        const text = isoFormat(numbers[0] ?? Number.NaN);
        return text === undefined ? { type: 'missing' } : { type: 'value', value: { type: 'string', value: text } };
      },
    },
  ),
  record('year', day, 'Årstallet i datoen.', 'The year of the date.', ['generate start = year(START@spell)'], {
    evaluate: ofNumbers(yearOf),
  }),
  record('halfyear', day, 'Halvåret: 1 eller 2.', 'The half year: 1 or 2.', ['generate half = halfyear(START@spell)'], {
    evaluate: ofNumbers(halfYearOf),
  }),
  record('quarter', day, 'Kvartalet: 1 til 4.', 'The quarter: 1 to 4.', ['generate q = quarter(START@spell)'], {
    evaluate: ofNumbers(quarterOf),
  }),
  record('month', day, 'Måneden: 1 til 12.', 'The month: 1 to 12.', ['generate m = month(START@spell)'], {
    evaluate: ofNumbers(monthOf),
  }),
  record(
    'week',
    day,
    'Ukenummeret (ISO 8601): 1 til 53.',
    'The week number (ISO 8601): 1 to 53.',
    ['generate w = week(START@spell)'],
    {
      evaluate: ofNumbers(weekOf),
    },
  ),
  record(
    'day',
    day,
    'Dagen i måneden: 1 til 31.',
    'The day of the month: 1 to 31.',
    ['generate d = day(START@spell)'],
    {
      evaluate: ofNumbers(dayOfMonth),
    },
  ),
  record(
    'dow',
    day,
    'Ukedagen: 1 er mandag, 7 er søndag.',
    'The day of the week: 1 is Monday, 7 is Sunday.',
    ['keep if dow(START@spell) <= 5'],
    { evaluate: ofNumbers(dayOfWeek) },
  ),
  record('doy', day, 'Dagen i året: 1 til 366.', 'The day of the year: 1 to 366.', ['generate n = doy(START@spell)'], {
    evaluate: ofNumbers(dayOfYear),
  }),
];
