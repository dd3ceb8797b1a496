import { afterAll, describe, expect, it } from 'vitest';
import { executeTabulatePanel } from '../../../src/commands/panel/tabulate-panel/execute.ts';
import { executeTransitionsPanel } from '../../../src/commands/panel/transitions-panel/execute.ts';
import type { TableBody } from '../../../src/disclosure/released.ts';
import { createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { populationOf } from '../../helpers/columnar.ts';
import { type TestVariable, testDatabank } from '../../helpers/databank.ts';
import { panelColumns, panelDataset } from '../../helpers/panel-columns.ts';
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

interface Pairs {
  readonly codes: readonly number[];
  readonly counts: readonly (readonly number[])[];
  readonly rowpct: readonly (readonly number[])[];
  readonly units: readonly (readonly number[])[];
  readonly total: number;
}

const reference = readReference('panel-tables.json') as {
  readonly byTime: Readonly<Record<'status' | 'hull', ByTime>>;
  readonly transitions: Readonly<Record<'status' | 'hull' | 'status if aar != 2018', Pairs>>;
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

describe.each(runners.map((runner) => [runner.threads, runner] as const))(
  'transitions with %i threads',
  (_, runner) => {
    const aar = panelColumns()['aar']!;
    const population = populationOf(
      dataset,
      aar.map((year) => year !== 2018),
    );
    const cases = [
      ['status', 'status', { dataset }],
      ['missing values are not reached across', 'hull', { dataset }],
      ['rows that `if` removes are absent', 'status if aar != 2018', population],
    ] as const;

    it.each(cases)('%s', async (_, name, population) => {
      const [variable = ''] = name.split(' ');
      const operation = { type: 'transitions-panel', dataset: 'd', variables: [variable], options: {} } as const;
      const body = await released(executeTransitionsPanel, operation, readingContext(runner, dataset, { population }));
      if (body.type !== 'table') throw new Error('refused');
      const expected = reference.transitions[name];
      expect([codes(body, 0), codes(body, 1)]).toEqual([expected.codes, expected.codes]);
      expect(body.measures.map(({ key }) => key)).toEqual(['freq', 'rowpct']);
      for (const [from, row] of expected.counts.entries()) {
        expect(body.rows[from]!.cells.slice(0, -1).map(([freq]) => freq!.v)).toEqual(row);
        const shares = body.rows[from]!.cells.slice(0, -1).map((cell) => cell[1]!.v ?? Number.NaN);
        for (const [to, share] of shares.entries()) expect(isClose(share, expected.rowpct[from]![to]!)).toBe(true);
      }
      expect(
        body.rows
          .at(-1)!
          .cells.at(-1)!
          .map(({ v }) => v),
      ).toEqual([expected.total, 100]);
    });

    it('DC-16/transitions-panel: a cell is the units that have such a transition', async () => {
      const engine = createReadingEngine(runner);
      const { pairs, from, total } = (await engine.countTransitions({ dataset }, 'hull', []))!;
      const { units, counts } = reference.transitions.hull;
      expect([...pairs.units]).toEqual(units.flat());
      expect([...pairs.rows]).toEqual(counts.flat());
      expect(from.units.every((n, at) => n <= from.rows[at]! && n >= Math.max(...units[at]!))).toBe(true);
      const keys = dataset.units.keys;
      const { id, aar, status } = panelColumns();
      const hull = status!.map((value, row) => ((id![row]! + aar![row]!) % 7 === 0 ? null : value));
      const stays = new Set(
        id!.flatMap((unit, row) => (hull[row] === 1 && hull[row + 1] === 1 && id![row + 1] === unit ? [unit - 1] : [])),
      );
      expect(pairs.units[0]).toBe(stays.size);
      expect(pairs.sumA[0]).toBe([...stays].reduce((sum, unit) => (sum + keys.a[unit]!) >>> 0, 0));
      expect(pairs.sumB[0]).toBe([...stays].reduce((sum, unit) => (sum + keys.b[unit]!) >>> 0, 0));
      expect(total.units).toBeLessThanOrEqual(150);
    });

    it('codes flagged as missing end a pair as missing values do', async () => {
      const engine = createReadingEngine(runner);
      const { codes: found, pairs } = (await engine.countTransitions({ dataset }, 'status', [2]))!;
      const { counts } = reference.transitions.status;
      expect(found).toEqual([1, 3]);
      expect([...pairs.rows]).toEqual([counts[0]![0], counts[0]![2], counts[2]![0], counts[2]![2]]);
    });
  },
);

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
  NR: { values: Array.from({ length: size }, (_, unit) => unit) },
  SEX: { values: Array.from({ length: size }, (_, unit) => String(1 + (unit % 2))), dataType: 'STRING' },
});
const opening = `require test.bank:1 as db
create-dataset d
import-panel db/STATUS db/SEX db/NR ${days.join(' ')}
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

describe.each(['strict', 'hardened'])('A44 DC-15 DC-16: the same units at many times under %s', (policy) => {
  it('have one number, that of a table of them', async () => {
    const body = await tableOf('tabulate-panel SEX', { policy });
    const wide = await tableOf('create-dataset e\nimport db/SEX as sex\ntabulate sex', { policy });
    for (const [r, row] of body.rows.entries()) {
      const counts = row.cells.slice(0, -1).map(([cell]) => cell!.v);
      expect(counts).toEqual(days.map(() => wide.rows[r]!.cells[0]![0]!.v));
      expect(row.cells.at(-1)![0]!.v).toBe(days.length * counts[0]!);
    }
  });

  it('and who stays is as many as who is', async () => {
    const body = await tableOf('transitions-panel SEX', { policy });
    const wide = await tableOf('create-dataset e\nimport db/SEX as sex\ntabulate sex', { policy });
    for (const place of [0, 1]) {
      const staying = body.rows[place]!.cells[place]![0]!.v;
      expect(staying).toBe((days.length - 1) * wide.rows[place]!.cells[0]![0]!.v!);
    }
  });
});

describe('transitions-panel in a script', () => {
  it('has a table for each variable, with the labels of its code list', async () => {
    const run = await runTestScript(`${opening}transitions-panel STATUS SEX`, [bank]);
    const bodies = run.statements.at(-1)!.results.map(({ body }) => body);
    const [status, sex] = bodies;
    if (status?.type !== 'table' || sex?.type !== 'table') throw new Error('refused');
    expect(status.dimensions.map(({ variable, role }) => [variable, role])).toEqual([
      ['STATUS', 'from'],
      ['STATUS', 'to'],
    ]);
    expect(status.dimensions[0]!.categories.map(({ label }) => label)).toEqual(['Working', 'Studying', 'Other']);
    const pairs = Array.from({ length: size }, (_, unit) => unit).flatMap((unit) =>
      [0, 1].filter((time) => statusAt(unit, time) === 1 && statusAt(unit, time + 1) === 2),
    );
    expect(status.rows[0]!.cells[1]![0]!.v).toBe(pairs.length);
    // Nobody changes sex, and everybody has three rows.
    expect(sex.rows[0]!.cells.slice(0, 2).map(([freq]) => freq!.v)).toEqual([size, 0]);
  });

  it.each(['strict', 'hardened'])(
    'DC-03 DC-04 DC-09/transitions-panel: %s shows noise, and shares of it',
    async (policy) => {
      const [exact, body] = [
        await tableOf(`transitions-panel STATUS if SEX == '1'`),
        await tableOf(`transitions-panel STATUS if SEX == '1'`, { policy }),
      ];
      let changed = 0;
      for (const [r, row] of body.rows.entries()) {
        const margin = row.cells.at(-1)![0]!.v!;
        for (const [c, [freq, share]] of row.cells.entries()) {
          const truth = exact.rows[r]!.cells[c]![0]!.v!;
          if (freq!.v === null) expect(truth).toBeLessThan(6);
          else {
            expect(Math.abs(freq!.v - truth)).toBeLessThanOrEqual(10);
            if (c < row.cells.length - 1) expect(share!.v).toBeCloseTo(Math.min(100, (100 * freq!.v) / margin), 10);
            if (freq!.v !== truth) changed++;
          }
        }
      }
      expect(changed).toBeGreaterThan(0);
    },
  );

  it('DC-05/transitions-panel: mostly rare transitions are refused', async () => {
    // Twelve persons cannot fill nine cells.
    const few = await runTestScript(`${opening}transitions-panel STATUS if NR < 12`, [bank], { policy: 'strict' });
    const [result] = few.statements.at(-1)!.results;
    expect(result!.body).toMatchObject({ type: 'refusal', rule: 'DC-05' });
  });

  it('the same bytes come from any number of threads', async () => {
    const bodies = [];
    for (const threads of [1, 2, 4, 8])
      bodies.push(await tableOf('transitions-panel STATUS', { threads, policy: 'strict' }));
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });

  it('needs a panel', async () => {
    await expect(tableOf('create-dataset e\nimport db/SEX as sex\ntransitions-panel sex')).rejects.toThrow(/panel/u);
  });
});
