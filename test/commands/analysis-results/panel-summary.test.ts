import { afterAll, describe, expect, it } from 'vitest';
import { executeSummarizePanel } from '../../../src/commands/panel/summarize-panel/execute.ts';
import type { DisclosureSession } from '../../../src/disclosure/protection.ts';
import type { SummaryBody } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { populationOf } from '../../helpers/columnar.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { panelColumns, panelDataset } from '../../helpers/panel-columns.ts';
import { readingContext, released, type TestContext } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const runners = [1, 2, 4, 8].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface Described {
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly gini: number;
  readonly iqr: number;
  readonly quantiles: Readonly<Record<string, number>>;
}
type ByTime = Readonly<Record<string, Described>>;

const reference = readReference('panel-summary.json') as {
  readonly summarizePanel: Readonly<Record<'y' | 'x1' | 'x2', ByTime>>;
  readonly summarizePanelWinsorised: Readonly<Record<'y', ByTime>>;
  readonly summarizePanelIf: Readonly<Record<'y if gruppe == 1', ByTime>>;
};

const dataset = panelDataset();
const years = [2016, 2017, 2018, 2019, 2020];
const operation = { type: 'summarize-panel', dataset: 'd', times: years, gini: true, iqr: true } as const;

async function summaryOf(context: TestContext, variables: readonly string[], times = years): Promise<SummaryBody> {
  const body = await released(executeSummarizePanel, { ...operation, variables, times }, context);
  if (body.type !== 'summary') throw new Error(body.rule);
  return body;
}

/** What is shown of a variable at a time, by statistic; NaN where nothing is. */
function valueAt(body: SummaryBody, variable: string, time: number, statistic: string): number {
  const row = body.rows.find((one) => one.variable === variable && body.times?.categories[one.time!]?.code === time);
  return row!.values[body.statistics.findIndex((key) => key === statistic)]!.v ?? Number.NaN;
}

/** All that the reference knows of a time, under the names of the columns. */
const columnsOf = ({ quantiles, count, mean, std, gini, iqr }: Described): Readonly<Record<string, number>> => ({
  ...{ count, mean, std, gini, iqr, p1: quantiles['0.01']!, p25: quantiles['0.25']! },
  ...{ p50: quantiles['0.5']!, p75: quantiles['0.75']!, p99: quantiles['0.99']! },
});

function expectAll(body: SummaryBody, variable: string, expected: ByTime, only?: readonly string[]): void {
  for (const [time, described] of Object.entries(expected)) {
    const columns = Object.entries(columnsOf(described)).filter(([key]) => only?.includes(key) ?? true);
    expect(columns.length).toBe(only?.length ?? body.statistics.length);
    for (const [key, value] of columns)
      expect(isClose(valueAt(body, variable, Number(time), key), value), `${variable} ${time} ${key}`).toBe(true);
  }
}

/** Disclosure control under `open` whose policy asks for limits, which then are type 7 quantiles. */
function winsorising(session: DisclosureSession): DisclosureSession {
  return new Proxy(session, {
    get: (target, name): unknown => {
      if (name === 'policy') return { ...target.policy, winsor: { lower: 0.01, upper: 0.99, scope: 'command' } };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function'
        ? (...of: readonly unknown[]): unknown => Reflect.apply(value, target, of)
        : value;
    },
  });
}

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  const context = readingContext(runner, dataset);

  it('each variable is described at each time', async () => {
    const body = await summaryOf(context, ['y', 'x1', 'x2']);
    expect(body.rows.map(({ variable, time }) => [variable, time])).toEqual(
      ['y', 'x1', 'x2'].flatMap((variable) => [0, 1, 2, 3, 4].map((time) => [variable, time])),
    );
    for (const name of ['y', 'x1', 'x2'] as const) expectAll(body, name, reference.summarizePanel[name]);
  });

  it('rows of a population only', async () => {
    const kept = panelColumns()['gruppe']!.map((group) => group === 1);
    const some = readingContext(runner, dataset, { population: populationOf(dataset, kept) });
    expectAll(await summaryOf(some, ['y']), 'y', reference.summarizePanelIf['y if gruppe == 1']);
  });

  it('DC-02/summarize-panel: the limits are those of all times together', async () => {
    const limited = { ...context, protection: winsorising(context.protection) };
    const body = await summaryOf(limited, ['y']);
    expectAll(body, 'y', reference.summarizePanelWinsorised.y, ['count', 'mean', 'std', 'gini']);
    expect(Math.abs(valueAt(body, 'y', 2018, 'std') - reference.summarizePanel.y['2018']!.std)).toBeGreaterThan(0.001);
  });
});

