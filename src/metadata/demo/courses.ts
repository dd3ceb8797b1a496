import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { openStop16 } from '../store/spells.ts';
import { type Dictionary, dictionaryOf, type SerialSpells, SpellCollector, VariableWriter } from './columns.ts';
import { type Courses, collectCourses, courseDays } from './course-list.ts';
import { eachCode, studyPlaces } from './geography-codes.ts';
import { placeAt } from './lives.ts';
import { type Population, spaces } from './population.ts';
import { numberUnits } from './pseudonyms.ts';
import { choose, draw, process } from './random.ts';
import type { Register, RegisterCall } from './register.ts';

/** What a variable says of a course, by the course's number; an empty text for nothing. */
interface CourseFact {
  readonly name: string;
  readonly codes: readonly string[];
  /** The first day on which the variable exists. */
  readonly from: EpochDay;
  readonly of: (courses: Courses, course: number) => string;
}

const higherGroups: readonly (readonly string[])[] = [
  ['11', '18', '12', '13', '14', '20', '15', '16', '17'],
  ['61', '22', '62', '63', '66', '67', '64', '65', '69'],
];

function uniform(courses: Courses, course: number, occasion: number): number {
  return draw(process.course, courses.person[course]!, courses.runningNumber[course]! * 16 + occasion);
}

const facts: readonly CourseFact[] = [
  {
    // 1 the state, 2 a municipality or county, 3 private.
    name: 'EIERF',
    codes: ['1', '2', '3'],
    from: courseDays.first,
    of: (courses, course) => {
      const isPrivate = uniform(courses, course, 0);
      if (courses.level[course]! <= 4) return isPrivate < (courses.level[course] === 2 ? 0.03 : 0.08) ? '3' : '2';
      return isPrivate < 0.16 ? '3' : '1';
    },
  },
  {
    // What upper secondary school leads to: 1 studies, 2 a trade, 3 a part of either.
    name: 'KOMP',
    codes: ['1', '2', '3'],
    from: daysFromCivil(1996, 8, 1),
    of: (courses, course) => {
      if (!isUpperSecondary(courses, course)) return '';
      if (uniform(courses, course, 1) < 0.03) return '3';
      return isAcademicCode(courses.codes[courses.code[course]!]!) ? '1' : '2';
    },
  },
  {
    // 1 at the school; 3 to 5 partly or wholly away from it.
    name: 'ORGANISERING',
    codes: ['1', '3', '4', '5'],
    from: daysFromCivil(2014, 10, 1),
    of: (courses, course) => {
      const isAway = uniform(courses, course, 2);
      if (courses.level[course]! < 5) return isAway < 0.01 ? '3' : '1';
      const share = courses.completes[course] === 1 ? 0.14 : 0.5;
      return isAway < share * 0.4 ? '3' : isAway < share * 0.75 ? '4' : isAway < share ? '5' : '1';
    },
  },
  {
    name: 'UHGRUPPE',
    codes: [...higherGroups.flat(), '19', '21', '68', '81'],
    from: courseDays.first,
    of: (courses, course) => {
      const level = courses.level[course]!;
      if (level < 6) return '';
      if (level === 8) return '81';
      const field = Number(courses.codes[courses.code[course]!]![1]);
      const isOther = uniform(courses, course, 3) < 0.4;
      if (level === 6 && isOther && field === 2) return '19';
      if (level === 6 && isOther && field === 6) return '21';
      if (level === 7 && isOther && field === 6) return '68';
      return higherGroups[level - 6]![Math.max(0, field - 1)]!;
    },
  },
  {
    // 1 full time, 2 part time.
    name: 'HELDEL',
    codes: ['1', '2'],
    from: courseDays.first,
    of: (courses, course) =>
      uniform(courses, course, 4) < (courses.level[course]! < 5 ? 0.02 : courses.completes[course] === 1 ? 0.1 : 0.6)
        ? '2'
        : '1',
  },
  { name: 'FULLAND', codes: ['000'], from: courseDays.first, of: () => '000' },
  {
    // 1 completed, 2 not completed, 3 going on.
    name: 'UTFALL',
    codes: ['1', '2', '3'],
    from: courseDays.first,
    of: (courses, course) => {
      if (courses.stops[course] === openStop16) return '3';
      return courses.completes[course] === 1 || isPart(courses, course) ? '1' : '2';
    },
  },
  {
    // Kind of school: 1 upper secondary, 2 vocational college, 3 university college, 4 university.
    name: 'UTD',
    codes: ['1', '2', '3', '4'],
    from: daysFromCivil(1988, 8, 1),
    of: (courses, course) => {
      const level = courses.level[course]!;
      if (level < 5) return level === 2 ? '' : '1';
      if (level === 5) return '2';
      return level === 8 || uniform(courses, course, 8) < (level === 7 ? 0.75 : 0.4) ? '4' : '3';
    },
  },
  {
    // Right to upper secondary school: 1 of the young, 2 of adults.
    name: 'RETT',
    codes: ['1', '2'],
    from: daysFromCivil(1998, 10, 1),
    of: (courses, course) =>
      isUpperSecondary(courses, course) ? (uniform(courses, course, 9) < 0.96 ? '1' : '2') : '',
  },
  {
    // What students are admitted on: 1 school, 2 a trade, 3 experience.
    name: 'REALKOMP',
    codes: ['1', '2', '3'],
    from: daysFromCivil(2000, 10, 1),
    of: (courses, course) => {
      const admitted = uniform(courses, course, 10);
      return courses.level[course]! < 6 ? '' : admitted < 0.93 ? '1' : admitted < 0.97 ? '2' : '3';
    },
  },
  {
    // Contracts of those who learn a trade: 1 apprentice, 2 trainee, 3 other.
    name: 'KONTRAKTSTYPE',
    codes: ['1', '2', '3'],
    from: daysFromCivil(2019, 10, 1),
    of: (courses, course) => {
      const contract = uniform(courses, course, 11);
      return learnsTrade(courses, course) ? (contract < 0.9 ? '1' : contract < 0.97 ? '2' : '3') : '';
    },
  },
  {
    // Candidates for the trial of a trade: 1 apprentice, 2 pupil, 3 with experience.
    name: 'PROVEKANDTYPE',
    codes: ['1', '2', '3'],
    from: daysFromCivil(2015, 6, 1),
    of: (courses, course) => {
      const candidate = uniform(courses, course, 12);
      return learnsTrade(courses, course) ? (candidate < 0.72 ? '1' : candidate < 0.8 ? '2' : '3') : '';
    },
  },
];

