import { daysFromCivil } from '../../base/epoch-day.ts';
import { dictionaryOf } from './columns.ts';
import { birthYear, completionsOf, dayAfter, isAcademicTrack, isSchooledHere, levelAt } from './education-career.ts';
import { stepOfLevel } from './education-level.ts';
import { abroad, placeAt } from './lives.ts';
import { nobody, type People } from './people.ts';
import { type Population, personWriter } from './population.ts';
import { educationEnd } from './profile.ts';
import { draw, drawNormal, process } from './random.ts';
import type { RegisterCall } from './register.ts';
import { lowerSubjects, nationalTests, upperSubjects } from './subjects.ts';

/** Variables of marks and national tests. */
export const markVariables: readonly string[] = [
  'NUDB_KURS_GRPOENG',
  ...lowerSubjects.map(({ code }) => `NUDB_GS_STP_${code}`),
  ...upperSubjects.map(({ code }) => `NUDB_VGS_STP_${code}`),
  ...nationalTests.map(({ variable }) => variable),
];

/** Marks 1 to 6; exempt from a mark, and no basis for one. */
const marks = dictionaryOf(['1', '2', '3', '4', '5', '6', 'F', 'IV']);
const firstGraduation = 2002;

/** Points and marks from lower secondary school, marks from upper secondary school, and points of national tests. */
export function writeMarks({ columns, population }: RegisterCall): void {
  const { people } = population;
  const pupils = pupilsOf(people);
  const writer = personWriter(columns, population);
  writer.decimals('NUDB_KURS_GRPOENG', undefined, pupils.points);
  lowerSubjects.forEach(({ code }, subject) => {
    writer.codes(`NUDB_GS_STP_${code}`, undefined, marks, lowerMarks(pupils, subject));
  });
  upperSubjects.forEach(({ code }, subject) => {
    writer.codes(`NUDB_VGS_STP_${code}`, undefined, marks, upperMarks(people, pupils, subject));
  });
  nationalTests.forEach(({ variable }, test) => {
    writer.decimals(variable, undefined, testPoints(population, test));
  });
}

/** What marks depend on, by serial number. */
interface Pupils {
  /** Year of the end of lower secondary school. */
  readonly graduation: Int16Array;
  /** Points from it; NaN for who has none, or left before marks were registered. */
  readonly points: Float64Array;
  /** Year in which upper secondary school was completed, 0 for never or not yet. */
  readonly completion: Int16Array;
}

function pupilsOf(people: People): Pupils {
  const graduation = new Int16Array(people.count);
  const completion = new Int16Array(people.count);
  const points = new Float64Array(people.count).fill(Number.NaN);
  for (let person = 0; person < people.count; person++) {
    graduation[person] = birthYear(people, person) + 16;
    if (!isSchooledHere(people, person) || graduation[person]! < firstGraduation || graduation[person]! > 2024)
      continue;
    if (people.deathDay[person]! <= daysFromCivil(graduation[person]!, 6, 30)) continue;
    points[person] = gradePoints(people, person);
    const upper = completionsOf(people, person).find(({ level }) => level === 4);
    if (upper === undefined || dayAfter(upper) > Math.min(educationEnd, people.deathDay[person]!)) continue;
    completion[person] = upper.year;
  }
  return { graduation, points, completion };
}

/** The step of the better educated parent, 0 to 3, when a child finishes lower secondary school; 1 if none is known. */
function parentalStep(people: People, person: number): number {
  const day = daysFromCivil(birthYear(people, person) + 16, 10, 1);
  const known = [people.mother[person]!, people.father[person]!].filter((parent) => parent !== nobody);
  return known.length === 0 ? 1 : Math.max(...known.map((parent) => stepOfLevel(levelAt(people, parent, day))));
}

/** Points from lower secondary school: by ability, sex and background; 4 percent have none. */
function gradePoints(people: People, person: number): number {
  if (draw(process.marks, person, 1) < 0.04) return Number.NaN;
  const ability = (people.level[person]! - 4.5) * 1.9;
  const mean = 38.3 + (people.sex[person] === 2 ? 3.4 : 0) + 1.6 * parentalStep(people, person) + ability;
  const points = Math.min(60, Math.max(0, mean + 6.6 * drawNormal(process.marks, person, 0)));
  return Math.round(points * 10) / 10;
}

/** Occasions of the marks of upper secondary school come after those of lower secondary school. */
const upperOccasions = 100;

function lowerMarks({ graduation, points }: Pupils, subject: number): Uint8Array {
  const { from, until, exempt } = lowerSubjects[subject]!;
  const values = new Uint8Array(points.length);
  for (let person = 0; person < points.length; person++) {
    if (Number.isNaN(points[person]!) || graduation[person]! < from || graduation[person]! > until) continue;
    values[person] = markOf(person, subject, points[person]! / 10, exempt);
  }
  return values;
}

/** A mark around the average of all of the person's; a few have none. */
function markOf(person: number, occasion: number, average: number, exempt: number): number {
  const uniform = draw(process.schoolTest, person, 2 * occasion + 1000);
  if (uniform < exempt) return marks.codeOf(uniform < exempt * 0.6 ? 'F' : 'IV');
  const mark = Math.round(average + 0.7 * drawNormal(process.schoolTest, person, 2 * occasion + 1001));
  return marks.codeOf(String(Math.min(6, Math.max(1, mark))));
}

function upperMarks(people: People, { points, completion }: Pupils, subject: number): Uint8Array {
  const { track, from, until, share, exempt, yearBefore } = upperSubjects[subject]!;
  const values = new Uint8Array(points.length);
  for (let person = 0; person < points.length; person++) {
    const year = completion[person]! - yearBefore;
    if (year < from || year > until || !takes(people, person, track)) continue;
    if (draw(process.schoolTest, person, 5000 + subject) >= share) continue;
    const average = Number.isNaN(points[person]!) ? 3 : points[person]! / 10 - 0.2;
    values[person] = markOf(person, upperOccasions + subject, average, exempt);
  }
  return values;
}

/** Whether somebody takes a track's subjects; the supplement is for those of a trade who go on to study. */
function takes(people: People, person: number, track: 'academic' | 'vocational' | 'supplement'): boolean {
  const isAcademic = isAcademicTrack(people, person);
  if (track === 'academic') return isAcademic;
  return !isAcademic && (track === 'vocational' || people.level[person]! >= 6);
}

/** Points on a scale with mean 50 and standard deviation 10 at the first test of a subject. */
function testPoints(population: Population, test: number): Float64Array {
  const { people } = population;
  const { age, mean, from, until } = nationalTests[test]!;
  const points = new Float64Array(people.count).fill(Number.NaN);
  for (let person = 0; person < people.count; person++) {
    const born = birthYear(people, person);
    const year = born + age;
    if (born < 1997 || year < from || year > until || !isSchooledHere(people, person)) continue;
    const day = daysFromCivil(year, 10, 1);
    if (placeAt(population, person, day) === abroad || draw(process.schoolTest, person, 3 * test) < 0.065) continue;
    const ability = 0.8 * drawNormal(process.marks, person, 0) + 0.6 * drawNormal(process.schoolTest, person, 1);
    const score = mean + 10 * (0.866 * ability + 0.5 * drawNormal(process.schoolTest, person, 3 * test + 2));
    points[person] = Math.round(10 * Math.min(85, Math.max(20, score))) / 10;
  }
  return points;
}