describe('summarize-panel', () => {
  const context = readingContext(runners[0]!, dataset);

  it('any number of threads gives the same bytes', async () => {
    const texts: string[] = [];
    for (const runner of runners) {
      const strict = readingContext(runner, dataset, { policy: 'strict' });
      texts.push(JSON.stringify(await summaryOf(strict, ['y', 'x1', 'x2'])));
    }
    expect(new Set(texts).size).toBe(1);
  });

  it('a time that no row has stands in the table without numbers', async () => {
    const body = await summaryOf(context, ['y'], [2015, ...years]);
    expect(body.rows[0]!.values.map(({ v }) => v)).toEqual([null, null, 0, ...new Array<null>(7).fill(null)]);
    expectAll(body, 'y', reference.summarizePanel.y);
  });

  it('DC-07/summarize-panel: times of none and of one to nine units look alike', async () => {
    const { id = [], aar = [] } = panelColumns();
    const texts = await Promise.all(
      [0, 1, 9].map(async (units) => {
        const some = [...new Set(id.filter((_, row) => aar[row] === 2018))].slice(0, units);
        const kept = id.map((unit, row) => aar[row] !== 2018 || some.includes(unit));
        const own = readingContext(runners[0]!, dataset, {
          policy: 'hardened',
          population: populationOf(dataset, kept),
        });
        const body = await summaryOf(own, ['y']);
        return body.rows[2]!.values.filter((_, i) => body.statistics[i] !== 'count');
      }),
    );
    expect(texts[0]).toEqual(new Array(9).fill({ v: null, why: 'few' }));
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  it('DC-14/summarize-panel: numbers have the noise of the units at their time; DC-16: counts are of units', async () => {
    const strict = readingContext(runners[0]!, dataset, { policy: 'strict' });
    const body = await summaryOf(strict, ['y']);
    const exact = reference.summarizePanelWinsorised.y;
    for (const time of years) {
      const { mean, count } = exact[String(time)]!;
      expect(Math.abs(valueAt(body, 'y', time, 'mean') - mean)).toBeLessThan((2.5 * 7) / count);
      expect(Math.abs(valueAt(body, 'y', time, 'count') - count)).toBeLessThanOrEqual(5);
    }
    const noise = years.map((time) => Math.abs(valueAt(body, 'y', time, 'mean') - exact[String(time)]!.mean));
    expect(Math.max(...noise)).toBeGreaterThan(0.02);
    expect(body.notes).toContain('DC-02');
  });

  it('DC-14/summarize-panel: a two-valued variable has the mean of its released counts', async () => {
    const strict = readingContext(runners[0]!, dataset, { policy: 'strict' });
    const body = await summaryOf(strict, ['x2']);
    expect(body.notes).toContain('DC-02b');
    for (const time of years) {
      const mean = valueAt(body, 'x2', time, 'mean');
      const whole = Array.from({ length: 171 }, (_, n) => n).some((n) =>
        Array.from({ length: n }, (_, ones) => Number((ones / n).toPrecision(6))).includes(mean),
      );
      expect(whole, String(time)).toBe(true);
    }
  });
});

describe('in a script', () => {
  const size = 1500;
  const of = <T>(make: (unit: number) => T): T[] => Array.from({ length: size }, (_, unit) => make(unit));
  const databank = testDatabank({
    SEX: { values: of((unit) => String(1 + (unit % 2))) },
    A: { values: of((unit) => unit % 97) },
    B: { values: of((unit) => (unit % 3 === 0 ? null : 2 * (unit % 97))) },
  });
  const start = `require test.bank:1 as db
create-dataset d
import db/SEX as sex
import db/A as wage2001
import db/B as wage2002
reshape-to-panel wage
`;
  const bodyOf = async (script: string, policy = 'open'): Promise<SummaryBody> => {
    const { statements } = await runTestScript(start + script, [databank], { policy });
    const body = statements.at(-1)!.results.at(-1)!.body;
    if (body.type !== 'summary') throw new Error(JSON.stringify(body));
    return body;
  };

  it('without variables all numeric ones are described, but not the time', async () => {
    const body = await bodyOf('summarize-panel');
    expect(body.rows.map(({ variable }) => variable)).toEqual(['wage', 'wage']);
    expect(body.times).toMatchObject({ variable: 'date@panel', categories: [{ code: 2001 }, { code: 2002 }] });
    expect(valueAt(body, 'wage', 2001, 'count')).toBe(size);
    expect(valueAt(body, 'wage', 2002, 'count')).toBe((2 * size) / 3);
    const values = of((unit) => unit % 97);
    expect(valueAt(body, 'wage', 2001, 'mean')).toBeCloseTo(values.reduce((a, b) => a + b) / size, 10);
  });

  it('a condition on the time leaves its times', async () => {
    const body = await bodyOf("summarize-panel wage if date@panel == 2002 & sex == '1'");
    expect(body.times?.categories).toEqual([{ code: 2002 }]);
    expect(body.rows).toHaveLength(1);
    expect(body.statistics).not.toContain('gini');
    const kept = await bodyOf('keep if date@panel == 2002\nsummarize-panel wage');
    expect(kept.times?.categories).toEqual([{ code: 2002 }]);
  });

  it('which times are shown does not depend on data', async () => {
    const none = await bodyOf('summarize-panel wage if wage > 1000 | date@panel == 2001', 'strict');
    expect(none.times?.categories).toEqual([{ code: 2001 }, { code: 2002 }]);
    const some = await bodyOf('summarize-panel wage if wage == 192 & sex == "x" | date@panel == 2001', 'strict');
    expect(JSON.stringify(some.rows[1])).toBe(JSON.stringify(none.rows[1]));
  });

  it('times may be texts, and have labels', async () => {
    const renamed = start.replace(
      'reshape-to-panel wage',
      'rename wage2001 pay_1\nrename wage2002 pay_2\nreshape-to-panel pay',
    );
    const { statements } = await runTestScript(`${renamed}summarize-panel pay if date@panel != '_3'`, [databank]);
    expect(statements.at(-1)!.results[0]!.body).toMatchObject({
      times: { display: 'text', categories: [{ code: '_1' }, { code: '_2' }] },
      rows: [{ values: { 2: { v: size } } }, { values: { 2: { v: (2 * size) / 3 } } }],
    });
    const body = await bodyOf(
      "define-labels years 2001 'before'\nassign-labels date@panel years\nsummarize-panel wage",
    );
    expect(body.times?.categories).toEqual([{ code: 2001, label: 'before' }, { code: 2002 }]);
  });

  it('codes that are flagged missing are no values', async () => {
    const columns = panelColumns();
    const codeLists = { list: [{ code: 3, label: 'unknown', flaggedMissing: true }] } as const;
    const flagged = panelDataset(undefined, { codeLists: { status: 'list' } });
    const own = readingContext(runners[0]!, flagged, { codeLists });
    const body = await summaryOf(own, ['status']);
    for (const time of years) {
      const kept = columns['status']!.filter((status, row) => status !== 3 && columns['aar']![row] === time);
      expect(valueAt(body, 'status', time, 'count')).toBe(kept.length);
      expect(valueAt(body, 'status', time, 'mean')).toBeCloseTo(kept.reduce((a, b) => a + b) / kept.length, 12);
    }
  });

  it('DC-07/summarize-panel: a population of few is refused', async () => {
    const { statements } = await runTestScript(`${start}summarize-panel wage if wage > 1000`, [databank], {
      policy: 'strict',
    });
    expect(statements.at(-1)!.results.map(({ body }) => body)).toMatchObject([{ type: 'refusal', rule: 'DC-07' }]);
  });

  it('a dataset that is no panel is a mistake, and so are variables of text', async () => {
    const plain = 'require test.bank:1 as db\ncreate-dataset d\nimport db/A as a\n';
    await expect(runTestScript(`${plain}summarize-panel a`, [databank])).rejects.toThrow('panel');
    await expect(runTestScript(`${start}summarize-panel sex`, [databank])).rejects.toThrow('tabulate-panel sex');
  });
});
