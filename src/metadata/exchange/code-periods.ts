import type { EpochDay } from '../../base/epoch-day.ts';
import type { Code } from '../catalogue.ts';

/** A period in which a code list does not change. */
export interface CodePeriod {
  readonly startDay: EpochDay;
  /** Absent: the period has not ended. */
  readonly stopDay?: EpochDay;
  readonly codes: readonly Code[];
}

/** 0001-01-01: how the exchange formats, in which every code begins some day, say that a code was always valid. */
export const beginningOfTime: EpochDay = -719_162;

/**
 * Cuts a code list into periods (datastore specification, b.4): at every day on which a code becomes valid or ceases to be.
 * Each period lists the codes that are valid in the whole of it, in their order. Sentinels take no part.
 */
export function periodsOfCodes(codes: readonly Code[]): readonly CodePeriod[] {
  const spans = codes
    .filter(({ sentinel }) => sentinel !== true)
    .map((code) => ({ code, from: code.validFromDay ?? beginningOfTime, until: code.validUntilDay }));
  const boundaries = new Set<EpochDay>();
  for (const { from, until } of spans) {
    boundaries.add(from);
    if (until !== undefined) boundaries.add(until + 1);
  }
  const days = [...boundaries].sort((a, b) => a - b);
  const isOpen = spans.some(({ until }) => until === undefined);
  return days.flatMap((startDay, i) => {
    const next = days[i + 1];
    if (next === undefined && !isOpen) return [];
    const stopDay = next === undefined ? undefined : next - 1;
    const inside = spans.filter(
      ({ from, until }) => from <= startDay && (until === undefined || (stopDay !== undefined && until >= stopDay)),
    );
    return [{ startDay, ...(stopDay === undefined ? {} : { stopDay }), codes: inside.map(({ code }) => code) }];
  });
}

/** A code as a period lists it. */
export interface ListedCode {
  readonly code: string;
  readonly title: string;
}

/** A period of a code list as it was served, sentinels apart. */
export interface ListedPeriod {
  readonly startDay: EpochDay;
  readonly stopDay?: EpochDay;
  readonly codes: readonly ListedCode[];
}

/**
 * The code list that such periods came from: a code with one title is one entry for as long as periods follow upon each
 * other; a code that comes back after a gap, or with another title, is a new entry. New entries stand before the first later
 * code of their period that was there already, as they must have in the list.
 */
export function codesOfPeriods(periods: readonly ListedPeriod[]): readonly Code[] {
  interface Entry extends ListedCode {
    readonly from: EpochDay;
    until: EpochDay | undefined;
  }
  const entries: Entry[] = [];
  for (const { startDay, stopDay, codes } of periods) {
    let place = entries.length;
    // From the end, so that each new entry knows which entry comes after it.
    for (const { code, title } of codes.toReversed()) {
      const running = entries.findIndex(
        (entry) => entry.code === code && entry.title === title && entry.until === startDay - 1,
      );
      const entry = entries[running];
      if (entry === undefined) entries.splice(place, 0, { code, title, from: startDay, until: stopDay });
      else {
        entry.until = stopDay;
        place = running;
      }
    }
  }
  return entries.map(({ code, title, from, until }) => ({
    code,
    title,
    ...(from <= beginningOfTime ? {} : { validFromDay: from }),
    ...(until === undefined ? {} : { validUntilDay: until }),
  }));
}
