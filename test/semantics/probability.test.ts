import { describe, expect, it } from 'vitest';
import { probabilityFunctions } from '../../src/functions/probability.ts';
import { functions } from '../../src/functions/vocabulary.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

/** A call by its arguments, and its value to ten significant digits or fewer; null is missing. */
type Case = readonly [name: string, values: readonly (number | string)[], expected: number | null];

const worked: readonly Case[] = [
  ['binomial', [10, 3, 0.4], 0.3822806016],
  ['binomialp', [10, 3, 0.4], 0.214990848],
  ['binomialtail', [10, 3, 0.4], 0.8327102464],
  ['normal', [1.96], 0.9750021049],
  ['normalden', [0], 0.3989422804],
  ['normalden', [5, 3], 0.05399096651],
  ['normalden', [5, 3, 2], 0.1209853623],
  ['t', [10, 2.228], 0.9749941141],
  ['tden', [10, 1], 0.2303619892],
  ['ttail', [10, 2.228], 0.02500588591],
  ['invt', [10, 0.975], 2.228138852],
  ['invttail', [10, 0.025], 2.228138852],
  ['nt', [10, 1, 2], 0.8076115625],
  ['ntden', [10, 1, 2], 0.2254240466],
  ['nttail', [10, 1, 2], 0.1923884375],
  ['invnttail', [10, 1, 0.05], 3.041741815],
  ['chi2', [3, 7.815], 0.950006097],
  ['chi2den', [3, 2], 0.2075537487],
  ['chi2tail', [3, 7.815], 0.04999390297],
  ['invchi2', [3, 0.95], 7.814727903],
  ['invchi2tail', [3, 0.05], 7.814727903],
  ['nchi2', [3, 2, 5], 0.5934051801],
  ['nchi2den', [3, 2, 5], 0.1004419818],
  ['nchi2tail', [3, 2, 5], 0.4065948199],
  ['F', [3, 20, 3.1], 0.950075467],
  ['Fden', [3, 20, 1.5], 0.2551734178],
  ['Ftail', [3, 20, 3.1], 0.04992453305],
  ['invF', [3, 20, 0.95], 3.098391212],
  ['invFtail', [3, 20, 0.05], 3.098391212],
  ['nF', [3, 20, 2, 3.1], 0.8351677955],
  ['nFden', [3, 20, 2, 1.5], 0.3034532001],
  ['nFtail', [3, 20, 2, 3.1], 0.1648322045],
  ['invnFtail', [3, 20, 2, 0.05], 4.926778384],
  // Four arguments make the two central functions non-central.
  ['F', [3, 20, 2, 3.1], 0.8351677955],
  ['Ftail', [3, 20, 2, 3.1], 0.1648322045],
  ['betaden', [2, 3, 0.4], 1.728],
  ['ibeta', [2, 3, 0.4], 0.5248],
  ['ibetatail', [2, 3, 0.4], 0.4752],
  ['invibeta', [2, 3, 0.5], 0.3857275681],
  ['invibetatail', [2, 3, 0.1], 0.6795394163],
];

