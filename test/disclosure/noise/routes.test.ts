import { describe, expect, test } from 'vitest';
import type { ReleasedBody, Shown, SummaryBody, TableBody } from '../../../src/disclosure/released.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript, type TestRun } from '../../helpers/run-script.ts';
import { numberOf } from '../helpers.ts';
import { draws, secretNumber } from './sets.ts';

const size = 3000;
const next = draws(401);
const uniform = (): number => (next() + 0.5) / 2 ** 32;
const incomes = Array.from({ length: size }, () => {
  const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Math.round(Math.exp(12.5 + 0.6 * normal));
});
const bank = testDatabank({
  REGION: { values: incomes.map(() => 1 + (next() % 12)), publicValues: true },
  SEX: { values: incomes.map(() => 1 + (next() % 2)), publicValues: true },
  INCOME: { values: incomes },
});
const opening = `require test.bank:1 as t
create-dataset d
import t/REGION as region
import t/SEX as sex
import t/INCOME as income
generate one = 1
`;
const run = (script: string, secret = secretNumber(41)): Promise<TestRun> =>
  runTestScript(opening + script, [bank], { policy: 'strict', secret });

const isBody = <T extends ReleasedBody['type']>(
  body: ReleasedBody,
  type: T,
): body is Extract<ReleasedBody, { type: T }> => body.type === type;

async function bodiesOf(script: string): Promise<readonly ReleasedBody[]> {
  const { statements } = await run(script);
  return statements.flatMap(({ results }) => results.map(({ body }) => body)).filter(({ type }) => type !== 'message');
}

async function onlyBody<T extends ReleasedBody['type']>(
  script: string,
  type: T,
): Promise<Extract<ReleasedBody, { type: T }>> {
  const body = (await bodiesOf(script)).at(-1);
  if (body === undefined || !isBody(body, type)) throw new Error(`${script}: ${JSON.stringify(body)}`);
  return body;
}

/** Released counts of the regions by code, and of all of them. */
const countsIn = (body: TableBody): ReadonlyMap<number | string | null, number> =>
  new Map(
    body.rows.map(({ key, cells }) => {
      const [place] = key;
      const code = place === 'total' || place === undefined ? 'total' : body.dimensions[0]!.categories[place]!.code;
      return [code, numberOf(cells[0]?.[0])];
    }),
  );

const summaryOf = (body: SummaryBody, row = 0): Readonly<Record<string, number>> =>
  Object.fromEntries(body.statistics.map((statistic, at) => [statistic, numberOf(body.rows[row]!.values[at])]));

const shown = (value: Shown | undefined): number => numberOf(value);

describe('DC-03: the same set of units has the same count', () => {
  const regions: readonly (readonly [string, string])[] = [
    ['again, after other tables', 'tabulate sex\ntabulate sex region\ntabulate region'],
    ['in a clone', 'clone-dataset d e\nuse e\ntabulate region'],
    ['by a condition that everybody meets', 'tabulate region if income > 0'],
    ['under another name', 'rename region place\ntabulate place'],
    ['by a variable made from it', 'generate place = region\ntabulate place'],
    [
      'in a dataset that was imported in another order',
      'create-dataset e\nimport t/INCOME as income\nimport t/REGION as region\ntabulate region',
    ],
    ['in another layout', 'tabulate region, missing nolabels'],
    ['in a loop', 'for i in 1:2\ntabulate region\nend'],
    ['as bars', 'barchart (count) region'],
    ['as a pie', 'piechart region'],
  ];

  test.each(regions)('%s', async (_, script) => {
    const plain = countsIn(await onlyBody('tabulate region', 'table'));
    const other = countsIn(await onlyBody(script, 'table'));
    for (const code of Array.from({ length: 12 }, (__, at) => at + 1)) {
      expect(plain.get(code)).toBeGreaterThan(100);
      expect(other.get(code)).toBe(plain.get(code));
    }
  });

  test('as a margin, a population and a number of observations', async () => {
    const table = await onlyBody('tabulate region', 'table');
    const total = countsIn(table).get('total')!;
    expect(shown(table.population)).toBe(total);
    expect(summaryOf(await onlyBody('summarize income', 'summary'))['count']).toBe(total);
    expect(summaryOf(await onlyBody('ci income', 'summary'))['obs']).toBe(total);
    const matrix = await onlyBody('correlate income sex, obs', 'matrix');
    expect(shown(matrix.sample ?? matrix.rows[1]![0]!.n)).toBe(total);
  });

  test('as a region that is the whole dataset', async () => {
    const women = countsIn(await onlyBody('tabulate sex', 'table')).get(1);
    const alone = await onlyBody('keep if sex == 1\ntabulate one', 'table');
    expect(countsIn(alone).get('total')).toBe(women);
    expect(countsIn(alone).get(1)).toBe(women);
    expect(summaryOf(await onlyBody('summarize income if sex == 1', 'summary'))['count']).toBe(women);
  });
});

