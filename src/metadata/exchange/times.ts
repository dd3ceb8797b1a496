import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import type { RegisterVariable } from '../catalogue.ts';

/** The first day of what a FIXED variable covers: 1900-01-01. */
export const fixedStart: EpochDay = daysFromCivil(1900, 1, 1);

/** The two time attributes, which every dataset has. */
export const attributes = [
  {
    name: 'START',
    role: 'Start',
    label: 'Startdato',
    description: 'Startdato/måletidspunktet for hendelsen',
    domainDescription: 'Dato oppgitt i dager siden 1970-01-01',
  },
  {
    name: 'STOP',
    role: 'Stop',
    label: 'Stoppdato',
    description: 'Stoppdato/måletidspunktet for hendelsen',
    domainDescription: 'Dato oppgitt i dager siden 1970-01-01',
  },
] as const;

/**
 * The day up to which values that do not change are known: the last one that any other variable covers. The exchange format
 * wants such a day of every FIXED dataset, and our catalogues have none.
 */
export function knownUntilOf(variables: Iterable<RegisterVariable>): EpochDay {
  let last = Number.NEGATIVE_INFINITY;
  for (const { coverage } of variables) if (coverage !== undefined) last = Math.max(last, coverage.stopDay);
  return Number.isFinite(last) ? Math.max(last, fixedStart) : 0;
}
