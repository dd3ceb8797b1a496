import { afterAll, describe, expect, it } from 'vitest';
import { executeNormaltest } from '../../../src/commands/describe/normaltest/execute.ts';
import { type NormalityTest, normalityTests, type TestBody } from '../../../src/disclosure/released.ts';
import type { FoldRunner } from '../../../src/runtime/fold.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf, type Values } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';

const runners = [1, 2, 4, 8].map((threads) => createFoldRunner({ threads }));
const [alone] = runners;
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

/** Statistic and p-value by test, and the coefficients. */
type Expected = Readonly<Partial<Record<NormalityTest, readonly [number, number]>>> & {
  readonly n: number;
  readonly g1: number;
  readonly g2: number;
};

const reference = readReference('normality-cross.json') as {
  readonly variables: Readonly<Record<string, Expected>>;
  readonly 'first of lonn': Readonly<Record<string, Expected>>;
  readonly large: Expected;
};

const cross = crossColumns();

async function testsOf(
  data: Readonly<Record<string, Values>>,
  options: { readonly runner?: FoldRunner; readonly mask?: readonly boolean[] } = {},
): Promise<TestBody> {
  const dataset = columnarDataset(data);
  const operation = { type: 'normaltest', dataset: 'd', variables: Object.keys(data), options: {} } as const;
  const { mask, runner = alone! } = options;
  const population = mask === undefined ? {} : { population: populationOf(dataset, mask) };
  const body = await released(executeNormaltest, operation, readingContext(runner, dataset, population));
  if (body.type !== 'test') throw new Error('refused');
  return body;
}

/** Tells which numbers of a variable are apart from the reference. */
function apart(body: TestBody, variable: string, expected: Expected): string[] {
  return body.rows
    .filter((row) => row.variable === variable)
    .flatMap(({ test, coefficient, statistic, p }) => {
      const wanted = expected[test];
      if (wanted === undefined) return statistic.v === null && p.v === null ? [] : [`${test} is there`];
      const pairs: (readonly [string, number | null | undefined, number])[] = [
        ['statistic', statistic.v, wanted[0]],
        ['p', p.v, wanted[1]],
        ...(test === 'skewness' ? [['g1', coefficient?.v, expected.g1] as const] : []),
        ...(test === 'kurtosis' ? [['g2', coefficient?.v, expected.g2] as const] : []),
      ];
      return pairs
        .filter(([, found, value]) => !isClose(found ?? Number.NaN, value))
        .map(([what, found, value]) => `${test} ${what}: ${found} for ${value}`);
    });
}

describe('normaltest', () => {
  it('agrees with scipy and with Royston at 40 digits', async () => {
    const names = Object.keys(reference.variables);
    const body = await testsOf(Object.fromEntries(names.map((name) => [name, cross[name]!])));
    expect(body.rows.map(({ test }) => test)).toEqual(names.flatMap(() => [...normalityTests]));
    expect(names.flatMap((name) => apart(body, name, reference.variables[name]!))).toEqual([]);
    expect(body.notes).toEqual([]);
  });

  it('agrees with the numbers of R 4 that the specification names', async () => {
    const body = await testsOf({ lonn: cross['lonn']! });
    const w = body.rows.find(({ test }) => test === 'shapiro-wilk')!;
    expect(w.statistic.v).toBeCloseTo(0.99562045597518, 13);
    expect(w.p.v).toBeCloseTo(0.00218931827927, 13);
  });

  it.each(Object.keys(reference['first of lonn']))('agrees with them for %s values', async (count) => {
    const valid = cross['lonn']!.filter((value) => value !== null).slice(0, Number(count));
    const body = await testsOf({ lonn: valid });
    expect(apart(body, 'lonn', reference['first of lonn'][count]!)).toEqual([]);
  });

  it('agrees with them for more values than the p-value was made for, and says so', async () => {
    const large = cross['z1']!.flatMap((value) => Array.from({ length: 10 }, (_, i) => value! + i));
    const body = await testsOf({ large });
    expect(apart(body, 'large', reference.large)).toEqual([]);
    expect(body.notes).toEqual(['n-large-n']);
  });

  it('gives the same bytes with any number of threads, where threads sort side by side', async () => {
    const many = cross['lonn']!.flatMap((value, row) =>
      Array.from({ length: 40 }, (_, i) =>
        value === null || (row + i) % 17 === 0 ? null : value + ((row * i) % 997) / 7,
      ),
    );
    // Half of all values are one, which no interval can divide.
    const tied = many.map((value, row) => (row % 2 === 0 ? 400 : value));
    const bodies: TestBody[] = [];
    for (const runner of runners) bodies.push(await testsOf({ many, tied }, { runner }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    const sorted = many.filter((value) => value !== null).sort((a, b) => a - b);
    const ordered = await testsOf({ many: sorted });
    for (const [t, { statistic }] of ordered.rows.entries()) {
      expect(isClose(statistic.v!, bodies[0]!.rows[t]!.statistic.v!)).toBe(true);
    }
  });

  it('tests the rows of its condition only', async () => {
    const lonn = cross['lonn']!;
    const mask = lonn.map((_, row) => cross['kjonn']![row] === 1);
    const chosen = await testsOf({ lonn }, { mask });
    const alike = await testsOf({ lonn: lonn.filter((_, row) => mask[row]) });
    expect(chosen).toEqual(alike);
  });

  it('has nothing to say of equal values, of too few and of none', async () => {
    const column = (values: readonly number[]): (number | null)[] =>
      Array.from({ length: 12 }, (_, row) => values[row] ?? null);
    const body = await testsOf({
      constant: new Array<number>(12).fill(0.1),
      none: column([]),
      one: column([3]),
      two: column([1, 2]),
      seven: column([1, 2, 4, 8, 16, 32, 64]),
      huge: column([1e300, 2e300, 4e300, -1e300, 0, 1e299, 3e300, 5e299]),
    });
    const marks = (variable: string): string =>
      body.rows
        .filter((row) => row.variable === variable)
        .map(({ coefficient, statistic }) => `${coefficient?.v == null ? '' : 'c'}${statistic.v === null ? '.' : 's'}`)
        .join(' ');
    expect(marks('constant')).toBe('. . . . .');
    expect(marks('none')).toBe('. . . . .');
    expect(marks('one')).toBe('. . . . .');
    expect(marks('two')).toBe('c. c. . s .');
    expect(marks('seven')).toBe('c. cs . s s');
    expect(marks('huge')).toBe('cs cs s s s');
  });
});
