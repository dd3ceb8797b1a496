import { expect, test } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';
import { draws, secretNumber } from './sets.ts';

/** Enough for several blocks of rows. */
const size = 20_000;
const next = draws(501);
const people = Array.from({ length: size }, () => ({ region: 1 + (next() % 40), sex: 1 + (next() % 2), draw: next() }));
const bank = testDatabank({
  REGION: { values: people.map(({ region }) => region), publicValues: true },
  SEX: { values: people.map(({ sex }) => sex), publicValues: true },
  INCOME: { values: people.map(({ draw }) => Math.round(Math.exp(11 + draw / 2 ** 31))) },
  HOURS: { values: people.map(({ draw, region }) => (draw % 9 === 0 ? null : (draw % 2000) / 64 + region)) },
});
const script = `require test.bank:1 as t
create-dataset d
import t/REGION as region
import t/SEX as sex
import t/INCOME as income
import t/HOURS as hours
tabulate region sex, freq rowpct chi2
tabulate region, summarize(income) mean std p50 gini
summarize income hours if region < 30
ci hours
correlate income hours sex, sig
normaltest hours
histogram income
hexbin hours income
barchart (mean) hours, over(region)
boxplot income, over(sex)
sankey sex region
anova hours sex region
regress income hours sex i.region
aggregate (mean) income -> typical, by(region)
summarize typical
sample 0.5 7
tabulate sex
`;

const secret = secretNumber(51);
const bytesOf = async (policy: string, threads: number): Promise<string> => {
  const { statements } = await runTestScript(script, [bank], { policy, secret, threads });
  const bodies = statements.flatMap(({ results }) => results.map(({ body }) => body));
  expect(bodies.filter(({ type }) => type === 'refusal')).toEqual([]);
  return JSON.stringify(bodies);
};

test.each([
  ['strict', [1, 2, 4, 8]],
  ['hardened', [8]],
] as const)(
  'what is released is the same to the byte with 1, 2, 4 and 8 threads, and again (%s)',
  async (policy, counts) => {
    const alone = await bytesOf(policy, 1);
    expect(alone.length).toBeGreaterThan(10_000);
    for (const threads of counts) expect((await bytesOf(policy, threads)) === alone).toBe(true);
  },
);
