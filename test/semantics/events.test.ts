import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;

const spell = (unit: number, start: string, stop: string | null, value: string) => ({
  unit,
  start: day(start),
  stop: stop === null ? null : day(stop),
  value,
});

const bank = testDatabank({
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

describe('import-event', () => {
  it('brings in the spells that overlap the period, whole, by unit and start', async () => {
    const { values, tables } = await runTestScript(start, [bank]);
    expect(values('spells', 'PERSONID_1')).toEqual([0, 0, 1, 1, 4]);
    expect(values('spells', 'civil')).toEqual(['1', '2', '2', '3', '1']);
    expect(values('spells', 'START@civil')).toEqual(
      ['2010-01-01', '2015-07-01', '2015-01-01', '2018-12-31', '1990-05-01'].map(day),
    );
    expect(tables.get('spells')?.schema.kind).toBe('event');
  });
});
