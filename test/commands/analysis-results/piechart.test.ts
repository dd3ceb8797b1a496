import { afterAll, describe, expect, it } from 'vitest';
import { executePiechart } from '../../../src/commands/chart/piechart/execute.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { readReference } from '../../helpers/reference-data.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

const { shares } = readReference('panel-tables.json') as {
  readonly shares: Readonly<Record<'utd' | 'region', readonly (readonly [code: number, count: number])[]>>;
};
const dataset = columnarDataset(crossColumns());

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  it.each(['utd', 'region'] as const)('piechart %s has a slice per category, and their total', async (name) => {
    const operation = { type: 'piechart', dataset: 'd', variables: [name], options: {} } as const;
    const body = await released(executePiechart, operation, readingContext(runner, dataset));
    if (body.type !== 'table') throw new Error('refused');
    expect(body.chart?.type).toBe('pie');
    expect(body.measures.map(({ key }) => key)).toEqual(['freq', 'cellpct']);
    const rows = body.rows.map(({ cells }) => cells[0]!.map(({ v }) => v));
    const expected = shares[name].map(([, count]) => [count, (100 * count) / 1200]);
    expect(rows).toEqual([...expected, [1200, 100]]);
    expect(body.dimensions[0]!.categories.map(({ code }) => code)).toEqual(shares[name].map(([code]) => code));
  });
});

const size = 3000;
const bank = testDatabank({
  KIND: {
    values: Array.from({ length: size }, (_, unit) =>
      unit % 10 === 9 ? null : unit < 7 ? 'c' : unit % 3 === 0 ? 'a' : 'b',
    ),
    codes: [
      { code: 'a', title: 'First' },
      { code: 'b', title: 'Second' },
      { code: 'c', title: 'Rare' },
      { code: 'd', title: 'Nobody' },
    ],
  },
  TEXT: { values: Array.from({ length: size }, (_, unit) => (unit < 7 ? `secret${unit}` : `t${unit % 3}`)) },
});
const opening = 'require test.bank:1 as db\ncreate-dataset d\nimport db/KIND as kind\nimport db/TEXT as text\n';

async function pieOf(statement: string, policy: string, threads = 1) {
  const run = await runTestScript(opening + statement, [bank], { policy, threads });
  return run.statements.at(-1)!.results[0]!.body;
}

describe('piechart in a script', () => {
  it('leaves missing values out, and shows labels', async () => {
    const body = await pieOf('piechart kind', 'open');
    if (body.type !== 'table') throw new Error('refused');
    expect(body.dimensions[0]!.categories.map(({ label }) => label)).toEqual(['First', 'Second', 'Rare']);
    expect(body.rows.at(-1)!.cells[0]![0]!.v).toBe(2700);
  });

  it.each(['strict', 'hardened'])(
    'DC-03 DC-09/piechart: %s shows noise, and shares of the released total',
    async (policy) => {
      const body = await pieOf('piechart kind', policy);
      if (body.type !== 'table') throw new Error('refused');
      const total = body.rows.at(-1)!.cells[0]![0]!.v!;
      expect(Math.abs(total - 2700)).toBeLessThanOrEqual(5);
      for (const { cells } of body.rows) {
        const [count, share] = cells[0]!;
        if (count!.v !== null) expect(share!.v).toBeCloseTo(Math.min(100, (100 * count!.v) / total), 10);
      }
      expect(body.rows.map(({ cells }) => cells[0]![0]!.v)).not.toEqual([...(await exactCounts())]);
    },
  );

  async function exactCounts(): Promise<readonly (number | null)[]> {
    const exact = await pieOf('piechart kind', 'open');
    if (exact.type !== 'table') throw new Error('refused');
    return exact.rows.map(({ cells }) => cells[0]![0]!.v);
  }

  it('DC-04 DC-08/piechart: a category that nobody has, and values that few have, are not named', async () => {
    expect(JSON.stringify(await pieOf('piechart kind', 'strict'))).not.toContain('Nobody');
    expect(JSON.stringify(await pieOf('piechart text', 'strict'))).not.toContain('secret');
    expect(JSON.stringify(await pieOf('piechart text', 'open'))).toContain('secret');
  });

  it('DC-05/piechart: mostly small slices are refused', async () => {
    expect(await pieOf(`piechart text if kind == 'c'`, 'strict')).toMatchObject({ type: 'refusal', rule: 'DC-05' });
  });

  it('is the same for any number of threads', async () => {
    const first = await pieOf('piechart kind', 'strict');
    for (const threads of [2, 4, 8]) expect(await pieOf('piechart kind', 'strict', threads)).toEqual(first);
  });
});
