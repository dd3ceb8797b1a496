import { afterAll, describe, expect, it } from 'vitest';
import { executeTabulatePanel } from '../../../src/commands/panel/tabulate-panel/execute.ts';
import type { TableBody } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { type TestVariable, testDatabank } from '../../helpers/databank.ts';
import { panelDataset } from '../../helpers/panel-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface ByTime {
  readonly rows: readonly number[];
  readonly times: readonly number[];
  readonly counts: readonly (readonly number[])[];
}

const reference = readReference('panel-tables.json') as {
  readonly byTime: Readonly<Record<'status' | 'hull', ByTime>>;
  readonly statisticsByTime: Readonly<Record<'status y', readonly (readonly number[])[]>>;
};

const dataset = panelDataset(({ id, aar, status }) => ({
  hull: status!.map((value, row) => ((id![row]! + aar![row]!) % 7 === 0 ? null : value)),
}));
const plain = { dataset: 'd', nolabels: false, flatten: false, missing: false } as const;
const codes = (body: TableBody, at: number): unknown[] => body.dimensions[at]!.categories.map(({ code }) => code);
const shown = (body: TableBody): (number | null)[][] => body.rows.map(({ cells }) => cells.flat().map(({ v }) => v));

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  const context = readingContext(runner, dataset);

  it.each(['status', 'hull'] as const)('tabulate-panel %s has a column per time', async (name) => {
    const content = { type: 'counts', measures: ['freq'], chi2: false } as const;
    const variables = [name, 'date@panel'];
    const body = await released(
      executeTabulatePanel,
      { type: 'tabulate-panel', variables, content, ...plain },
      context,
    );
    if (body.type !== 'table') throw new Error('refused');
    const expected = reference.byTime[name];
    expect([codes(body, 0), codes(body, 1)]).toEqual([expected.rows, expected.times]);
    const inner = shown(body).slice(0, -1);
    expect(inner.map((row) => row.slice(0, -1))).toEqual(expected.counts);
    expect(inner.map((row) => row.at(-1))).toEqual(expected.counts.map((row) => row.reduce((a, b) => a + b)));
  });

  it('tabulate-panel summarizes the rows of each time', async () => {
    const measures = ['mean', 'std', 'sum', 'freq', 'p50'] as const;
    const content = { type: 'volumes', measures, summarized: ['y'] } as const;
    const variables = ['status', 'date@panel'];
    const body = await released(
      executeTabulatePanel,
      { type: 'tabulate-panel', variables, content, ...plain },
      context,
    );
    if (body.type !== 'table') throw new Error('refused');
    for (const [status, time, ...expected] of reference.statisticsByTime['status y']) {
      const cell = body.rows[codes(body, 0).indexOf(status)]!.cells[codes(body, 1).indexOf(time)]!;
      expect(cell).toHaveLength(expected.length);
      for (const [at, { v }] of cell.entries())
        expect(isClose(v ?? Number.NaN, expected[at]!), `${status!} ${time!} ${at}`).toBe(true);
    }
  });
});

const size = 1500;
const days = ['2015-01-01', '2016-01-01', '2017-01-01'] as const;
const dayOf = (text: string): number => Date.parse(text) / 86_400_000;
/** Everybody changes status by a rule of their own; every eleventh person leaves after the second day. */
const statusAt = (unit: number, time: number): number | null =>
  unit % 11 === 0 && time === 2 ? null : 1 + ((unit * (time + 3)) % 3);
const history = (value: (unit: number, time: number) => number | null): TestVariable => ({
  temporality: 'STATUS',
  dataType: 'STRING',
  codes: [
    { code: '1', title: 'Working' },
    { code: '2', title: 'Studying' },
    { code: '3', title: 'Other' },
  ],
  records: days.flatMap((day, time) =>
    Array.from({ length: size }, (_, unit) => unit).flatMap((unit) => {
      const own = value(unit, time);
      return own === null ? [] : [{ unit, start: dayOf(day), stop: dayOf(day), value: String(own) }];
    }),
  ),
});
const bank = testDatabank({
  STATUS: history(statusAt),
  SEX: { values: Array.from({ length: size }, (_, unit) => String(1 + (unit % 2))), dataType: 'STRING' },
});
const opening = `require test.bank:1 as db
create-dataset d
import-panel db/STATUS db/SEX ${days.join(' ')}
`;

