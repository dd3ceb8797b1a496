import type { Stage } from '../attack.ts';
import { judgeValue } from '../measures/judge.ts';
import { likeliestWeight, tailWeights } from '../measures/tail.ts';
import { everybody } from '../moves/sdc-cells.ts';
import { statisticOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** A very rich person, and the small group of people of about the same age. */
function someRich(stage: Stage): { readonly unit: number; readonly who: string } | undefined {
  const rich = [...everybody()].sort((a, b) => b.inntekt - a.inntekt).slice(0, 12);
  const person = rich[stage.random.below(rich.length)];
  if (person === undefined) return undefined;
  const { kommune, faar, nr } = person;
  return { unit: nr, who: `kommune == '${kommune}' & faar >= ${String(faar - 4)} & faar <= ${String(faar + 4)}` };
}

/** B18: the highest percentile of a small group with one very rich person in it, of whom everybody knows that he is rich. */
export const b18 = [
  guessing(
    ['B18', 'Den rike i en liten gruppe: høyeste persentil', 'The rich one of a small group: the highest percentile'],
    'data',
    limits('measured', 'measured'),
    async (stage) => {
      const rich = someRich(stage);
      if (rich === undefined) return { success: false, chance: 0 };
      const [body] = await stage.account.ask(`summarize inntekt if ${rich.who}`);
      const [high, upper] = [statisticOf(body, 'p99'), statisticOf(body, 'p75')];
      const size = statisticOf(body, 'count') ?? 0;
      // What the percentile is above that of ordinary people, divided by the part of it that the richest value has most often.
      const others = 1.5 * (upper ?? 0);
      const weight = likeliestWeight(tailWeights(size, stage.policy));
      const guess = high === undefined || size === 0 ? undefined : others + (high - others) / weight;
      return judgeValue({ ...stage, target: { ...stage.target, unit: rich.unit } }, guess);
    },
    { onlySdc: true },
  ),
] as const;
