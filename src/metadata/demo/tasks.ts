import { madeDatabank } from './demo-databanks.ts';
import { readGeography } from './geography.ts';
import { makePart } from './make-part.ts';
import type { People } from './people.ts';
import { type LifeHistories, type PlainPopulation, type Population, simulateVillages } from './population.ts';
import { type Part, RegisterIndex } from './register-index.ts';
import { Workshop } from './workshop.ts';

/** What the threads of a pool share: of which databank they make parts, and from which population. Plain data. */
export interface PoolSetting {
  readonly kind: string;
  readonly cacheFolder: string;
  readonly population: PlainPopulation;
}

/** A part of the making that can be done in any thread: plain data over shared memory. */
export type Task =
  | { readonly type: 'simulate'; readonly people: People; readonly first: number; readonly last: number }
  | { readonly type: 'part'; readonly part: Part };

/** What a task hands back. */
export type TaskResult =
  | { readonly type: 'simulated'; readonly histories: LifeHistories }
  | { readonly type: 'made'; readonly part: string };

/** Does tasks; what comes of them does not depend on where or when. */
export class TaskPerformer {
  #workshop: { readonly workshop: Workshop; readonly population: Population } | undefined;

  /** @param setting  only needed for parts */
  constructor(setting: PoolSetting | undefined) {
    if (setting === undefined) return;
    const { kind, cacheFolder, population } = setting;
    const index = new RegisterIndex(madeDatabank(kind));
    this.#workshop = {
      workshop: new Workshop(index, cacheFolder, population.people.count, { population, threads: 1 }),
      population: { ...population, geography: readGeography() },
    };
  }

  /** Does one task. */
  async perform(task: Task): Promise<TaskResult> {
    if (task.type === 'simulate') {
      return { type: 'simulated', histories: simulateVillages(task.people, task.first, task.last) };
    }
    if (this.#workshop === undefined) throw new Error('a pool without a databank makes no parts');
    await makePart(this.#workshop.workshop, task.part, this.#workshop.population);
    return { type: 'made', part: task.part.name };
  }
}
