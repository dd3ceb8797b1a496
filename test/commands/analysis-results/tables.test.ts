import { afterAll, describe, expect, it } from 'vitest';
import { executeSummarize } from '../../../src/commands/describe/summarize/execute.ts';
import { executeTabulate } from '../../../src/commands/describe/tabulate/execute.ts';
import type { Shown, TableBody } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface Described {
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly sum: number;
  readonly gini: number;
  readonly iqr: number;
  readonly quantiles: Readonly<Record<string, number>>;
}

interface CrossTable {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly counts: readonly (readonly number[])[];
  readonly chi2: number;
  readonly df: number;
  readonly p: number;
}

const reference = readReference('descriptive-cross.json') as {
  readonly summarize: Readonly<Record<string, Described>>;
  readonly summarizeWinsorised: Readonly<Record<string, Described>>;
  readonly summarizeByUtd: Readonly<Record<string, Described>>;
  readonly tabulate: Readonly<Record<string, CrossTable>>;
};

const cross = crossColumns();
// One classifying variable of each physical kind: whole doubles, 32-bit integers, texts.
const dataset = columnarDataset({
  ...cross,
  kjonn: { int32: cross['kjonn']! },
  region: cross['region']!.map((region) => `${region}`),
});
const plain = { dataset: 'd', nolabels: false, flatten: false } as const;

