import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;
const open = Number.POSITIVE_INFINITY;

const spell = (unit: number, start: string, stop: string | null, value: string) => ({
  unit,
  start: day(start),
  stop: stop === null ? null : day(stop),
  value,
});

const bank = testDatabank({
  RARE: {
    temporality: 'EVENT',
    records: [spell(0, '2000-01-01', '2000-06-30', 'a'), spell(3, '2002-01-01', '2003-12-31', 'b')],
  },
  SEX: { values: ['1', '2', '1', '2', '1', '2'] },
  CIVIL: {
    temporality: 'EVENT',
    records: [
      spell(0, '2010-01-01', '2015-06-30', '1'),
      spell(0, '2015-07-01', null, '2'),
      spell(1, '2000-01-01', '2014-12-31', '1'),
      spell(1, '2015-01-01', '2015-01-01', '2'),
      spell(1, '2018-12-31', '2020-01-01', '3'),
      spell(2, '2019-01-01', null, '1'),
      spell(4, '1990-05-01', null, '1'),
    ],
  },
});

const start = `require test.bank:1 as db
create-dataset spells
import-event db/CIVIL 2015-01-01 to 2018-12-31 as civil
`;

const run = (script: string) => runTestScript(start + script, [bank]);

describe('import-event', () => {
  it('brings in the spells that overlap the period, whole, by unit and start', async () => {
    const { values, tables } = await run('');
    expect(values('spells', 'PERSONID_1')).toEqual([0, 0, 1, 1, 4]);
    expect(values('spells', 'civil')).toEqual(['1', '2', '2', '3', '1']);
    expect(values('spells', 'START@civil')).toEqual(
      ['2010-01-01', '2015-07-01', '2015-01-01', '2018-12-31', '1990-05-01'].map(day),
    );
    expect(values('spells', 'STOP@civil')).toEqual([
      day('2015-06-30'),
      open,
      day('2015-01-01'),
      day('2020-01-01'),
      open,
    ]);
    expect(tables.get('spells')?.schema.kind).toBe('event');
  });

  it('says how many records there are and of how many units', async () => {
    const { statements } = await run('');
    const body = statements.at(-1)?.results[0]?.body;
    expect(body).toMatchObject({
      code: 'status-event-imported',
      names: { name: 'civil', from: '2015-01-01', until: '2018-12-31' },
      counts: { records: { v: 5 }, n: { v: 3 } },
    });
  });

  it('takes the spells of the units that a dataset holds, and leaves out units that have none', async () => {
    const script = `require test.bank:1 as db
create-dataset women
import db/SEX as sex
keep if sex == '2'
clone-units women spells
use spells
import-event db/CIVIL 2015-01-01 to 2018-12-31 as civil`;
    const { values } = await runTestScript(script, [bank]);
    expect(values('spells', 'PERSONID_1')).toEqual([1, 1]);
  });

  it('has no rows where no spell overlaps the period, and is refused where none can', async () => {
    const at = (period: string) =>
      runTestScript(`require test.bank:1 as db\ncreate-dataset d\nimport-event db/RARE ${period} as c`, [bank]);
    expect((await at('2001-01-01 to 2001-12-31')).tables.get('d')?.rowCount).toBe(0);
    await expect(at('1950-01-01 to 1950-12-31')).rejects.toThrow('2000-01-01');
    await expect(at('2005-01-01 to 2004-12-31')).rejects.toThrow('2004-12-31');
  });

  it('still knows open spells after the last day that a stored spell can name', async () => {
    const { values } = await runTestScript(
      'require test.bank:1 as db\ncreate-dataset d\nimport-event db/CIVIL 2080-01-01 to 2080-12-31 as c\ncreate-dataset e\nimport db/CIVIL 2080-01-01 as c',
      [bank],
    );
    expect(values('d', 'PERSONID_1')).toEqual([0, 2, 4]);
    expect(values('e', 'PERSONID_1')).toEqual([0, 2, 4]);
  });

  it('merges a value into every spell of a unit', async () => {
    const { values } = await run(
      "create-dataset people\nimport db/SEX as sex\nmerge sex into spells\nuse spells\nkeep if sex == '1'",
    );
    expect(values('spells', 'sex')).toEqual(['1', '1', '1']);
  });

  it('is counted by units when rows are removed or drawn', async () => {
    const asked: unknown[] = [];
    await runTestScript(`${start}keep if START@civil > date(2015, 1, 1)`, [bank], {
      watch: (session) =>
        new Proxy(session, {
          get: (target, name) => {
            const value: unknown = Reflect.get(target, name, target);
            if (typeof value !== 'function') return value;
            return (...parameters: readonly unknown[]): unknown => {
              const answer: unknown = Reflect.apply(value, target, parameters);
              if (name === 'releasedCount' || name === 'resolveRows') asked.push(name);
              return answer;
            };
          },
        }),
    });
    expect(asked).toContain('resolveRows');
    const { statements } = await run('keep if START@civil > date(2015, 1, 1)');
    expect(statements.at(-1)?.results[0]?.body).toMatchObject({ counts: { left: { v: 2 }, n: { v: 5 } } });
  });
});

