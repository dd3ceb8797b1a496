import type { EpochDay } from '../../../base/epoch-day.ts';
import { SpellCollector } from '../columns.ts';
import { abroad, placeAt } from '../lives.ts';
import { never, origins } from '../people.ts';
import type { Population } from '../population.ts';
import { historyEnd } from '../profile.ts';
import { draw, exponential, process } from '../random.ts';
import type { Circle } from './circle.ts';

/** Spells of persons: for each serial number the days; which value each has is not said here. */
export interface LifeSpells {
  readonly offsets: Int32Array;
  readonly starts: Int16Array;
  readonly stops: Int16Array;
}

/** Most spells of one person. */
const mostSpells = 4;

/**
 * Spells of the persons of a circle between two days, within each person's life and stay in the country: they follow one
 * another with gaps; the last is open where it reaches the last day and the person lives on.
 */
export function drawLifeSpells(
  population: Population,
  circle: Circle,
  key: number,
  from: EpochDay,
  until: EpochDay,
): LifeSpells {
  const { people } = population;
  const collector = new SpellCollector(people.count);
  for (let person = 0; person < people.count; person++) {
    if (people.origin[person] !== origins.shortTerm && draw(process.generic, person, key) < circle.share) {
      addSpells(population, circle, key, person, from, until, collector);
    }
    collector.close(person);
  }
  return collector.finish();
}

function addSpells(
  population: Population,
  circle: Circle,
  key: number,
  person: number,
  from: EpochDay,
  until: EpochDay,
  collector: SpellCollector,
): void {
  const { people } = population;
  const born = people.birthDay[person]!;
  const died = people.deathDay[person]!;
  const first = Math.max(from, people.arrivalDay[person]!, born + Math.floor(circle.youngest * 365.25));
  const last = Math.min(until, died, born + Math.floor((circle.oldest + 1) * 365.25) - 1);
  if (first > last) return;
  // A first spell that would have begun before the eligible years begins with them.
  const mean = Math.round(circle.spellYears * 365);
  const drawn = Math.floor((last - first + mean) * draw(process.generic, person, key + 1)) - mean;
  let start = first + Math.max(0, drawn);
  for (let spell = 0; spell < mostSpells && start <= last; spell++) {
    const length = Math.max(20, Math.round(mean * lengthFactor(person, key + 2 + spell)));
    const stop = endOfStay(population, person, start, start + length);
    if (stop >= start) {
      const isOpen = stop >= last && last === until && died > historyEnd;
      collector.add(person, start, isOpen ? undefined : Math.min(stop, last), spell + 1);
    }
    start = Math.max(stop, start) + 60 + Math.floor(2500 * draw(process.generic, person, key + 20 + spell));
  }
}

/** Around one, with a long tail. */
function lengthFactor(person: number, key: number): number {
  return exponential(2.2 * (draw(process.generic, person, key) - 0.55));
}

/** The last day of a stay in the country that a day lies in, not after another; the day before it where it lies in none. */
function endOfStay(population: Population, person: number, day: EpochDay, latest: EpochDay): EpochDay {
  if (placeAt(population, person, day) === abroad) return day - 1;
  const { offsets, days, values } = population.places;
  for (let i = offsets[person]!; i < offsets[person + 1]!; i++) {
    if (days[i]! > day && days[i]! <= latest && values[i] === abroad) return days[i]! - 1;
  }
  return population.people.deathDay[person] === never ? latest : Math.min(latest, population.people.deathDay[person]!);
}
