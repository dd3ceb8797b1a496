import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../../src/base/epoch-day.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { aggregated, statisticNames } from '../../helpers/oracle/statistics.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;
const spell = (unit: number, start: string, stop: string | null, value: string) => ({
  unit,
  start: day(start),
  stop: stop === null ? null : day(stop),
  value,
});

const pay = [10.5, 20, null, 40, 50, 60.5, null, 80, 3, 7.25];
const place = ['b', 'a', 'b', null, 'a', 'c', 'c', 'b', null, 'a'];
const bank = testDatabank({
  PAY: { values: pay, dataType: 'DOUBLE' },
  GRADE: {
    values: [1, 2, 3, 1, 2, 3, 1, 2, 3, 9],
    codes: [
      { code: '1', title: 'low' },
      { code: '2', title: 'middle' },
      { code: '3', title: 'high' },
      { code: '9', title: 'not told' },
    ],
  },
  PLACE: {
    values: place,
    codes: [
      { code: 'a', title: 'Alta' },
      { code: 'b', title: 'Bodø' },
      { code: 'c', title: 'Chur' },
    ],
  },
  MOTHER: { values: [4, 4, null, 5, 5, 4, null, 9, 9, 9], refersTo: 'PERSON' },
  CIVIL: {
    temporality: 'EVENT',
    records: [
      spell(1, '2010-01-01', '2012-05-31', '1'),
      spell(1, '2012-06-01', null, '2'),
      spell(4, '2011-03-01', '2011-03-31', '1'),
      spell(6, '2009-01-01', '2013-12-31', '2'),
    ],
  },
  WAGE: {
    temporality: 'ACCUMULATED',
    records: [2018, 2019].flatMap((year) =>
      [0, 2, 3].map((unit) => ({ unit, start: day(`${year}-01-01`), stop: day(`${year}-12-31`), value: year + unit })),
    ),
  },
});

const start = `require test.bank:1 as t
create-dataset d
import t/PLACE as place, outer_join
import t/PAY as pay, outer_join
import t/GRADE as grade
import t/MOTHER as mother
`;
const run = (script: string, threads = 1) => runTestScript(start + script, [bank], { threads });
const everything = statisticNames.map((name) => `(${name}) pay -> r_${name}`).join(' ');

/** What a naive computation gives for each group of pay. */
function naive(groups: readonly (number | string | null)[]): Map<number | string, unknown[]> {
  const valid = pay.filter((x) => x !== null);
  const keys = [...new Set(groups)].filter((group) => group !== null);
  return new Map(
    keys.map((key) => {
      const own = pay.filter((x, row) => groups[row] === key && x !== null);
      const cells = statisticNames.map((name) => aggregated(name, own, valid));
      return [key, cells.map((x): unknown => (typeof x === 'number' ? expect.closeTo(x, 9) : x))];
    }),
  );
}

describe('all statistics at once', () => {
  const day1 = day('2020-01-01');
  it.each([
    ['a text', 'place', '', place],
    ['a number', 'group', 'generate group = int(grade / 2)', [0, 1, 1, 0, 1, 1, 0, 1, 1, 4]],
    ['a decimal number', 'group', 'generate group = grade / 8', [1, 2, 3, 1, 2, 3, 1, 2, 3, 9].map((x) => x / 8)],
    ['a date', 'when', 'generate when = date(2020, 1, grade)', [0, 1, 2, 0, 1, 2, 0, 1, 2, 8].map((x) => day1 + x)],
    [
      'numbers far apart',
      'far',
      'generate far = grade * 100000000',
      [1, 2, 3, 1, 2, 3, 1, 2, 3, 9].map((x) => x * 1e8),
    ],
  ])('by %s', async (_, by, statements, groups) => {
    const expected = naive(groups);
    const added = await run(`${statements}\naggregate ${everything}, by(${by})`);
    const columns = statisticNames.map((name) => added.values('d', `r_${name}`));
    for (const [row, group] of groups.entries()) {
      const cells = columns.map((column) => column[row]);
      expect(cells).toEqual(group === null ? statisticNames.map(() => null) : expected.get(group));
    }
    const { values } = await run(`${statements}\ncollapse ${everything}, by(${by})`);
    const keys = values('d', by);
    expect([...keys].sort()).toEqual([...expected.keys()].sort());
    for (const [at, key] of keys.entries()) {
      expect(statisticNames.map((name) => values('d', `r_${name}`)[at])).toEqual(expected.get(key!));
    }
  });

  it('by a key: rows without one are left out, or get missing', async () => {
    const mothers = [4, 4, null, 5, 5, 4, null, 9, 9, 9];
    const expected = naive(mothers);
    const added = await run(`aggregate ${everything}, by(mother)`);
    for (const [row, group] of mothers.entries()) {
      const cells = statisticNames.map((name) => added.values('d', `r_${name}`)[row]);
      expect(cells).toEqual(group === null ? statisticNames.map(() => null) : expected.get(group));
    }
    const { values, tables } = await run(`collapse ${everything}, by(mother)`);
    expect(tables.get('d')!.schema.unitType).toBe('PERSON');
    expect(values('d', 'mother')).toEqual([4, 5, 9]);
    expect([4, 5, 9].map((_, at) => statisticNames.map((name) => values('d', `r_${name}`)[at]))).toEqual(
      [4, 5, 9].map((key) => expected.get(key)),
    );
  });
});

