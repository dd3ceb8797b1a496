import type { Stage } from '../attack.ts';
import { judgeBit } from '../measures/judge.ts';
import { equalWorlds, filled, guessing, limits } from './define.ts';

/** All numbers in status lines of a script. */
async function countsIn(stage: Stage, script: string): Promise<string> {
  const { statements } = await stage.account.show(filled(script, stage));
  return JSON.stringify(
    statements
      .flatMap(({ bodies }) => bodies.map((body) => (body.type === 'message' ? body.counts : 'no message')))
      .slice(-2),
  );
}

const crowd = '($area == $big & $known >= $middle & $known < $middle + 2)';

/** A11: the counts that status lines tell. */
export const a11 = [
  equalWorlds(
    ['A11a', 'Tall i statuslinjer: få enheter', 'Counts in status lines: few units'],
    [
      `generate x = $known
replace x = 1 if $HAS
recode x (1 = 2)
generate y = ln(1 - $HAS)
drop if $HAS
clone-dataset d e
use e
generate g = 1
replace g = 2 if $HAS
aggregate (count) x -> n, by(g)
collapse (count) x -> n, by(g)`,
    ],
  ),
  guessing(
    [
      'A11b',
      'Tall i statuslinjer: en kjent gruppe med og uten målet',
      'Counts in status lines: a known crowd with and without the target',
    ],
    'bit',
    limits(0.05, 0.05),
    async (stage) => {
      const change = (who: string): string => `generate x = $known\nreplace x = 1 if ${who}`;
      const one = await countsIn(stage, change(crowd));
      const other = await countsIn(stage, change(`${crowd} | $HAS`));
      return judgeBit(stage, one !== other);
    },
    { dependsOnHistory: true },
  ),
] as const;
