import { search } from './a24-bisection.ts';
import { guessing, limits } from './define.ts';

/** B05: bisection by somebody who knows how incomes are spread, and so begins near the value: few of its steps look like one. */
export const b05 = [
  guessing(
    ['B05', 'Halvering med forkunnskap om fordelingen', 'Bisection with knowledge of the distribution'],
    'data',
    limits(0.2, 0.05),
    async (stage) => {
      const { truth } = stage.scene;
      const at = (share: number): number => truth.values[Math.floor(share * truth.size)] ?? 0;
      const success = await search(
        stage,
        [at(0.95), at(0.985)],
        (cut) => `generate one = 1\ntabulate one if $value > ${cut}`,
      );
      return { success, chance: 0 };
    },
    { dependsOnHistory: true, costs: 2 },
  ),
] as const;