describe('several units of time', () => {
  const events = 'require test.bank:1 as t\ncreate-dataset e\nimport-event t/CIVIL 2000-01-01 to 2020-12-31 as civil\n';

  it('events by their own identifier: dates stay dates where a date makes sense', async () => {
    const { values, tables } = await runTestScript(
      `${events}collapse (count) civil -> n (min) START@civil -> first (max) STOP@civil -> last (mean) START@civil -> usual (sd) START@civil -> spread, by(PERSONID_1)`,
      [bank],
    );
    expect(values('e', 'PERSONID_1')).toEqual([1, 4, 6]);
    expect(values('e', 'n')).toEqual([2, 1, 1]);
    expect(values('e', 'first')).toEqual(['2010-01-01', '2011-03-01', '2009-01-01'].map(day));
    expect(values('e', 'last')).toEqual([Number.POSITIVE_INFINITY, day('2011-03-31'), day('2013-12-31')]);
    expect(values('e', 'usual')[0]).toBe((day('2010-01-01') + day('2012-06-01')) / 2);
    expect(values('e', 'spread').slice(1)).toEqual([null, null]);
    const { variables } = tables.get('e')!.schema;
    expect(variables.map(({ type }) => (type.type === 'numeric' ? type.subtype : type.type))).toEqual([
      'integer',
      'date',
      'date',
      'date',
      'decimal',
    ]);
  });

  it('events by a text: spells are counted, not persons', async () => {
    const { values } = await runTestScript(
      `${events}collapse (count) START@civil -> n (median) START@civil -> middle, by(civil)`,
      [bank],
    );
    expect(values('e', 'civil')).toEqual(['1', '2']);
    expect(values('e', 'n')).toEqual([2, 2]);
    expect(values('e', 'middle')).toEqual([
      (day('2010-01-01') + day('2011-03-01')) / 2,
      (day('2012-06-01') + day('2009-01-01')) / 2,
    ]);
  });

  it('a panel by its times and by its units', async () => {
    const panel = 'require test.bank:1 as t\ncreate-dataset p\nimport-panel t/WAGE 2018-12-31 2019-12-31\n';
    const byTime = await runTestScript(`${panel}collapse (sum) WAGE (count) WAGE -> n, by(date@panel)`, [bank]);
    expect(byTime.values('p', 'date@panel')).toEqual([day('2018-12-31'), day('2019-12-31')]);
    expect(byTime.values('p', 'WAGE')).toEqual([3 * 2018 + 5, 3 * 2019 + 5]);
    const byUnit = await runTestScript(`${panel}aggregate (mean) WAGE -> usual, by(PERSONID_1)`, [bank]);
    expect(byUnit.values('p', 'usual')).toEqual([2018.5, 2018.5, 2020.5, 2020.5, 2021.5, 2021.5]);
  });
});

describe('lists, formats and names', () => {
  it('follow the values: extremes keep the list, by-variables theirs, other results have none', async () => {
    const { tables } = await run(
      'collapse (min) grade -> low (max) grade -> high (mean) grade -> m (median) grade -> p (count) grade -> n (sum) grade, by(place)',
    );
    const { schema } = tables.get('d')!;
    expect(schema.identifier).toMatchObject({ name: 'place', codeList: expect.anything() as unknown });
    expect(schema.variables.map(({ name, codeList }) => [name, codeList !== undefined])).toEqual([
      ['low', true],
      ['high', true],
      ['m', false],
      ['p', false],
      ['n', false],
      ['grade', false],
    ]);
  });

  it('whole numbers stay whole: counts, and sums and extremes of whole numbers', async () => {
    const { tables } = await run(
      'collapse (count) pay -> n (sum) grade -> s (min) grade -> low (max) grade -> high (mean) grade -> m (sum) pay -> total, by(place)',
    );
    const kinds = [...tables.get('d')!.columns].map(([name, { kind }]) => [name, kind]);
    expect(kinds).toEqual([
      ['n', 'int32'],
      ['s', 'int32'],
      ['low', 'int32'],
      ['high', 'int32'],
      ['m', 'float64'],
      ['total', 'float64'],
    ]);
  });

  it('sums that are too large for whole numbers are kept as they are', async () => {
    for (const by of ['place', 'mother']) {
      const { values } = await run(`generate big = grade * 1000000000\ncollapse (sum) big, by(${by})`);
      expect(values('d', 'big')[0]).toBe(by === 'place' ? 13e9 : 6e9);
    }
  });

  it('codes that are flagged missing take no part', async () => {
    const script =
      "recode grade (9 = 99 'gone' missing)\ncollapse (count) grade -> n (max) grade -> high (percent) grade -> share";
    for (const [by, place] of [
      ['place', 0],
      ['mother', 2],
    ] as const) {
      const { values } = await run(`${script}, by(${by})`);
      expect([values('d', 'n')[place], values('d', 'high')[place]]).toEqual([2, by === 'place' ? 2 : 3]);
      expect(values('d', 'share')[place]).toBeCloseTo(200 / 9, 10);
    }
  });

  it.each([
    ['collapse (sum) pay (mean) pay, by(place)', 'pay'],
    ['collapse (sum) pay (max) grade -> pay, by(place)', 'pay'],
    ['collapse (sum) pay -> place, by(place)', 'place'],
    ['aggregate (sum) pay -> grade, by(place)', 'grade'],
    ['aggregate (sum) pay, by(place)', '->'],
    ['collapse (count) mother, by(place)', 'mother'],
    ['collapse (mean) place, by(grade)', 'place'],
    ['collapse (p25) pay, by(place)', 'p25'],
    ['collapse (sum) pay, by(place grade', 'by'],
  ])('%s is a mistake that names %s', async (statement, named) => {
    await expect(run(statement)).rejects.toThrow(named);
  });
});
