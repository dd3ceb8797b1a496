import { statisticOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** Each with the way back. */
const forms: readonly (readonly [making: string, back: (mean: number) => number])[] = [
  ['$value', (x) => x],
  ['2 * $value', (x) => x / 2],
  ['$value * 1000', (x) => x / 1000],
  ['$value + 1000000', (x) => x - 1_000_000],
  ['0 - $value', (x) => -x],
  ['5000000 - 3 * $value', (x) => (5_000_000 - x) / 3],
];

/** A46: the same mean after transformations that change nothing. */
export const a46 = [
  guessing(
    ['A46', 'Affine omforminger: trekkes det ny støy?', 'Affine redraws: is new noise drawn?'],
    'data',
    limits(0, 0),
    async (stage) => {
      const script = forms
        .map(([making], i) => `generate y${String(i)} = ${making}\nsummarize y${String(i)} if $area == $home`)
        .join('\n');
      const bodies = await stage.account.ask(filled(script, stage));
      const means = forms.flatMap(([, back], i) => {
        const mean = statisticOf(bodies[i], 'mean');
        return mean === undefined ? [] : [back(mean)];
      });
      const spread = Math.max(...means) - Math.min(...means);
      const size = stage.scene.areas.find(({ literal }) => literal === stage.target.area)?.size ?? 1;
      // Less than a hundredth of one unit's influence is the rounding of six digits.
      return { success: spread > (0.01 * stage.scene.truth.meanValue) / Math.sqrt(size), chance: 0 };
    },
  ),
] as const;
