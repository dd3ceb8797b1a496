import os from 'node:os';
import type { Progress } from '../progress.ts';
import { createPeople, type People } from './people.ts';
import { joinPopulation, type LifeHistories, type PlainPopulation, simulateVillages } from './population.ts';
import { writePopulation } from './population-store.ts';
import { demoProfile } from './profile.ts';
import { TaskPool } from './task-pool.ts';
import type { Task } from './tasks.ts';
import { villageSize } from './village/state.ts';

const phase = { nb: 'Lager syntetiske livsløp', en: 'Making synthetic lives' };

/** Below this number of persons a second thread costs more than it saves. */
const smallestForThreads = 30_000;

/**
 * Makes the population of a size and writes it into its folder. The bytes are the same for any number of threads, and
 * whichever of several processes puts them in place.
 */
export async function makePopulation(
  folder: string,
  personCount: number,
  progress: Progress,
  threads: number = personCount < smallestForThreads ? 1 : Math.min(4, os.availableParallelism()),
): Promise<PlainPopulation> {
  progress(phase, 0);
  const people = createPeople(personCount);
  const ranges = rangesOf(personCount);
  const parts = await simulate(people, ranges, threads, (finished) => progress(phase, finished / (ranges.length + 1)));
  const population = joinPopulation(demoProfile(personCount), people, parts);
  writePopulation(folder, population);
  progress(phase, 1);
  return population;
}

type Range = readonly [first: number, last: number];

async function simulate(
  people: People,
  ranges: readonly Range[],
  threads: number,
  done: (finished: number) => void,
): Promise<readonly LifeHistories[]> {
  if (threads < 2) {
    const parts: LifeHistories[] = [];
    for (const [first, last] of ranges) {
      parts.push(simulateVillages(people, first, last));
      done(parts.length);
      // Lets timers and the display of progress have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return parts;
  }
  const pool = new TaskPool(threads);
  try {
    const tasks = ranges.map(([first, last]): Task => ({ type: 'simulate', people, first, last }));
    const results = await pool.run(tasks, done);
    return results.flatMap((result) => (result.type === 'simulated' ? [result.histories] : []));
  } finally {
    await pool.close();
  }
}

/** Some thirty ranges of whole villages: enough to share out evenly and to show progress. */
function rangesOf(personCount: number): readonly Range[] {
  const villages = Math.ceil(personCount / villageSize);
  const step = Math.max(1, Math.ceil(villages / 32)) * villageSize;
  return Array.from({ length: Math.ceil(personCount / step) }, (_, i) => [
    i * step,
    Math.min(personCount, (i + 1) * step),
  ]);
}
