import { afterAll, describe, expect, it } from 'vitest';
import { executeCi } from '../../../src/commands/describe/ci/execute.ts';
import { executeSummarize } from '../../../src/commands/describe/summarize/execute.ts';
import type { Shown, SummaryBody } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { tTwoSidedQuantile } from '../../../src/stats/distributions/student-t.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { readingContext, released, type TestContext } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';
import { runTestScript } from '../../helpers/run-script.ts';
import { problemsAfterPeople } from '../../lang/analyse/analyse-text.ts';

const runners = [1, 2, 4, 8].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

type Row = readonly [obs: number, mean: number, se: number, lower: number, upper: number];

const reference = readReference('panel-summary.json') as {
  readonly ci: Readonly<Record<string, Readonly<Record<string, Row>>>>;
  readonly ciIf: Readonly<Record<'lonn if kjonn == 2', Row>>;
};

const cross = crossColumns();
const dataset = columnarDataset(cross);

async function intervals(context: TestContext, variables: readonly string[], level = 95): Promise<SummaryBody> {
  const body = await released(executeCi, { type: 'ci', dataset: 'd', variables, level }, context);
  if (body.type !== 'summary') throw new Error(body.rule);
  return body;
}

const numbers = (values: readonly Shown[]): (number | null)[] => values.map(({ v }) => v);

function expectRow(values: readonly Shown[] | undefined, expected: Row): void {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, at) => expect(isClose(values?.[at]?.v ?? Number.NaN, value), `${at}`).toBe(true));
}

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  it.each(Object.entries(reference.ci))('intervals of level %s are those of the reference', async (level, expected) => {
    const variables = Object.keys(expected);
    const body = await intervals(readingContext(runner, dataset), variables, Number(level));
    expect([body.statistics, body.level]).toEqual([['obs', 'mean', 'se', 'ci_lower', 'ci_upper'], Number(level)]);
    for (const [at, variable] of variables.entries()) expectRow(body.rows[at]?.values, expected[variable]!);
  });

  it('rows of a population only', async () => {
    const kept = cross['kjonn']!.map((sex) => sex === 2);
    const context = readingContext(runner, dataset, { population: populationOf(dataset, kept) });
    expectRow((await intervals(context, ['lonn'])).rows[0]?.values, reference.ciIf['lonn if kjonn == 2']);
  });
});

