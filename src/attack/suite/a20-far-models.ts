import type { ReleasedBody } from '../../disclosure/released.ts';
import type { Stage } from '../attack.ts';
import { judgeBit, judgeValue } from '../measures/judge.ts';
import { farSets, signed } from '../moves/far-sets.ts';
import { constantOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

function sizeOf(body: ReleasedBody | undefined): number | undefined {
  if (body?.type !== 'model') return undefined;
  return body.header.find(({ key }) => key === 'n')?.value.v ?? undefined;
}

/** As with means, but the mean is the constant of a regression on a variable whose mean is known to be next to 0. */
async function leftOver(stage: Stage, making: string): Promise<number | undefined> {
  const parts = signed(farSets(stage, 0));
  // The slope takes part in the sum: its variable's mean over each set is public.
  const script = `${making}
generate x = $known - $middle
${parts.map(([condition]) => `regress y x if ${condition}\nsummarize x if ${condition}`).join('\n')}`;
  const bodies = await stage.account.ask(filled(script, stage));
  let sum = 0;
  for (const [i, [, sign]] of parts.entries()) {
    const [model, known] = [bodies[2 * i], bodies[2 * i + 1]];
    const constant = constantOf(model);
    const n = sizeOf(model);
    if (constant === undefined || n === undefined || model?.type !== 'model' || known?.type !== 'summary')
      return undefined;
    const slope = model.coefficients.find(({ isConstant }) => !isConstant)?.coef.v ?? 0;
    const mean = known.rows[0]?.values[known.statistics.indexOf('mean')]?.v ?? 0;
    sum += sign * n * (constant + slope * mean);
  }
  return sum;
}

/** A20: as A19, with constants and slopes of regressions. */
export const a20 = [
  guessing(
    ['A20a', 'Fjerne mengder med regresjon: verdien (R-1)', 'Far-set differencing with regressions: the value (R-1)'],
    'data',
    limits('measured', 0.05),
    async (stage) => {
      const centre = Math.round(stage.scene.truth.meanValue / 1000) * 1000;
      const left = await leftOver(stage, `generate y = $value - ${String(centre)}`);
      return judgeValue(stage, left === undefined ? undefined : left + centre);
    },
  ),
  guessing(
    ['A20b', 'Fjerne mengder med regresjon: egenskapen', 'Far-set differencing with regressions: the property'],
    'bit',
    limits('measured', 0.15),
    async (stage) => {
      const left = await leftOver(stage, 'generate y = $bit - 0.05 + 0.0001 * ($known - $middle)');
      return judgeBit(stage, (left ?? 0) + 0.05 > 0.5);
    },
  ),
] as const;
