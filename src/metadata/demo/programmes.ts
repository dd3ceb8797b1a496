import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import {
  birthYear,
  completionsOf,
  educationCode,
  fieldOf,
  isAcademicTrack,
  pauseBeforeStudies,
} from './education-career.ts';
import { origins, type People } from './people.ts';
import { draw, process } from './random.ts';

/** A course: a school year's class of upper secondary school, or a programme of study of one or more years. */
export interface Programme {
  /** 2 lower, 3 and 4 upper secondary school, 5 tertiary vocational, 6 to 8 higher education. */
  readonly level: number;
  readonly code: string;
  readonly startDay: EpochDay;
  /** The last day, also when it lies after a death or after the register's last day. */
  readonly stopDay: EpochDay;
  /** Whether it completes the level. */
  readonly completes: boolean;
}

const firstClasses = { academic: '301199', vocational: '399999' } as const;

/** Everything that a person takes part in at school and after, by start; empty for who has no education in the register. */
export function programmesOf(people: People, person: number): readonly Programme[] {
  const completions = completionsOf(people, person);
  if (completions.length === 0 || people.origin[person] === origins.shortTerm) return [];
  const born = birthYear(people, person);
  const year = new Map(completions.map((completion) => [completion.level, completion.year]));
  const programmes: Programme[] = [programme(2, educationCode(2, 0), born + 15, born + 16, true)];
  const upper = year.get(4) ?? year.get(3);
  const first = firstClasses[isAcademicTrack(people, person) ? 'academic' : 'vocational'];
  if (upper === undefined) {
    if (leavesSchool(person)) programmes.push(programme(3, first, born + 16, born + 17, false));
  } else {
    programmes.push(programme(3, first, born + 16, born + 17, false));
    programmes.push(programme(3, first, born + 17, born + 18, false));
    const level = year.has(4) ? 4 : 3;
    // The last class; who learns a trade is an apprentice until the trade is learnt.
    const last = isAcademicTrack(people, person) ? upper - 1 : born + 18;
    programmes.push(programme(level, educationCode(level, fieldOf(people, person, level)), last, upper, true));
    addStudies(people, person, upper, year, programmes);
  }
  addFurtherEducation(people, person, completions.at(-1)!.year, programmes);
  return programmes;
}

/** Whether somebody without upper secondary education began it all the same. */
function leavesSchool(person: number): boolean {
  return draw(process.school, person, 0) < 0.8;
}

function programme(level: number, code: string, firstYear: number, lastYear: number, completes: boolean): Programme {
  const lastMonth = level === 8 ? 12 : 6;
  return {
    level,
    code,
    startDay: daysFromCivil(firstYear, 8, 15),
    stopDay: daysFromCivil(lastYear, lastMonth, 20),
    completes,
  };
}

function addStudies(
  people: People,
  person: number,
  upper: number,
  year: ReadonlyMap<number, number>,
  programmes: Programme[],
): void {
  const begun = upper + pauseBeforeStudies(person);
  let from = begun;
  for (const level of [5, 6, 7, 8]) {
    const completed = year.get(level);
    if (completed === undefined) continue;
    programmes.push(programme(level, educationCode(level, fieldOf(people, person, level)), from, completed, true));
    from = completed;
  }
  // Some try to study and leave after a year.
  if (!year.has(5) && !year.has(6) && draw(process.school, person, 1) < 0.2) {
    programmes.push(programme(6, educationCode(6, fieldOf(people, person, 6)), begun, begun + 1, false));
  }
}

/** A single course of a school year later in life, for some who may study, more often for the better educated. */
function addFurtherEducation(people: People, person: number, completed: number, programmes: Programme[]): void {
  const level = people.level[person]!;
  if (level < 4 || draw(process.school, person, 2) >= (level >= 6 ? 0.35 : 0.14)) return;
  const start = completed + 2 + Math.floor(draw(process.school, person, 3) * 18);
  programmes.push(programme(6, educationCode(6, fieldOf(people, person, 6)), start, start + 1, false));
}

/** The first year in which a person begins a programme of a level, or of a higher one; `undefined` for never. */
export function firstYearOf(programmes: readonly Programme[], level: number): number | undefined {
  let first: EpochDay | undefined;
  for (const { level: reached, startDay } of programmes) {
    if (reached >= level && (first === undefined || startDay < first)) first = startDay;
  }
  return first === undefined ? undefined : 1970 + Math.floor(first / 365.2425);
}

/** Whether a person is grown up and at school or studying in some part of a year. */
export function isStudent(people: People, person: number, year: number): boolean {
  const age = year - birthYear(people, person);
  if (age < 18 || age > 50) return false;
  const start = daysFromCivil(year, 1, 1);
  const end = daysFromCivil(year, 12, 31);
  return programmesOf(people, person).some(
    ({ level, startDay, stopDay }) => level >= 3 && startDay <= end && stopDay >= start,
  );
}