/** A class of upper secondary school before the last, which its pupils pass without completing the level. */
function isPart(courses: Courses, course: number): boolean {
  return courses.level[course] === 3 && uniform(courses, course, 5) < 0.93;
}

function isUpperSecondary({ level }: Courses, course: number): boolean {
  return level[course] === 3 || level[course] === 4;
}

/** The last course of who learns a trade. */
function learnsTrade(courses: Courses, course: number): boolean {
  return courses.level[course] === 4 && !isAcademicCode(courses.codes[courses.code[course]!]!);
}

function isAcademicCode(code: string): boolean {
  return ['01', '19', '39', '49'].some((field) => code.startsWith(field, 1)) && code !== '399999';
}

/** Courses as units of their own: each has a spell from its first to its last day, and belongs to a person. */
export const courseRegister: Register = {
  name: 'courses',
  universes: ['KURSID'],
  variables: ['FNR', 'LOEPENR', 'NUS', 'SKOLEKOM', ...facts.map(({ name }) => name)].map((name) => `NUDB_KURS_${name}`),
  write: writeCourses,
};

function writeCourses({ columns, population }: RegisterCall): void {
  const courses = collectCourses(population);
  const numbering = numberUnits(spaces.KURSID, courses.count);
  columns.addPseudonyms('KURSID', numbering.pseudonyms);
  const writer = new VariableWriter(columns, 'KURS', numbering);
  writer.units('NUDB_KURS_FNR', undefined, 'PERSON', population.numbering, courses.person);
  writer.integers('NUDB_KURS_LOEPENR', undefined, courses.runningNumber);
  const codes = dictionaryOf(courses.codes);
  const byIndex = courses.codes.map((code) => codes.codeOf(code));
  const put = (name: string, from: EpochDay, dictionary: Dictionary, of: (course: number) => number): void => {
    const { spells, values } = spellsOf(courses, from, of);
    writer.spells(`NUDB_KURS_${name}`, spells, { kind: 'codes', dictionary, values });
  };
  put('NUS', courseDays.first, codes, (course) => byIndex[courses.code[course]!]!);
  for (const { name, codes: texts, from, of } of facts) {
    const dictionary = dictionaryOf(texts);
    put(name, from, dictionary, (course) => dictionary.codeOf(of(courses, course)));
  }
  writeSchools(writer, population, courses);
}

/** One spell for each course that has a value and lasts until the variable exists. */
function spellsOf(
  { count, starts, stops }: Courses,
  from: EpochDay,
  valueOf: (course: number) => number,
): { readonly spells: SerialSpells; readonly values: Uint8Array } {
  const offsets = new Int32Array(count + 1);
  const keptStarts = new Int16Array(count);
  const keptStops = new Int16Array(count);
  const values = new Uint8Array(count);
  let kept = 0;
  for (let course = 0; course < count; course++) {
    const value = stops[course]! < from ? 0 : valueOf(course);
    if (value !== 0) {
      keptStarts[kept] = Math.max(starts[course]!, from);
      keptStops[kept] = stops[course]!;
      values[kept] = value;
      kept++;
    }
    offsets[course + 1] = kept;
  }
  return {
    spells: { offsets, starts: keptStarts.subarray(0, kept), stops: keptStops.subarray(0, kept) },
    values: values.subarray(0, kept),
  };
}

/** Municipality of the school: where the pupil lives, for most students a town with a university. */
function writeSchools(writer: VariableWriter, population: Population, courses: Courses): void {
  const { geography } = population;
  const municipalities = dictionaryOf(geography.codesOf.flatMap((list) => list.map(({ code }) => code)));
  const towns = studyPlaces(geography);
  const collector = new SpellCollector(courses.count);
  for (let course = 0; course < courses.count; course++) {
    const start = courses.starts[course]!;
    const stop = courses.stops[course]! === openStop16 ? undefined : courses.stops[course]!;
    const isAway = courses.level[course]! >= 5 && uniform(courses, course, 6) < 0.8;
    const place = isAway
      ? choose(towns, uniform(courses, course, 7))
      : placeAt(population, courses.person[course]!, courses.starts[course]!);
    if (place >= 0)
      eachCode(geography, place, start, stop, (code, from, until) => {
        collector.add(course, from, until, municipalities.codeOf(code));
      });
    collector.close(course);
  }
  const spells = collector.finish();
  writer.spells('NUDB_KURS_SKOLEKOM', spells, { kind: 'codes', dictionary: municipalities, values: spells.values });
}