describe('DC-14: the same set and values have the same noise', () => {
  test('in summarize, ci, tables and charts', async () => {
    const summary = summaryOf(await onlyBody('summarize income', 'summary'));
    const exact = incomes.reduce((sum, income) => sum + income, 0) / size;
    expect(summary['mean']).not.toBe(exact);
    expect(summaryOf(await onlyBody('ci income', 'summary'))['mean']).toBe(summary['mean']);
    const table = await onlyBody('tabulate one, summarize(income) mean std', 'table');
    expect(table.rows[0]!.cells[0]!.map(shown)).toEqual([summary['mean'], summary['std']]);
    const bars = await onlyBody('barchart (mean) income', 'table');
    expect(shown(bars.rows[0]!.cells[0]![0])).toBe(summary['mean']);
    const condition = await onlyBody('summarize income if one == 1', 'summary');
    expect(summaryOf(condition)).toEqual(summary);
  });

  test.each([
    [-3, 700],
    [0.25, -1000],
    [1000, 0],
  ])('after %d·x + %d', async (factor, shift) => {
    const body = await onlyBody(`generate other = ${factor} * income + ${shift}\nsummarize income other`, 'summary');
    const [plain, moved] = [summaryOf(body, 0), summaryOf(body, 1)];
    const close = (value: number, expected: number): void =>
      // Both are shown with six digits.
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1.1e-5 * (Math.abs(expected) + Math.abs(shift)));
    close(moved['mean']!, factor * plain['mean']! + shift);
    close(moved['std']!, Math.abs(factor) * plain['std']!);
    const matrix = await onlyBody(
      `generate noise = income / (region + 3)\ngenerate other = ${factor} * income + ${shift}\ncorrelate noise income other`,
      'matrix',
    );
    close(shown(matrix.rows[2]![0]!.value), Math.sign(factor) * shown(matrix.rows[1]![0]!.value));
  });

  test('is zero on average over secrets, in the whole way from script to result', async () => {
    const script = 'summarize income\ntabulate region, summarize(income) mean gini\ncorrelate income region';
    const numbersOf = ({ statements }: TestRun): readonly number[] => {
      const bodies = statements.flatMap(({ results }) => results.map(({ body }) => body));
      return bodies.flatMap((body) => {
        if (isBody(body, 'summary')) return [summaryOf(body)['mean']!];
        if (isBody(body, 'matrix')) return [shown(body.rows[1]![0]!.value)];
        return isBody(body, 'table') ? body.rows.flatMap(({ cells }) => cells[0]!.map(shown)) : [];
      });
    };
    // Policy `literal` winsorises as strict does and adds no noise to magnitudes.
    const secrets = 60;
    const truth = numbersOf(await runTestScript(opening + script, [bank], { policy: 'literal' }));
    expect(truth).toHaveLength(2 + 2 * 13);
    const runs: (readonly number[])[] = [];
    for (let secret = 0; secret < secrets; secret++)
      runs.push(numbersOf(await run(script, secretNumber(500 + secret))));
    for (const [at, exact] of truth.entries()) {
      const errors = runs.map((numbers) => numbers[at]! - exact);
      const mean = errors.reduce((sum, error) => sum + error, 0) / secrets;
      const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (secrets - 1);
      expect(variance).toBeGreaterThan(0);
      // 28 means with the tails of t(59): beyond five once in 6,000 runs of this test.
      expect(Math.abs(mean) / Math.sqrt(variance / secrets)).toBeLessThan(5);
    }
  });
});
