import { AttackError } from '../account.ts';
import { CountBelief } from '../measures/counts.ts';
import { coinOf } from '../moves/partitions.ts';
import { loneCell } from '../moves/sdc-cells.ts';
import { countOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** Few people have few partitions: more tables than this repeat what is known. */
const tables = 60;

/** Candidates for a count that no table shows. */
const candidates = [1, 2, 3, 4];

/** A07: a small count from the sums of its parts, over many ways to divide it. */
export const a07 = [
  guessing(
    ['A07', 'Gjennomsnitt over mange todelinger', 'Averaging by partitions'],
    'data',
    limits(0.15, 0.05),
    async (stage) => {
      const cell = loneCell(stage.random, 4);
      if (cell === undefined) throw new AttackError('there is no small cell');
      const coins = Array.from({ length: tables }, () => coinOf(stage.scene, stage.random));
      const bodies = await stage.account.ask(
        `tabulate kommune sivstand if ${cell.condition}
${coins.map((coin, i) => `generate b${String(i)} = ${coin}\ntabulate kommune sivstand b${String(i)} if ${cell.condition}`).join('\n')}`,
      );
      const [whole, ...parts] = bodies;
      const sums = new Map<string, number>();
      for (const body of parts) {
        const halves = [0, 1].map((side) => countOf(body, [cell.kommune, cell.sivstand, side]));
        const [one = 0, two = 0] = halves;
        sums.set(`${String(one)}+${String(two)}`, one + two);
      }
      const alone = new CountBelief(stage.policy, candidates);
      alone.see(countOf(whole, [cell.kommune, cell.sivstand]));
      const all = new CountBelief(stage.policy, candidates);
      all.see(countOf(whole, [cell.kommune, cell.sivstand]));
      const mean = [...sums.values()].reduce((sum, x) => sum + x, 0) / Math.max(1, sums.size);
      if (sums.size > 0) all.seeSum(mean, 12 / sums.size);
      return { success: all.best() === cell.count, chance: alone.best() === cell.count ? 1 : 0 };
    },
    { onlySdc: true, costs: 2 },
  ),
] as const;
