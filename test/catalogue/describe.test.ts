import { describe, expect, it } from 'vitest';
import { codePeriodsOf } from '../../src/catalogue/code-periods.ts';
import { describeVariable, lineOf } from '../../src/catalogue/describe.ts';
import { catalogueOf, day, sample, variable } from './sample.ts';

const sheetOf = (name: string, at?: string) =>
  describeVariable(sample, sample.variables.get(name) ?? variable(name), 'en', ...(at === undefined ? [] : [day(at)]));

describe('describing a variable', () => {
  it('shows the codes that are valid at a day, and says which period that is', () => {
    expect(sheetOf('BEFOLKNING_KOMMNR').codes).toEqual({
      day: '2020-01-01',
      from: '2018-01-01',
      periodCount: 2,
      codes: [
        { code: '0301', title: 'Oslo', isSentinel: false },
        { code: '5001', title: 'Trondheim', isSentinel: false },
      ],
    });
    expect(sheetOf('BEFOLKNING_KOMMNR', '2017-01-01').codes).toMatchObject({
      until: '2017-12-31',
      codes: [{ code: '0301' }, { code: '1601' }],
    });
  });

  it('marks sentinels, which belong to every period', () => {
    const codes = [
      { code: '9', title: 'Ukjent', sentinel: true as const },
      { code: 'a', title: 'A', validUntilDay: 9 },
      { code: 'b', title: 'B', validFromDay: 10 },
    ];
    expect(codePeriodsOf(codes).map((p) => p.codes.map(({ code }) => code))).toEqual([
      ['a', '9'],
      ['b', '9'],
    ]);
  });

  it('leaves out times in which no code is valid', () => {
    const codes = [
      { code: 'a', title: 'A', validFromDay: 0, validUntilDay: 9 },
      { code: 'b', title: 'B', validFromDay: 20, validUntilDay: 29 },
    ];
    expect(codePeriodsOf(codes).map(({ startDay, stopDay }) => [startDay, stopDay])).toEqual([
      [0, 9],
      [20, 29],
    ]);
  });

  it('offers the lines of a script that fit the temporality', () => {
    expect(sheetOf('BEFOLKNING_KJOENN').script).toEqual([
      'require no.test.bank:3 as db',
      'import db/BEFOLKNING_KJOENN as kjoenn',
    ]);
    expect(sheetOf('BEFOLKNING_KOMMNR').script.slice(1)).toEqual([
      'import db/BEFOLKNING_KOMMNR 2020-01-01 as kommnr',
      'import-panel db/BEFOLKNING_KOMMNR 2019-01-01 2020-01-01',
    ]);
    expect(sheetOf('BEFOLKNING_BOSTED').script.slice(1)).toEqual([
      'import db/BEFOLKNING_BOSTED 2023-12-31 as bosted',
      'import-event db/BEFOLKNING_BOSTED 1992-03-01 to 2023-12-31 as bosted',
    ]);
  });

  it('imports at the day that was asked for, where the variable answers then', () => {
    expect(sheetOf('BEFOLKNING_KOMMNR', '2018-01-01').script[1]).toBe(
      'import db/BEFOLKNING_KOMMNR 2018-01-01 as kommnr',
    );
    expect(sheetOf('BEFOLKNING_KOMMNR', '2018-06-30').script[1]).toBe(
      'import db/BEFOLKNING_KOMMNR 2020-01-01 as kommnr',
    );
    expect(sheetOf('BEFOLKNING_BOSTED', '2030-01-01').script[1]).toBe(
      'import db/BEFOLKNING_BOSTED 2030-01-01 as bosted',
    );
    expect(sheetOf('INNTEKT_LONN', '2030-01-01').script[1]).toBe('import db/INNTEKT_LONN 2023-12-31 as lonn');
  });

  it('names successors with their titles', () => {
    const facts = sheetOf('BEFOLKNING_KOMMNR').facts;
    expect(facts.find(({ key }) => key === 'successors')?.text).toBe('BEFOLKNING_BOSTED (Place of residence)');
  });

  it('falls back to the register’s own title where there is no English one', () => {
    const alone = variable('X_Y', { title: 'Bare norsk' });
    expect(lineOf(catalogueOf([alone]), alone, 'en').title).toBe('Bare norsk');
    expect(describeVariable(catalogueOf([alone]), alone, 'en').otherTitle).toBeUndefined();
  });
});
