import { missingInt32 } from '../stored-column.ts';
import {
  birthYear,
  type Completion,
  completionsOf,
  dayAfter,
  fieldOf,
  isAcademicTrack,
  isSchooledHere,
} from './education-career.ts';
import type { People } from './people.ts';
import { personWriter } from './population.ts';
import { educationEnd } from './profile.ts';
import { firstYearOf, programmesOf } from './programmes.ts';
import { draw, process } from './random.ts';
import type { RegisterCall } from './register.ts';

/** Kinds of completion that have a milestone of their own, and the level that each is of. */
const kinds = ['GS', 'VS', 'VS_LOV', 'VSA', 'VSA_LOV', 'VSY', 'VSY_LOV', 'CMG', 'HOY', 'BACH', 'HOV', 'DOK'] as const;
type Kind = (typeof kinds)[number];

/** Kinds whose length in semesters is registered. */
const measured = ['VS', 'VS_LOV', 'VSA', 'VSA_LOV', 'VSY', 'VSY_LOV', 'HOY', 'BACH', 'HOV', 'DOK'] as const;

const beginnings = [
  'NUDB_AAR_NY_I_VID_UTD',
  'NUDB_AAR_NY_I_VID_UTD_LOV',
  'NUDB_AAR_FORSTE_REG_UH',
  'NUDB_AAR_FORSTE_REG_HOV',
  'NUDB_ALDER_FORSTE_REG_UH',
] as const;

/** Variables of first registrations and first completions. */
export const milestoneVariables: readonly string[] = [
  ...kinds.map((kind) => `NUDB_AAR_FORSTE_FULLF_${kind}`),
  ...measured.map((kind) => `NUDB_SEMESTER_FFF_${kind}`),
  ...beginnings,
];

/** The present act on upper secondary school counts from August 1994, the bachelor's degree from 2003. */
const firstYearOfAct = 1994;
const firstBachelorYear = 2003;
/** The registers of pupils and students begin. */
const firstPupilYear = 1974;

/** Years and months of first registrations and completions, and the semesters in between. */
export function writeMilestones({ columns, population }: RegisterCall): void {
  const { people } = population;
  const rows = new Map(milestoneVariables.map((name) => [name, new Int32Array(people.count).fill(missingInt32)]));
  for (let person = 0; person < people.count; person++) {
    if (!isSchooledHere(people, person)) continue;
    const put = (name: string, value: number): void => {
      rows.get(name)![person] = value;
    };
    fillCompletions(people, person, put);
    fillBeginnings(people, person, put);
  }
  const writer = personWriter(columns, population);
  for (const [name, values] of rows) writer.integers(name, undefined, values);
}

function fillCompletions(people: People, person: number, put: (name: string, value: number) => void): void {
  const completions = completionsOf(people, person);
  const begun = programmesOf(people, person);
  for (const completion of completions) {
    const { level, year, month } = completion;
    const day = dayAfter(completion);
    if (year < 1970 || day > educationEnd || day > people.deathDay[person]!) continue;
    for (const kind of kindsOf(people, person, completion)) {
      put(`NUDB_AAR_FORSTE_FULLF_${kind}`, kind === 'GS' ? year : year * 100 + month);
      if (kind === 'GS' || kind === 'CMG') continue;
      const first = level === 4 ? birthYear(people, person) + 16 : firstYearOf(begun, level)!;
      // Autumn and spring of each year; a doctorate is completed in an autumn.
      put(`NUDB_SEMESTER_FFF_${kind}`, Math.min(20, 2 * (year - first) + (month === 12 ? 1 : 0)));
    }
  }
}

function kindsOf(people: People, person: number, { level, year }: Completion): readonly Kind[] {
  switch (level) {
    case 2:
      return ['GS'];
    case 4: {
      const track = isAcademicTrack(people, person) ? 'VSA' : 'VSY';
      // Who began under the act completes under it.
      const isUnderAct = birthYear(people, person) + 16 >= firstYearOfAct;
      return isUnderAct ? ['VS', track, 'VS_LOV', `${track}_LOV`] : ['VS', track];
    }
    case 6:
      if (year >= firstBachelorYear) return ['BACH'];
      return [1, 3, 5].includes(fieldOf(people, person, 6)) ? ['CMG'] : ['HOY'];
    case 7:
      return ['HOV'];
    case 8:
      return ['DOK'];
    default:
      return [];
  }
}

function fillBeginnings(people: People, person: number, put: (name: string, value: number) => void): void {
  const programmes = programmesOf(people, person);
  // Registered at school's start or at one of the counts that follow.
  const uniform = draw(process.school, person, 4);
  const month = uniform < 0.7 ? 8 : uniform < 0.78 ? 9 : 10;
  const counts = (year: number | undefined): year is number =>
    year !== undefined &&
    year >= firstPupilYear &&
    year * 100 + month <= 202408 &&
    year < 1970 + people.deathDay[person]! / 365.2425 - 1;
  const upper = firstYearOf(programmes, 3);
  if (counts(upper)) {
    put('NUDB_AAR_NY_I_VID_UTD', upper * 100 + month);
    if (upper >= firstYearOfAct) put('NUDB_AAR_NY_I_VID_UTD_LOV', upper * 100 + month);
  }
  const higher = firstYearOf(programmes, 6);
  if (counts(higher)) {
    put('NUDB_AAR_FORSTE_REG_UH', higher * 100 + month);
    put('NUDB_ALDER_FORSTE_REG_UH', higher - birthYear(people, person));
  }
  const master = firstYearOf(
    programmes.filter(({ level }) => level === 7),
    7,
  );
  if (counts(master)) put('NUDB_AAR_FORSTE_REG_HOV', master * 100 + month);
}
