import { judgeBit } from '../measures/judge.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** A29: samples that leave out next to nobody, or everybody but few. */
export const a29 = [
  equalWorlds(
    ['A29a', 'Utvalg: nesten alle, og utvalg av utvalg', 'Sampling: nearly everybody, and samples of samples'],
    [
      `sample 0.9995 1
tabulate $area
sample 0.9 2
generate t = $HAS
tabulate t
summarize $value`,
      'sample 0.5 7\nsample 0.5 8\nkeep if !$HAS\nsummarize $value',
    ],
  ),
  guessing(
    ['A29b', 'Utvalg: størrelsen røper populasjonens', "Sampling: the sample's size tells the population's"],
    'bit',
    limits(0.05, 0.05),
    async (stage) => {
      // A population of known size, or one more: whether so many can be drawn from it tells which.
      const who = (extra: string): string => filled(`keep if $known > $low & !$T${extra}`, stage);
      const [before] = await stage.account.ask(`${who('')}\ntabulate ${stage.scene.area}`);
      const size = before?.type === 'table' ? (before.population.v ?? 0) : 0;
      let same = true;
      for (let k = size - 14; k <= size + 2 && same; k++) {
        const drawn = async (extra: string): Promise<string> => {
          const { statements } = await stage.account.show(`${who(extra)}\nsample ${String(k)} 3`);
          return JSON.stringify(statements.at(-1)?.bodies);
        };
        same = (await drawn('')) === (await drawn(filled(' | $HAS', stage)));
      }
      return judgeBit(stage, !same);
    },
    { dependsOnHistory: true, costs: 5 },
  ),
] as const;
