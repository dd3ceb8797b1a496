import { everybody } from '../moves/sdc-cells.ts';
import { municipalities } from '../population/persons.ts';
import { cellOf, countOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** B17: a sum divided by its mean is a count: is it a better one than the one that is shown? */
export const b17 = [
  guessing(
    ['B17', 'Sum delt på gjennomsnitt', 'A sum divided by its mean'],
    'data',
    limits(0.05, 0.05),
    async ({ account, random }) => {
      const kommune = municipalities[random.below(20)] ?? 'K01';
      const exact = everybody().filter((person) => person.kommune === kommune).length;
      const [table, counts] = await account.ask('tabulate kommune, summarize(inntekt) mean sum\ntabulate kommune');
      const mean = cellOf(table, [kommune], 0) ?? 1;
      const sum = cellOf(table, [kommune], 1) ?? 0;
      const shown = countOf(counts, [kommune]);
      return { success: Math.round(sum / mean) === exact, chance: shown === exact ? 1 : 0 };
    },
    { onlySdc: true },
  ),
] as const;
