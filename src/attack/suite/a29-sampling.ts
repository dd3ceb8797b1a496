import type { Policy } from '../../disclosure/policy.ts';
import { displaysOf } from '../measures/counts.ts';
import { judgeBit } from '../measures/judge.ts';
import { everybody } from '../moves/sdc-cells.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** A sample is drawn where so many are left out at least, of those that there are or seem to be: twice the smallest removal. */
const leftOutOf = ({ sample }: Pick<Policy, 'sample'>): number => Math.max(1, 2 * sample.minRemoved);

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
  guessing(
    ['A29c', 'Utvalg: det største som trekkes, ved halvering', 'Sampling: the largest one that is drawn, by bisection'],
    'data',
    limits(0.05, 0.05),
    async (stage) => {
      // Among people born after a year: their number from the size at which a sample is everybody.
      const year = 1950 + stage.random.below(30);
      const size = everybody().filter(({ faar }) => faar > year).length;
      const [table] = await stage.account.ask(`keep if faar > ${String(year)}\ntabulate kjonn`);
      const shown = table?.type === 'table' ? (table.population.v ?? 0) : 0;
      const isDrawn = async (k: number): Promise<boolean> => {
        const script = `keep if faar > ${String(year)}\nsample ${String(k)} 3\ntabulate kjonn`;
        const [drawn] = await stage.account.ask(script);
        return drawn?.type === 'table' && drawn.population.v !== shown;
      };
      const leftOut = leftOutOf(stage.policy);
      let [low, high] = [shown - 2 * leftOut, shown + leftOut];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (await isDrawn(middle)) low = middle;
        else high = middle;
      }
      // Where the edge is that of the released number it tells nothing more; elsewhere it would be that of the exact one.
      const guess = Math.abs(low + leftOut - shown) <= 1 ? shown : low + leftOut;
      return { success: guess === size, chance: displaysOf(10, stage.policy).get(10) ?? 0 };
    },
    { onlySdc: true, costs: 2 },
  ),
] as const;
