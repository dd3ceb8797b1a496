import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript, type TestRun } from '../helpers/run-script.ts';
import { lastSentences, problemsOf } from '../helpers/sentences.ts';

const bank = testDatabank({
  ROW: { values: [1, 2, 3, 4, 5, 6, 7, 8] },
  AGE: { values: [0, 17, 18, 20.5, 66, 67, 99, null], dataType: 'DOUBLE' },
  STATUS: {
    values: ['1', '5', '6', '0101', '2', '5', null, '1'],
    codes: [
      { code: '1', title: 'Single' },
      { code: '2', title: 'Married' },
      { code: '5', title: 'Widowed' },
    ],
  },
  GRADE: { values: [1, 2, null, 4, 5, 99, null, 1], dataType: 'LONG' },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/AGE as age
import t/STATUS as status
import t/GRADE as grade
`;

const run = (script: string, policy?: string): Promise<TestRun> =>
  runTestScript(start + script, [bank], policy === undefined ? {} : { policy });

type Values = readonly (number | string | null)[];

describe('what a rule matches', () => {
  it.each<[string, string, Values]>([
    ['grade (1 2 5 = 0)', 'grade', [0, 0, null, 4, 0, 99, null, 0]],
    ['grade (2/5 = 0)', 'grade', [1, 0, null, 0, 0, 99, null, 1]],
    ['grade (min/2 = 0)', 'grade', [0, 0, null, 4, 5, 99, null, 0]],
    ['grade (5/max = 0)', 'grade', [1, 2, null, 4, 0, 0, null, 1]],
    ['grade (min = 0)', 'grade', [0, 2, null, 4, 5, 99, null, 0]],
    ['grade (max = 0)', 'grade', [1, 2, null, 4, 5, 0, null, 1]],
    ['grade (min max = 0)', 'grade', [0, 2, null, 4, 5, 0, null, 0]],
    ['grade (missing = 0)', 'grade', [1, 2, 0, 4, 5, 99, 0, 1]],
    ['grade (. = 0)', 'grade', [1, 2, 0, 4, 5, 99, 0, 1]],
    ['grade (. 1/4 = 0)', 'grade', [0, 0, 0, 0, 5, 99, 0, 0]],
    ['grade (4/4 99 missing = 0)', 'grade', [1, 2, 0, 0, 5, 0, 0, 1]],
    ['grade (nonmissing = 0)', 'grade', [0, 0, null, 0, 0, 0, null, 0]],
    ['grade (* = 0)', 'grade', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['grade (99 = .)', 'grade', [1, 2, null, 4, 5, null, null, 1]],
    ['grade (1 = -1.5)', 'grade', [-1.5, 2, null, 4, 5, 99, null, -1.5]],
    ['age (20.5 = 0)', 'age', [0, 17, 18, 0, 66, 67, 99, null]],
    ["status ('5' '6' = '2') (* = '9')", 'status', ['9', '2', '2', '9', '9', '2', '9', '9']],
    ["status (missing = '0')", 'status', ['1', '5', '6', '0101', '2', '5', '0', '1']],
    ["status (nonmissing = 'x')", 'status', ['x', 'x', 'x', 'x', 'x', 'x', null, 'x']],
    ["status ('0101' = '101')", 'status', ['1', '5', '6', '101', '2', '5', null, '1']],
    ['row (0007 = 70)', 'row', [1, 2, 3, 4, 5, 6, 70, 8]],
    ['row (-3/3 = 0)', 'row', [0, 0, 0, 4, 5, 6, 7, 8]],
    ['row (1/4=1)(5/9=2)', 'row', [1, 1, 1, 1, 2, 2, 2, 2]],
    ['row (1 / 4 = 1) ( 5 / 9 = 2 )', 'row', [1, 1, 1, 1, 2, 2, 2, 2]],
  ])('recode %s', async (statement, variable, expected) => {
    expect((await run(`recode ${statement}`)).values('d', variable)).toEqual(expected);
  });
});

describe('rules', () => {
  it('are tried from left to right on the original value: exceptions stand before the interval', async () => {
    const { values } = await run('recode row (3 = 30) (1/5 = 3) (3 = 99) (30 = 31)');
    expect(values('d', 'row')).toEqual([3, 3, 30, 3, 3, 6, 7, 8]);
  });

  it('apply to each of several variables', async () => {
    const { values } = await run('recode row grade (1/2 = 0) (missing = -1)');
    expect(values('d', 'row')).toEqual([0, 0, 3, 4, 5, 6, 7, 8]);
    expect(values('d', 'grade')).toEqual([0, 0, -1, 4, 5, 99, -1, 0]);
  });

  it('change with `if` only rows that satisfy it, while min and max are of all rows', async () => {
    const { values } = await run('recode row (min = 100) (max = 200) if row < 8 & row > 0');
    expect(values('d', 'row')).toEqual([100, 2, 3, 4, 5, 6, 7, 8]);
    const inner = await run('recode row (min = 100) if row > 3');
    expect(inner.values('d', 'row')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('take values from bindings', async () => {
    const { values } = await run('let lo = 2\nlet hi = 4\nlet to = 9\nrecode row ($lo/$hi = $to) ($to = 1)');
    expect(values('d', 'row')).toEqual([1, 9, 9, 9, 5, 6, 7, 8]);
  });
});

describe('where the result goes', () => {
  it.each<[string, readonly string[]]>([
    [', prefix(n_)', ['n_row', 'n_grade']],
    [", prefix('n_')", ['n_row', 'n_grade']],
    [', generate(a b)', ['a', 'b']],
    [', generate(g_)', ['g_row', 'g_grade']],
  ])('row grade%s', async (options, names) => {
    const test = await run(`recode row grade (1 = 100)${options}`);
    expect(test.tables.get('d')!.schema.variables.map(({ name }) => name)).toEqual([
      'row',
      'age',
      'status',
      'grade',
      ...names,
    ]);
    expect(test.values('d', 'row')[0]).toBe(1);
    expect(names.map((name) => test.values('d', name)[0])).toEqual([100, 100]);
    for (const name of names) expect(lastSentences(test).join('\n')).toContain(`\`${name}\``);
  });

  it('is one name for one variable', async () => {
    expect((await run('recode row (1 = 100), generate(group)')).values('d', 'group')[0]).toBe(100);
  });

  it('keeps the original where the condition is false', async () => {
    const { values } = await run('recode row (nonmissing = 0) if row > 6, prefix(n_)');
    expect(values('d', 'n_row')).toEqual([1, 2, 3, 4, 5, 6, 0, 0]);
  });

  it.each([
    ['row (1 = 2), prefix(a_) generate(b)', /cannot be combined/u],
    ['row (1 = 2), generate(grade)', /`grade`/u],
    ['row grade (1 = 2), generate(a b c)', /3 names for 2 variables/u],
    ['row (1 = 2), generate(a b)', /2 names for 1 variable;/u],
  ])('%s is refused', async (statement, message) => {
    await expect(run(`recode ${statement}`)).rejects.toThrow(message);
  });
});

