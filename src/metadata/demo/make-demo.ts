import os from 'node:os';
import type { CatalogueDocument } from '../catalogue-document.ts';
import type { Progress } from '../progress.ts';
import { DatabankBuilder } from '../store/builder.ts';
import { plainJson, storeFormat } from '../store/content.ts';
import { createPeople } from './people.ts';
import { joinPopulation } from './population.ts';
import { type DemoProfile, demoName, demoVersions } from './profile.ts';
import { TaskPool } from './task-pool.ts';
import { registersOf, type Task } from './tasks.ts';
import { villageSize } from './village/state.ts';

const phases = {
  lives: { nb: 'Lager syntetiske livsløp', en: 'Making synthetic lives' },
  registers: { nb: 'Skriver syntetiske registre', en: 'Writing synthetic registers' },
} as const;

/** Share of the whole time that the simulation takes. */
const livesShare = 0.35;

/** Below this number of persons a second thread costs more than it saves. */
const smallestForThreads = 30_000;

/** How many threads make a databank of this size on this machine; each takes memory for the register that it writes. */
function demoThreads(personCount: number): number {
  return personCount < smallestForThreads ? 1 : Math.min(2, os.availableParallelism());
}

/**
 * Makes the demo databank of a profile in a folder, unless another process has made it meanwhile. The bytes are the same
 * for any number of threads.
 */
export async function makeDemoDatabank(
  folder: string,
  profile: DemoProfile,
  catalogue: CatalogueDocument,
  publishedSecret: string,
  progress: Progress,
  threads: number = demoThreads(profile.personCount),
): Promise<void> {
  progress(phases.lives, 0);
  const builder = new DatabankBuilder(folder);
  const pool = new TaskPool(threads);
  try {
    const people = createPeople(profile.personCount);
    const ranges = rangesOf(profile.personCount);
    const simulated = await pool.run(
      ranges.map(([first, last]): Task => ({ type: 'simulate', people, first, last })),
      (finished) => progress(phases.lives, (livesShare * finished) / ranges.length),
    );
    const parts = simulated.flatMap((result) => (result.type === 'simulated' ? [result.histories] : []));
    const population = joinPopulation(profile, people, parts);
    const registers = registersOf(profile);
    const written = await pool.run(
      registers.map((register): Task => ({ type: 'write', folder: builder.folder, population, register })),
      (finished) => progress(phases.registers, livesShare + ((1 - livesShare) * finished) / registers.length),
    );
    for (const result of written) if (result.type === 'written') builder.absorb(result.columns);
    const catalogueHash = builder.addDocument(plainJson(catalogue));
    await builder.finish((content) => ({
      format: storeFormat,
      databank: demoName,
      nature: 'synthetic',
      publishedSecret,
      versions: demoVersions.map((version) => ({ version, catalogue: catalogueHash, content })),
    }));
  } catch (error) {
    builder.discard();
    throw error;
  } finally {
    await pool.close();
  }
}

/** Some thirty ranges of whole villages: enough to share out evenly and to show progress. */
function rangesOf(personCount: number): readonly (readonly [first: number, last: number])[] {
  const villages = Math.ceil(personCount / villageSize);
  const step = Math.max(1, Math.ceil(villages / 32)) * villageSize;
  return Array.from({ length: Math.ceil(personCount / step) }, (_, i) => [
    i * step,
    Math.min(personCount, (i + 1) * step),
  ]);
}
