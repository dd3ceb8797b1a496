import type { People } from './people.ts';
import type { Population } from './population.ts';

/** Makes a derivation keep its result as long as the population: for tables that many parts of a register are made from. */
export function keeping<T extends object>(derive: (population: Population) => T): (population: Population) => T {
  const known = new WeakMap<People, T>();
  return (population) => {
    let result = known.get(population.people);
    if (result === undefined) {
      result = derive(population);
      known.set(population.people, result);
    }
    return result;
  };
}
