import { judgeBit } from '../measures/judge.ts';
import { countOf } from '../reading.ts';
import { anyOf } from '../scripts.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** A01: a count of one person, asked for by itself and within a large table. */
export const a01 = [
  equalWorlds(
    ['A01a', 'Liten celle direkte: tabell over målet alene', 'Small count directly: a table of the target alone'],
    [
      `tabulate $bit if $T
tabulate $area $bit if $T, missing
tabulate $area if $HAS, summarize($value) mean
tabulate $area if $HAS
summarize $value if $HAS
barchart(count) $area if $HAS`,
    ],
  ),
  guessing(
    [
      'A01b',
      'Liten celle i en stor tabell: målets celle avleses',
      "Small count within a large table: the target's cell is read off",
    ],
    'bit',
    limits(0.19, 0),
    // Nine friends without the property and the target make a row that is large enough to be made; its last cell is the target.
    async (stage) => {
      const script = `generate cell = string($area)
replace cell = 'own' if ${anyOf([stage.target, ...stage.friends])}
tabulate cell $bit`;
      const [body] = await stage.account.ask(filled(script, stage));
      return judgeBit(stage, countOf(body, ['own', 1]) > 0);
    },
  ),
] as const;
