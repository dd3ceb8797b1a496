import { AttackError } from '../account.ts';
import { CountBelief } from '../measures/counts.ts';
import { illThere, smallCell } from '../moves/sdc-cells.ts';
import { panelYears } from '../population/databank.ts';
import { countOf } from '../reading.ts';
import { equalWorlds, guessing, limits } from './define.ts';

const dates = panelYears.map((year) => `${String(year)}-01-01`).join(' ');

/** A44: many times, and many rows of one person. */
export const a44 = [
  guessing(
    ['A44a', 'Panel: samme kjennetegn på mange tidspunkter', 'Panel: the same characteristic at many times'],
    'data',
    limits(0.05, 0.05),
    async (stage) => {
      const cell = smallCell(stage.random, 9);
      if (cell === undefined) throw new AttackError('there is no small cell');
      const cells = panelYears.map(() => `tabulate kommune utd if ${illThere}`).join('\n');
      const [once, ...panel] = await stage.account.ask(`tabulate kommune utd if ${illThere}
create-dataset p
import-panel b/LONN ${dates}
use d
merge kommune utd syk into p
use p
${cells}`);
      const shown = countOf(once, [cell.kommune, cell.utd]);
      const rows = panel.map((body) => countOf(body, [cell.kommune, cell.utd]) / panelYears.length);
      const alone = new CountBelief(stage.policy);
      alone.see(shown);
      const all = new CountBelief(stage.policy);
      all.see(shown);
      const others = [...new Set(rows)].filter((row) => Math.abs(row - shown) > 0.5);
      for (const row of others) all.seeSum(row, 6);
      return { success: all.best() === cell.count, chance: alone.best() === cell.count ? 1 : 0 };
    },
    { onlySdc: true },
  ),
  equalWorlds(
    ['A44b', 'Panel: rader av én person', "Panel: one person's rows"],
    [
      `${Array.from({ length: 12 }, (_, i) => `generate v${String(i)} = 1`).join('\n')}
generate code = 10 * $known + $HAS
reshape-to-panel v
tabulate-panel v if $HAS
summarize-panel v if $HAS
collapse (count) v -> n, by(code)
summarize n`,
    ],
  ),
] as const;
