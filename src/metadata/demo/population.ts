import type { EpochDay } from '../../base/epoch-day.ts';
import type { DatabankBuilder } from '../store/builder.ts';
import { VariableWriter } from './columns.ts';
import { type EmployedYears, findEmployedYears } from './employment.ts';
import { type Geography, readGeography } from './geography.ts';
import { type History, HistoryCollector, valueAt } from './history.ts';
import { createPeople, nobody, type People } from './people.ts';
import type { DemoProfile } from './profile.ts';
import { type Numbering, numberUnits } from './pseudonyms.ts';
import { abroad, Village, villageSize } from './village.ts';

/** Identifier spaces of the demo databank, numbered for their pseudonyms. */
export const spaces = { FNR: 1, JOBBID_1: 2, KJORETOY_ID: 3 } as const;

/** All persons with their lives. */
export interface Lives {
  readonly people: People;
  readonly geography: Geography;
  /** Place (see `geography`), or `abroad`. */
  readonly places: History;
  /** Code of civil status. */
  readonly civil: History;
  /** Serial number of the partner whom a person lives with. */
  readonly partners: History;
  /** Serial number of the parent with whom a person lives as a child. */
  readonly parents: History;
}

/** What every register of the demo databank is derived from: the lives, when people worked, and their pseudonyms. */
export interface Population extends Lives {
  readonly profile: DemoProfile;
  readonly employedYears: EmployedYears;
  readonly numbering: Numbering;
}

/** Simulates a population; `tell` hears which share is done. */
export function simulatePopulation(profile: DemoProfile, tell: (fraction: number) => void): Population {
  const count = profile.personCount;
  const people = createPeople(count);
  const geography = readGeography();
  const collectors = {
    places: new HistoryCollector(count),
    civil: new HistoryCollector(count),
    partners: new HistoryCollector(count),
    parents: new HistoryCollector(count),
  };
  for (let first = 0, turn = 0; first < count; first += villageSize, turn++) {
    new Village(people, geography, collectors, first).live();
    if (turn % 16 === 0) tell(first / count);
  }
  const lives: Lives = {
    people,
    geography,
    places: collectors.places.finish(),
    civil: collectors.civil.finish(),
    partners: collectors.partners.finish(),
    parents: collectors.parents.finish(),
  };
  const firstYear = Math.min(profile.income[0], profile.months[0]) - 1;
  const lastYear = Math.max(profile.income[1], profile.months[1]) + 1;
  return {
    ...lives,
    profile,
    employedYears: findEmployedYears(lives, firstYear, lastYear),
    numbering: numberUnits(spaces.FNR, count),
  };
}

/** Where a person lives on a day, or `abroad` (also before birth or arrival and after death). */
export function placeAt(population: Lives, person: number, day: EpochDay): number {
  return valueAt(population.places, person, day, abroad);
}

/** The partner whom a person lives with on a day, if both live in the country. */
export function partnerAt(population: Lives, person: number, day: EpochDay): number {
  const partner = valueAt(population.partners, person, day, nobody);
  return partner !== nobody && placeAt(population, partner, day) !== abroad ? partner : nobody;
}

/** A writer of variables about persons. */
export function personWriter(builder: DatabankBuilder, population: Population): VariableWriter {
  return new VariableWriter(builder, 'PERSON', population.numbering);
}
