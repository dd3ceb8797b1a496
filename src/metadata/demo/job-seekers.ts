import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import {
  type BenefitSpell,
  benefitYears,
  type DisabilitySpell,
  disabilitySpells,
  endOfStay,
  workIn,
} from './benefits.ts';
import { birthYearOf, positionPercent } from './employment.ts';
import { origins } from './people.ts';
import type { Population } from './population.ts';
import { choose, draw, normalQuantile, process, weightedTable } from './random.ts';

/** Main groups of job seekers: out of work, partly employed, on measures; 10 to 15 have a reduced ability to work. */
type JobSeekerGroup = '1' | '2' | '3' | '10' | '11' | '12' | '13' | '14' | '15';

/** A time in which a person is registered as seeking work; `measures` is absent for the partly employed. */
export interface JobSeekerSpell extends BenefitSpell {
  readonly group: JobSeekerGroup;
  readonly measures?: '0' | '1' | '5' | '6' | '7';
}

const reducedGroups = weightedTable<JobSeekerGroup>([
  ['10', 1],
  ['11', 2],
  ['12', 2],
  ['13', 4],
  ['14', 5],
  ['15', 6],
]);

/** What is known of a person who may seek work. */
interface Seeker {
  readonly population: Population;
  readonly person: number;
  readonly disabled: readonly DisabilitySpell[];
  /** First and last day of work in a year; found once. */
  readonly workIn: (year: number) => readonly [EpochDay, EpochDay] | undefined;
}

/**
 * When a person seeks work: after a job ends or before one begins, beside part-time work, or for long while out of work.
 * Never beside full-time work, never with a full disability pension, from 16 to 66.
 */
export function jobSeekerSpells(population: Population, person: number): readonly JobSeekerSpell[] {
  const { people } = population;
  if (people.origin[person] === origins.shortTerm) return [];
  const born = birthYearOf(people, person);
  const firstYear = Math.max(benefitYears[0], born + 16, yearOf(people.arrivalDay[person]!));
  const lastYear = Math.min(benefitYears[1], born + 65, yearOf(people.deathDay[person]!));
  if (firstYear > lastYear) return [];
  const works = new Map<number, readonly [EpochDay, EpochDay] | undefined>();
  const seeker: Seeker = {
    population,
    person,
    disabled: disabilitySpells(population, person),
    workIn: (year) => {
      if (!works.has(year)) works.set(year, workIn(population, person, year));
      return works.get(year);
    },
  };
  const spells: JobSeekerSpell[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    for (const spell of candidates(seeker, year)) addSpell(seeker, spells, spell);
  }
  return spells;
}

/** The year of a day, to within a day or so. */
function yearOf(day: EpochDay): number {
  return 1970 + Math.floor(day / 365.2425);
}

/** The spring of 2020 sent many out of work. */
const lockdown = daysFromCivil(2020, 3, 14);

function candidates(seeker: Seeker, year: number): readonly JobSeekerSpell[] {
  const { population, person } = seeker;
  const work = seeker.workIn(year);
  const chance = draw(process.jobSeeker, person, year * 4);
  const crisis = year === 2020 ? 2.5 : 1;
  if (work === undefined) return outOfWork(population, person, year, chance / crisis);
  const found: JobSeekerSpell[] = [];
  const [first, last] = work;
  if (seeker.workIn(year - 1) === undefined && chance < 0.35) {
    const start = Math.max(first - lengthOf(person, year * 4 + 1, 75), daysFromCivil(year, 1, 1));
    found.push(active(person, year, start, first - 1));
  }
  if (positionPercent(population.people, person, year) < 100) {
    const partly = draw(process.jobSeeker, person, year * 4 + 2);
    const start = year === 2020 ? lockdown : first + Math.floor(partly * 20 * (last - first));
    if (partly < 0.045 * crisis)
      found.push({ first: start, last: start + lengthOf(person, year * 4 + 3, 80), group: '2' });
  }
  if (seeker.workIn(year + 1) === undefined) {
    const ends = draw(process.jobSeeker, person, 100_000 + year);
    if (ends < 0.5) found.push(active(person, year, last + 1, last + lengthOf(person, 200_000 + year, 120)));
  }
  // What began beside part-time work ends with it: another spell may follow.
  return found.map((spell) => (spell.group === '2' ? { ...spell, last: Math.min(spell.last, last) } : spell));
}

/** Somebody without work all year: a few seek all the same, others have a reduced ability to work. */
function outOfWork(population: Population, person: number, year: number, chance: number): readonly JobSeekerSpell[] {
  const first = daysFromCivil(year, 1, 1) + Math.floor(draw(process.jobSeeker, person, year * 4 + 1) * 300);
  if (chance < 0.03) return [active(person, year, first, first + lengthOf(person, year * 4 + 3, 120))];
  if (chance > 0.055 || year - birthYearOf(population.people, person) < 19) return [];
  const group = choose(reducedGroups, draw(process.jobSeeker, person, year * 4 + 2));
  return [{ first, last: first + lengthOf(person, year * 4 + 3, 320), group, measures: group === '14' ? '7' : '6' }];
}

/** Out of work, or one time in eight on measures. */
function active(person: number, year: number, first: EpochDay, last: EpochDay): JobSeekerSpell {
  const uniform = draw(process.jobSeeker, person, 300_000 + year);
  if (uniform < 0.85) return { first, last, group: '1', measures: '0' };
  return { first, last, group: '3', measures: uniform < 0.98 ? '1' : '5' };
}

/** A length in days: skewed, at least two weeks. */
function lengthOf(person: number, occasion: number, mean: number): number {
  const normal = Math.abs(normalQuantile(draw(process.jobSeeker, person, 400_000 + occasion)));
  // The square of a standard normal number has mean 1 and a long tail.
  return 14 + Math.floor(normal * normal * (mean - 14));
}

/** Adds a spell after the others, cut where full work, old age or a full disability pension begins, if anything is left. */
function addSpell(seeker: Seeker, spells: JobSeekerSpell[], spell: JobSeekerSpell): void {
  const { population, person, disabled } = seeker;
  const { people } = population;
  const first = Math.max(
    spell.first,
    (spells.at(-1)?.last ?? Number.NEGATIVE_INFINITY) + 1,
    daysFromCivil(benefitYears[0], 1, 1),
  );
  let last = Math.min(
    spell.last,
    endOfStay(population, person, first),
    daysFromCivil(birthYearOf(people, person) + 66, 12, 31),
    daysFromCivil(benefitYears[1], 12, 31),
  );
  if (spell.group !== '2') last = Math.min(last, dayBeforeWork(seeker, first, last));
  for (const { first: begins, last: ends, degree } of disabled) {
    if (degree === 100 && begins <= last && first <= ends) last = begins - 1;
  }
  if (last < first + 6) return;
  spells.push({ ...spell, first, last });
}

/** The day before the next work begins, if it does within a spell. */
function dayBeforeWork(seeker: Seeker, first: EpochDay, last: EpochDay): EpochDay {
  const year = yearOf(first);
  for (let next = year; next <= year + 2; next++) {
    const work = seeker.workIn(next);
    if (work !== undefined && first <= work[1] && work[0] <= last) return work[0] - 1;
  }
  return last;
}
