import type { EpochDay } from '../base/epoch-day.ts';
import type { Code } from '../metadata/catalogue.ts';

/** A time in which a code list does not change; an end that is absent is open. Sentinels belong to every period. */
export interface CodePeriod {
  readonly startDay?: EpochDay;
  readonly stopDay?: EpochDay;
  /** Codes valid throughout the period, in the list's order, sentinels last. */
  readonly codes: readonly Code[];
}

/** The periods of a code list, ascending: cut wherever a code begins or ends (datastore specification, b.4). */
export function codePeriodsOf(codes: readonly Code[]): readonly CodePeriod[] {
  const ordinary = codes.filter(({ sentinel }) => sentinel !== true);
  const sentinels = codes.filter(({ sentinel }) => sentinel === true);
  const cuts = new Set<EpochDay>();
  for (const { validFromDay, validUntilDay } of ordinary) {
    if (validFromDay !== undefined) cuts.add(validFromDay);
    if (validUntilDay !== undefined) cuts.add(validUntilDay + 1);
  }
  const starts: readonly (EpochDay | undefined)[] = [undefined, ...[...cuts].sort((a, b) => a - b)];
  const periods: CodePeriod[] = [];
  for (const [i, startDay] of starts.entries()) {
    const next = starts[i + 1];
    const stopDay = next === undefined ? undefined : next - 1;
    const valid = ordinary.filter((code) => isValidThrough(code, startDay, stopDay));
    if (valid.length === 0 && ordinary.length > 0) continue;
    periods.push({
      ...(startDay === undefined ? {} : { startDay }),
      ...(stopDay === undefined ? {} : { stopDay }),
      codes: [...valid, ...sentinels],
    });
  }
  return periods;
}

/** The period that contains a day; without one the newest before it, else the first. */
export function periodAt(periods: readonly CodePeriod[], day: EpochDay): CodePeriod | undefined {
  return periods.findLast(({ startDay }) => startDay === undefined || startDay <= day) ?? periods[0];
}

function isValidThrough(
  { validFromDay, validUntilDay }: Code,
  startDay: EpochDay | undefined,
  stopDay: EpochDay | undefined,
): boolean {
  const hasBegun = validFromDay === undefined || (startDay !== undefined && validFromDay <= startDay);
  const goesOn = validUntilDay === undefined || (stopDay !== undefined && stopDay <= validUntilDay);
  return hasBegun && goesOn;
}
