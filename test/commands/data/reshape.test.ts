import { describe, expect, it } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';
import { problemsOf } from '../../helpers/sentences.ts';

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

  it('wants the start of at least one series', () => {
    expect(problemsOf(`${start}reshape-to-panel`, bank)).toMatchObject([{ code: 'too-few-variables' }]);
    const predicted = `${start}mlogit-predict pay18 pay19, probabilities(p)\nreshape-to-panel p_`;
    expect(problemsOf(predicted, bank)).toMatchObject([{ code: 'nothing-to-reshape' }]);
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

describe('what reshape-to-panel makes of names and types', () => {
  const schemaOf = async (script: string) => {
    const { tables } = await run(script);
    return tables.get('d')!.schema;
  };
  const typeOf = (
    schema: { readonly variables: readonly { readonly name: string; readonly type: object }[] },
    name: string,
  ) => schema.variables.find((variable) => variable.name === name)?.type;

  it('a whole number and a decimal are decimals together; a date and a whole number whole numbers', async () => {
    const schema = await schemaOf(`generate day1 = date(2020, 1, 1)
generate day2 = 5
generate none1 = .
generate none2 = pay18
reshape-to-panel pay day none`);
    expect(typeOf(schema, 'pay')).toEqual({ type: 'numeric', subtype: 'decimal' });
    expect(typeOf(schema, 'day')).toMatchObject({ type: 'numeric', subtype: 'integer' });
    expect(typeOf(schema, 'none')).toMatchObject({ type: 'numeric', subtype: 'integer' });
    expect(typeOf(schema, 'date@panel')).toEqual({ type: 'numeric', subtype: 'integer' });
  });

  it('the longest prefix takes a variable; a suffix has no letters', async () => {
    const { values } = await run(`clone-variables pay18 -> p1
clone-variables pay19 -> p12
clone-variables pay18 -> p2_
clone-variables pay18 -> p3x
reshape-to-panel p p1`);
    // p1 and p2_ belong to p, p12 to p1, and p3x to none.
    expect([...new Set(values('d', 'date@panel'))]).toEqual(['1', '2', '2_']);
    expect(values('d', 'p').slice(0, 3)).toEqual([10, null, 10]);
    expect(values('d', 'p1').slice(0, 3)).toEqual([null, 11, null]);
    expect(values('d', 'p3x').slice(0, 3)).toEqual([10, 10, 10]);
  });

  it('suffixes come back as they were written', async () => {
    const { tables } = await run(`clone-variables pay18 -> v02
clone-variables pay19 -> v11
keep v02 v11
reshape-to-panel v
keep if date@panel == 2
reshape-from-panel`);
    expect([...tables.get('d')!.columns.keys()]).toEqual(['v02']);
  });

  it('takes the code list of the latest time, with codes that only earlier ones have', async () => {
    const { statements } = await run(`define-labels early 1 'one' 2 'two'
define-labels late 2 'zwei' 3 'drei'
generate k1 = 1
generate k2 = 2
assign-labels k1 early
assign-labels k2 late
keep k1 k2
reshape-to-panel k
list-labels k
reshape-from-panel
list-labels k1`);
    const rows = statements.flatMap(({ results }) =>
      results.flatMap(({ body }) => (body.type === 'metadata' ? [body.rows] : [])),
    );
    expect(rows[0]).toEqual([
      ['2', 'zwei'],
      ['3', 'drei'],
      ['1', 'one'],
    ]);
    expect(rows[1]).toEqual(rows[0]);
  });

  it('says what it did', async () => {
    const { statements } = await run('reshape-to-panel pay place\nreshape-from-panel');
    expect(statements.slice(-2).map(({ results }) => results[0]?.body)).toMatchObject([
      {
        code: 'status-reshaped-to-panel',
        names: { times: '3', series: '`pay`, `place`' },
        counts: { units: { v: 4 }, n: { v: 12 } },
      },
      { code: 'status-reshaped-from-panel', names: { variables: '12' }, counts: { n: { v: 4 } } },
    ]);
  });

  it.each([
    ['reshape-to-panel wage', 'No variable is called `wage` followed by a time without letters'],
    ['reshape-to-panel p', 'these start like it: pay18, pay19, place18, place20'],
    ['reshape-to-panel mothe', 'No variable is called'],
    ['generate pay = 1\nreshape-to-panel pay', 'already has a variable `pay`'],
    ['clone-variables pay18 -> pay018\nreshape-to-panel pay', '`18` and `018` stand for the same time'],
    ["generate x1 = 1\ngenerate x2 = 'a'\nreshape-to-panel x", 'must be of the same type: x1, x2'],
    ['clone-variables mother -> m1\nreshape-to-panel m', '`m1` is a key variable'],
    ['reshape-to-panel pay\nreshape-to-panel pay', 'holds panel data'],
    ['reshape-to-panel pay pay', '`pay`'],
    ['reshape-from-panel', 'needs a panel'],
    ['reshape-to-panel pay\ndrop date@panel', '`date@panel` is the identifier or the time'],
    ['reshape-to-panel pay\nrename date@panel year', '`date@panel` is the identifier or the time'],
    ['reshape-to-panel pay\nreplace date@panel = 1', '`date@panel` is the identifier or the time'],
    [
      'clone-variables sex -> q\nclone-variables sex -> q1\nclone-variables pay18 -> z8\nclone-variables pay18 -> z18\nreshape-to-panel z\nreshape-from-panel',
      'Both `q` and `q1` would give the name `q18`',
    ],
    [
      'clone-variables pay18 -> PERSONID_\nclone-variables pay18 -> z1\nreshape-to-panel z\nreshape-from-panel',
      '`PERSONID_1`',
    ],
    ['collapse (mean) pay18 -> day, by(sex)\nreshape-to-panel sex', 'No variable'],
    [
      'collapse (mean) pay18 -> sex1 (mean) pay19 -> sex2, by(sex)\nreshape-to-panel sex',
      '`sex` is the name of an identifier',
    ],
  ])('%s', async (script, message) => {
    await expect(run(script)).rejects.toThrow(message);
  });

  it('a panel without other variables leaves units only', async () => {
    const { tables } = await run('reshape-to-panel pay\nkeep date@panel\nreshape-from-panel\nimport db/SEX as again');
    expect(tables.get('d')!.schema.kind).toBe('cross-section');
    expect([...tables.get('d')!.columns.keys()]).toEqual(['again']);
  });
});