async function tableOf(statement: string, options = {}): Promise<TableBody> {
  const run = await runTestScript(opening + statement, [bank], options);
  const [result] = run.statements.at(-1)!.results;
  const body = result?.body;
  if (body?.type !== 'table') throw new Error(`no table: ${JSON.stringify(body)}`);
  return body;
}

const count = (status: number, time: number, keeps: (unit: number) => boolean = () => true): number =>
  Array.from({ length: size }, (_, unit) => unit).filter((unit) => keeps(unit) && statusAt(unit, time) === status)
    .length;

describe('tabulate-panel in a script', () => {
  it('nests further variables in the rows and shows missing values when asked', async () => {
    const body = await tableOf('tabulate-panel STATUS SEX, missing');
    expect(body.command).toBe('tabulate-panel');
    expect(body.dimensions.map(({ variable }) => variable)).toEqual(['STATUS', 'date@panel', 'SEX']);
    expect([body.stub, body.column]).toEqual([[0, 2], 1]);
    const women = body.rows.find(({ key }) => key[0] === 1 && key[1] === 1)!;
    const expected = days.map((_, time) => count(2, time, (unit) => unit % 2 === 1));
    expect(women.cells.slice(0, 3).map(([cell]) => cell!.v)).toEqual(expected);
    expect(body.dimensions[0]!.categories.at(-1)!.code).toBe(null);
  });

  it('percentages and the test need one listed variable only', async () => {
    const body = await tableOf('tabulate-panel STATUS, colpct chi2');
    const total = [1, 2, 3].reduce((sum, status) => sum + count(status, 2), 0);
    expect(body.rows[0]!.cells[2]![0]!.v).toBeCloseTo((100 * count(1, 2)) / total, 10);
    expect(body.tests).toHaveLength(1);
    expect(body.tests[0]!.df).toBe(4);
  });

  it('the time is not listed: it is the column already', async () => {
    await expect(tableOf('tabulate-panel STATUS date@panel')).rejects.toThrow(/leave `date@panel` out/u);
    await expect(tableOf('tabulate-panel STATUS, colsort(1, 2)')).rejects.toThrow(/colsort\(code\)/u);
  });

  it('rows are sorted by a day, columns by the codes of a row', async () => {
    const sorted = await tableOf(`tabulate-panel STATUS, rowsort('2017-01-01') top(2)`);
    const counts = [1, 2, 3].map((status) => count(status, 2)).sort((a, b) => a - b);
    expect(sorted.rows.slice(0, 2).map(({ cells }) => cells[2]![0]!.v)).toEqual(counts.slice(0, 2));
    const columns = await tableOf(`tabulate-panel STATUS, colsort('1')`);
    const first = days.map((_, time) => count(1, time)).sort((a, b) => a - b);
    expect(columns.rows[0]!.cells.slice(0, 3).map(([cell]) => cell!.v)).toEqual(first);
  });

  it('times of a reshaped panel are shown as they are, however few have a row', async () => {
    const body = await tableOf(`create-dataset e
import db/SEX as sex1
generate sex2 = sex1
generate sex3 = sex1
reshape-to-panel sex
tabulate-panel sex`);
    expect(codes(body, 1)).toEqual([1, 2, 3]);
  });

  it('DC-16/tabulate-panel: one who is in several cells of a margin counts once there', async () => {
    const run = await runTestScript(`${opening}tabulate-panel SEX if STATUS == '1' | STATUS == '2'`, [bank], {
      policy: 'strict',
    });
    const body = run.statements.at(-1)!.results[0]!.body;
    if (body.type !== 'table') throw new Error('refused');
    for (const row of body.rows) {
      // R' = max(u', round(R·u'/u)) keeps a margin in proportion to its rows: the noise is that of its units.
      const exact = Array.from({ length: size }, (_, unit) => unit).filter(
        (unit) => row.key[0] === 'total' || unit % 2 === row.key[0],
      );
      const rows = exact.flatMap((unit) => [0, 1, 2].filter((t) => [1, 2].includes(statusAt(unit, t) ?? 0))).length;
      const units = exact.filter((unit) => [0, 1, 2].some((t) => [1, 2].includes(statusAt(unit, t) ?? 0))).length;
      const noise = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((v) => Math.round((rows * (units + v)) / units));
      expect(noise).toContain(row.cells.at(-1)![0]!.v);
    }
  });

  it('the same bytes come from any number of threads', async () => {
    const bodies = [];
    for (const threads of [1, 2, 4, 8])
      bodies.push(await tableOf('tabulate-panel STATUS SEX, freq colpct chi2', { threads, policy: 'strict' }));
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });
});
