import type { EpochDay } from '../../base/epoch-day.ts';
import { birthYearOf, isEmployed, positionPercent, workingDays, workingStep } from './employment.ts';
import { drawOccupation, type WorkCodes } from './occupations.ts';
import type { Population } from './population.ts';
import { draw, process } from './random.ts';

/** A person's job with an employer: a unit of its own. */
export interface Job {
  readonly first: EpochDay;
  readonly last: EpochDay;
  readonly occupation: string;
  /** Which draw of the person's the job's other facts come from. */
  readonly occasion: number;
  /** Agreed hours in percent of a full-time position. */
  readonly percent: number;
  readonly isMain: boolean;
}

/**
 * The jobs of a person that touch the years, by start. While employed without a break, the person keeps the main job
 * from one year to the next with probability 0.85; one in eleven has a second job, within the main job's time.
 */
export function jobsOf(
  population: Population,
  codes: WorkCodes,
  person: number,
  firstYear: number,
  lastYear: number,
): readonly Job[] {
  const { people } = population;
  const jobs: Job[] = [];
  let current: { first: EpochDay; last: EpochDay; occupation: string; occasion: number; percent: number } | undefined;
  const close = (): void => {
    if (current !== undefined) jobs.push({ ...current, isMain: true });
    current = undefined;
  };
  for (let year = firstYear; year <= lastYear; year++) {
    if (!isEmployed(population, person, year)) {
      close();
      continue;
    }
    const [first, last] = workingDays(population, person, year);
    if (first > last) {
      close();
      continue;
    }
    const percent = positionPercent(people, person, year);
    const isNew =
      current === undefined ||
      current.last + 1 !== first ||
      draw(process.job, person, year) < 0.15 ||
      current.percent !== percent;
    if (current !== undefined && !isNew) current.last = last;
    else {
      close();
      current = { first, last, percent, ...drawWork(population, codes, person, year) };
    }
    const second = secondJob(population, codes, person, year, first, last);
    if (second !== undefined) jobs.push(second);
  }
  close();
  return jobs.sort((a, b) => a.first - b.first || Number(b.isMain) - Number(a.isMain));
}

function drawWork(
  { people }: Population,
  codes: WorkCodes,
  person: number,
  year: number,
): { readonly occupation: string; readonly occasion: number } {
  const age = year - birthYearOf(people, person);
  // Most stay in their occupation when they change employer.
  const occasion = draw(process.occupation, person, 100_000 + year) < 0.75 ? Math.floor(year / 12) : year;
  return { occupation: drawOccupation(codes, people, person, workingStep(people, person, age), occasion), occasion };
}

function secondJob(
  population: Population,
  codes: WorkCodes,
  person: number,
  year: number,
  first: EpochDay,
  last: EpochDay,
): Job | undefined {
  if (draw(process.secondJob, person, year) >= 0.09 || last - first < 60) return undefined;
  const length = last - first;
  const start = first + Math.floor(draw(process.secondJob, person, 10_000 + year) * length * 0.6);
  const stop = start + 20 + Math.floor(draw(process.secondJob, person, 20_000 + year) * (last - start - 20));
  const { occupation } = drawWork(population, codes, person, year + 500);
  const percent = 5 + 5 * Math.floor(draw(process.secondJob, person, 30_000 + year) * 6);
  return {
    first: start,
    last: Math.min(stop, last),
    occupation,
    occasion: year + 500,
    percent: Math.min(percent, 30),
    isMain: false,
  };
}
