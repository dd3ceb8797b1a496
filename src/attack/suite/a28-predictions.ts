import { judgeValue } from '../measures/judge.ts';
import { statisticOf } from '../reading.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** A28: predictions and residuals put together again. */
export const a28 = [
  equalWorlds(
    ['A28a', 'Prediksjoner: residualen til én', 'Predictions: the residual of one'],
    [
      `generate z = $HAS
regress-predict $pay $known z, predicted(p) residuals(r)
tabulate $area if r == 0
summarize r if $T
summarize p`,
    ],
  ),
  guessing(
    ['A28b', 'Prediksjoner: summen av begge', 'Predictions: the sum of both'],
    'data',
    limits(0, 0),
    async (stage) => {
      const script = `regress-predict $pay $known, predicted(p) residuals(r)
generate y = p + r
summarize y if $T
summarize y if $area == $home & $known == $at`;
      const [alone, near] = (await stage.account.ask(filled(script, stage))).slice(-2);
      return judgeValue(stage, statisticOf(alone, 'mean') ?? statisticOf(near, 'mean'));
    },
  ),
] as const;
