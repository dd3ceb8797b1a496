import { AttackError } from '../account.ts';
import { CountBelief } from '../measures/counts.ts';
import { everybody, loneCell } from '../moves/sdc-cells.ts';
import { countOf } from '../reading.ts';
import { guessing, limits } from './define.ts';

/** A45: people who live alone, counted as persons, as households and as families. */
export const a45 = [
  guessing(
    ['A45', 'Flere enhetstyper for de samme menneskene', 'Several unit types for the same people'],
    'data',
    limits(0.05, 0.05),
    async (stage) => {
      const cell = loneCell(stage.random, 4);
      if (cell === undefined) throw new AttackError('there is no small cell');
      const members = everybody().reduce(
        (count, { husholdning }) => count.set(husholdning, (count.get(husholdning) ?? 0) + 1),
        new Map<number, number>(),
      );
      const truth = everybody().filter(
        (p) =>
          p.syk === 1 && p.kommune === cell.kommune && p.sivstand === cell.sivstand && members.get(p.husholdning) === 1,
      ).length;
      const bodies = await stage.account.ask(`import b/HUSHOLD as hushold
import b/FAMILIE as familie
${numbered(cell.kommune)}
aggregate (count) number -> people, by(hushold)
tabulate number if people == 1 & syk == 1 & number > 0
${asUnits('hushold')}
${asUnits('familie')}`);
      const code = 90 + Number(cell.sivstand);
      const [first, ...others] = bodies.map((body) => countOf(body, [code]));
      const candidates = [0, 1, 2, 3, 4];
      const alone = new CountBelief(stage.policy, candidates);
      alone.see(first ?? 0);
      const all = new CountBelief(stage.policy, candidates);
      all.see(first ?? 0);
      for (const shown of others) if (shown !== first) all.see(shown);
      return { success: all.best() === truth, chance: alone.best() === truth ? 1 : 0 };
    },
    { onlySdc: true },
  ),
] as const;

/** The same people as units of another type: those who are alone in theirs. */
function asUnits(key: string): string {
  return `use d
clone-dataset d d${key}
use d${key}
collapse (count) syk -> people (max) syk -> sick (max) number -> group, by(${key})
tabulate group if people == 1 & sick == 1 & group > 0`;
}

/** Municipality and marital status as one number that `max` carries over: ninety and on for the small one. */
function numbered(kommune: string): string {
  return `generate number = 0
${['K01', 'K02', 'K03'].map((code, i) => `replace number = ${String(10 * (i + 1))} if kommune == '${code}'`).join('\n')}
replace number = 90 if kommune == '${kommune}'
generate status = sivstand
destring status
replace number = number + status if number > 0`;
}
