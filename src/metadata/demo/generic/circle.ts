import type { EpochDay } from '../../../base/epoch-day.ts';
import { abroad, type Lives, placeAt, yearsBetween } from '../lives.ts';
import { origins } from '../people.ts';
import { draw, process } from '../random.ts';

/** Who has records in a source without hand-written registers: an age group, a share of it, and for how long. */
export interface Circle {
  readonly youngest: number;
  readonly oldest: number;
  readonly share: number;
  /** Mean length of a spell in years, for histories. */
  readonly spellYears: number;
}

type Row = readonly [name: RegExp, youngest: number, oldest: number, share: number, spellYears?: number];

/** By the beginning of the variable's name; the first row that fits counts. Shares are rounded to be plausible. */
const rows: readonly Row[] = [
  [/^AFP/u, 62, 67, 0.3, 4],
  [/^ALDPENSJ/u, 67, 110, 0.95, 30],
  [/^(ARBAVKLARPFDT|REHABFDT)/u, 19, 66, 0.12, 2],
  [/^ARBEIDSSOKER/u, 16, 66, 0.05],
  [/^ARBSOEK/u, 17, 66, 0.3, 0.6],
  [/^ARBSTATUS_ARB_KOMM/u, 15, 74, 0.68],
  [/^ARBSTATUS_ARB/u, 15, 74, 0.68],
  [/^ARBSTATUS/u, 15, 74, 1],
  [/^ARBLONN_PERS/u, 15, 74, 0.68],
  [/^BARNETRMOTFDT/u, 20, 50, 0.55, 12],
  [/^BARNEVERN/u, 0, 22, 0.035],
  [/^BOSTOTTE/u, 18, 90, 0.04],
  [/^ENSLIG/u, 19, 45, 0.05, 3],
  [/^ETLATBRN/u, 2, 18, 0.03, 8],
  [/^ETLAT/u, 35, 66, 0.03, 9],
  [/^(FUFOERP|UFOERP|TIDSUFOERP)/u, 20, 66, 0.14, 12],
  [/^(GRUNNST|HJELPST)/u, 5, 90, 0.06, 9],
  [/^INTRO/u, 18, 55, 0.006, 2],
  [/^KRIMINALITET/u, 15, 70, 0.013],
  [/^KVALIF/u, 19, 60, 0.01, 1.5],
  [/^LAANEKASSEN_SALDO/u, 19, 50, 0.4],
  [/^LAANEKASSEN/u, 18, 35, 0.3],
  [/^NUDB_UTVEKSL/u, 20, 27, 0.06, 0.5],
  [/^NUDB_VGS_VGPOENG/u, 18, 20, 0.6],
  [/^PENSJ1967/u, 67, 100, 0.9],
  [/^PENSJPOENG/u, 67, 100, 0.9],
  [/^REGSYS/u, 15, 74, 0.68],
  [/^(SKATT|INNTEKT)_\w*(BA_|AAP|AFP|ALDERSP|PENSJ|UFORE|TJENPEN|FTRYG)/u, 50, 100, 0.3],
  [
    /^(SKATT|INNTEKT)_\w*(FOND|ASK|UTBYTTE|GEVINST|TAP|VERDIPAPIR|UTLAND|SEK|FRADR_FOU|NAERING|FAMB|ARV|NARINNT)/u,
    18,
    100,
    0.09,
  ],
  [/^(SKATT|INNTEKT)_\w*(FRADR|MERUTG|SKFRI|SAERFRADRAG|FRIBIL|FORSORGER)/u, 18, 100, 0.16],
  [/^SKATT_(?:FORMUE|FRADR)/u, 18, 100, 0.16],
  [/^(SKATT|INNTEKT)_/u, 18, 100, 0.82],
  [/^SOSHJ/u, 18, 66, 0.03, 0.7],
  [/^SUPPLST/u, 67, 95, 0.01, 6],
  [/^INTROST/u, 18, 55, 0.02, 2],
  [/^VALG/u, 18, 110, 0.97],
  [/^BEFOLKNING_SVALBARD/u, 0, 70, 0.0005],
  [/./u, 0, 120, 1],
];

/** The circle of a variable. */
export function circleOf(variable: string): Circle {
  const [, youngest, oldest, share, spellYears = 3] = rows.find(([name]) => name.test(variable)) ?? [/./u, 0, 120, 1];
  return { youngest, oldest, share, spellYears };
}

/** Source of a variable: variables of one source agree about who has records. Amounts are apart from each other. */
export function sourceKey(variable: string): string {
  if (/^(INNTEKT|SKATT|LAANEKASSEN)_/u.test(variable)) return variable;
  const [first = '', second = ''] = variable.split('_');
  return first.endsWith('FDT') || second === ''
    ? first
    : /^(ARBSTATUS|REGSYS|ARBLONN)$/u.test(first)
      ? `${first}_${second}`
      : first;
}

/** Years for which somebody stays within or outside a circle. */
const steadyYears = 5;

/** Whether a person has a record in a circle at a day: lives in the country, is of the age, and is drawn for some years. */
export function isWithin(
  lives: Lives,
  circle: Circle,
  key: number,
  person: number,
  day: EpochDay,
  year: number,
): boolean {
  const { people } = lives;
  if (people.origin[person] === origins.shortTerm) return false;
  const age = yearsBetween(people.birthDay[person]!, day);
  if (age < circle.youngest || age > circle.oldest) return false;
  if (placeAt(lives, person, day) === abroad) return false;
  const period = Math.floor((year + (person % steadyYears)) / steadyYears);
  return circle.share >= 1 || draw(process.generic, person, key + period) < circle.share;
}
