import type { Outcome, Stage } from '../attack.ts';
import { judgeValue } from '../measures/judge.ts';
import { everybody } from '../moves/sdc-cells.ts';
import { cellOf, statisticOf } from '../reading.ts';
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
  guessing(
    ['A40c', 'Winsorisering: samme gruppe under to grenser', 'Winsorisation: the same group under two limits'],
    'data',
    limits(0.05, 0.05),
    (stage) => guessClipped(stage),
    { onlySdc: true },
  ),
] as const;

/** The people whose group has the target in it; few enough for one value to matter. */
const group = '($area == $home & $known >= $at - 3 & $known <= $at + 3)';

/**
 * The richest of a group: its mean is shown once among rich people, where nobody in it is above the limit, and once among the poor,
 * where only the richest is. The difference is what lies above the lower limit.
 */
async function guessClipped(stage: Stage): Promise<Outcome> {
  const { area, known } = stage.target;
  const people = everybody()
    .filter(({ kommune, faar }) => `'${kommune}'` === area && Math.abs(faar - known) <= 3)
    .sort((a, b) => b.inntekt - a.inntekt);
  const [richest] = people;
  if (richest === undefined) return { success: false, chance: 0 };
  const { truth } = stage.scene;
  // Everybody knows how incomes are spread: the limit is put where a group of this size has one above it, as a rule.
  const cut = truth.values[Math.floor((1 - 1.5 / people.length) * truth.size)] ?? 0;
  const among = (others: string): string =>
    `tabulate inside if ${group} | ($area == $big & ${others}), summarize($value) mean\nsummarize $value if ${group} | ($area == $big & ${others})`;
  const script = `generate inside = ${group}\n${among(`$value >= ${String(cut)}`)}\n${among(`$value < ${String(cut)}`)}`;
  const [rich, , poor, poorAll] = await stage.account.ask(filled(script, stage));
  const [free, clipped] = [cellOf(rich, [1]), cellOf(poor, [1])];
  const limit = statisticOf(poorAll, 'p99');
  const isRight = (guess: number): boolean =>
    Math.abs(guess - richest.inntekt) <= 0.1 * Math.abs(richest.inntekt - truth.meanValue);
  // Without asking: the middle of what the largest of so many values is.
  const usual = truth.values[Math.floor(0.5 ** (1 / people.length) * truth.size)] ?? 0;
  const isShown = free !== undefined && clipped !== undefined && limit !== undefined;
  return {
    success: isShown && isRight(limit + people.length * (free - clipped)),
    chance: isRight(usual) ? 1 : 0,
  };
}