describe('the open end of a spell', () => {
  it('is later than every date in comparisons, so that spells are cut by either habit', async () => {
    const after = 'replace STOP@civil = date(2018, 12, 31) if STOP@civil > date(2018, 12, 31)';
    const missing = 'replace STOP@civil = date(2018, 12, 31) if sysmiss(STOP@civil) | STOP@civil > date(2018, 12, 31)';
    const cut = [day('2015-06-30'), day('2018-12-31'), day('2015-01-01'), day('2018-12-31'), day('2018-12-31')];
    for (const clip of [after, missing]) {
      const { values } = await run(clip);
      expect(values('spells', 'STOP@civil')).toEqual(cut);
    }
  });

  it('is missing to arithmetic; days are stop less start and one, both ends included', async () => {
    const { values } = await run(`replace START@civil = date(2015, 1, 1) if START@civil < date(2015, 1, 1)
generate days = STOP@civil - START@civil + 1
generate isopen = sysmiss(STOP@civil)`);
    const length = (from: string, to: string) => day(to) - day(from) + 1;
    expect(values('spells', 'days')).toEqual([
      length('2015-01-01', '2015-06-30'),
      null,
      1,
      length('2018-12-31', '2020-01-01'),
      null,
    ]);
    expect(values('spells', 'isopen')).toEqual([0, 1, 0, 0, 1]);
  });

  it('wins the maximum and loses the minimum of a group', async () => {
    const { values } = await run(
      'collapse (max) STOP@civil -> last (min) STOP@civil -> first (count) STOP@civil -> ended (mean) STOP@civil -> middle, by(PERSONID_1)',
    );
    expect(values('spells', 'PERSONID_1')).toEqual([0, 1, 4]);
    expect(values('spells', 'last')).toEqual([open, day('2020-01-01'), open]);
    expect(values('spells', 'first')).toEqual([day('2015-06-30'), day('2015-01-01'), open]);
    expect(values('spells', 'ended')).toEqual([1, 2, 0]);
    expect(values('spells', 'middle')[0]).toBe(day('2015-06-30'));
    expect(values('spells', 'middle')[2]).toBeNull();
  });

  it('does the same on the rows of a group, and in groups of an ordinary variable', async () => {
    const { values } = await run(
      'aggregate (max) STOP@civil -> last, by(PERSONID_1)\naggregate (max) STOP@civil -> latest (min) STOP@civil -> soonest, by(civil)',
    );
    expect(values('spells', 'last')).toEqual([open, open, day('2020-01-01'), day('2020-01-01'), open]);
    expect(values('spells', 'latest')).toEqual([open, open, open, day('2020-01-01'), open]);
    expect(values('spells', 'soonest')).toEqual(
      ['2015-06-30', '2015-01-01', '2015-01-01', '2020-01-01', '2015-06-30'].map(day),
    );
  });

  it('is kept by copies and lost by every other expression', async () => {
    const { values } = await run(`generate same = STOP@civil
generate some = STOP@civil if civil == '2'
generate other = 5
replace other = STOP@civil if civil == '2'
generate third = 1
replace third = same
generate moved = STOP@civil + 0
generate larger = rowmax(START@civil, STOP@civil)
generate smaller = rowmin(START@civil, STOP@civil)
clone-variables STOP@civil -> fourth
generate later = third > date(2019, 1, 1)`);
    const stops = values('spells', 'STOP@civil');
    expect(values('spells', 'same')).toEqual(stops);
    expect(values('spells', 'some')).toEqual([null, open, day('2015-01-01'), null, null]);
    expect(values('spells', 'other')).toEqual([5, open, day('2015-01-01'), 5, 5]);
    expect(values('spells', 'third')).toEqual(stops);
    expect(values('spells', 'fourth')).toEqual(stops);
    const closed = stops.map((stop) => (stop === open ? null : stop));
    expect(values('spells', 'moved')).toEqual(closed);
    expect(values('spells', 'larger')).toEqual(closed);
    expect(values('spells', 'smaller')).toEqual([
      ...values('spells', 'START@civil').slice(0, 2),
      day('2015-01-01'),
      day('2018-12-31'),
      day('1990-05-01'),
    ]);
    expect(values('spells', 'later')).toEqual([0, 1, 0, 1, 1]);
  });

  it('is missing to recode, to by() and to counts of missing values', async () => {
    const { values, statements } = await run(`generate copy = STOP@civil
recode copy (missing = -1)
clone-dataset spells groups
use groups
collapse (count) civil -> n, by(STOP@civil)`);
    expect(values('spells', 'copy')).toEqual([day('2015-06-30'), -1, day('2015-01-01'), day('2020-01-01'), -1]);
    expect(values('groups', 'STOP@civil')).toEqual(['2015-01-01', '2015-06-30', '2020-01-01'].map(day));
    const generated = statements.find(({ echo }) => echo.startsWith('generate copy'));
    expect(generated?.results[0]?.body).toMatchObject({ counts: { missing: { v: 2 } } });
  });

  it('is missing to statistics and a category of its own in tables that keep missing values', async () => {
    const { statements } = await run('summarize STOP@civil\ntabulate STOP@civil, missing');
    const [summary, table] = statements.slice(-2).map(({ results }) => results[0]?.body);
    expect(JSON.stringify(summary)).not.toContain('2147483647');
    if (table?.type !== 'table') throw new Error('no table');
    expect(table.dimensions[0]?.categories.map(({ code }) => code)).toEqual([
      ...['2015-01-01', '2015-06-30', '2020-01-01'].map(day),
      'open',
    ]);
  });
});
