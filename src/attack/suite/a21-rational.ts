import { everybody } from '../moves/sdc-cells.ts';
import { municipalities } from '../population/persons.ts';
import { countOf, statisticOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** A21: numerator and denominator of a mean with six digits. */
export const a21 = [
  guessing(
    ['A21', 'Rasjonal rekonstruksjon av et gjennomsnitt', 'Rational reconstruction of a mean'],
    'data',
    limits(0.1, 0.05),
    async ({ account, random }) => {
      const kommune = municipalities[random.below(8)] ?? 'K01';
      const sivstand = String(1 + random.below(4));
      const who = `kommune == '${kommune}' & sivstand == '${sivstand}'`;
      const [summary, table] = await account.ask(`summarize syk if ${who}\ntabulate syk if ${who}`);
      const mean = statisticOf(summary, 'mean') ?? 0;
      const about = statisticOf(summary, 'count') ?? 0;
      const people = everybody().filter((p) => p.kommune === kommune && p.sivstand === sivstand);
      const truth = people.filter(({ syk }) => syk === 1).length;
      const displayed = countOf(table, [1]);
      const best = numeratorOf(mean, about) ?? displayed;
      return { success: best === truth, chance: displayed === truth ? 1 : 0 };
    },
    { onlySdc: true },
  ),
] as const;

/** The numerator of the fraction that is the mean to six digits, with a denominator near the displayed count. */
function numeratorOf(mean: number, about: number): number | undefined {
  let best: number | undefined;
  let least = 5e-7 * Math.max(1, mean);
  for (let n = Math.max(1, about - 6); n <= about + 6; n++) {
    const numerator = Math.round(mean * n);
    const error = Math.abs(numerator / n - mean);
    if (error < least) [best, least] = [numerator, error];
  }
  return best;
}
