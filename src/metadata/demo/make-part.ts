import { PartColumns } from './part-columns.ts';
import type { Population } from './population.ts';
import { preliminaryOf } from './preliminary.ts';
import type { Part } from './register-index.ts';
import type { Workshop } from './workshop.ts';

/** Newest of all versions, for registers that read others: they read final figures. */
const newest = Number.MAX_SAFE_INTEGER;

/** Makes one part in this thread. Its bytes depend on nothing but the population and the register. */
export async function makePart(workshop: Workshop, part: Part, population: Population): Promise<void> {
  const { index, parts } = workshop;
  const { when } = part;
  const wants = (variable: string): boolean => index.wants(variable, when);
  const columns = new PartColumns(parts.folder, {
    wants,
    adjust: (variable, values) =>
      index.revisionOf(variable, part) === undefined ? values : preliminaryOf(values, when?.startDay ?? 0),
    keptIn: (variable) => index.historyOf(variable),
  });
  await index.register(part.register).write({
    columns,
    population,
    when,
    wants,
    read: async (variable, day) => {
      const slice = await workshop.read(variable, day, newest);
      if (slice === undefined) throw new Error(`${part.name} reads ${variable} where it has no data`);
      return slice;
    },
    spells: async (variable) => {
      const spells = await workshop.spells(variable, newest);
      if (spells === undefined) throw new Error(`${part.name} reads ${variable}, which is no history`);
      return spells;
    },
    universe: (unitType) => workshop.universe(unitType),
  });
  parts.put(part.name, await columns.written());
}
