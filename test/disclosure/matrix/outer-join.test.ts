import { describe, expect, it } from 'vitest';
import { runTestScript } from '../../helpers/run-script.ts';
import { opening, people } from './forms.ts';
import { bodiesOf, run } from './runs.ts';

const bank = people();

/** Two datasets that have other people, but nearly the same ones once all with a wealth have joined. */
const joined = (few: string): string => `${opening}clone-dataset people others
keep if sysmiss(wealth) & nr < 3600
import db/WEALTH as own, outer_join
use others
keep if (sysmiss(wealth) & nr < 3600 & !(${few})) | (nr > 1000 & nr < 1100)
import db/WEALTH as own, outer_join
summarize own
`;

describe('DC-30/import: units that join a dataset', () => {
  it('make the population that an earlier join made, if they differ for few', async () => {
    const finished = await run(joined('nr < 30'), bank);
    const [first, second] = ['people', 'others'].map((name) => finished.values(name, 'own'));
    expect(second).toEqual(first);
    // Those who are there instead have nothing but their place.
    const numbers = finished.values('others', 'nr');
    expect(numbers.length).toBeGreaterThan(3000);
    expect(numbers.slice(0, 30).filter((nr) => nr !== null && Number(nr) < 30 && Number(nr) % 3 === 0)).toEqual([]);
  });

  it('cannot be told from those that do not differ', async () => {
    const shown = async (few: string) => bodiesOf(await run(joined(few), bank), 'summarize');
    expect(await shown('nr < 30')).toEqual(await shown('nr < 0'));
  });

  it('make a population of their own, if they differ for many', async () => {
    const finished = await run(joined('nr < 600'), bank);
    const [first, second] = ['people', 'others'].map((name) => finished.values(name, 'own').length);
    expect(second).toBeLessThan(first! - 10);
  });

  it('take everybody in, if all but few are there', async () => {
    const script = `${opening}keep if (sysmiss(wealth) & nr > 20) | (nr > 1000 & nr < 1100)
import db/WEALTH as own, outer_join
`;
    const finished = await run(script, bank);
    expect(finished.values('people', 'own')).toHaveLength(4000);
  });
});

describe('DC-32/import: a session that is paused', () => {
  it('lets nobody join', async () => {
    const pairs = [3, 4, 5, 6, 7, 8].map(
      (nr) => `tabulate region if nr < ${500 * nr}\ntabulate region if nr < ${500 * nr} & nr != ${nr}\n`,
    );
    const script = `${opening}clone-dataset people others
keep if sysmiss(wealth)
use others
${pairs.join('')}use people
import db/WEALTH as own, outer_join
`;
    const { statements } = await runTestScript(script, [bank], { policy: 'strict' });
    const last = statements.at(-1)!;
    expect(last.outcome).toBe('refused');
    expect(last.results.map(({ body }) => body)).toMatchObject([{ type: 'refusal', command: 'import', rule: 'DC-32' }]);
  });
});
