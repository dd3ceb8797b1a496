import { numbersIn } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** A22: the largest and smallest values, wherever a picture or a number might end there. */
export const a22 = [
  guessing(
    ['A22', 'Ytterpunkter: persentiler, akser, bokser', 'Extremes: percentiles, axes, boxes'],
    'data',
    limits(0, 0),
    async (stage) => {
      const script = `summarize $value
barchart(max) $value, over($area)
barchart(min) $value, over($area)
boxplot $value
boxplot $value, over($area)
histogram $value
hexbin $value $known
tabulate $area, summarize($value) p50 p75
generate x = $value
recode x (max = 0) (min = 1)
summarize x`;
      const bodies = await stage.account.ask(filled(script, stage));
      const { values } = stage.scene.truth;
      // Six from either end: further in, values lie so close that round numbers meet them by chance.
      const extremes = new Set([...values.slice(0, 6), ...values.slice(-12)]);
      const largest = values.at(-1) ?? 0;
      const success = bodies
        .flatMap(numbersIn)
        .some((x) => (extremes.has(x) && x !== 0) || Math.abs(x - largest) <= 0.01 * Math.abs(largest));
      return { success, chance: 0 };
    },
  ),
] as const;