/** Ends of the domains, and what lies outside of them. */
const boundaries: readonly Case[] = [
  ['binomial', [10, -1, 0.4], 0],
  ['binomial', [10, 10, 0.4], 1],
  ['binomial', [10, 3.9, 0.4], 0.3822806016],
  ['binomial', [10.9, 3, 0.4], 0.3822806016],
  ['binomial', [10, -0.5, 0.4], 0],
  ['binomial', [10, 3, 0], 1],
  ['binomial', [10, 3, 1], 0],
  ['binomial', [10, 10, 1], 1],
  ['binomial', [0, 0, 0.4], 1],
  ['binomial', [-1, 3, 0.4], null],
  ['binomial', [10, 3, 1.1], null],
  ['binomial', [10, 3, -0.1], null],
  ['binomialp', [10, -1, 0.4], 0],
  ['binomialp', [10, 11, 0.4], 0],
  ['binomialp', [10, 0, 0.4], 0.0060466176],
  ['binomialp', [10, 10, 0.4], 0.0001048576],
  ['binomialp', [10, 0, 0], 1],
  ['binomialp', [10, 10, 1], 1],
  ['binomialp', [10, 3, 0], 0],
  ['binomialp', [0, 0, 1], 1],
  ['binomialp', [-1, 0, 0.4], null],
  ['binomialtail', [10, 0, 0.4], 1],
  ['binomialtail', [10, -3, 0.4], 1],
  ['binomialtail', [10, 11, 0.4], 0],
  ['binomialtail', [10, 3, 1], 1],
  ['binomialtail', [10, 3, 0], 0],
  ['binomialtail', [-1, 3, 0.4], null],
  ['normal', [0], 0.5],
  ['normal', [-40], 0],
  ['normal', [40], 1],
  ['normalden', [1, 0, 0], null],
  ['normalden', [1, 0, -1], null],
  ['t', [0, 1], null],
  ['t', [-1, 1], null],
  ['t', [10, 0], 0.5],
  ['tden', [0, 1], null],
  ['ttail', [0, 1], null],
  ['invt', [10, 0], null],
  ['invt', [10, 1], null],
  ['invt', [10, 0.5], 0],
  ['invt', [0, 0.5], null],
  ['invttail', [10, 0], null],
  ['invttail', [10, 1], null],
  ['invttail', [10, 0.5], 0],
  ['nt', [0, 1, 2], null],
  ['nt', [10, 0, 2.228], 0.9749941141],
  ['invnttail', [10, 0, 0.025], 2.228138852],
  ['invnttail', [10, 1, 0], null],
  ['invnttail', [10, 1, 1], null],
  ['chi2', [3, -1], 0],
  ['chi2', [3, 0], 0],
  ['chi2', [0, 1], null],
  ['chi2den', [3, -1], 0],
  ['chi2den', [1, 0], null],
  ['chi2den', [2, 0], 0.5],
  ['chi2den', [3, 0], 0],
  ['chi2tail', [3, -1], 1],
  ['chi2tail', [3, 0], 1],
  ['chi2tail', [-3, 1], null],
  ['invchi2', [3, 0], 0],
  ['invchi2', [3, 1], null],
  ['invchi2', [3, 1.5], null],
  ['invchi2tail', [3, 1], 0],
  ['invchi2tail', [3, 0], null],
  ['nchi2', [3, 2, -1], 0],
  ['nchi2', [3, -2, 5], null],
  ['nchi2', [3, 0, 7.815], 0.950006097],
  ['nchi2den', [3, 2, -1], 0],
  ['nchi2den', [3, 0, 2], 0.2075537487],
  ['nchi2tail', [3, 2, -1], 1],
  ['nchi2tail', [3, 0, 7.815], 0.04999390297],
  ['F', [3, 20, -1], 0],
  ['F', [0, 20, 1], null],
  ['F', [3, 0, 1], null],
  ['Fden', [3, 20, -1], 0],
  ['Fden', [1, 20, 0], null],
  ['Fden', [2, 20, 0], 1],
  ['Fden', [3, 20, 0], 0],
  ['Ftail', [3, 20, -1], 1],
  ['invF', [3, 20, 0], 0],
  ['invF', [3, 20, 1], null],
  ['invFtail', [3, 20, 1], 0],
  ['invFtail', [3, 20, 0], null],
  ['nF', [3, 20, 2, -1], 0],
  ['nF', [3, 20, -2, 1], null],
  ['nF', [3, 20, 0, 3.1], 0.950075467],
  ['nFden', [3, 20, 2, -1], 0],
  ['nFden', [3, 20, 0, 1.5], 0.2551734178],
  ['nFtail', [3, 20, 2, -1], 1],
  ['nFtail', [3, 20, 0, 3.1], 0.04992453305],
  ['invnFtail', [3, 20, 0, 0.05], 3.098391212],
  ['invnFtail', [3, 20, 2, 0], null],
  ['invnFtail', [3, 20, 2, 1], 0],
  ['betaden', [2, 3, -0.1], 0],
  ['betaden', [2, 3, 1.1], 0],
  ['betaden', [0.5, 3, 0], null],
  ['betaden', [1, 3, 0], 3],
  ['betaden', [2, 3, 0], 0],
  ['betaden', [2, 0.5, 1], null],
  ['betaden', [2, 1, 1], 2],
  ['ibeta', [2, 3, -0.1], 0],
  ['ibeta', [2, 3, 1.1], 1],
  ['ibeta', [0, 3, 0.4], null],
  ['ibetatail', [2, 3, -0.1], 1],
  ['ibetatail', [2, 3, 1.1], 0],
  ['ibetatail', [2, 0, 0.4], null],
  ['invibeta', [2, 3, 0], 0],
  ['invibeta', [2, 3, 1], 1],
  ['invibeta', [2, 3, 1.1], null],
  ['invibetatail', [2, 3, 0], 1],
  ['invibetatail', [2, 3, 1], 0],
  ['invibetatail', [2, 3, -0.1], null],
];

