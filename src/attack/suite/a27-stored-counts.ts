import { everybody } from '../moves/sdc-cells.ts';
import { municipalities } from '../population/persons.ts';
import { countOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** How far a released count may lie from the true one. */
const reach = 5;

/** A27: a stored count is found by asking for each number that it may be. */
export const a27 = [
  guessing(
    ['A27', 'Lese et lagret antall', 'Reading a stored count'],
    'data',
    limits(0, 0),
    async ({ account, random }) => {
      const kommune = municipalities[random.below(12)] ?? 'K01';
      const exact = everybody().filter((person) => person.kommune === kommune).length;
      const [table] = await account.ask('tabulate kommune');
      const shown = countOf(table, [kommune]);
      const numbers = Array.from({ length: 4 * reach + 1 }, (_, i) => shown - 2 * reach + i);
      const bodies = await account.ask(
        `aggregate (count) syk -> n, by(kommune)\n${numbers.map((n) => `tabulate kommune if n == ${String(n)}`).join('\n')}`,
      );
      const place = bodies.findIndex((body) => countOf(body, [kommune]) > 0);
      return { success: numbers[place] === exact, chance: shown === exact ? 1 : 0 };
    },
    { onlySdc: true },
  ),
] as const;
