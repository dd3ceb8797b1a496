import type { EpochDay } from '../../base/epoch-day.ts';
import { type History, valueAt } from './history.ts';
import { nobody, type People } from './people.ts';

/** Place of somebody who does not live in the country. */
export const abroad = nobody;

/** All persons with their lives. */
export interface Lives {
  readonly people: People;
  /** Place (see `Geography`), or `abroad`. */
  readonly places: History;
  /** Code of civil status. */
  readonly civil: History;
  /** Serial number of the partner whom a person lives with. */
  readonly partners: History;
  /** Serial number of the parent with whom a person lives as a child. */
  readonly parents: History;
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

/** Whole years from a birth to a day, to within a day or so. */
export function yearsBetween(birth: EpochDay, day: EpochDay): number {
  return Math.floor((day - birth) / 365.25);
}
