import { civilDate, daysFromCivil, daysInMonth, type EpochDay, isoDate } from '../base/epoch-day.ts';
import type { Catalogue, RegisterVariable } from '../metadata/catalogue.ts';

/** The alias that examples connect a databank with. */
export const exampleAlias = 'db';

/** The newest day at which a variable answers; none for those that do not change, or whose days are not stated. */
export function newestDayOf({ temporality, statusDays, coverage }: RegisterVariable): EpochDay | undefined {
  return temporality === 'FIXED' ? undefined : (statusDays?.at(-1) ?? coverage?.stopDay);
}

/** Whether a variable can be imported at a day. */
export function answersAt({ temporality, statusDays, coverage }: RegisterVariable, day: EpochDay | undefined): boolean {
  if (day === undefined || temporality === 'FIXED') return true;
  if (temporality === 'STATUS' && statusDays !== undefined) return statusDays.includes(day);
  if (coverage === undefined) return true;
  return day >= coverage.startDay && (temporality === 'EVENT' || day <= coverage.stopDay);
}

/** A name for the variable in a dataset: the register's name without its source, in small letters. */
export function shortNameOf({ name }: RegisterVariable): string {
  const short = name.slice(name.indexOf('_') + 1).toLowerCase();
  return /^[a-z]/u.test(short) && short !== 'if' ? short : name.toLowerCase();
}

/** The line that connects a catalogue's databank. */
export function requireLine({ databank, version }: Catalogue): string {
  return `require ${databank}:${version} as ${exampleAlias}`;
}

/** Lines that import a variable, in each way that its temporality offers, at a day if it answers then, else at the newest. */
export function importLines(variable: RegisterVariable, day?: EpochDay): readonly string[] {
  const register = `${exampleAlias}/${variable.name}`;
  const name = shortNameOf(variable);
  const newest = newestDayOf(variable);
  const asked = newest !== undefined && answersAt(variable, day) ? (day ?? newest) : newest;
  const at = asked === undefined ? '' : ` ${isoDate(asked)}`;
  const lines = [`import ${register}${at} as ${name}`];
  const first = variable.statusDays?.[0] ?? variable.coverage?.startDay;
  if (newest === undefined || first === undefined || first === newest) return lines;
  if (variable.temporality === 'EVENT') {
    lines.push(`import-event ${register} ${isoDate(first)} to ${isoDate(newest)} as ${name}`);
  } else {
    const before = variable.statusDays?.at(-2) ?? Math.max(first, yearBefore(newest));
    lines.push(`import-panel ${register} ${isoDate(before)} ${isoDate(newest)}`);
  }
  return lines;
}

function yearBefore(newest: EpochDay): EpochDay {
  const { year, month, day } = civilDate(newest);
  return daysFromCivil(year - 1, month, Math.min(day, daysInMonth(year - 1, month)));
}