const bank = testDatabank({ ALL: { values: [1, 2, 3] }, ONE: { values: [1, null, 1] } });
const start = 'require test.bank:1 as t\ncreate-dataset d\nimport t/ALL as all\nimport t/ONE as one\n';

/** The rows of each expression, computed by one script. */
async function rowsOf(expressions: readonly string[]): Promise<(number | string | null)[][]> {
  const lines = expressions.map((expression, i) => `generate v${i} = ${expression}`);
  const { values } = await runTestScript(start + lines.join('\n'), [bank]);
  return expressions.map((_, i) => values('d', `v${i}`));
}

const rounded = (x: number | string | null | undefined): number | string | null | undefined =>
  typeof x === 'number' ? Number(x.toPrecision(10)) : x;

async function check(cases: readonly Case[], call: (values: Case[1]) => string, present: readonly boolean[]) {
  const expressions = cases.map(([name, values]) => `${name}(${call(values)})`);
  const rows = await rowsOf(expressions);
  for (const [i, [, , expected]] of cases.entries()) {
    const wanted = present.map((is) => (is ? rounded(expected) : null));
    expect([expressions[i], rows[i]!.map(rounded)]).toEqual([expressions[i], wanted]);
  }
}

const everywhere = [true, true, true];
const whereOne = [true, false, true];
const anywhere = [false, false, false];

describe.each([
  ['worked examples', worked],
  ['ends of the domains', boundaries],
] as const)('%s', (_, cases) => {
  it('hold for constants', async () => {
    await check(cases, (values) => values.join(', '), everywhere);
  });

  it('hold row by row, and are missing where an argument is', async () => {
    // The point, which stands last.
    await check(cases, (values) => [...values.slice(0, -1), `${values.at(-1)} * one`].join(', '), whereOne);
    // The first parameter, and all of them at once.
    await check(cases, (values) => [`${values[0]} * one`, ...values.slice(1)].join(', '), whereOne);
    await check(cases, (values) => values.map((value) => `${value} * one`).join(', '), whereOne);
  });
});

describe('probability functions', () => {
  it('are missing when any argument is', async () => {
    const widest = worked.flatMap(([name, values]): Case[] =>
      values.map((_, i) => [name, values.map((value, j) => (i === j ? '.' : value)), null]),
    );
    await check(
      widest,
      (values) => values.join(', ').replace('., ', '(one / 0), ').replace(/\.$/, '(one / 0)'),
      anywhere,
    );
  });

  it('all have a worked example', () => {
    expect(new Set(worked.map(([name]) => name))).toEqual(new Set(probabilityFunctions.map(({ name }) => name)));
  });

  it('may stand in conditions, and within one another', async () => {
    const { values } = await runTestScript(
      `${start}generate p = 1 if ttail(10, 2.228 * one) < 0.05\ngenerate z = invttail(5, ttail(5, one))`,
      [bank],
    );
    expect(values('d', 'p')).toEqual([1, null, 1]);
    expect(values('d', 'z').map(rounded)).toEqual([1, null, 1]);
  });
});

describe('every function that is computed on rows', () => {
  const computed = [...functions.values()].filter(({ kind }) => kind !== 'labels' && kind !== 'binding');
  it('runs', async () => {
    expect(computed.length).toBeGreaterThan(80);
    const calls = computed.map(({ name, parameters }) => {
      const given = parameters.filter(({ optional }) => optional !== true);
      const list = given.map(({ type, constant }) => (type === 'text' ? "'1'" : constant === true ? '2' : '2 * one'));
      return `${name}(${list.join(', ')})`;
    });
    const rows = await rowsOf(calls);
    expect(rows.every((row) => row.length === 3)).toBe(true);
  });
});
