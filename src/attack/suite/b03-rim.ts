import { AttackError } from '../account.ts';
import type { Stage } from '../attack.ts';
import { CountBelief } from '../measures/counts.ts';
import { judgeBit } from '../measures/judge.ts';
import { loneCell } from '../moves/sdc-cells.ts';
import { countOf } from '../reading.ts';
import { anyOf } from '../scripts.ts';
import { filled, guessing, limits } from './define.ts';

/** Everybody of an area, without friends and target: what a history keeps as a population. */
function anchorOf(stage: Stage): string {
  return `($area == $big & !${anyOf([stage.target, ...stage.friends])})`;
}

/**
 * B03, B04: populations that are taken for an earlier one as long as they differ for ten units or fewer, and edits of fewer than
 * ten. Under `strict` that threshold is published, and a number of units below it is counted exactly.
 */
export const b03 = [
  guessing(
    [
      'B03',
      'Randen av en tidligere populasjon: ni venner og målet',
      'The rim of an earlier population: nine friends and the target',
    ],
    'bit',
    limits(0, 0),
    async (stage) => {
      const anchor = anchorOf(stage);
      const script = `tabulate $area $bit if ${anchor}
tabulate $area $bit if ${anchor} | ${anyOf(stage.friends)} | $HAS`;
      const [one, other] = await stage.account.ask(filled(script, stage));
      return judgeBit(stage, JSON.stringify(one) !== JSON.stringify(other));
    },
    { dependsOnHistory: true },
  ),
  guessing(
    ['B04', 'Telle med venner: hvor mange mangler til ti?', 'Counting with friends: how many are missing to ten?'],
    'data',
    limits('measured', 0.17),
    async (stage) => {
      const cell = loneCell(stage.random, 4);
      if (cell === undefined) throw new AttackError('there is no small cell');
      const few = `(syk == 1 & kommune == '${cell.kommune}' & sivstand == '${cell.sivstand}')`;
      const [table] = await stage.account.ask(`tabulate kommune sivstand if ${cell.condition}`);
      const alone = new CountBelief(stage.policy, [1, 2, 3, 4]);
      alone.see(countOf(table, [cell.kommune, cell.sivstand]));
      const baseline = alone.best() === cell.count ? 1 : 0;
      for (let padding = 6; padding <= 9; padding++) {
        const script = `generate x = faar > 1970
replace x = 7 if ${few} | ${anyOf(stage.friends.slice(0, padding))}`;
        const { statements } = await stage.account.show(script);
        const isFew = statements.some(({ bodies }) =>
          bodies.some((body) => body.type === 'message' && body.code === 'status-few-units'),
        );
        if (!isFew) return { success: 10 - padding === cell.count, chance: baseline };
      }
      return { success: false, chance: baseline };
    },
    { onlySdc: true, dependsOnHistory: true },
  ),
] as const;