describe('types', () => {
  it.each([
    ["recode row ('1' = 2)", 'recode-type', "'1'"],
    ["recode row (1 = '2')", 'recode-type', "'2'"],
    ["recode status (1 = '2')", 'recode-type', '1'],
    ["recode status ('1' = 2)", 'recode-type', '2'],
    ["recode status ('1'/'3' = '2')", 'recode-interval-text', "'1'/'3'"],
    ["recode status (min = '2')", 'recode-interval-text', 'min'],
    ['recode row (5/1 = 2)', 'recode-interval-empty', '5/1'],
    ['recode row (* 3 = 2)', 'recode-alone', '*'],
    ['recode row (nonmissing 3 = 2)', 'recode-alone', 'nonmissing'],
    ['recode PERSONID_1 (1 = 2)', 'key-variable-used', 'PERSONID_1'],
  ])('%s is a mistake', (statement, code, at) => {
    const [problem] = problemsOf(start + statement, bank);
    expect([problem?.severity, problem?.code, problem?.at]).toEqual(['error', code, at]);
  });

  it.each([
    ['recode row (* = 1) (3 = 2)', 'recode-unreachable', '(3 = 2)'],
    ['recode row (nonmissing = 1) (3 4 = 2)', 'recode-unreachable', '(3 4 = 2)'],
    ['recode row (nonmissing = 1) (missing = 0) (* = 2)', 'recode-unreachable', '(* = 2)'],
    ['recode row (1 2 = 1) (2 3 = 2)', 'recode-repeated-value', '(2 3 = 2)'],
  ])('%s gets a warning', (statement, code, at) => {
    const problems = problemsOf(start + statement, bank);
    expect(problems.map((problem) => [problem.severity, problem.code, problem.at])).toEqual([['warning', code, at]]);
  });

  it.each([
    'recode row (nonmissing = 1) (missing = 0)',
    'recode row (missing = 1) (* = 0)',
    'recode row (nonmissing = 1) (* = 0)',
  ])('%s is in order', (statement) => {
    expect(problemsOf(start + statement, bank)).toEqual([]);
  });
});

