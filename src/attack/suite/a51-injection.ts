import type { Stage } from '../attack.ts';
import { judgeBit } from '../measures/judge.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** The standard error of the slope, where a model is shown. */
async function slopeError(stage: Stage, isolator: string): Promise<number | undefined> {
  const [body] = await stage.account.ask(
    filled(`generate y = $pay + 1000000000 * ${isolator}\nregress y $known`, stage),
  );
  if (body?.type !== 'model') return undefined;
  return body.coefficients.find(({ isConstant }) => !isConstant)?.se.v ?? undefined;
}

/** A soft isolator: next to 1 for the unit if it has the property, and small but never 0 for all others. */
function soft(condition: string, bit: string, k: number): string {
  const misses = condition
    .split(' & ')
    .map((equality) => `(1 - (${equality}))`)
    .join(' + ');
  return `exp(0 - ${String(6 + k)} * (${misses} + (1 - ${bit})))`;
}

/** A51: a huge number for one person. */
export const a51 = [
  equalWorlds(
    ['A51a', 'Innsprøyting av en verdi', 'Value injection'],
    [
      `generate y = $value + 1000000000 * $HAS
summarize y
tabulate $area, summarize(y) mean std
histogram y
generate z = $pay + 1000000000 * $HAS
regress z $known
regress $pay z
correlate z $known
generate w = 2 * $pay + 1000000000 * $HAS
summarize w
regress w $known`,
    ],
  ),
  guessing(
    ['A51b', 'Innsprøyting med myke isolatorer (R-5)', 'Injection with soft isolators (R-5)'],
    'bit',
    limits({ most: 0.5, flaggedWithin: 10 }, { most: 0.2, blockedWithin: 8 }),
    async (stage) => {
      const { bit } = stage.scene;
      let larger = 0;
      let shown = 0;
      for (let k = 0; k < 10; k++) {
        const friend = stage.friends[k % stage.friends.length];
        if (friend === undefined) break;
        const own = await slopeError(stage, soft(stage.target.condition, bit, k));
        const other = await slopeError(stage, soft(friend.condition, bit, k));
        if (own === undefined && other === undefined) continue;
        shown++;
        // A model that is refused has the larger error: somebody dominates it.
        if ((own ?? Infinity) > (other ?? Infinity)) larger++;
      }
      return judgeBit(stage, shown === 0 ? stage.random.next() < 0.5 : larger > shown / 2);
    },
    { dependsOnHistory: true, costs: 2 },
  ),
] as const;
