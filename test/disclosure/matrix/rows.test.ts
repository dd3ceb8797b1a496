import { describe, expect, it } from 'vitest';
import { runTestScript } from '../../helpers/run-script.ts';
import { countsIn } from './counts.ts';
import { opening, panel, people } from './forms.ts';
import { bodiesOf, once, run } from './runs.ts';

const bank = people();

/** Statements that change the panel, in which each person has three rows. */
const changed = once(() =>
  run(
    `${opening}${panel}generate up = money + 1
replace up = 0 if region == '01'
recode up (0 = 1)
define-labels half 1 One
assign-labels up half
clone-dataset waves copy
clone-units waves others
use others
import db/KIND as kin
merge kin into waves
use waves
aggregate (count) money -> n, by(region)
keep if region != '02'
drop if region == '03'
clone-variables region -> number
destring number
generate marked = rowconcat(region, 'x')
replace marked = '7' if region == '01'
destring marked, force
use copy
reshape-from-panel
create-dataset spells
import-event db/CIVIL 2000-01-01 to 2012-12-31 as civil
create-dataset years
import-panel db/CIVIL db/SEX 2001-01-01 2010-01-01
`,
    bank,
  ),
);

/** The counts of a command's sentences that are of rows, or of what `which` chooses. */
async function countsOf(command: string, which: RegExp): Promise<readonly number[]> {
  const counts = bodiesOf(await changed(), command).flatMap((body) => [...countsIn(body)]);
  return counts.flatMap(([name, count]) => (which.test(name) ? [count] : []));
}

/** Which counts are of rows of the panel; the noise is on persons, who all have three rows. */
const ofPanel: readonly (readonly [command: string, counts: RegExp])[] = [
  ['generate', /marked observations|up observations/u],
  ['replace', /./u],
  ['recode', /./u],
  ['assign-labels', /unlabelled/u],
  ['clone-dataset', /observations/u],
  ['merge', /./u],
  ['use', /observations/u],
  ['keep', /observations/u],
  ['drop', /observations/u],
  ['destring', /failed/u],
  ['reshape-to-panel', / n$/u],
];

describe('persons with several rows', () => {
  it.each(ofPanel)('DC-16/%s: counts of rows follow from the released number of persons', async (command, which) => {
    const counts = await countsOf(command, which);
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.filter((count) => count % 3 !== 0)).toEqual([]);
  });

  it('DC-16/import-event DC-16/import-panel: all records have the number of all persons, times what each has', async () => {
    const [units] = await countsOf('clone-units', /n$/u);
    expect(await countsOf('import-event', /n$|records$/u)).toEqual([2 * units!, units]);
    expect(await countsOf('import-panel', /n$|units$/u)).toEqual([units, 2 * units!]);
  });

  it('DC-16/clone-units DC-16/import DC-16/reshape-from-panel: what has a row for each person is as many as persons are', async () => {
    const [units] = await countsOf('clone-units', /n$/u);
    expect((await countsOf('import', / n$/u)).at(-1)).toBe(units);
    expect(await countsOf('reshape-from-panel', / n$/u)).toEqual([units]);
    expect(units).toBeGreaterThan(3990);
    expect(units).toBeLessThan(4010);
  });

  it('DC-16/aggregate: a stored count of rows is three times the released number of persons', async () => {
    const stored = (await changed()).values('waves', 'n');
    expect(new Set(stored).size).toBeGreaterThan(1);
    expect(stored.filter((count) => Number(count) % 3 !== 0)).toEqual([]);
  });

  it('DC-16/sample: a thousand rows of fewer persons are no population', async () => {
    const script = `${opening}${panel}sample 1005 3\n`;
    const { statements } = await runTestScript(script, [bank], { policy: 'strict' });
    expect(statements.at(-1)?.results.map(({ body }) => body)).toEqual([
      { type: 'refusal', command: 'sample', rule: 'DC-01', minimum: 1000, notes: [] },
    ]);
    await run(`${opening}sample 1005 3\n`, bank);
  });
});