describe('messages', () => {
  it('count the rows of each variable and rule', async () => {
    expect(lastSentences(await run('recode row grade (1/2 = 0) (missing 99 = -1)'))).toEqual([
      '`row`: 2 values recoded.',
      '  `1/2 = 0`: 2.',
      '  `missing 99 = -1`: 0.',
      '`grade`: 6 values recoded.',
      '  `1/2 = 0`: 3.',
      '  `missing 99 = -1`: 3.',
    ]);
  });

  it('note decimals between intervals that leave out no whole number', async () => {
    expect(lastSentences(await run('recode age (min/20 = 1) (21/max = 2)'))).toContain(
      '  decimals between the intervals, unchanged: 1.',
    );
    expect((await run('recode age (min/20 = 1) (21/max = 2)')).values('d', 'age')).toEqual([
      1,
      1,
      1,
      20.5,
      2,
      2,
      2,
      null,
    ]);
    for (const rules of [
      '(min/20 = 1) (22/max = 2)',
      '(min/21 = 1) (22/max = 2)',
      '(20.5 = 3) (min/20 = 1) (21/max = 2)',
    ]) {
      expect(lastSentences(await run(`recode age ${rules}`)).join()).not.toContain('decimals');
    }
  });

  it('say nothing of few decimals between intervals where few look like none', async () => {
    const many = testDatabank({
      AGE: { values: Array.from({ length: 4000 }, (_, unit) => (unit < 3 ? 20.5 : unit % 80)), dataType: 'DOUBLE' },
    });
    const more = testDatabank({
      AGE: { values: Array.from({ length: 4000 }, (_, unit) => (unit < 900 ? 20.5 : unit % 80)), dataType: 'DOUBLE' },
    });
    const script =
      'require test.bank:1 as t\ncreate-dataset d\nimport t/AGE as age\nrecode age (min/20 = 1) (21/max = 2)';
    const sentences = async (of: typeof bank): Promise<string> =>
      lastSentences(await runTestScript(script, [of], { policy: 'strict' })).join();
    expect(await sentences(many)).not.toContain('decimals');
    expect(await sentences(more)).toContain('decimals between the intervals');
  });
});

describe('labels of what is recoded', () => {
  const listOf = async (script: string, variable: string): Promise<readonly string[]> => {
    const { statements } = await run(`${script}\nlist-labels ${variable}`);
    const body = statements.at(-1)?.results[0]?.body;
    if (body?.type !== 'metadata') throw new Error('no list');
    return body.rows.map((row) => row.filter((cell) => cell !== '').join(' '));
  };

  it.each<[string, string, readonly string[]]>([
    ["recode grade (min/3 = 1 'Low') (4/max = 2 High)", 'grade', ['1 Low', '2 High']],
    [
      "recode status ('5' '6' = '2' \"Partner\") (* = '9' \"Other\")",
      'status',
      ['1 Single', '2 Partner', '5 Widowed', '9 Other'],
    ],
    ["recode status ('6' = '5')", 'status', ['1 Single', '2 Married', '5 Widowed']],
    ["recode grade (. = 99 'not graded' missing)", 'grade', ['99 not graded ×']],
    ['recode grade (. = 99 missing)', 'grade', ['99 99 ×']],
    ["recode grade (. = 99 'not graded')\nrecode grade (5 = 99 missing)", 'grade', ['99 not graded ×']],
    ["recode grade (. = 99 missing)\nrecode grade (5 = 99 'none')", 'grade', ['99 none ×']],
    ["recode status ('6' = '5' Alone), prefix(n_)", 'n_status', ['1 Single', '2 Married', '5 Alone']],
    ["recode status ('6' = '5' Alone), prefix(n_)", 'status', ['1 Single', '2 Married', '5 Widowed']],
    [
      "clone-variables status -> other\nrecode status ('6' = '5' Alone)",
      'other',
      ['1 Single', '2 Married', '5 Widowed'],
    ],
  ])('%s: %s', async (script, variable, expected) => {
    expect(await listOf(script, variable)).toEqual(expected);
  });

  it('reads a bare word as a label, and `missing` as the flag unless it is quoted', async () => {
    expect(await listOf('recode grade (1 = 7 missing)', 'grade')).toEqual(['7 7 ×']);
    expect(await listOf("recode grade (1 = 7 'missing')", 'grade')).toEqual(['7 missing']);
    expect(await listOf("recode grade (1 = 7 'missing' missing)", 'grade')).toEqual(['7 missing ×']);
  });
});
