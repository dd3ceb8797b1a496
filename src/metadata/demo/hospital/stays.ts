import { daysFromCivil, type EpochDay } from '../../../base/epoch-day.ts';
import { keeping } from '../keeping.ts';
import { abroad, placeAt, yearsBetween } from '../lives.ts';
import { never, nobody } from '../people.ts';
import type { Population } from '../population.ts';
import { choose, draw, drawNormal, exponential, normalQuantile, process } from '../random.ts';
import { cancerTableOf } from './cancer-cases.ts';
import { causeOfDeath, chapterOfCause } from './causes-of-death.ts';
import { chaptersFor } from './diagnoses.ts';

/** Levels of care: a visit, a day, nights. */
export type CareLevel = '1' | '2' | '3';

/** A stay in hospital of a day or more. */
export interface HospitalStay {
  readonly first: EpochDay;
  readonly last: EpochDay;
  readonly level: CareLevel;
  /** Chapter of ICD-10 of the main diagnosis. */
  readonly chapter: string;
  readonly isAcute: boolean;
}

/** Years of the patient register in this databank. */
const stayYears: readonly [first: number, last: number] = [2008, 2024];

/** Stays a year for each person, with nights and for a day, by age from; childbirth, cancer and dying come on top. */
const rates: readonly (readonly [fromAge: number, nights: number, day: number])[] = [
  [0, 0.2, 0.02],
  [1, 0.06, 0.03],
  [16, 0.055, 0.035],
  [30, 0.06, 0.045],
  [50, 0.1, 0.075],
  [65, 0.19, 0.12],
  [75, 0.31, 0.13],
  [85, 0.46, 0.08],
];

/** How much a person needs care relative to others of the same age, 1 on average: log-normal. */
export function frailty(person: number): number {
  return exponential(0.75 * drawNormal(process.hospital, person, 0) - 0.28);
}

/** All stays of a person in the register's years, by first day; none overlaps another. */
export function staysOf(population: Population, person: number): readonly HospitalStay[] {
  const { people } = population;
  const arrived = people.arrivalDay[person]!;
  const died = people.deathDay[person]!;
  if (arrived === never || died < daysFromCivil(stayYears[0], 1, 1)) return [];
  const found = [
    ...ordinaryStays(population, person),
    ...birthStays(population, person),
    ...cancerStays(population, person),
    ...lastStays(population, person),
  ];
  const kept: HospitalStay[] = [];
  for (const stay of found.sort((a, b) => a.first - b.first)) {
    const last = Math.min(stay.last, died);
    const previous = kept.at(-1);
    if (stay.first > last || (previous !== undefined && stay.first <= previous.last)) continue;
    if (stay.first < daysFromCivil(stayYears[0], 1, 1) || stay.first > daysFromCivil(stayYears[1], 12, 31)) continue;
    if (
      placeAt(population, person, stay.first) === abroad ||
      (last < died && placeAt(population, person, last) === abroad)
    )
      continue;
    kept.push({ ...stay, last });
  }
  return kept;
}

function ordinaryStays(population: Population, person: number): readonly HospitalStay[] {
  const { people } = population;
  const stays: HospitalStay[] = [];
  const need = frailty(person);
  const born = people.birthDay[person]!;
  for (let year = stayYears[0]; year <= stayYears[1]; year++) {
    const middle = daysFromCivil(year, 7, 1);
    if (middle < born - 180 || middle > people.deathDay[person]! + 180) continue;
    const age = Math.max(0, yearsBetween(born, middle));
    const [, nights, days] = rates.findLast(([fromAge]) => fromAge <= age)!;
    for (const [kind, rate] of [nights, days].entries()) {
      const count = countOf(draw(process.hospital, person, year * 64 + kind), rate * need);
      for (let i = 0; i < count; i++) {
        const occasion = year * 64 + 2 + kind * 30 + i * 5;
        const first = daysFromCivil(year, 1, 1) + Math.floor(draw(process.hospital, person, occasion) * 365);
        if (first < born) continue;
        const chapter = choose(chaptersFor(people.sex[person]!, age), draw(process.hospital, person, occasion + 1));
        const length = kind === 1 ? 0 : nightsOf(person, occasion + 2, age < 60 ? 2.6 : 4.6);
        const isAcute = kind === 0 && draw(process.hospital, person, occasion + 3) < 0.68;
        stays.push({ first, last: first + length, level: kind === 1 ? '2' : '3', chapter, isAcute });
      }
    }
  }
  return stays;
}

/** Most stays of one kind in a year. */
const mostStays = 5;

/** A number of events with a mean: each is followed by another with the same chance. */
function countOf(uniform: number, mean: number): number {
  const again = mean / (1 + mean);
  let count = 0;
  for (let chance = again; uniform < chance && count < mostStays; chance *= again) count++;
  return count;
}

function nightsOf(person: number, occasion: number, mean: number): number {
  const normal = normalQuantile(draw(process.hospital, person, occasion));
  return 1 + Math.floor(normal * normal * (mean - 0.5));
}

/** The children of each mother. */
const childrenOf: (population: Population) => ReadonlyMap<number, readonly number[]> = keeping(({ people }) => {
  const children = new Map<number, number[]>();
  const from = daysFromCivil(stayYears[0], 1, 1);
  for (let child = 0; child < people.count; child++) {
    const mother = people.mother[child]!;
    // Who arrived later was born abroad.
    if (mother === nobody || people.birthDay[child]! < from || people.arrivalDay[child] !== people.birthDay[child])
      continue;
    const list = children.get(mother);
    if (list === undefined) children.set(mother, [child]);
    else list.push(child);
  }
  return children;
});

/** Births, of the mother and of the child who is kept. */
function birthStays(population: Population, person: number): readonly HospitalStay[] {
  const { birthDay, arrivalDay } = population.people;
  const stays: HospitalStay[] = (childrenOf(population).get(person) ?? []).map((child) => {
    const first = birthDay[child]!;
    const length = 1 + Math.floor(draw(process.hospital, child, 1) * 3.5);
    return { first, last: first + length, level: '3', chapter: 'XV', isAcute: true };
  });
  const born = birthDay[person]!;
  if (arrivalDay[person] === born && draw(process.hospital, person, 2) < 0.1) {
    const last = born + 2 + nightsOf(person, 3, 6);
    stays.push({ first: born, last, level: '3', chapter: 'XVI', isAcute: true });
  }
  return stays;
}

/** Treatment of a cancer some weeks after it was found. */
function cancerStays(population: Population, person: number): readonly HospitalStay[] {
  return (cancerTableOf(population).byPerson.get(person) ?? []).map(({ day }) => {
    const first = day + 5 + Math.floor(draw(process.hospital, person, day) * 40);
    const hasNights = draw(process.hospital, person, day + 30_000) < 0.7;
    const length = hasNights ? nightsOf(person, day + 60_000, 5) : 0;
    return { first, last: first + length, level: hasNights ? '3' : '2', chapter: 'II', isAcute: false };
  });
}

/** A third die in hospital. */
function lastStays(population: Population, person: number): readonly HospitalStay[] {
  const cause = causeOfDeath(population, person);
  if (cause === undefined || draw(process.hospital, person, 4) >= 0.33) return [];
  const last = population.people.deathDay[person]!;
  const first = Math.max(last - nightsOf(person, 5, 8), population.people.birthDay[person]!);
  return [{ first, last, level: '3', chapter: chapterOfCause[cause], isAcute: true }];
}
