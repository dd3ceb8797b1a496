import type { Stage } from '../attack.ts';
import { judgeBit } from '../measures/judge.ts';
import { cellOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** Whether the target's area shows another count when the target joins, along with strangers from elsewhere. */
async function pairDiffers(stage: Stage, pair: number): Promise<boolean> {
  const { scene, target } = stage;
  const cut = scene.knownQuantile(0.2 + 0.04 * pair);
  const isIn = target.known > cut;
  // The target must be outside of the first population, whatever the cut.
  const first = `($known > ${String(cut)}${isIn ? ' & !$T' : ''})`;
  const script = `tabulate $area if ${first}
tabulate $area if ${first} | $HAS | ($area == $big & $known < $low)`;
  const [one, other] = await stage.account.ask(filled(script, stage));
  const home = target.area.replaceAll("'", '');
  const code = target.area.startsWith("'") ? home : Number(home);
  return cellOf(one, [code]) !== cellOf(other, [code]);
}

/** A06: populations that differ for enough people, so that they are different ones, but in the target's cell for one. */
export const a06 = [
  guessing(
    ['A06a', 'Differanse i en celle, med fyll: ett par', 'Padded differencing in a cell: one pair'],
    'bit',
    limits(0.5, 0.05),
    async (stage) => judgeBit(stage, await pairDiffers(stage, 0)),
  ),
  guessing(
    ['A06b', 'Differanse i en celle, med fyll: tolv par', 'Padded differencing in a cell: twelve pairs'],
    'bit',
    limits({ most: 0.5, flaggedWithin: 10, blockedWithin: 24 }, 0.05),
    async (stage) => {
      let differing = 0;
      for (let pair = 0; pair < 12; pair++) differing += (await pairDiffers(stage, pair)) ? 1 : 0;
      return judgeBit(stage, differing > 2);
    },
    { dependsOnHistory: true, costs: 2 },
  ),
] as const;
