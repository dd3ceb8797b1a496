import { performance } from 'node:perf_hooks';
import type { Stage } from '../attack.ts';
import { judgeBit } from '../measures/judge.ts';
import { filled, guessing, limits } from './define.ts';

/** Pairs of runs whose times are compared. */
const pairs = 7;

/** How long a script takes, in milliseconds. */
async function timeOf(stage: Stage, script: string): Promise<number> {
  const start = performance.now();
  await stage.account.show(script);
  return performance.now() - start;
}

/** B10: the time that a condition takes which selects somebody, beside one that is known to select nobody. */
export const b10 = [
  guessing(
    ['B10', 'Tidsbruk', 'Timing'],
    'bit',
    limits(0.05, 0.05),
    async (stage) => {
      const script = (who: string): string =>
        filled(
          `replace $value = 1 if ${who}
generate x = ln(1 - (${who}))
tabulate $area if ${who}
summarize x`,
          stage,
        );
      const friend = stage.friends[0]?.condition ?? '1 == 2';
      let slower = 0;
      for (let i = 0; i < pairs; i++) {
        const own = await timeOf(stage, script('$HAS'));
        const other = await timeOf(stage, script(`(${friend} & $bit == 1)`));
        if (own > other) slower++;
      }
      return judgeBit(stage, slower > pairs / 2);
    },
    { costs: 2 },
  ),
] as const;
