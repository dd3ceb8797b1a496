import { describe, expect, it } from 'vitest';
import type { ReleasedBody } from '../../../src/disclosure/released.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { countsIn } from './counts.ts';
import { wageOf } from './forms.ts';
import { bodiesOf, run } from './runs.ts';

const units = Array.from({ length: 4000 }, (_, unit) => unit);
const valuesFrom = (first: number) => units.map((unit) => (unit < first ? null : wageOf(unit)));
const groupBelow = (end: number) => units.map((unit) => (unit < end ? 2 : 1));

/** What is known of all from the 400th person on, and of one more; groups of the first 400 persons, and of one more. */
const bank = testDatabank({
  NR: { values: units },
  LEFT: { values: valuesFrom(400) },
  RIGHT: { values: valuesFrom(399) },
  LEFT_GROUP: { values: groupBelow(400) },
  RIGHT_GROUP: { values: groupBelow(401) },
});

const script = `require test.bank:1 as db
create-dataset people
import db/NR as nr
import db/LEFT as left1
import db/RIGHT as right1
import db/LEFT_GROUP as lgroup1
import db/RIGHT_GROUP as rgroup1
summarize left1
summarize right1
hexbin left1 nr, gridsize(6)
hexbin right1 nr, gridsize(6)
generate left2 = nr
generate right2 = nr
generate lgroup2 = 1 + (2 * floor(nr / 2) == nr)
generate rgroup2 = 1 + (2 * floor(nr / 2) == nr)
reshape-to-panel left right lgroup rgroup
summarize-panel left
summarize-panel right
tabulate-panel lgroup
tabulate-panel rgroup
transitions-panel lgroup
transitions-panel rgroup
`;

/** The script with the results of one command only: several pairs of near cells would end the session (DC-32). */
const only = (command: string): string =>
  script
    .split('\n')
    .filter((line) => !/^(?:summarize|hexbin|tabulate|transitions)/u.test(line) || line.startsWith(`${command} `))
    .join('\n');

/** A policy that remembers cells, and one that does not. */
const remembering = (command: string) => run(only(command), bank, { policy: 'hardened' });
const forgetting = (command: string) => run(only(command), bank);

/** The counts of a body, whatever the variable is called. */
const counts = (body: ReleasedBody | undefined): readonly number[] => [...countsIn(body!).values()];

describe('cells that differ for one person', () => {
  it.each(['DC-31/summarize', 'DC-31/summarize-panel', 'DC-31/tabulate-panel', 'DC-31/transitions-panel'])(
    '%s: have one count where cells are remembered',
    async (rule) => {
      const [left, right] = bodiesOf(await remembering(rule.slice(6)), rule.slice(6));
      expect(counts(left).some((count) => count > 0)).toBe(true);
      expect(counts(right)).toEqual(counts(left));
      const [one, other] = bodiesOf(await forgetting(rule.slice(6)), rule.slice(6));
      expect(counts(other)).not.toEqual(counts(one));
    },
  );

  it('DC-31/hexbin: have one class where cells are remembered', async () => {
    const [left, right] = bodiesOf(await remembering('hexbin'), 'hexbin');
    if (left?.type !== 'hex' || right?.type !== 'hex') throw new Error('no hexagons');
    expect(left.hexagons.length).toBeGreaterThan(5);
    expect(right.hexagons).toEqual(left.hexagons);
    expect(right.classes).toEqual(left.classes);
  });
});
