import { afterAll, describe, expect, it } from 'vitest';
import type { BarchartOperation } from '../../../src/commands/chart/barchart/analyse.ts';
import { executeBarchart } from '../../../src/commands/chart/barchart/execute.ts';
import { executeHistogram } from '../../../src/commands/chart/histogram/execute.ts';
import type { DistributionBody, RefusalBody, TableBody } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { readReference } from '../../helpers/reference-data.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface ReferenceHistogram {
  readonly n: number;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

const reference = readReference('descriptive-cross.json') as {
  readonly histogram: Readonly<Record<string, ReferenceHistogram>>;
};
const cross = crossColumns();
const dataset = columnarDataset({ ...cross, region: cross['region']!.map((region) => `${region}`) });
const plain = { type: 'histogram', dataset: 'd', scale: 'freq', bins: { type: 'automatic' }, normal: false } as const;
const rowsWhere = (test: (row: number) => boolean): number => cross['utd']!.filter((_, row) => test(row)).length;

function distributionOf(body: DistributionBody | TableBody | RefusalBody): DistributionBody {
  if (body.type !== 'distribution') throw new Error(`a histogram was expected: ${body.type}`);
  return body;
}

function tableOf(body: DistributionBody | TableBody | RefusalBody): TableBody {
  if (body.type !== 'table') throw new Error(`a table was expected: ${body.type}`);
  return body;
}

