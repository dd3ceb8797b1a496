import { drawEstablishment, type Employers, employersOf } from './employers.ts';
import { type Job, jobsOf } from './jobs.ts';
import { keeping } from './keeping.ts';
import { abroad, placeAt } from './lives.ts';
import { drawIndustry, type WorkCodes } from './occupations.ts';
import { type Population, spaces } from './population.ts';
import { type Numbering, numberUnits } from './pseudonyms.ts';

/** All jobs, in columns: those of person `p` are `offsets[p]` to `offsets[p + 1] - 1`, by first day. A job is a unit. */
export interface JobTable {
  readonly employers: Employers;
  readonly count: number;
  readonly offsets: Int32Array;
  readonly person: Int32Array;
  readonly first: Int16Array;
  readonly last: Int16Array;
  /** Index into `occupations`. */
  readonly occupation: Uint8Array;
  readonly occupations: readonly string[];
  /** Agreed hours in percent of a full position. */
  readonly percent: Uint8Array;
  /** 1 for the main job. */
  readonly isMain: Uint8Array;
  readonly establishment: Int32Array;
  readonly numbering: Numbering;
}

/** The jobs of a population. */
export const jobTableOf: (population: Population) => JobTable = keeping(collectJobs);

function collectJobs(population: Population): JobTable {
  const { people, profile } = population;
  const employers = employersOf(population);
  const { codes } = employers;
  const occupationOf = new Map(codes.occupations.map((code, i) => [code, i]));
  const industryOf = new Map(codes.industries.map((code, i) => [code, i]));
  const offsets = new Int32Array(people.count + 1);
  let columns = createColumns(Math.max(1024, people.count));
  let count = 0;
  for (let person = 0; person < people.count; person++) {
    for (const job of jobsOf(population, codes, person, profile.months[0], profile.months[1])) {
      if (count === columns.person.length) columns = grown(columns);
      const industry = industryOf.get(drawIndustry(codes, job.occupation, person, job.occasion))!;
      columns.person[count] = person;
      columns.first[count] = job.first;
      columns.last[count] = job.last;
      columns.occupation[count] = occupationOf.get(job.occupation)!;
      columns.percent[count] = job.percent;
      columns.isMain[count] = job.isMain ? 1 : 0;
      columns.establishment[count] = employerOf(
        population,
        employers,
        columns.establishment.subarray(offsets[person], count),
        person,
        job,
        industry,
      );
      count++;
    }
    offsets[person + 1] = count;
  }
  const numbering = numberUnits(spaces.JOBBID_1, count);
  return { employers, count, offsets, ...columns, occupations: codes.occupations, numbering };
}

/** An employer whom the person has not worked for before: a job is a person with an employer. */
function employerOf(
  population: Population,
  employers: Employers,
  before: Int32Array,
  person: number,
  job: Job,
  industry: number,
): number {
  const place = placeAt(population, person, job.first);
  const occasion = (job.first * 2 + Number(job.isMain)) * 16;
  let establishment = 0;
  for (let attempt = 0; attempt < 8; attempt++) {
    // After some attempts near by the whole country is searched.
    const from = attempt < 4 ? place : abroad;
    establishment = drawEstablishment(employers, population, industry, from, person, occasion + attempt);
    if (!before.includes(establishment)) return establishment;
  }
  return establishment;
}

interface Columns {
  readonly person: Int32Array;
  readonly first: Int16Array;
  readonly last: Int16Array;
  readonly occupation: Uint8Array;
  readonly percent: Uint8Array;
  readonly isMain: Uint8Array;
  readonly establishment: Int32Array;
}

function createColumns(length: number): Columns {
  return {
    person: new Int32Array(length),
    first: new Int16Array(length),
    last: new Int16Array(length),
    occupation: new Uint8Array(length),
    percent: new Uint8Array(length),
    isMain: new Uint8Array(length),
    establishment: new Int32Array(length),
  };
}

function grown(columns: Columns): Columns {
  const larger = createColumns(columns.person.length + (columns.person.length >> 1));
  larger.person.set(columns.person);
  larger.first.set(columns.first);
  larger.last.set(columns.last);
  larger.occupation.set(columns.occupation);
  larger.percent.set(columns.percent);
  larger.isMain.set(columns.isMain);
  larger.establishment.set(columns.establishment);
  return larger;
}

/** Agreed hours a week of a job: full time is 37.5, in occupations with shifts 35.5. */
export function hoursOf({ occupation, occupations, percent }: JobTable, job: number): number {
  return Math.round(fullHoursOf(occupations[occupation[job]!]!) * percent[job]!) / 100;
}

/** Hours a week of a full position in an occupation. */
function fullHoursOf(occupation: string): number {
  return /^(?:22|32|53|54)/u.test(occupation) ? 35.5 : 37.5;
}

/** The industry of a job, an index into the industries of the codes. */
export function industryOf({ employers, establishment }: JobTable, job: number): number {
  return employers.industry[establishment[job]!]!;
}

/** The codes of occupations and industries that jobs have. */
export function codesOf({ employers }: JobTable): WorkCodes {
  return employers.codes;
}

/** The main job that a person has on a day, or -1. */
export function mainJobAt({ offsets, first, last, isMain }: JobTable, person: number, day: number): number {
  for (let job = offsets[person]!; job < offsets[person + 1]! && first[job]! <= day; job++) {
    if (isMain[job] === 1 && day <= last[job]!) return job;
  }
  return -1;
}
