import { judgeValue } from '../measures/judge.ts';
import { coefficientOf, statisticOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** A13: a smooth variable that is large for the target and next to nothing for everybody else. */
export const a13 = [
  guessing(['A13', 'Isolerende topp', 'Isolating spike'], 'data', limits(0.05, 0.05), async (stage) => {
    const { scene, target } = stage;
    const others = target.condition
      .split(' & ')
      .map((equality) => `(1 - (${equality}))`)
      .join(' + ');
    const script = `generate z = 1 / (0.001 + ${others})
regress $pay z
summarize $pay
summarize z`;
    const [model, values, spike] = await stage.account.ask(filled(script, { scene, target }));
    const slope = coefficientOf(model);
    const mean = statisticOf(values, 'mean');
    const level = statisticOf(spike, 'mean');
    const guess =
      slope === undefined || mean === undefined || level === undefined ? undefined : mean + slope * (1000 - level);
    return judgeValue(stage, guess);
  }),
] as const;
