import { judgeValue } from '../measures/judge.ts';
import { coefficientOf, constantOf } from '../reading.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

const crowd = '($area == $home & $known >= $at - 3 & $known <= $at + 3)';

/** The same but for who has the property there; no part of the condition is about few. */
const crowdWithout = `${crowd} & !(($known == $at | $area == $big) & $bit == 1)`;

/** A15: two dummies that differ for one person. */
export const a15 = [
  equalWorlds(
    ['A15a', 'Tvillingdummyer: skiller de seg?', 'Twin dummies: do they differ?'],
    [
      `generate a = ${crowd}
generate b = ${crowd} & !$HAS
regress $pay a b
regress $pay $known a b`,
    ],
  ),
  guessing(
    ['A15b', 'Tvillingdummyer: verdien til den ene', "Twin dummies: the one person's value"],
    'data',
    limits(0, 0),
    async (stage) => {
      const script = `generate a = ${crowd}
generate b = ${crowd} & !$T
regress $pay a b`;
      const [model] = await stage.account.ask(filled(script, stage));
      const constant = constantOf(model);
      const [a, b] = [coefficientOf(model, 'a'), coefficientOf(model, 'b')];
      // Who has a and not b is the target: its fitted value is its own.
      const guess = a === undefined || b === undefined ? undefined : (constant ?? stage.scene.truth.meanValue) + a;
      return judgeValue(stage, guess);
    },
  ),
  equalWorlds(
    ['A15c', 'Tvillingdummyer i to datasett og to skript', 'Twin dummies in two datasets and two scripts'],
    [
      `generate a = ${crowd}
regress $pay a
clone-dataset d other
use other
drop a
generate b = ${crowdWithout}
regress $pay b`,
      `generate b = ${crowdWithout}
regress $pay b
tabulate b
summarize $pay if b == 1`,
    ],
    { allowed: limits('measured', 0) },
  ),
] as const;
