import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;
const year = (unit: number, y: number, value: number) => ({
  unit,
  start: day(`${y}-01-01`),
  stop: day(`${y}-12-31`),
  value,
});
const at = (unit: number, date: string, value: string) => ({ unit, start: day(date), stop: day(date), value });

const bank = testDatabank({
  SEX: { values: ['1', '2', '1', '2', null, '2'] },
  WAGE: { temporality: 'ACCUMULATED', records: [year(0, 2018, 10), year(0, 2019, 11), year(2, 2019, 30)] },
  PLACE: {
    temporality: 'STATUS',
    records: [at(0, '2018-01-01', 'b'), at(1, '2018-01-01', 'a'), at(0, '2019-01-01', 'c'), at(5, '2019-01-01', 'a')],
    sparse: true,
  },
  CIVIL: {
    temporality: 'EVENT',
    records: [
      { unit: 1, start: day('2018-06-01'), stop: null, value: '2' },
      { unit: 3, start: day('2010-06-01'), stop: day('2015-01-01'), value: '2' },
    ],
  },
});

const start = 'require test.bank:1 as db\ncreate-dataset d\n';
const run = (script: string) => runTestScript(start + script, [bank]);

describe('import-panel', () => {
  it('has each unit that has a value that changes, at each day, ascending', async () => {
    const { values, tables } = await run('import-panel db/PLACE db/WAGE db/SEX 2019-01-01 2018-01-01');
    const days = [day('2018-01-01'), day('2019-01-01')];
    expect(values('d', 'PERSONID_1')).toEqual([0, 0, 1, 1, 2, 2, 5, 5]);
    expect(values('d', 'date@panel')).toEqual([...days, ...days, ...days, ...days]);
    expect(values('d', 'PLACE')).toEqual(['b', 'c', 'a', null, null, null, null, 'a']);
    expect(values('d', 'WAGE')).toEqual([10, 11, null, null, null, 30, null, null]);
    expect(values('d', 'SEX')).toEqual(['1', '1', '2', '2', '1', '1', '2', '2']);
    expect(tables.get('d')?.schema.kind).toBe('panel');
  });

  it('has exactly the units that the dataset holds, with or without values', async () => {
    const { values } = await run(
      "import db/SEX as sex\nkeep if sex == '1'\nclone-units d p\nuse p\nimport-panel db/PLACE db/CIVIL 2018-01-01 2019-01-01",
    );
    expect(values('p', 'PERSONID_1')).toEqual([0, 0, 2, 2]);
    expect(values('p', 'PLACE')).toEqual(['b', 'c', null, null]);
    expect(values('p', 'CIVIL')).toEqual([null, null, null, null]);
  });

  it('says how many units, times and observations there are', async () => {
    const { statements } = await run('import-panel db/WAGE 2018-01-01 2019-01-01');
    expect(statements.at(-1)?.results[0]?.body).toMatchObject({
      code: 'status-panel-imported',
      names: { variables: '1', times: '2' },
      counts: { units: { v: 2 }, n: { v: 4 } },
    });
  });

  it('is made of everybody with a value when no variable changes', async () => {
    const { values } = await run('import-panel db/SEX 2018-01-01 2019-01-01');
    expect(values('d', 'PERSONID_1')).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 5, 5]);
  });

  it('collapses to times and to units', async () => {
    const { values } = await run(`import-panel db/WAGE 2018-01-01 2019-01-01
clone-dataset d e
collapse (sum) WAGE -> total, by(date@panel)
use e
collapse (mean) WAGE -> average, by(PERSONID_1)`);
    expect(values('d', 'date@panel')).toEqual([day('2018-01-01'), day('2019-01-01')]);
    expect(values('d', 'total')).toEqual([10, 41]);
    expect(values('e', 'PERSONID_1')).toEqual([0, 2]);
    expect(values('e', 'average')).toEqual([10.5, 30]);
  });

  it('repeats a merged value at every time, and keeps rows, not units', async () => {
    const { values } = await run(`import-panel db/WAGE 2018-01-01 2019-01-01
create-dataset people
import db/SEX as sex
merge sex into d
use d
keep if year(date@panel) == 2019`);
    expect(values('d', 'PERSONID_1')).toEqual([0, 2]);
    expect(values('d', 'sex')).toEqual(['1', '1']);
  });

  it('cannot be a source by its unit, nor take another import', async () => {
    await expect(
      run('import-panel db/WAGE 2018-01-01\ncreate-dataset e\nimport db/SEX\nuse d\nmerge WAGE into e'),
    ).rejects.toThrow('PERSONID_1');
    await expect(run('import-panel db/WAGE 2018-01-01\nimport db/SEX')).rejects.toThrow();
    await expect(run('import-panel db/WAGE 2018-01-01\nimport-panel db/PLACE 2018-01-01')).rejects.toThrow();
    await expect(run('import-panel db/WAGE 2018-01-01 2018-01-01')).rejects.toThrow('2018-01-01');
    await expect(run('import-panel db/PLACE 2018-01-01 2018-07-01')).rejects.toThrow('2019-01-01');
  });
});

describe('a gap of a series', () => {
  const gap = testDatabank({
    SEX: { values: ['1', '2'] },
    WAGE: { temporality: 'ACCUMULATED', records: [year(0, 2015, 1), year(1, 2018, 2)] },
  });

  it('is all missing, with a warning that depends on no unit', async () => {
    const { values, statements } = await runTestScript(`${start}import db/SEX\nimport db/WAGE 2016-06-01 as w`, [gap]);
    expect(values('d', 'w')).toEqual([null, null]);
    const codes = statements.at(-1)?.results.map(({ body }) => (body.type === 'message' ? body.code : body.type));
    expect(codes).toEqual(['status-imported', 'status-import-gap']);
  });
});
