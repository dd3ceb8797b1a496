import { numberOf } from '../reading.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** A41: intervals at many levels, cells of two units in an analysis of variance, higher moments. */
export const a41 = [
  guessing(
    ['A41a', 'Konfidensnivåer: trekkes det ny støy?', 'Confidence levels: is new noise drawn?'],
    'data',
    limits(0, 0),
    async (stage) => {
      const script = [50, 80, 90, 95, 99]
        .map((level) => `ci $value if $known > $middle, level(${String(level)})`)
        .join('\n');
      const bodies = await stage.account.ask(filled(script, stage));
      const seen = new Set(
        bodies.map((body) =>
          body.type === 'summary'
            ? ['obs', 'mean', 'se']
                .map((key) => numberOf(body.rows[0]?.values[body.statistics.findIndex((s) => s === key)]))
                .join()
            : body.type,
        ),
      );
      return { success: seen.size > 1, chance: 0 };
    },
  ),
  equalWorlds(
    ['A41b', 'Variansanalyse med en celle av få', 'Analysis of variance with a cell of few'],
    [
      `generate g = 1 + ($known > $middle) + $HAS
anova $pay g
anova $pay $area g`,
    ],
  ),
  equalWorlds(
    ['A41c', 'Normalitetstest av en gruppe med målet', 'Normality tests of a group with the target'],
    [
      `generate y = $pay + 1000000000 * $HAS
normaltest y
normaltest $pay if $HAS`,
    ],
  ),
] as const;
