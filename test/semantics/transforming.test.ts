import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript, type TestRun } from '../helpers/run-script.ts';
import { lastSentences, problemsOf } from '../helpers/sentences.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;

const bank = testDatabank({
  ROW: { values: [1, 2, 3, 4, 5, 6, 7, 8] },
  WAGE: { values: [0, null, 600000, 300000, null, 1, 2, 900000] },
  GROUP: { values: ['a', 'a', 'a', 'a', 'b', 'b', 'b', null] },
  SEX: {
    values: ['1', '2', '1', '2', '1', '2', '1', null],
    codes: [
      { code: '1', title: 'Man' },
      { code: '2', title: 'Woman' },
    ],
  },
  LEVEL: {
    values: [1, 2, 3, 1, 2, 3, 1, 2],
    dataType: 'LONG',
    codes: [
      { code: '1', title: 'Low' },
      { code: '2', title: 'Middle' },
      { code: '3', title: 'High' },
    ],
  },
  MOTHER: { values: [1, 1, 2, 2, 3, 3, 4, 4], refersTo: 'PERSON' },
  CIVIL: {
    temporality: 'EVENT',
    records: [
      { unit: 0, start: day('2018-05-01'), stop: day('2020-04-30'), value: '1' },
      { unit: 0, start: day('2020-05-01'), stop: null, value: '2' },
      { unit: 3, start: day('2019-05-01'), stop: day('2019-05-31'), value: '1' },
    ],
  },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/WAGE as wage
import t/GROUP as group
import t/SEX as sex
import t/LEVEL as level
import t/MOTHER as mother
`;

const spells = `require test.bank:1 as t
create-dataset d
import-event t/CIVIL 2018-01-01 to 2020-12-31 as civil
`;

const run = (script: string, from = start): Promise<TestRun> => runTestScript(from + script, [bank]);
const namesIn = ({ tables }: TestRun): readonly string[] => tables.get('d')!.schema.variables.map(({ name }) => name);
const typeOf = ({ tables }: TestRun, name: string) =>
  tables.get('d')!.schema.variables.find((variable) => variable.name === name)?.type;

const mistakes = (cases: readonly (readonly [script: string, code: string, at: string])[], from = start): void => {
  it.each(cases)('%s is a mistake', (script, code, at) => {
    expect(problemsOf(from + script, bank)).toMatchObject([{ severity: 'error', code, at }]);
  });
};

describe('generate', () => {
  it('says how many units are missing', async () => {
    expect(lastSentences(await run('generate v = wage / row if row > 1'))).toEqual([
      '`v` generated: 8 units, 3 missing.',
    ]);
  });

  it('makes numbers of logical values, and a variable without values of a dot', async () => {
    expect((await run('generate v = row > 6')).values('d', 'v')).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
    const spare = await run('generate v = .');
    expect(spare.values('d', 'v')).toEqual(new Array(8).fill(null));
    expect(typeOf(spare, 'v')).toEqual({ type: 'numeric', subtype: 'undetermined' });
    expect((await run("generate v = .\nreplace v = 'x' if row == 1")).values('d', 'v')[0]).toBe('x');
  });

  it.each([
    ['wage > 500000', ['  `v` is 0 for 2 units where `wage` is missing.']],
    ['wage > 500000 if row < 4', ['  `v` is 0 for 1 units where `wage` is missing.']],
    ['wage > 500000 if !sysmiss(wage)', []],
    ['wage > 500000 & !sysmiss(wage)', []],
    ['wage != 0', []],
    ['row > 3', []],
    ["inlist(group, 'a') | wage > 1", ['  `v` is 0 for 1 units where one of `wage`, `group` is missing.']],
    ['rowvalid(wage, row) == 2', []],
  ])('v = %s: tells of rows that are 0 because something is missing', async (expression, expected) => {
    const [first, ...notes] = lastSentences(await run(`generate v = ${expression}`));
    expect(first).toContain('`v` generated: 8 units');
    expect(notes).toEqual(expected);
  });

  mistakes([
    ['generate row = 1', 'generate-existing-variable', 'row'],
    ['generate FAMILIE_ID = 1', 'system-name', 'FAMILIE_ID'],
    ['generate PERSONID_1 = 1', 'system-name', 'PERSONID_1'],
    ['generate my@v = 1', 'illegal-name', 'my@v'],
    ['generate v = mother', 'key-variable-used', 'mother'],
    ['generate v = sysmiss(mother)', 'key-variable-used', 'mother'],
    ['generate v = PERSONID_1', 'key-variable-used', 'PERSONID_1'],
  ]);

  it('warns of a name that means something elsewhere', () => {
    expect(problemsOf(`${start}generate missing = 1`, bank)).toMatchObject([
      { severity: 'warning', code: 'word-as-name' },
    ]);
  });
});

describe('replace', () => {
  it('changes all rows, and the type if need be; the variable keeps its place', async () => {
    const test = await run('replace wage = string(row)\nreplace group = row');
    expect(namesIn(test)).toEqual(['row', 'wage', 'group', 'sex', 'level', 'mother']);
    expect(test.values('d', 'wage')[1]).toBe('2');
    expect(test.values('d', 'group')[7]).toBe(8);
    expect(typeOf(test, 'wage')).toEqual({ type: 'alphanumeric' });
    expect(lastSentences(test)).toEqual(['`group`: 8 of 8 values changed.']);
  });

  it('changes with `if` the rows where the condition is true, and sees the old values', async () => {
    const test = await run('replace row = row + 10 if row > 6 & row < 9');
    expect(test.values('d', 'row')).toEqual([1, 2, 3, 4, 5, 6, 17, 18]);
    expect(lastSentences(test)).toEqual(['`row`: 2 of 8 values changed.']);
    expect((await run('replace wage = . if wage < 100')).values('d', 'wage')).toEqual([
      ...[null, null, 600000, 300000],
      ...[null, null, null, 900000],
    ]);
  });

  it('takes the days of spells, which may stay open', async () => {
    const test = await run(
      'replace STOP@civil = date(2020, 12, 31) if sysmiss(STOP@civil)\nreplace START@civil = date(2019, 1, 1) if START@civil < date(2019, 1, 1)',
      spells,
    );
    expect(test.values('d', 'STOP@civil')).toEqual([day('2020-04-30'), day('2020-12-31'), day('2019-05-31')]);
    expect(test.values('d', 'START@civil')).toEqual([day('2019-01-01'), day('2020-05-01'), day('2019-05-01')]);
  });

  mistakes([
    ['replace nothing = 1', 'replace-unknown-variable', 'nothing'],
    ["replace row = 'x' if row == 1", 'replacement-type', "'x'"],
    ['replace sex = 0 if row == 1', 'replacement-type', '0'],
    ['replace PERSONID_1 = 1', 'system-column', 'PERSONID_1'],
    ['replace mother = 1', 'key-variable-used', 'mother'],
  ]);
});

describe('rename', () => {
  it('takes everything along, and leaves the days of a spell their names', async () => {
    const test = await run('rename mother parent\nrename level l\nrename row r');
    expect(namesIn(test)).toEqual(['r', 'wage', 'group', 'sex', 'l', 'parent']);
    expect(typeOf(test, 'parent')).toMatchObject({ type: 'key', unitType: 'PERSON' });
    expect(namesIn(await run('rename civil c', spells))).toEqual(['START@civil', 'STOP@civil', 'c']);
    expect(namesIn(await run('rename START@civil first', spells))).toEqual(['first', 'STOP@civil', 'civil']);
  });

  it('renames the identifier of groups, not that of register units', async () => {
    const test = await run('collapse (count) row, by(group)\nrename group g');
    expect(test.tables.get('d')!.schema.identifier?.name).toBe('g');
  });

  mistakes([
    ['rename PERSONID_1 p', 'system-column', 'PERSONID_1'],
    ['rename row wage', 'variable-exists', 'wage'],
    ['rename row HUSHOLDNING_ID', 'system-name', 'HUSHOLDNING_ID'],
    ['rename row a@b', 'illegal-name', 'a@b'],
  ]);
});

describe('clone-variables', () => {
  it.each<[string, readonly string[]]>([
    ['row -> r2', ['r2']],
    ['row wage, prefix(n_)', ['n_row', 'n_wage']],
    ['row wage, suffix(_n)', ['row_n', 'wage_n']],
    ["row -> r2 wage, prefix('a_') suffix('_b')", ['r2', 'a_wage_b']],
    ['PERSONID_1 -> self mother -> m2', ['self', 'm2']],
  ])('%s', async (items, names) => {
    const test = await run(`clone-variables ${items}`);
    expect(namesIn(test).slice(6)).toEqual(names);
    const [first = ''] = names;
    expect(new Set(test.values('d', first)).size).toBe(8);
    if (items.startsWith('row')) expect(test.values('d', first)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('makes copies of keys that are keys: the identifier can link a copy to itself', async () => {
    const test = await run(
      `clone-variables PERSONID_1 -> self
create-dataset e
import t/ROW as there
merge there into d on self
rename there other
merge other into d on mother`,
    );
    expect(test.values('d', 'there')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(test.values('d', 'other')).toEqual([2, 2, 3, 3, 4, 4, 5, 5]);
  });

  mistakes([
    ['clone-variables row', 'copy-name-missing', 'row'],
    ['clone-variables row -> wage', 'variable-exists', 'wage'],
    ['clone-variables mother -> m2\ngenerate v = m2 + 1', 'key-variable-used', 'm2'],
  ]);
});

describe('destring', () => {
  const texts = testDatabank({
    A: { values: ["'0301", ' 12 ', '1 000', '+.5', '-3,25', '1e3', '', '5.'] },
    B: { values: ['1', '02', ' 3', '-4', '+5', '6.50', '', null] },
    C: {
      values: ['01', '02', '1', 'x', '01', '02', '1', null],
      codes: [
        { code: '01', title: 'One' },
        { code: '02', title: 'Two' },
        { code: '1', title: 'Again one' },
        { code: 'x', title: 'None' },
        { code: '5.', title: 'No number' },
      ],
    },
    D: {
      values: ['1,5', '2', '1,5', '2', '2', '2', '2', '2'],
      codes: [
        { code: '1,5', title: 'One and a half' },
        { code: '2', title: 'Two' },
      ],
    },
  });
  const from =
    'require test.bank:1 as t\ncreate-dataset d\nimport t/A as a\nimport t/B as b\nimport t/C as c\nimport t/D as e\n';
  const read = (statement: string): Promise<TestRun> => runTestScript(from + statement, [texts]);

  it('reads trimmed decimal numbers; an empty text is missing', async () => {
    const test = await read('destring b');
    expect(test.values('d', 'b')).toEqual([1, 2, 3, -4, 5, 6.5, null, null]);
    expect(lastSentences(test)).toEqual(['`b` is now numeric.']);
  });

  it('changes no variable when a value of one cannot be read', async () => {
    const test = await read('destring b a');
    expect(test.statements.at(-1)?.outcome).toBe('refused');
    expect(test.values('d', 'b')[0]).toBe('1');
  });

  it.each<[string, string, readonly (number | null)[]]>([
    ['a, force', 'a', [null, 12, null, 0.5, null, null, null, null]],
    ['a, force ignore("\'")', 'a', [301, 12, null, 0.5, null, null, null, null]],
    ["a, force dpcomma ignore(' ')", 'a', [null, 12, 1000, 0.5, -3.25, null, null, null]],
    ["a, force ignore('e.')", 'a', [null, 12, null, 5, null, 13, null, 5]],
    ['a, force prefix(n_)', 'n_a', [null, 12, null, 0.5, null, null, null, null]],
    ["a b, force prefix('n_')", 'n_b', [1, 2, 3, -4, 5, 6.5, null, null]],
  ])('%s', async (statement, variable, expected) => {
    const test = await read(`destring ${statement}`);
    expect(test.values('d', variable)).toEqual(expected);
    if (statement.includes('prefix')) expect(test.values('d', 'a')[1]).toBe(' 12 ');
  });

  it('converts the codes of a list as it does values, and drops those that are none', async () => {
    const listed = async (statement: string, variable: string): Promise<unknown> => {
      const body = (await read(`${statement}\nlist-labels ${variable}`)).statements.at(-1)?.results[0]?.body;
      return body?.type === 'metadata' ? body.rows : body;
    };
    expect(await listed('destring c, force', 'c')).toEqual([
      ['1', 'One'],
      ['2', 'Two'],
    ]);
    expect(await listed('destring e, dpcomma', 'e')).toEqual([
      ['1.5', 'One and a half'],
      ['2', 'Two'],
    ]);
    expect(problemsOf(`${from}destring c, force`, texts)).toMatchObject([
      { severity: 'warning', code: 'codes-coincide' },
    ]);
  });

  it.each([
    ['destring PERSONID_1', 'key-variable-used'],
    ['destring b b', 'repeated-variable'],
    ['destring b\ndestring b', 'already-numeric'],
    ['destring b, prefix(b)\ndestring a, prefix(b)\ndestring b, prefix(b)', 'variable-exists'],
  ])('%s is a mistake', (statement, code) => {
    expect(problemsOf(from + statement, texts).filter(({ severity }) => severity === 'error')).toMatchObject([
      { code },
    ]);
  });
});

describe('keep and drop', () => {
  it.each<[string, readonly string[]]>([
    ['keep row sex', ['row', 'sex']],
    ['keep sex row', ['row', 'sex']],
    ['keep PERSONID_1 row', ['row']],
    ['keep mother', ['mother']],
    ['drop row wage', ['group', 'sex', 'level', 'mother']],
  ])('%s', async (statement, expected) => {
    expect(namesIn(await run(statement))).toEqual(expected);
  });

  it('leave units when the last variable goes', async () => {
    const test = await run('keep PERSONID_1');
    expect(test.tables.get('d')!.schema.kind).toBe('units');
  });

  it('treat the days of spells as other variables, the day of a panel not', async () => {
    expect(namesIn(await run('keep civil', spells))).toEqual(['civil']);
    expect(namesIn(await run('keep civil STOP@civil', spells))).toEqual(['STOP@civil', 'civil']);
    const panel =
      'require test.bank:1 as t\ncreate-dataset d\nimport-panel t/ROW t/WAGE t/CIVIL 2019-01-01 2020-01-01\n';
    expect(namesIn(await run('keep ROW', panel))).toEqual(['date@panel', 'ROW']);
  });

  it('remove rows of spells, not units', async () => {
    const test = await run("keep if civil == '1'", spells);
    expect(test.values('d', 'START@civil')).toEqual([day('2018-05-01'), day('2019-05-01')]);
    expect(lastSentences(test)).toEqual(['1 of 3 observations removed, 2 left.']);
  });

  it('say when nothing goes, and refuse when nothing would be left', async () => {
    expect(lastSentences(await run('keep if row > 0'))).toEqual(['0 of 8 units removed, 8 left.']);
    for (const statement of ['keep if row > 100', 'drop if row < 100', 'keep if sysmiss(row)']) {
      const test = await run(`${statement}\ngenerate after = 1`);
      expect(test.statements.map(({ outcome }) => outcome).slice(-2)).toEqual(['refused', 'not-run']);
      expect(test.tables.get('d')!.rowCount).toBe(8);
      const { statements } = await run(statement);
      expect(lastSentences({ statements } as TestRun)[0]).toContain('No units would be left');
    }
  });

  mistakes([
    ['drop PERSONID_1', 'system-column', 'PERSONID_1'],
    ['drop row if row > 1', 'variables-or-condition', 'if'],
    ['keep nothing', 'unknown-variable', 'nothing'],
    ['keep if mother', 'key-variable-used', 'mother'],
  ]);
});

describe('sample', () => {
  it.each<[string, number]>([
    ['sample 0.4 1', 3],
    ['sample 0.001 1', 1],
    ['sample 0.99 1', 8],
    ['sample 8 1', 8],
    ['sample 100 1', 8],
  ])('%s keeps %d rows', async (statement, expected) => {
    const test = await run(statement);
    expect(test.tables.get('d')!.rowCount).toBe(expected);
    expect(lastSentences(test)).toEqual([`${expected} of 8 units kept (seed 1).`]);
  });

  it('draws the same rows wherever they stand, and rows rather than units of spells', async () => {
    const first = (await run('sample 3 7')).values('d', 'row');
    const later = (await run('keep if row > 0\ngenerate x = 1\nsample 3 7')).values('d', 'row');
    expect(later).toEqual(first);
    expect(lastSentences(await run('sample 2 7', spells))[1]).toContain('observations, not from units');
  });

  mistakes([
    ['sample 0 1', 'sample-size', '0'],
    ['sample 1.0 1', 'sample-size', '1.0'],
    ['sample 3.7 1', 'sample-size', '3.7'],
    ['sample 0.5 0', 'sample-seed', '0'],
    ['sample 0.5 1.5', 'sample-seed', '1.5'],
  ]);
});

describe('labels and the format of dates travel', () => {
  const listed = async (script: string, variable: string): Promise<readonly string[]> => {
    const problems = problemsOf(`${start}${script}\nlist-labels ${variable}`, bank);
    if (problems.some(({ code }) => code === 'variable-has-no-code-list')) return [];
    const body = (await run(`${script}\nlist-labels ${variable}`)).statements.at(-1)?.results[0]?.body;
    return body?.type === 'metadata' ? body.rows.map((row) => row[1] ?? '') : [];
  };

  const sexes = ['Man', 'Woman'];
  const levels = ['Low', 'Middle', 'High'];
  it.each<[string, string, readonly string[]]>([
    ['rename sex s', 's', sexes],
    ['clone-variables sex -> s', 's', sexes],
    ['generate s = sex', 's', sexes],
    ["generate s = rowconcat(sex, '')", 's', []],
    ['generate l = level', 'l', levels],
    ['generate l = level + 0', 'l', []],
    ['generate l = level if row > 2', 'l', levels],
    ['replace level = 2 if row == 1', 'level', levels],
    ['replace level = level + 1', 'level', levels],
    ['replace level = string(level)', 'level', []],
    ['recode level (3 = 2)', 'level', levels],
    ['destring sex', 'sex', sexes],
    ['aggregate (min) level -> l, by(group)', 'l', levels],
    ['aggregate (max) level -> l, by(group)', 'l', levels],
    ['aggregate (median) level -> l, by(group)', 'l', []],
    ['aggregate (mean) level -> l, by(group)', 'l', []],
    ['aggregate (count) sex -> s, by(group)', 's', []],
    ['collapse (max) level, by(sex)', 'sex', sexes],
    ['collapse (max) level, by(sex)', 'level', levels],
    ['collapse (sum) level, by(sex)', 'level', []],
    ['clone-dataset d e\nuse e', 'sex', sexes],
    ['clone-dataset d e\nrename sex s\nmerge s into e\nuse e', 's', sexes],
  ])('%s: %s', async (script, variable, expected) => {
    expect(await listed(script, variable)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['min', 'date'],
    ['max', 'date'],
    ['median', 'date'],
    ['mean', 'date'],
    ['count', 'integer'],
    ['iqr', 'decimal'],
  ])('the %s of a day is a %s', async (statistic, subtype) => {
    const test = await run(`collapse (${statistic}) START@civil -> v, by(PERSONID_1)`, spells);
    expect(typeOf(test, 'v')).toEqual({ type: 'numeric', subtype });
  });
});
