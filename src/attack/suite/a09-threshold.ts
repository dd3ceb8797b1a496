import type { Stage } from '../attack.ts';
import { judgeBit } from '../measures/judge.ts';
import { anyOf } from '../scripts.ts';
import { filled, guessing, limits } from './define.ts';

/** Whether a population may become a dataset. */
async function isAccepted(stage: Stage, condition: string): Promise<boolean> {
  const { statements } = await stage.account.show(filled(`keep if ${condition}`, stage));
  return statements.at(-1)?.outcome === 'done';
}

/** The edge of what is accepted, found by bisection: everybody knows how incomes are spread, but not where the edge is. */
async function edge(
  stage: Stage,
  condition: (cut: number) => string,
): Promise<{ readonly refused: number; readonly accepted: number }> {
  const { truth } = stage.scene;
  let refused = Math.floor(truth.values[Math.floor(0.06 * truth.size)] ?? 0);
  let accepted = Math.ceil(truth.values[Math.floor(0.11 * truth.size)] ?? 0);
  while (accepted - refused > 1) {
    const middle = Math.floor((refused + accepted) / 2);
    if (await isAccepted(stage, condition(middle))) accepted = middle;
    else refused = middle;
  }
  return { refused, accepted };
}

/** A09: the smallest population that is allowed is bisected; then one person more or less tips the balance. */
export const a09 = [
  guessing(
    ['A09a', 'Terskelprøve: én mer enn det som ble avvist', 'Threshold probe: one more than what was refused'],
    'bit',
    limits(0.1, 0.05),
    async (stage) => {
      const { refused } = await edge(stage, (cut) => `$value < ${String(cut)} & !$T`);
      return judgeBit(stage, await isAccepted(stage, `($value < ${String(refused)} & !$T) | $HAS`));
    },
    { dependsOnHistory: true },
  ),
  guessing(
    ['A09b', 'Terskelprøve: én færre enn det som ble godtatt', 'Threshold probe: one less than what was accepted'],
    'bit',
    limits(0.1, 0.05),
    async (stage) => {
      const { accepted } = await edge(stage, (cut) => `$value < ${String(cut)} | $T`);
      return judgeBit(stage, !(await isAccepted(stage, `($value < ${String(accepted)} | $T) & !$HAS`)));
    },
    { dependsOnHistory: true },
  ),
  guessing(
    ['A09c', 'Terskelprøve: ni venner og målet', 'Threshold probe: nine friends and the target'],
    'bit',
    limits(0.1, 0.05),
    async (stage) => {
      const { truth } = stage.scene;
      // Sizes above eight can be found by averages: the attacker knows of a population that is just too small.
      const crowd = `($value < ${String(truth.values[994])} & !${anyOf([stage.target, ...stage.friends])})`;
      await isAccepted(stage, crowd);
      return judgeBit(stage, await isAccepted(stage, `${crowd} | ${anyOf(stage.friends)} | $HAS`));
    },
    { dependsOnHistory: true },
  ),
] as const;
