import type { Stage } from '../attack.ts';
import { judgeValue } from '../measures/judge.ts';
import { farSets, signed } from '../moves/far-sets.ts';
import { statisticOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** Step functions of known mean, whose released means show how the noise of a population falls. */
const steps = 97;

/**
 * A54: the noise of a population is the same combination of its members' values in every mean. Means of step functions, whose
 * exact values follow from their shares, tell how it falls on each part of the distribution; with that, the noise of the value's
 * own mean is predicted and taken off.
 */
async function denoised(stage: Stage, condition: string, making: string): Promise<number | undefined> {
  const { truth } = stage.scene;
  const cuts = Array.from(
    { length: steps },
    (_, i) => truth.values[Math.floor(((i + 1) / (steps + 1)) * truth.size)] ?? 0,
  );
  const script = `${making}
generate q = quantile($value, 100)
summarize y if ${condition}
${cuts.map((cut, i) => `generate s${String(i)} = 0.0001 * ($known - $middle) + ($value > ${String(cut)})\nsummarize s${String(i)} if ${condition}`).join('\n')}`;
  const [own, ...known] = await stage.account.ask(filled(script, stage));
  const mean = statisticOf(own, 'mean');
  const count = statisticOf(own, 'count');
  if (mean === undefined || count === undefined) return undefined;
  // y is next to a sum of steps: its mean without noise is the sum of theirs, each rounded to whole people first.
  let sum = truth.values[0] ?? 0;
  let previous = truth.values[0] ?? 0;
  for (const [i, cut] of cuts.entries()) {
    const share = statisticOf(known[i], 'mean');
    if (share === undefined) return undefined;
    sum += (cut - previous) * (Math.round(share * count) / count);
    previous = cut;
  }
  return 0.5 * (mean + sum) * count;
}

/** A54: means of which the noise has been taken off as far as it is known, over far-apart sets. */
export const a54 = [
  guessing(
    ['A54', 'Fjerne støy med kjente gjennomsnitt (R-8)', 'Known-mean de-noising (R-8)'],
    'data',
    limits('measured', 0.05),
    async (stage) => {
      let sum = 0;
      for (const [condition, sign] of signed(farSets(stage, 2))) {
        const part = await denoised(stage, condition, 'generate y = $pay');
        if (part === undefined) return judgeValue(stage, undefined);
        sum += sign * part;
      }
      return judgeValue(stage, sum);
    },
    { costs: 10 },
  ),
] as const;
