import { daysFromCivil } from '../../base/epoch-day.ts';
import { openStop16 } from '../store/spells.ts';
import { abroad, placeAt } from './lives.ts';
import type { Population } from './population.ts';
import { type Programme, programmesOf } from './programmes.ts';

/** Courses begin to be registered in September 1974, and are known up to September 2024. */
export const courseDays = { first: daysFromCivil(1974, 9, 1), last: daysFromCivil(2024, 9, 1) } as const;

/** All courses by number: persons in turn, each person's by start. Days are epoch days; `openStop16` for not over yet. */
export interface Courses {
  readonly count: number;
  readonly person: Int32Array;
  /** The course's number among the person's, from 1. */
  readonly runningNumber: Int32Array;
  readonly starts: Int16Array;
  readonly stops: Int16Array;
  readonly level: Uint8Array;
  /** 1 for courses that complete their level. */
  readonly completes: Uint8Array;
  /** Index into `codes`. */
  readonly code: Uint8Array;
  readonly codes: readonly string[];
}

/** The courses of everybody who lives in the country when they begin; a death ends a course. */
export function collectCourses(population: Population): Courses {
  const { people } = population;
  let length = Math.max(1024, people.count * 4);
  let courses = emptyCourses(length);
  const codes: string[] = [];
  let count = 0;
  for (let person = 0; person < people.count; person++) {
    let number = 0;
    for (const programme of programmesOf(people, person)) {
      const stop = stopIn(population, person, programme);
      if (stop === undefined) continue;
      if (count === length) {
        length += length >> 1;
        courses = copyInto(emptyCourses(length), courses);
      }
      let code = codes.indexOf(programme.code);
      if (code < 0) code = codes.push(programme.code) - 1;
      number++;
      courses.person[count] = person;
      courses.runningNumber[count] = number;
      courses.starts[count] = Math.max(programme.startDay, courseDays.first);
      courses.stops[count] = stop > courseDays.last ? openStop16 : stop;
      courses.level[count] = programme.level;
      courses.completes[count] = programme.completes && stop === programme.stopDay ? 1 : 0;
      courses.code[count] = code;
      count++;
    }
  }
  return { ...cut(courses, count), count, codes };
}

type CourseColumns = Omit<Courses, 'count' | 'codes'>;

function emptyCourses(length: number): CourseColumns {
  return {
    person: new Int32Array(length),
    runningNumber: new Int32Array(length),
    starts: new Int16Array(length),
    stops: new Int16Array(length),
    level: new Uint8Array(length),
    completes: new Uint8Array(length),
    code: new Uint8Array(length),
  };
}

function copyInto(larger: CourseColumns, smaller: CourseColumns): CourseColumns {
  larger.person.set(smaller.person);
  larger.runningNumber.set(smaller.runningNumber);
  larger.starts.set(smaller.starts);
  larger.stops.set(smaller.stops);
  larger.level.set(smaller.level);
  larger.completes.set(smaller.completes);
  larger.code.set(smaller.code);
  return larger;
}

function cut(columns: CourseColumns, count: number): CourseColumns {
  return {
    person: columns.person.subarray(0, count),
    runningNumber: columns.runningNumber.subarray(0, count),
    starts: columns.starts.subarray(0, count),
    stops: columns.stops.subarray(0, count),
    level: columns.level.subarray(0, count),
    completes: columns.completes.subarray(0, count),
    code: columns.code.subarray(0, count),
  };
}

/** The last day of a course that the register has: none for one before its time, or of somebody who was not here. */
function stopIn(population: Population, person: number, { startDay, stopDay }: Programme): number | undefined {
  const { deathDay, arrivalDay } = population.people;
  if (stopDay < courseDays.first || startDay > courseDays.last) return undefined;
  if (startDay < arrivalDay[person]! || startDay > deathDay[person]!) return undefined;
  if (placeAt(population, person, startDay) === abroad) return undefined;
  return Math.min(stopDay, deathDay[person]!);
}
