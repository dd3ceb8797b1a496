import { afterAll, describe, expect, it } from 'vitest';
import type { BoxplotOperation } from '../../../src/commands/chart/boxplot/analyse.ts';
import { executeBoxplot } from '../../../src/commands/chart/boxplot/execute.ts';
import type { BoxBody } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { readReference } from '../../helpers/reference-data.ts';

const runners = [1, 2, 4, 8].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface ReferenceBox {
  readonly at: readonly number[];
  readonly n: number;
  readonly min: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly max: number;
  readonly mean: number;
}

const reference = readReference('boxes-cross.json') as {
  readonly boxes: Readonly<Record<string, readonly ReferenceBox[]>>;
};
const dataset = columnarDataset(crossColumns());
const [runner] = runners;
const context = readingContext(runner!, dataset);
const plain: BoxplotOperation = { type: 'boxplot', dataset: 'd', variables: ['lonn'], over: [], horizontal: false };

async function boxesOf(operation: BoxplotOperation, within = context): Promise<BoxBody> {
  const body = await released(executeBoxplot, operation, within);
  if (body.type !== 'box') throw new Error(body.rule);
  return body;
}

/** The codes that a box stands for. */
const codesOf = (body: BoxBody, box: BoxBody['boxes'][number]): unknown[] =>
  box.at.map((category, d) => body.dimensions[d]?.categories[category]?.code);

describe('exact boxes', () => {
  it.each(Object.entries(reference.boxes))('of %s are those of pandas', async (written, expected) => {
    const [variable = '', ...over] = written.split(' ');
    const body = await boxesOf({ ...plain, variables: [variable], over });
    expect(body.boxes.map((box) => codesOf(body, box))).toEqual(expected.map(({ at }) => at));
    for (const [i, box] of body.boxes.entries()) {
      const { n, min, p25, p50, p75, max, mean } = expected[i]!;
      expect(box.count).toBe(n);
      const pairs = [
        [box.lower, min],
        [box.p25, p25],
        [box.p50, p50],
        [box.p75, p75],
        [box.upper, max],
        [box.mean, mean],
      ] as const;
      for (const [ours, theirs] of pairs) expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-12 * Math.abs(theirs));
    }
  });

  it('of several variables are each on its own valid rows, and by() makes the last dimension', async () => {
    const both = await boxesOf({
      ...plain,
      variables: ['lonn', 'formue'],
      over: ['utd'],
      by: 'kjonn',
      horizontal: true,
    });
    expect(both).toMatchObject({ facets: 1, horizontal: true });
    expect(both.dimensions.map(({ variable }) => variable)).toEqual(['utd', 'kjonn']);
    const sums = [0, 1].map((v) => both.boxes.reduce((sum, box) => sum + (box.variable === v ? box.count : 0), 0));
    expect(sums).toEqual([1151, 1200]);
    expect(both.boxes.filter(({ variable }) => variable === 0)).toEqual(
      (await boxesOf({ ...plain, over: ['utd', 'kjonn'] })).boxes,
    );
  });

  it('of one row is that row, and of no rows there is no result', async () => {
    const one = await boxesOf(
      { ...plain, variables: ['x'] },
      readingContext(runner!, columnarDataset({ x: [null, 7] })),
    );
    expect(one.boxes).toEqual([{ variable: 0, at: [], count: 1, mean: 7, lower: 7, p25: 7, p50: 7, p75: 7, upper: 7 }]);
    const none = readingContext(runner!, columnarDataset({ x: [null, null] }));
    expect(await released(executeBoxplot, { ...plain, variables: ['x'] }, none)).toMatchObject({ rule: 'DC-07' });
  });

  it('leave categories out that have no valid value', async () => {
    const holes = columnarDataset({ x: [1, 2, null, 4], g: [1, 1, 2, 3] });
    const body = await boxesOf({ ...plain, variables: ['x'], over: ['g'] }, readingContext(runner!, holes));
    expect(body.dimensions[0]?.categories.map(({ code }) => code)).toEqual([1, 3]);
    expect(body.boxes.map(({ at, p50 }) => [...at, p50])).toEqual([
      [0, 1.5],
      [1, 4],
    ]);
  });
});

describe.each(['open', 'strict', 'hardened', 'acro'])('under %s', (policy) => {
  it('any number of threads gives the same bytes', async () => {
    const operation: BoxplotOperation = { ...plain, variables: ['lonn', 'formue'], over: ['utd'], by: 'kjonn' };
    const texts = await Promise.all(
      runners.map(async (one) => JSON.stringify(await boxesOf(operation, readingContext(one, dataset, { policy })))),
    );
    expect(new Set(texts).size).toBe(1);
  });
});
