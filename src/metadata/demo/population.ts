import type { ColumnFolder } from '../store/column-folder.ts';
import { VariableWriter } from './columns.ts';
import { type EmployedYears, findEmployedYears } from './employment.ts';
import { type Geography, readGeography } from './geography.ts';
import { HistoryCollector, joinHistories } from './history.ts';
import type { Lives } from './lives.ts';
import type { People } from './people.ts';
import type { DemoProfile } from './profile.ts';
import { type Numbering, numberUnits } from './pseudonyms.ts';
import { liveInVillage } from './village/live.ts';
import { villageSize } from './village/state.ts';

/** Identifier spaces of the demo databank, numbered for their pseudonyms. */
export const spaces = {
  FNR: 1,
  JOBBID_1: 2,
  KJORETOY_ID: 3,
  KURSID: 10,
  ORGNR: 11,
  MALEPUNKT_ID: 12,
  TRAFIKKULYKKE_ID: 13,
  TRAFIKKULYKKE_PERSON_ID: 14,
  NPR_EPISODE_ID: 15,
  KRG_TILFELLEID: 16,
} as const;

/** The years whose employment is looked up rather than drawn: those of monthly jobs, and one more at the end. */
const employedYearsFrom = 2000;
const employedYearsUntil = 2026;

/** What every register of the demo databank is derived from: the lives, when people worked, and their pseudonyms. */
export interface Population extends Lives {
  readonly profile: DemoProfile;
  readonly geography: Geography;
  readonly employedYears: EmployedYears;
  readonly numbering: Numbering;
}

/** A population as it passes between threads: the geography is read again there. */
export type PlainPopulation = Omit<Population, 'geography'>;

/** The four histories of a range of persons. */
export type LifeHistories = Pick<Lives, 'places' | 'civil' | 'partners' | 'parents'>;

/** Simulates the villages of the persons `first` to `last - 1`, which begin at a village's first; fills in their `people`. */
export function simulateVillages(people: People, first: number, last: number): LifeHistories {
  const geography = readGeography();
  const collect = (): HistoryCollector => new HistoryCollector(first, last - first);
  const collectors = { places: collect(), civil: collect(), partners: collect(), parents: collect() };
  for (let village = first; village < last; village += villageSize) {
    liveInVillage(people, geography, collectors, village);
  }
  return {
    places: collectors.places.finish(),
    civil: collectors.civil.finish(),
    partners: collectors.partners.finish(),
    parents: collectors.parents.finish(),
  };
}

/** Puts the histories of consecutive ranges together, and adds what is known only of everybody. */
export function joinPopulation(profile: DemoProfile, people: People, parts: readonly LifeHistories[]): PlainPopulation {
  const lives: Lives = {
    people,
    places: joinHistories(parts.map(({ places }) => places)),
    civil: joinHistories(parts.map(({ civil }) => civil)),
    partners: joinHistories(parts.map(({ partners }) => partners)),
    parents: joinHistories(parts.map(({ parents }) => parents)),
  };
  return {
    ...lives,
    profile,
    employedYears: findEmployedYears(lives, employedYearsFrom, employedYearsUntil),
    numbering: numberUnits(spaces.FNR, people.count),
  };
}

/** A writer of variables about persons. */
export function personWriter(builder: ColumnFolder, population: Population): VariableWriter {
  return new VariableWriter(builder, 'PERSON', population.numbering);
}
