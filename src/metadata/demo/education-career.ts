import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { origins, type People } from './people.ts';
import { educationEnd } from './profile.ts';
import { draw, process } from './random.ts';

/** A completed level of education, and the month in which it was completed. */
export interface Completion {
  readonly level: number;
  readonly year: number;
  readonly month: number;
}

/** Year in which a person was born, as schools count it. */
export function birthYear(people: People, person: number): number {
  return 1970 + Math.floor(people.birthDay[person]! / 365.2425);
}

/**
 * What a person completed, ascending in time: lower secondary at 16, upper secondary three to six years later, bachelor's,
 * master's and doctor's degrees after that. Immigrants who came grown up bring their education along: it is registered
 * some years after arrival, without milestones.
 */
export function completionsOf(people: People, person: number): readonly Completion[] {
  const finalLevel = people.level[person]!;
  if (finalLevel === 0) return [];
  const born = birthYear(people, person);
  const completions: Completion[] = [{ level: 2, year: born + 16, month: 6 }];
  if (finalLevel <= 2) return completions;
  const upper = born + 19 + upperDelay(person);
  if (finalLevel === 3) return [...completions, { level: 3, year: upper, month: 7 }];
  completions.push({ level: 4, year: upper, month: 6 });
  if (finalLevel === 4) return completions;
  const pause = pauseBeforeStudies(person);
  if (finalLevel === 5) return [...completions, { level: 5, year: upper + 2 + pause, month: 6 }];
  const bachelor = upper + 3 + pause + Math.floor(draw(process.studyDelay, person, 2) * 2);
  completions.push({ level: 6, year: bachelor, month: 6 });
  if (finalLevel === 6) return completions;
  const master = bachelor + 2 + Math.floor(draw(process.studyDelay, person, 3) ** 2 * 4);
  completions.push({ level: 7, year: master, month: 6 });
  if (finalLevel === 7) return completions;
  return [
    ...completions,
    { level: 8, year: master + 4 + Math.floor(draw(process.studyDelay, person, 4) * 6), month: 12 },
  ];
}

/** Years by which upper secondary school takes longer than three. */
function upperDelay(person: number): number {
  const late = draw(process.studyDelay, person, 0);
  return late < 0.75 ? 0 : late < 0.87 ? 1 : late < 0.94 ? 2 : 4;
}

/** Years between upper secondary school and further studies: none for most. */
export function pauseBeforeStudies(person: number): number {
  return Math.floor(draw(process.studyDelay, person, 1) ** 3 * 12);
}

/** The level of education that a person has on a day, 0 for none. */
export function levelAt(people: People, person: number, day: EpochDay): number {
  let level = 0;
  for (const completion of completionsOf(people, person)) {
    if (dayAfter(completion) <= day) level = completion.level;
  }
  return level;
}

/** The first day of the month after a completion: from then on the level counts. */
export function dayAfter({ year, month }: Completion): EpochDay {
  return month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
}

/** Shares of the fields 0 to 8 for men and women, by level group: upper secondary, higher. */
const fieldShares: readonly (readonly (readonly number[])[])[] = [
  [[], [0.3, 0.03, 0, 0.02, 0.12, 0.42, 0.04, 0.04, 0.03], [0, 0.07, 0.08, 0.14, 0.24, 0.34, 0.08, 0.02, 0.03]],
  [[], [0.36, 0.06, 0.01, 0.03, 0.19, 0.06, 0.23, 0.02, 0.04], [0, 0.1, 0.2, 0.14, 0.17, 0.1, 0.27, 0.01, 0.01]],
];

/** The field of a person's education, 0 to 8, the second digit of its code; one field for secondary, one for higher education. */
export function fieldOf(people: People, person: number, level: number): number {
  if (level <= 2) return 0;
  const shares = fieldShares[people.sex[person] === 2 ? 1 : 0]![level <= 5 ? 1 : 2]!;
  let left = draw(process.field, person, level <= 5 ? 0 : 1);
  for (let field = 0; field < shares.length; field++) {
    left -= shares[field]!;
    if (left < 0) return field;
  }
  return level <= 5 ? 0 : 1;
}

/** The six-digit code of a level and a field: unspecified programmes of the field, as the classification has them. */
export function educationCode(level: number, field: number): string {
  if (level === 2) return '201199';
  // The committed list has these levels without fields.
  if (level === 3 || level === 5) return `${level}99999`;
  return level === 4 && field === 0 ? '401999' : `${level}${field}9999`;
}

/** Stands for an education that the register does not know. */
export const unknownEducation = '999999';

const registerStart = daysFromCivil(1970, 11, 1);

/** Start and code of each spell of the highest education, ascending, none after death or after the register's last day. */
export function educationSpells(people: People, person: number): readonly (readonly [EpochDay, string])[] {
  if (people.origin[person] === origins.shortTerm) return [];
  const arrived = people.arrivalDay[person]!;
  const isGrownUp = arrived - people.birthDay[person]! > 17 * 365;
  const unknown = draw(process.unknown, person, 0);
  if (isGrownUp && unknown < 0.12) return [];
  const spells: [EpochDay, string][] = [];
  const add = (day: EpochDay, code: string): void => {
    const start = Math.max(day, registerStart, arrived);
    if (start > educationEnd || start > people.deathDay[person]!) return;
    if (spells.at(-1)?.[0] === start) spells.pop();
    if (spells.at(-1)?.[1] !== code) spells.push([start, code]);
  };
  if (unknown < (isGrownUp ? 0.32 : 0.02)) {
    add(people.birthDay[person]! + 16 * 366, unknownEducation);
    return spells;
  }
  for (const completion of completionsOf(people, person)) {
    const { level } = completion;
    add(dayAfter(completion), educationCode(level, fieldOf(people, person, level)));
  }
  return spells;
}

/** The code of the highest education on a day; `undefined` for none. */
export function educationAt(people: People, person: number, day: EpochDay): string | undefined {
  let code: string | undefined;
  for (const [start, value] of educationSpells(people, person)) if (start <= day) code = value;
  return code;
}

/** Whether a person's upper secondary school led to studies rather than to a trade: by its field. */
export function isAcademicTrack(people: People, person: number): boolean {
  return [0, 1, 3, 4].includes(fieldOf(people, person, 4));
}

/** Whether a person went to school in the country from the end of lower secondary school on. */
export function isSchooledHere(people: People, person: number): boolean {
  return (
    people.origin[person] !== origins.shortTerm && people.arrivalDay[person]! - people.birthDay[person]! < 15 * 365
  );
}
