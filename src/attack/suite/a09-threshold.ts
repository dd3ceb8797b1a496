import { judgeBit } from '../measures/judge.ts';
import { filled, guessing, limits } from './define.ts';

/** A09: the smallest population that is allowed is bisected; then one person more tips the balance. */
export const a09 = [
  guessing(
    ['A09', 'Terskelprøve: 999 eller 1000 enheter', 'Threshold probe: 999 or 1000 units'],
    'bit',
    limits(0.1, 0.05),
    async (stage) => {
      const { truth } = stage.scene;
      const isAccepted = async (condition: string): Promise<boolean> => {
        const { statements } = await stage.account.show(filled(`keep if ${condition}`, stage));
        return statements.at(-1)?.outcome === 'done';
      };
      // Everybody knows how incomes are spread; the edge itself has to be found.
      let refused = Math.floor(truth.values[Math.floor(0.06 * truth.size)] ?? 0);
      let accepted = Math.ceil(truth.values[Math.floor(0.11 * truth.size)] ?? 0);
      while (accepted - refused > 1) {
        const middle = Math.floor((refused + accepted) / 2);
        if (await isAccepted(`$value < ${String(middle)} & !$T`)) accepted = middle;
        else refused = middle;
      }
      return judgeBit(stage, await isAccepted(`($value < ${String(refused)} & !$T) | $HAS`));
    },
    { dependsOnHistory: true },
  ),
] as const;