describe('ci', () => {
  it('there is no error and no interval of fewer than two values', async () => {
    const small = columnarDataset({ none: [null, null, null], one: [null, 7, null], two: [1, null, 3] });
    const body = await intervals(readingContext(runners[0]!, small), ['none', 'one', 'two']);
    expect(body.rows.map(({ values }) => numbers(values))).toEqual([
      [0, null, null, null, null],
      [1, 7, null, null, null],
      [2, 2, 1, expect.closeTo(2 - 12.706204736, 6), expect.closeTo(2 + 12.706204736, 6)],
    ]);
  });

  it('any number of threads gives the same bytes', async () => {
    const texts: string[] = [];
    for (const runner of runners) {
      const strict = readingContext(runner, dataset, { policy: 'strict' });
      texts.push(JSON.stringify(await intervals(strict, ['lonn', 'alder', 'formue', 'jobb'], 90)));
    }
    expect(new Set(texts).size).toBe(1);
  });

  it('DC-26/ci: everything follows from the count, mean and deviation that summarize shows', async () => {
    const strict = readingContext(runners[0]!, dataset, { policy: 'strict' });
    const variables = ['lonn', 'alder', 'formue', 'jobb', 'z1'];
    const operation = { type: 'summarize', dataset: 'd', variables, gini: false, iqr: false } as const;
    const summary = await released(executeSummarize, operation, strict);
    const body = await intervals(strict, variables, 99);
    if (summary.type !== 'summary') throw new Error('refused');
    for (const [at, { values }] of summary.rows.entries()) {
      const [mean, sd, n] = numbers(values) as [number, number, number];
      const se = sd / Math.sqrt(n);
      const reach = tTwoSidedQuantile(0.01, n - 1) * se;
      const digits = (value: number): number => Number(value.toPrecision(6));
      expect(numbers(body.rows[at]!.values)).toEqual([n, mean, digits(se), digits(mean - reach), digits(mean + reach)]);
    }
    expect(body.notes).toEqual(['DC-02b']);
    // They are protected: neither mean nor error is what the data have.
    const [, mean, se] = reference.ci['99']!['lonn']!;
    const [, shownMean, shownSe] = numbers(body.rows[0]!.values);
    expect(shownMean).not.toBe(Number(mean.toPrecision(6)));
    expect(shownSe).not.toBe(Number(se.toPrecision(6)));
  });

  it('DC-07/ci: variables of none and of one to nine values look alike beside one that has enough', async () => {
    const texts = await Promise.all(
      [0, 1, 9].map(async (valid) => {
        const rare = cross['lonn']!.map((_, row) => (row < valid ? row : null));
        const data = columnarDataset({ lonn: cross['lonn']!, rare });
        const strict = readingContext(runners[0]!, data, { policy: 'hardened' });
        return JSON.stringify((await intervals(strict, ['lonn', 'rare'])).rows[1]!.values.slice(1));
      }),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toBe(JSON.stringify(new Array(4).fill({ v: null, why: 'few' })));
  });

  it('DC-07/ci: too few units are refused, however many there are', async () => {
    const bodies = await Promise.all(
      [0, 1, 9].map(async (units) => {
        const population = populationOf(
          dataset,
          cross['lonn']!.map((_, row) => row < units),
        );
        const strict = readingContext(runners[0]!, dataset, { policy: 'strict', population });
        return released(executeCi, { type: 'ci', dataset: 'd', variables: ['alder'], level: 95 }, strict);
      }),
    );
    for (const body of bodies)
      expect(body).toEqual({ type: 'refusal', command: 'ci', rule: 'DC-07', minimum: 10, notes: [] });
  });
});

describe('in a script', () => {
  const size = 1400;
  const of = <T>(make: (unit: number) => T): T[] => Array.from({ length: size }, (_, unit) => make(unit));
  const databank = testDatabank({
    SEX: { values: of((unit) => String(1 + (unit % 2))) },
    A: { values: of((unit) => (unit * 7919) % 1000) },
    B: { values: of((unit) => (unit % 3 === 0 ? null : unit)) },
  });
  const start =
    'require test.bank:1 as db\ncreate-dataset d\nimport db/SEX as sex\nimport db/A as a\nimport db/B as b\n';
  const bodyOf = async (script: string, policy = 'open'): Promise<SummaryBody> => {
    const { statements } = await runTestScript(start + script, [databank], { policy });
    const body = statements.at(-1)!.results.at(-1)!.body;
    if (body.type !== 'summary') throw new Error(JSON.stringify(body));
    return body;
  };

  it('without variables all numeric ones have an interval, of 95 per cent', async () => {
    const body = await bodyOf('ci');
    expect(body.rows.map(({ variable, values }) => [variable, values[0]!.v])).toEqual([
      ['a', 1400],
      ['b', 933],
    ]);
    expect(body.level).toBe(95);
  });

  it('a condition is taken, with the remark that microdata.no has none', async () => {
    const body = await bodyOf("ci a if sex == '1', level(99.5)");
    expect([body.rows[0]!.values[0]!.v, body.level]).toEqual([700, 99.5]);
    expect(problemsAfterPeople('ci wage if rate > 1, level(99.5)')).toEqual(['1 extension «if»']);
  });

  it('another level tells nothing more', async () => {
    const centres: number[] = [];
    for (const level of [10, 50, 90, 95, 99, 99.9]) {
      const [, mean, , lower, upper] = numbers((await bodyOf(`ci a, level(${level})`, 'strict')).rows[0]!.values);
      expect((lower! + upper!) / 2).toBeCloseTo(mean!, 2);
      centres.push(mean!);
    }
    expect(new Set(centres).size).toBe(1);
  });

  it.each([
    ['ci wage, level(0)', '1 option-number-range «level(0)»'],
    ['ci wage, level(100)', '1 option-number-range «level(100)»'],
    ['ci sex', '1 numeric-variable-needed «sex»'],
    ['ci wage wage', '1 repeated-variable «wage»'],
    ['ci wage, gini', '1 unknown-option «gini»'],
    ['summarize-panel wage', '1 not-a-panel «summarize-panel»'],
  ])('%s is a mistake', (line, problem) => {
    expect(problemsAfterPeople(line)).toEqual([problem]);
  });
});
