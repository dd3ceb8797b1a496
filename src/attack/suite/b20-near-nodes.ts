import { judgeBit } from '../measures/judge.ts';
import { countOf, headerOf } from '../reading.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** The people around the target, and a part of everybody else. */
const crowd = '(($area == $home & $known >= $at - 8 & $known <= $at + 8) | ($area == $next & $known != $at))';

/** The same but for the target where it has the property; no part of the condition is about few. */
const crowdWithout = `${crowd} & !(($known == $at | $area == $big) & $bit == 1)`;

/** B20: near-equal divisions inside other numbers, near-equal gaps, and counts beside tables. */
export const b20 = [
  equalWorlds(
    ['B20a', 'To nesten like delinger i ulike tall', 'Two near-equal divisions inside different numbers'],
    [
      `generate a = $pay + 1000000 * ${crowd}
summarize a
regress a $known
generate b = 0 - 2 * $pay - 3000000 * (${crowdWithout})
summarize b
regress b $known
generate c = 5 * $pay + 1000000 * !(${crowdWithout})
summarize c`,
    ],
    { allowed: limits('measured', 0) },
  ),
  equalWorlds(
    ['B20b', 'Nesten de samme mangler verdi', 'Nearly the same people have no value'],
    [
      `generate a = $known + 0 * ln(${crowd} - 0.5)
correlate $pay a, pairwise obs
regress $pay a
ci a
generate b = 3 * $known + 7 * ln(${crowd} - ($known == $at | $area == $big) * $bit - 0.5)
correlate $pay b, pairwise obs
regress $pay b
ci b`,
    ],
    { allowed: limits('measured', 0) },
  ),
  guessing(
    ['B20c', 'Antallet i en modell mot en celle', 'The number of units of a model, and that of a cell'],
    'bit',
    limits('measured', 0.05),
    async (stage) => {
      const script = `generate g = ${crowd} + 2 * ($area == $big)
tabulate g
regress $pay $known if ${crowdWithout}`;
      const bodies = await stage.account.ask(filled(script, stage));
      const [cell] = bodies.filter(({ type }) => type === 'table').map((table) => countOf(table, [1]));
      const [sample] = bodies.filter(({ type }) => type === 'model').map((model) => headerOf(model, 'n'));
      return judgeBit(stage, sample !== undefined && sample !== cell);
    },
    { dependsOnHistory: true },
  ),
] as const;
