import type { Stage } from '../attack.ts';
import { bisect, isNarrow } from '../moves/bisect.ts';
import { everybody } from '../moves/sdc-cells.ts';
import { filled, guessing, limits } from './define.ts';

/** The people around the target, as many as a small table has. */
const crowd = '($area == $home & $known >= $at - 8 & $known <= $at + 8)';

/**
 * The largest value of a group within one in a thousand, from where a cap on everybody's values begins to change what is shown of
 * the group: the people who are asked about are the same each time, and so is what is shown while the cap is above all of them.
 */
async function findLargest(stage: Stage): Promise<boolean> {
  const { area, known } = stage.target;
  const values = everybody()
    .filter(({ kommune, faar }) => `'${kommune}'` === area && Math.abs(faar - known) <= 8)
    .map(({ inntekt }) => inntekt)
    .sort((a, b) => b - a);
  const [largest = 0] = values;
  const shownUnder = async (cap: number): Promise<string | undefined> => {
    const script = `generate y = rowmin($value, ${cap.toFixed(3)})\nsummarize y if ${crowd}`;
    const [body] = await stage.account.ask(filled(script, stage));
    return body?.type === 'summary' ? JSON.stringify(body.rows) : undefined;
  };
  const highest = 10_000_000;
  const uncapped = await shownUnder(highest);
  const bracket = await bisect(
    100_000,
    highest,
    26,
    async (cap) => {
      const shown = await shownUnder(cap);
      return shown === undefined ? undefined : String(shown === uncapped);
    },
    isNarrow,
  );
  return isNarrow(bracket) && Math.abs(bracket.high - largest) <= 0.002 * largest;
}

/** B19: a cap that moves until the mean of a group no longer changes. */
export const b19 = [
  guessing(
    ['B19', 'Et tak som flyttes: den største verdien i en gruppe', 'A moving cap: the largest value of a group'],
    'data',
    limits(0.05, 0.05),
    async (stage) => ({ success: await findLargest(stage), chance: 0 }),
    { onlySdc: true, dependsOnHistory: true, costs: 2 },
  ),
] as const;
