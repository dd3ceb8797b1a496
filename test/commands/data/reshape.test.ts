import { describe, expect, it } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const bank = testDatabank({
  SEX: {
    values: ['1', '2', null, '2'],
    codes: [
      { code: '1', title: 'Man' },
      { code: '2', title: 'Woman' },
    ],
  },
  PAY18: { values: [10, null, 30, 40] },
  PAY19: { values: [11, 21, null, 41.5], dataType: 'DOUBLE' },
  PLACE18: { values: ['0301', null, '1103', '4601'], dataType: 'STRING' },
  PLACE20: { values: ['0301', '5001', null, '1103'], dataType: 'STRING' },
  MOTHER: { values: [2, 3, null, null], refersTo: 'PERSON' },
});

const start = `require test.bank:1 as db
create-dataset d
import db/MOTHER as mother
import db/SEX as sex, outer_join
import db/PAY18 as pay18, outer_join
import db/PAY19 as pay19
import db/PLACE18 as place18
import db/PLACE20 as place20
`;
const run = (script: string) => runTestScript(start + script, [bank]);

describe('reshape-to-panel', () => {
  it('has a row for each unit and time; what a series lacks is missing, everything else repeats', async () => {
    const { values, tables } = await run('reshape-to-panel pay place');
    expect(tables.get('d')?.schema).toMatchObject({ kind: 'panel', unitType: 'PERSON' });
    expect([...(tables.get('d')?.columns.keys() ?? [])]).toEqual(['date@panel', 'pay', 'place', 'mother', 'sex']);
    expect(values('d', 'PERSONID_1')).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(values('d', 'date@panel')).toEqual([18, 19, 20, 18, 19, 20, 18, 19, 20, 18, 19, 20]);
    expect(values('d', 'pay')).toEqual([10, 11, null, null, 21, null, 30, null, null, 40, 41.5, null]);
    const none = null;
    expect(values('d', 'place')).toEqual([
      ...['0301', none, '0301', none, none, '5001'],
      ...['1103', none, none, '4601', none, '1103'],
    ]);
    expect(values('d', 'sex')).toEqual(['1', '1', '1', '2', '2', '2', none, none, none, '2', '2', '2']);
    expect(values('d', 'mother')).toEqual([2, 2, 2, 3, 3, 3, none, none, none, none, none, none]);
  });
});

describe('reshape-from-panel', () => {
  it('gives the series back, and fixed variables at each time', async () => {
    const { values, tables } = await run('reshape-to-panel pay place\nreshape-from-panel');
    expect(tables.get('d')?.schema.kind).toBe('cross-section');
    expect([...(tables.get('d')?.columns.keys() ?? [])]).toEqual([
      ...['pay18', 'pay19', 'pay20', 'place18', 'place19', 'place20'],
      ...['mother18', 'mother19', 'mother20', 'sex18', 'sex19', 'sex20'],
    ]);
    expect(values('d', 'PERSONID_1')).toEqual([0, 1, 2, 3]);
    expect(values('d', 'pay18')).toEqual([10, null, 30, 40]);
    expect(values('d', 'pay19')).toEqual([11, 21, null, 41.5]);
    expect(values('d', 'pay20')).toEqual([null, null, null, null]);
    expect(values('d', 'place20')).toEqual(['0301', '5001', null, '1103']);
    expect(values('d', 'mother19')).toEqual([2, 3, null, null]);
    expect(values('d', 'sex20')).toEqual(['1', '2', null, '2']);
  });

  it('has missing for rows that are gone', async () => {
    const { values } = await run('reshape-to-panel pay\nkeep if pay > 20\nreshape-from-panel');
    expect(values('d', 'PERSONID_1')).toEqual([1, 2, 3]);
    expect(values('d', 'pay18')).toEqual([null, 30, 40]);
    expect(values('d', 'pay19')).toEqual([21, null, 41.5]);
    expect(values('d', 'sex18')).toEqual([null, null, '2']);
    expect(values('d', 'sex19')).toEqual(['2', null, '2']);
  });
});
