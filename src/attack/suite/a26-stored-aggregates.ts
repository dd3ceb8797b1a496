import { everybody } from '../moves/sdc-cells.ts';
import { municipalities } from '../population/persons.ts';
import { countOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** A26: a stored mean is a constant within its group, and a constant can be found to the last digit. */
export const a26 = [
  guessing(
    ['A26', 'Lese et lagret gjennomsnitt', 'Reading a stored aggregate'],
    'data',
    limits(0, 0),
    async ({ account, random }) => {
      const kommune = municipalities[random.below(12)] ?? 'K01';
      const people = everybody().filter((person) => person.kommune === kommune);
      const exact = people.reduce((sum, { syk }) => sum + syk, 0) / people.length;
      let [low, high] = [0, 0.3];
      for (let step = 0; step < 30; step++) {
        const middle = (low + high) / 2;
        const [body] = await account.ask(
          `aggregate (mean) syk -> m, by(kommune)\ntabulate kommune if m > ${middle.toFixed(10)}`,
        );
        if (countOf(body, [kommune]) > 0) low = middle;
        else high = middle;
      }
      return { success: Math.abs(low - exact) <= 1e-7, chance: 0 };
    },
    { onlySdc: true, costs: 5 },
  ),
] as const;
