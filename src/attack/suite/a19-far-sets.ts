import type { Stage } from '../attack.ts';
import { judgeBit, judgeValue } from '../measures/judge.ts';
import { farSets, signed } from '../moves/far-sets.ts';
import { statisticOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** The target's amount of `y`, from sums over four sets; `undefined` where one of them is withheld. */
async function leftOver(stage: Stage, making: string, k: number): Promise<number | undefined> {
  const parts = signed(farSets(stage, k));
  const script = `${making}\n${parts.map(([condition]) => `summarize y if ${condition}`).join('\n')}`;
  const bodies = await stage.account.ask(filled(script, stage));
  let sum = 0;
  for (const [i, [, sign]] of parts.entries()) {
    const mean = statisticOf(bodies[i], 'mean');
    const count = statisticOf(bodies[i], 'count');
    if (mean === undefined || count === undefined) return undefined;
    sum += sign * mean * count;
  }
  return sum;
}

/** Centred at about the mean, so that uncertain counts matter little. */
function centred(stage: Stage): { readonly making: string; readonly centre: number } {
  const centre = Math.round(stage.scene.truth.meanValue / 1000) * 1000;
  return { making: `generate y = $value - ${String(centre)}`, centre };
}

/** A property that is nearly 0 or 1, so that it is no two-valued variable. */
const nearlyBit = 'generate y = $bit - 0.05 + 0.0001 * ($known - $middle)';

async function bitFrom(stage: Stage, quadruples: number): Promise<boolean> {
  let sum = 0;
  let found = 0;
  for (let k = 0; k < quadruples; k++) {
    const left = await leftOver(stage, nearlyBit, k);
    if (left === undefined) continue;
    sum += left + 0.05;
    found++;
  }
  return found > 0 && sum / found > 0.5;
}

/** A19: sums over sets that are far apart, combined to one person's. */
export const a19 = [
  guessing(
    ['A19a', 'Fjerne mengder: verdien', 'Far-set differencing: the value'],
    'data',
    limits(0.05, 0.05),
    async (stage) => {
      const { making, centre } = centred(stage);
      const left = await leftOver(stage, making, 0);
      return judgeValue(stage, left === undefined ? undefined : left + centre);
    },
    { dependsOnHistory: true },
  ),
  guessing(
    ['A19b', 'Fjerne mengder: egenskapen, 4 spørringer', 'Far-set differencing: the property, 4 queries'],
    'bit',
    limits(0.15, 0.08),
    async (stage) => judgeBit(stage, await bitFrom(stage, 1)),
    { dependsOnHistory: true },
  ),
  guessing(
    [
      'A19c',
      'Fjerne mengder: egenskapen, 40 spørringer (R-10)',
      'Far-set differencing: the property, 40 queries (R-10)',
    ],
    'bit',
    limits('measured', 'measured'),
    async (stage) => judgeBit(stage, await bitFrom(stage, 10)),
    { costs: 2 },
  ),
  guessing(
    [
      'A19d',
      'Fjerne mengder: egenskapen, 400 spørringer (R-10)',
      'Far-set differencing: the property, 400 queries (R-10)',
    ],
    'bit',
    limits('measured', 'measured'),
    async (stage) => judgeBit(stage, await bitFrom(stage, 100)),
    { costs: 4 },
  ),
] as const;
