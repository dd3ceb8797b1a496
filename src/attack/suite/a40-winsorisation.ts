import { judgeValue } from '../measures/judge.ts';
import { statisticOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** A40: the limits of winsorising, and percentiles that stand on few different values. */
export const a40 = [
  guessing(
    ['A40a', 'Winsorisering: målet innenfor og utenfor', 'Winsorisation: the target inside and outside'],
    'data',
    limits(0.05, 0.05),
    async (stage) => {
      // Around the target everybody has next to nothing, so that the highest percentile is the target's.
      const crowd = '($area == $home & $known >= $at - 1 & $known <= $at + 1)';
      const script = `generate y = $value
replace y = 1 if ${crowd} & !$T
summarize y if ${crowd}
histogram y if ${crowd}`;
      const [summary] = await stage.account.ask(filled(script, stage));
      const [high, count] = [statisticOf(summary, 'p99'), statisticOf(summary, 'count')];
      return judgeValue(stage, high === undefined || count === undefined ? undefined : high * 7.5);
    },
  ),
  guessing(
    [
      'A40b',
      'Fyll med konstanter: persentilen av nuller og én verdi',
      'Padding with constants: the percentile of zeros and one value',
    ],
    'data',
    limits(0.05, 0.05),
    async (stage) => {
      const crowd = '($area == $big & $known == $middle)';
      const script = `generate y = $value
replace y = 0 if ${crowd}
summarize y if ${crowd} | $T`;
      const [summary] = await stage.account.ask(filled(script, stage));
      const high = statisticOf(summary, 'p99');
      // The last group of five holds the value; smoothing leaves two thirds of its mean.
      return judgeValue(stage, high === undefined ? undefined : high * 7.5);
    },
  ),
] as const;
