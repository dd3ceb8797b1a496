import type { Stage } from '../attack.ts';
import { judgeValue } from '../measures/judge.ts';
import { everybody } from '../moves/sdc-cells.ts';
import { statisticOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** B18: the highest percentile of a small group with one very rich person in it, of whom everybody knows that he is rich. */
export const b18 = [
  guessing(
    ['B18', 'Den rike i en liten gruppe: høyeste persentil', 'The rich one of a small group: the highest percentile'],
    'data',
    limits(0.05, 0.05),
    async (stage) => {
      const rich = [...everybody()].sort((a, b) => b.inntekt - a.inntekt).slice(0, 12);
      const person = rich[stage.random.below(rich.length)];
      if (person === undefined) return { success: false, chance: 0 };
      const { kommune, faar, nr } = person;
      const who = `kommune == '${kommune}' & faar >= ${String(faar - 4)} & faar <= ${String(faar + 4)}`;
      const [body] = await stage.account.ask(`summarize inntekt if ${who}`);
      const [high, upper] = [statisticOf(body, 'p99'), statisticOf(body, 'p75')];
      // The last group of five is weighted by two thirds, the one before it by one third; all others there are ordinary.
      const guess = high === undefined || upper === undefined ? undefined : 7.5 * high - 6.5 * 1.5 * upper;
      const about: Stage = { ...stage, target: { ...stage.target, unit: nr } };
      return judgeValue(about, guess);
    },
    { onlySdc: true },
  ),
] as const;
