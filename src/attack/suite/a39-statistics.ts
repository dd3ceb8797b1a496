import type { Stage } from '../attack.ts';
import { judgeBit, judgeValue } from '../measures/judge.ts';
import { farSets, signed } from '../moves/far-sets.ts';
import { statisticOf } from '../reading.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** The target's share of a sum of squares, from standard deviations and means over four sets. */
async function leftOverSquares(stage: Stage, making: string): Promise<number | undefined> {
  const parts = signed(farSets(stage, 1));
  const script = `${making}\n${parts.map(([condition]) => `summarize y if ${condition}`).join('\n')}`;
  const bodies = await stage.account.ask(filled(script, stage));
  let sum = 0;
  for (const [i, [, sign]] of parts.entries()) {
    const [mean, sd, count] = (['mean', 'std', 'count'] as const).map((key) => statisticOf(bodies[i], key));
    if (mean === undefined || sd === undefined || count === undefined) return undefined;
    sum += sign * ((count - 1) * sd * sd + count * mean * mean);
  }
  return sum;
}

const reading = (condition: string): string => `summarize $value if ${condition}, gini iqr
correlate $pay $known if ${condition}, covariance
ci $value if ${condition}`;

/** A39: differences of Gini coefficients, standard deviations and correlations. */
export const a39 = [
  equalWorlds(
    ['A39a', 'Gini, standardavvik og korrelasjon: par', 'Gini, standard deviation, correlation: pairs'],
    [`${reading('($known > $low | $T)')}\n${reading('(($known > $low | $T) & !$HAS)')}`],
    { dependsOnHistory: true },
  ),
  guessing(
    ['A39b', 'Standardavvik over fjerne mengder: verdien', 'Standard deviations over far sets: the value'],
    'data',
    limits(0.05, 0.05),
    async (stage) => {
      const { truth } = stage.scene;
      const centre = Math.round(truth.meanValue / 1000) * 1000;
      const squares = await leftOverSquares(stage, `generate y = $pay - ${String(centre)}`);
      if (squares === undefined || squares < 0) return judgeValue(stage, undefined);
      // Two numbers have this square; the lower one is likelier where values are skewed.
      return judgeValue(stage, centre - Math.sqrt(squares));
    },
  ),
  guessing(
    ['A39c', 'Standardavvik over fjerne mengder: egenskapen', 'Standard deviations over far sets: the property'],
    'bit',
    limits(0.15, 0.08),
    async (stage) => {
      const squares = await leftOverSquares(stage, 'generate y = $bit - 0.05 + 0.0001 * ($known - $middle)');
      return judgeBit(stage, (squares ?? 0) > 0.45);
    },
  ),
] as const;
