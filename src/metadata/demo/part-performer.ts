import { madeDatabank } from './demo-databanks.ts';
import { readGeography } from './geography.ts';
import { makePart } from './make-part.ts';
import type { Population } from './population.ts';
import { type Part, RegisterIndex } from './register-index.ts';
import type { PoolSetting } from './tasks.ts';
import { Workshop } from './workshop.ts';

/** Makes parts in a thread, from a population that it was given; what comes of them does not depend on where or when. */
export class PartPerformer {
  readonly #workshop: Workshop;
  readonly #population: Population;

  constructor({ kind, cacheFolder, population }: PoolSetting) {
    const index = new RegisterIndex(madeDatabank(kind));
    this.#workshop = new Workshop(index, cacheFolder, population.people.count, { population, threads: 1 });
    this.#population = { ...population, geography: readGeography() };
  }

  /** Makes a part. */
  make(part: Part): Promise<void> {
    return makePart(this.#workshop, part, this.#population);
  }
}
