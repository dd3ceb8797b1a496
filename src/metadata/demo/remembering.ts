import type { People } from './people.ts';
import type { Population } from './population.ts';

/**
 * Makes a derivation remember its last result for each population, so that registers of the same day or year share it. The
 * memory may be taken back at any time: what is derived again is equal.
 */
export function remembering<T extends object>(
  derive: (population: Population, key: number) => T,
): (population: Population, key: number) => T {
  const last = new WeakMap<People, { readonly key: number; readonly result: WeakRef<T> }>();
  return (population, key) => {
    const known = last.get(population.people);
    const kept = known?.key === key ? known.result.deref() : undefined;
    if (kept !== undefined) return kept;
    const result = derive(population, key);
    last.set(population.people, { key, result: new WeakRef(result) });
    return result;
  };
}
