import type { Fix } from '../../base/diagnostic.ts';
import { type EpochDay, isoDate, parseIsoDate } from '../../base/epoch-day.ts';
import { threshold } from '../../base/messages/message.ts';
import { type Span, span } from '../../base/span.ts';
import { type AnalysisContext, written } from '../../lang/analyse/context.ts';
import type { Expression } from '../../lang/syntax/ast.ts';
import type { RegisterVariable } from '../../metadata/catalogue.ts';

/** The day of a date position; `undefined` after a mistake that has been reported. */
export function dayOf(time: Expression): EpochDay | undefined {
  return time.type === 'date' ? parseIsoDate(time.text) : undefined;
}

/** Whether a register variable answers at a day; reports when not, naming the nearest days that work. */
export function checkDay(context: AnalysisContext, variable: RegisterVariable, day: EpochDay, at: Span): boolean {
  const { name, temporality, statusDays, coverage } = variable;
  const date = isoDate(day);
  if (temporality === 'STATUS' && statusDays !== undefined && statusDays.length > 0) {
    const { before, after } = neighbours(statusDays, day);
    if (before === day) return true;
    const nearest = [before, after].flatMap((d) => (d === undefined ? [] : [isoDate(d)]));
    context.report(
      'date-not-measured',
      at,
      {
        name,
        date,
        nearest,
        first: isoDate(statusDays[0] ?? day),
        last: isoDate(statusDays.at(-1) ?? day),
        number: threshold(statusDays.length),
      },
      dateFixes(context, date, nearest, at),
    );
    return false;
  }
  if (coverage === undefined || temporality === 'FIXED') return true;
  const [first, last] = [isoDate(coverage.startDay), isoDate(coverage.stopDay)];
  const ended = day > coverage.stopDay;
  if (day < coverage.startDay || (ended && temporality !== 'EVENT')) {
    const nearest = [ended ? last : first];
    const parameters = { name, date, first, last, ended: ended ? 'yes' : 'no' } as const;
    context.report('date-outside', at, parameters, dateFixes(context, date, nearest, at));
    return false;
  }
  if (ended) context.report('date-after-last-change', at, { name, date, last });
  return true;
}

/** Other dates in the place of one; none where it is computed. */
function dateFixes(context: AnalysisContext, date: string, others: readonly string[], at: Span): readonly Fix[] {
  return written(context, at) === date ? others.map((newText) => ({ at, newText })) : [];
}

/** Reports that a date is due. `at` is the variable, which it stands behind. */
export function reportDateRequired(context: AnalysisContext, variable: RegisterVariable, at: Span): void {
  const { name, temporality, coverage, statusDays } = variable;
  if (temporality === 'FIXED') return;
  const first = statusDays?.[0] ?? coverage?.startDay;
  const last = statusDays?.at(-1) ?? coverage?.stopDay;
  const dates = [last, first].flatMap((day) => (day === undefined ? [] : [isoDate(day)]));
  const place = span(at.end, at.end);
  context.report(
    'date-required',
    at,
    {
      name,
      temporality,
      first: first === undefined ? '…' : isoDate(first),
      last: last === undefined ? '…' : isoDate(last),
    },
    [...new Set(dates)].map((date) => ({ at: place, newText: ` ${date}` })),
  );
}

/** The nearest of ascending days at or before a day, and the nearest after it. */
function neighbours(
  days: readonly EpochDay[],
  day: EpochDay,
): { before: EpochDay | undefined; after: EpochDay | undefined } {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return { before: days[low - 1], after: days[low] };
}