/** What the cells of a table show, row by row; suppressed cells are `null`. */
function shown(body: TableBody): (number | null)[][] {
  return body.rows.map((row) => row.cells.flat().map((cell: Shown) => cell.v));
}

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  const context = readingContext(runner, dataset);

  it.each(Object.entries(reference.tabulate))(
    'tabulate %s gives the reference counts and test',
    async (names, expected) => {
      const content = { type: 'counts', measures: ['freq'], chi2: true } as const;
      const operation = { type: 'tabulate', variables: names.split(' '), missing: false, content, ...plain } as const;
      const body = await released(executeTabulate, operation, context);
      if (body.type !== 'table') throw new Error('refused');
      const inner = shown(body)
        .slice(0, -1)
        .map((row) => row.slice(0, -1));
      expect(inner).toEqual(expected.counts);
      expect(body.dimensions.map((d) => d.categories.map((category) => Number(category.code)))).toEqual([
        expected.rows,
        expected.columns,
      ]);
      expect(shown(body).at(-1)!.at(-1)).toBe(1200);
      expect(body.tests[0]!.df).toBe(expected.df);
      expect(isClose(body.tests[0]!.statistic.v ?? Number.NaN, expected.chi2)).toBe(true);
      expect(isClose(body.tests[0]!.pValue.v ?? Number.NaN, expected.p)).toBe(true);
    },
  );

  it('tabulate summarizes in cells and margins', async () => {
    const statistics = ['mean', 'std', 'sum', 'p25', 'p50', 'p75', 'gini', 'iqr', 'freq'] as const;
    const content = { type: 'volumes', summarized: ['lonn'], measures: statistics } as const;
    const operation = { type: 'tabulate', variables: ['utd'], missing: false, content, ...plain } as const;
    const body = await released(executeTabulate, operation, context);
    if (body.type !== 'table') throw new Error('refused');
    const expected = [...Object.values(reference.summarizeByUtd), reference.summarize['lonn']!].map((d) => [
      d.mean,
      d.std,
      d.sum,
      d.quantiles['0.25'],
      d.quantiles['0.5'],
      d.quantiles['0.75'],
      d.gini,
      d.iqr,
      d.count,
    ]);
    shown(body).forEach((row, r) =>
      row.forEach((value, c) => expect(isClose(value ?? Number.NaN, expected[r]![c]!), `${r}, ${c}`).toBe(true)),
    );
    expect(shown(body)).toHaveLength(expected.length);
  });

  it('tabulate nests the third variable and pools margins', async () => {
    const content = { type: 'counts', measures: ['freq'], chi2: false } as const;
    const operation = {
      type: 'tabulate',
      variables: ['utd', 'kjonn', 'region'],
      missing: false,
      content,
      ...plain,
    } as const;
    const body = await released(executeTabulate, operation, context);
    if (body.type !== 'table') throw new Error('refused');
    expect(body.stub).toEqual([0, 2]);
    expect(shown(body).at(-1)).toEqual([608, 592, 1200]);
  });

  it('summarize gives the reference statistics', async () => {
    const variables = Object.keys(reference.summarize);
    const body = await released(
      executeSummarize,
      { type: 'summarize', dataset: 'd', variables, gini: true, iqr: true },
      context,
    );
    if (body.type !== 'summary') throw new Error('refused');
    body.rows.forEach((row) => {
      const d = reference.summarize[row.variable]!;
      const quantiles = ['0.01', '0.25', '0.5', '0.75', '0.99'].map((p) => d.quantiles[p]);
      const expected = [d.mean, d.std, d.count, ...quantiles, d.gini, d.iqr];
      row.values.forEach((value, at) =>
        expect(isClose(value.v ?? Number.NaN, expected[at]!), `${row.variable} ${at}`).toBe(true),
      );
    });
    expect(body.rows).toHaveLength(variables.length);
  });

  it('missing values form a category when asked, and flagged codes are missing otherwise', async () => {
    const lists = {
      list: [
        { code: 1, label: 'one' },
        { code: 9, label: 'unknown', flaggedMissing: true },
      ],
    } as const;
    const data = columnarDataset({ a: [1, 1, 9, null], b: [1, 9, 9, 2] }, { codeLists: { a: 'list', b: 'list' } });
    const small = readingContext(runner, data, { codeLists: lists });
    const content = { type: 'counts', measures: ['freq'], chi2: false } as const;
    const base = { type: 'tabulate', variables: ['a'], content, ...plain } as const;
    const without = await released(executeTabulate, { ...base, missing: false }, small);
    const withMissing = await released(executeTabulate, { ...base, missing: true }, small);
    if (without.type !== 'table' || withMissing.type !== 'table') throw new Error('refused');
    expect(shown(without).flat()).toEqual([2, 2]);
    expect(shown(withMissing).flat()).toEqual([2, 1, 1, 4]);
    expect(withMissing.dimensions[0]!.categories.map((category) => category.label)).toEqual([
      'one',
      'unknown',
      undefined,
    ]);
    const summary = await released(
      executeSummarize,
      { type: 'summarize', dataset: 'd', variables: ['b'], gini: false, iqr: false },
      small,
    );
    if (summary.type !== 'summary') throw new Error('refused');
    expect(summary.rows[0]!.values[0]!.v).toBe(1.5);
    expect(summary.rows[0]!.values[2]!.v).toBe(2);
  });

  it('strict protection works on the same road', async () => {
    const strict = readingContext(runner, dataset, { policy: 'strict', population: populationOf(dataset) });
    const body = await released(
      executeSummarize,
      { type: 'summarize', dataset: 'd', variables: ['lonn', 'jobb'], gini: true, iqr: true },
      strict,
    );
    if (body.type !== 'summary') throw new Error('refused');
    expect(Math.abs(body.rows[0]!.values[0]!.v! - 456.568)).toBeLessThan(5);
    expect(body.notes).toContain('DC-02b');
    const content = { type: 'volumes', summarized: ['lonn'], measures: ['mean', 'iqr', 'gini'] } as const;
    const operation = {
      type: 'tabulate',
      variables: ['utd', 'kjonn'],
      missing: false,
      content,
      ...plain,
    } as const;
    const table = await released(executeTabulate, operation, strict);
    expect(table.type).toBe('table');
  });

  it('empty populations and variables without values give missing statistics', async () => {
    const data = columnarDataset({ x: [null, null], g: ['a', 'b'] });
    const small = readingContext(runner, data);
    const body = await released(
      executeSummarize,
      { type: 'summarize', dataset: 'd', variables: ['x'], gini: true, iqr: true },
      small,
    );
    if (body.type !== 'summary') throw new Error('refused');
    expect(body.rows[0]!.values.map((value) => value.v)).toEqual([
      null,
      null,
      0,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    const none = readingContext(runner, data, { population: populationOf(data, [false, false]) });
    const empty = await released(
      executeSummarize,
      { type: 'summarize', dataset: 'd', variables: ['x'], gini: false, iqr: false },
      none,
    );
    expect(['summary', 'refusal']).toContain(empty.type);
  });
});