const values = (body: TableBody): (number | null)[][] => body.rows.map((row) => row.cells.flat().map((cell) => cell.v));

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  const context = readingContext(runner, dataset);

  it.each(Object.entries(reference.histogram))('histogram %s has the bins of numpy', async (written, expected) => {
    const [variable, option] = written.split(' ');
    const [, name, value] = /^(bin|width)\((\d+)\)$/u.exec(option ?? '') ?? [];
    const number = Number(value);
    const bins =
      name === 'bin'
        ? ({ type: 'count', count: number } as const)
        : name === 'width'
          ? ({ type: 'width', width: number } as const)
          : plain.bins;
    const body = distributionOf(await released(executeHistogram, { ...plain, bins, variable: variable! }, context));
    const { bars, total } = body.facets[0]!;
    expect(total.v).toBe(expected.n);
    expect(bars.map((bar) => bar.count.v)).toEqual(expected.counts);
    bars.forEach((bar, b) => expect(bar.lower).toBeCloseTo(expected.edges[b]!, 9));
    expect(bars.at(-1)!.upper).toBeCloseTo(expected.edges.at(-1)!, 9);
  });

  it('histogram heights are relative to each facet, on common edges', async () => {
    const body = distributionOf(
      await released(
        executeHistogram,
        { ...plain, scale: 'percent', normal: true, variable: 'lonn', by: 'kjonn' },
        context,
      ),
    );
    expect(body.facets.map((facet) => facet.category)).toEqual([0, 1]);
    const [first, second] = body.facets;
    expect(first!.bars.map((bar) => bar.lower)).toEqual(second!.bars.map((bar) => bar.lower));
    expect(first!.total.v! + second!.total.v!).toBe(1151);
    for (const facet of body.facets) {
      expect(facet.bars.reduce((sum, bar) => sum + bar.height.v!, 0)).toBeCloseTo(100, 10);
      expect(facet.normal!.curve).toHaveLength(200);
    }
  });

  it('histogram of a constant variable is one bin of width 1', async () => {
    const constant = readingContext(runner, columnarDataset({ x: [3, 3, 3] }));
    const body = distributionOf(await released(executeHistogram, { ...plain, variable: 'x' }, constant));
    expect(body.facets[0]!.bars.map(({ lower, upper, count }) => [upper - lower, count.v])).toEqual([[1, 3]]);
  });

  it('histogram with one bar per value counts categories', async () => {
    const body = tableOf(
      await released(executeHistogram, { ...plain, bins: { type: 'discrete' }, variable: 'utd' }, context),
    );
    expect(values(body).flat()).toEqual([295, 318, 306, 281, 1200]);
    expect(body.chart).toMatchObject({ series: [0], over: [], statistic: 'count' });
  });

  const base: BarchartOperation = {
    type: 'barchart',
    dataset: 'd',
    bars: 'categories',
    statistic: 'count',
    variables: ['utd'],
    over: [],
    by: [],
    stack: false,
    horizontal: false,
  };

  it('barchart shares add to 100 within every combination of over and by', async () => {
    const operation: BarchartOperation = {
      ...base,
      statistic: 'percent',
      variables: ['utd', 'jobb'],
      over: ['kjonn'],
      by: ['region'],
    };
    const body = tableOf(await released(executeBarchart, operation, context));
    expect(body.chart).toMatchObject({ over: [0], by: [2], series: [1, 3] });
    const sums = new Map<string, number>();
    for (const row of body.rows) {
      if (row.key.includes('total')) continue;
      const categories = new Map(body.stub.map((dimension, level) => [dimension, row.key[level]]));
      const group = `${String(categories.get(0))}|${String(categories.get(2))}`;
      for (const [c, column] of body.columns.entries()) {
        if (column !== 'total') sums.set(group, (sums.get(group) ?? 0) + (row.cells[c]![0]!.v ?? 0));
      }
    }
    expect(sums.size).toBe(12);
    for (const sum of sums.values()) expect(sum).toBeCloseTo(100, 9);
  });

  it('barchart counts one variable over another', async () => {
    const body = tableOf(await released(executeBarchart, { ...base, over: ['kjonn'] }, context));
    const kjonn = cross['kjonn']!;
    const utd = cross['utd']!;
    expect(values(body)[0]).toEqual(
      [0, 1, 2, 3].map((u) => rowsWhere((row) => kjonn[row] === 1 && utd[row] === u)).concat(608),
    );
  });

  it('barchart counts the valid values of several numeric variables', async () => {
    const body = tableOf(
      await released(
        executeBarchart,
        { ...base, bars: 'variables', variables: ['lonn', 'formue'], over: ['kjonn'] },
        context,
      ),
    );
    const lonn = cross['lonn']!;
    const kjonn = cross['kjonn']!;
    const valid = (k: number): number => rowsWhere((row) => kjonn[row] === k && lonn[row] !== null);
    expect(
      values(body)
        .slice(0, 2)
        .map((row) => row.slice(0, 2)),
    ).toEqual([
      [valid(1), 608],
      [valid(2), 592],
    ]);
  });

  it.each([
    ['mean', 456.7166637706342],
    ['min', 220.26],
    ['max', 757.13],
    ['median', 452.34],
    ['sum', 525680.88],
    ['sd', 90.223524055724],
  ] as const)('barchart (%s) draws the statistic', async (statistic, expected) => {
    const body = tableOf(await released(executeBarchart, { ...base, statistic, variables: ['lonn'] }, context));
    expect(values(body)[0]![0]! / expected).toBeCloseTo(1, 10);
    const grouped = tableOf(
      await released(
        executeBarchart,
        { ...base, statistic, variables: ['lonn', 'formue'], over: ['utd'], by: ['kjonn'] },
        context,
      ),
    );
    expect(grouped.chart).toMatchObject({ over: [0], by: [1], statistic });
    expect(values(grouped).at(-1)!.at(-2)! / expected).toBeCloseTo(1, 10);
  });

  it('charts pass strict protection', async () => {
    const strict = readingContext(runner, dataset, { policy: 'strict' });
    const histogram = distributionOf(
      await released(executeHistogram, { ...plain, variable: 'lonn', normal: true }, strict),
    );
    expect(histogram.facets[0]!.bars.every((bar) => bar.count.v === null || bar.count.v >= 5)).toBe(true);
    const bars = tableOf(await released(executeBarchart, { ...base, statistic: 'percent', over: ['kjonn'] }, strict));
    expect(bars.rows.length).toBeGreaterThan(1);
  });
});
