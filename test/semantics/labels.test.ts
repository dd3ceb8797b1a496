import { describe, expect, it } from 'vitest';
import { epochDay } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript, type TestRun } from '../helpers/run-script.ts';
import { lastSentences, problemsOf } from '../helpers/sentences.ts';

const day = (year: number): number => epochDay(year, 1, 1) ?? 0;

const bank = testDatabank({
  ROW: { values: [1, 2, 3, 4] },
  CODE: { values: ['a', 'b', 'c', null] },
  SEX: {
    values: ['1', '2', '1', '2'],
    codes: [
      { code: '1', title: 'Man' },
      { code: '2', title: 'Woman' },
    ],
  },
  CIVIL: {
    temporality: 'EVENT',
    records: [
      { unit: 0, start: day(2000), stop: null, value: '1' },
      { unit: 1, start: day(2000), stop: null, value: '2' },
    ],
    codes: [
      { code: '1', title: 'Unmarried' },
      { code: '2', title: 'Married' },
      { code: '6', title: 'Registered partner', validFromDay: day(1993), validUntilDay: day(2010) },
      { code: '9', title: 'Unknown', sentinel: true },
    ],
  },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/CODE as code
import t/SEX as sex
`;

const run = (script: string, policy?: string): Promise<TestRun> =>
  runTestScript(start + script, [bank], policy === undefined ? {} : { policy });

/** The rows of the last table of facts, empty cells as they are. */
async function listed(script: string): Promise<readonly (readonly string[])[]> {
  const body = (await run(script)).statements.at(-1)?.results.at(-1)?.body;
  if (body?.type !== 'metadata') throw new Error('no list');
  return body.rows;
}

describe('define-labels', () => {
  it.each<[string, readonly (readonly string[])[]]>([
    [
      'l 0 No 1 Yes',
      [
        ['0', 'No'],
        ['1', 'Yes'],
      ],
    ],
    [
      "l -1 Lost +2 Won 2.5 'Half past'",
      [
        ['-1', 'Lost'],
        ['2', 'Won'],
        ['2.5', 'Half past'],
      ],
    ],
    [
      "l 'N' 'Northern Norway' 'S' 'Southern Norway, incl. east'",
      [
        ['N', 'Northern Norway'],
        ['S', 'Southern Norway, incl. east'],
      ],
    ],
    [
      'l a Alpha b Beta',
      [
        ['a', 'Alpha'],
        ['b', 'Beta'],
      ],
    ],
    ["l '03' Oslo", [['03', 'Oslo']]],
    ['l 03 Oslo', [['3', 'Oslo']]],
    [
      'l 1 2 2 3',
      [
        ['1', '2'],
        ['2', '3'],
      ],
    ],
    [
      "l 1 '(a), // b' 2 \"it's\"",
      [
        ['1', '(a), // b'],
        ['2', "it's"],
      ],
    ],
    ["l 1 ''", [['1', '']]],
    [
      'l 1 One a Other',
      [
        ['1', 'One'],
        ['a', 'Other'],
      ],
    ],
  ])('define-labels %s', async (statement, expected) => {
    expect(await listed(`define-labels ${statement}\nlist-labels l`)).toEqual(expected);
  });

  it('takes codes, labels and its name from bindings', async () => {
    const script = 'let y = 2020\nlet c = 7\nlet t = "seven of them"\ndefine-labels l++$y $c $t\nlist-labels l2020';
    expect(await listed(script)).toEqual([['7', 'seven of them']]);
  });

  it('treats mixed codes as text, with a warning', async () => {
    const script = "define-labels l 1 One 'a' Other";
    expect(problemsOf(start + script, bank).map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'mixed-codes'],
    ]);
    expect(problemsOf(`${start}${script}\nassign-labels code l`, bank)).toHaveLength(1);
    expect(problemsOf(`${start}${script}\nassign-labels row l`, bank)).toHaveLength(2);
  });

  it('may hide the name of a variable, and needs no dataset', async () => {
    expect(await listed('define-labels row 1 One\nlist-labels row')).toEqual([['1', 'One']]);
    const { statements } = await runTestScript('define-labels l 1 One\nlist-labels l', []);
    expect(statements.at(-1)?.outcome).toBe('done');
  });

  it.each([
    ['define-labels l 1 One 9', /`?9`? has no label/u],
    ['define-labels l 1 Not here', /has no label/u],
    ['define-labels l 1 One 1 Two', /`1` occurs twice/u],
    ['define-labels l 1 One 01 Two', /`1` occurs twice/u],
    ["define-labels l 1 One '1' Two", /`1` occurs twice/u],
    ['define-labels l 1 One\ndefine-labels l 2 Two', /`l`/u],
    ['define-labels my@list 1 One', /my@list/u],
  ])('%s is refused', async (statement, message) => {
    await expect(run(statement)).rejects.toThrow(message);
  });
});

describe('assign-labels', () => {
  it('says how many rows have a value without a label', async () => {
    expect(lastSentences(await run('define-labels l 1 One 3 Three\nassign-labels row l'))).toEqual([
      '`l` attached to `row`; 2 units have a value without a label.',
    ]);
    expect(lastSentences(await run('define-labels l a A b B\nassign-labels code l'))).toEqual([
      '`l` attached to `code`; 1 units have a value without a label.',
    ]);
    expect(lastSentences(await run('define-labels l a A b B c C\nassign-labels code l'))).toEqual([
      '`l` attached to `code`.',
    ]);
  });

  it('says nothing of few such rows where few look like none', async () => {
    const values = (odd: number): number[] => Array.from({ length: 3000 }, (_, unit) => (unit < odd ? 9 : 1));
    const script =
      'require test.bank:1 as t\ncreate-dataset d\nimport t/V as v\ndefine-labels l 1 One\nassign-labels v l';
    const said = async (odd: number): Promise<string> =>
      lastSentences(
        await runTestScript(script, [testDatabank({ V: { values: values(odd) } })], { policy: 'strict' }),
      ).join();
    expect(await said(0)).toBe('`l` attached to `v`.');
    expect(await said(2)).toBe('`l` attached to `v`.');
    expect(await said(1000)).toMatch(/`l` attached to `v`; .* units have a value without a label/u);
  });

  it('replaces the list that the variable had', async () => {
    expect(await listed("define-labels l '1' M\nassign-labels sex l\nlist-labels sex")).toEqual([['1', 'M']]);
  });

  it('warns of codes of the other type, and shows no label then', async () => {
    for (const [list, variable] of [
      ['a A b B', 'row'],
      ['1 One', 'code'],
    ] as const) {
      const script = `define-labels l ${list}\nassign-labels ${variable} l`;
      expect(problemsOf(start + script, bank)).toMatchObject([
        { severity: 'warning', code: 'code-list-type', at: 'l' },
      ]);
      expect(lastSentences(await run(script))).toEqual([`\`l\` attached to \`${variable}\`.`]);
    }
  });

  it.each([
    ['assign-labels row nolist', /nolist/u],
    ['define-labels l 1 One\nassign-labels nothing l', /nothing/u],
    ['define-labels l 1 One\nassign-labels PERSONID_1 l', /PERSONID_1/u],
  ])('%s is refused', async (statement, message) => {
    await expect(run(statement)).rejects.toThrow(message);
  });
});

describe('drop-labels', () => {
  it('names the variables that lose their labels, in every dataset', async () => {
    const script = `define-labels l 1 One
define-labels m 2 Two
define-labels n 3 Three
assign-labels row l
clone-dataset d e
use e
assign-labels row m
drop-labels l m`;
    expect(lastSentences(await run(script))).toEqual([
      'Code lists removed: `l`, `m`; without labels now: `row`, `row`.',
    ]);
    await expect(run(`${script}\nlist-labels l`)).rejects.toThrow(/`l`/u);
    expect(await listed(`${script}\nlist-labels n`)).toEqual([['3', 'Three']]);
    expect(await listed(`${script}\ndefine-labels l 7 Seven\nlist-labels l`)).toEqual([['7', 'Seven']]);
  });

  it('leaves the private copy that recode has made', async () => {
    expect(
      await listed(
        'define-labels l 1 One 2 Two\nassign-labels row l\nrecode row (4 = 2)\ndrop-labels l\nlist-labels row',
      ),
    ).toEqual([
      ['1', 'One'],
      ['2', 'Two'],
    ]);
  });

  it('drops nothing when one of the lists is unknown', () => {
    const problems = problemsOf(`${start}define-labels l 1 One\ndrop-labels l k\nlist-labels l`, bank);
    expect(problems).toMatchObject([{ code: 'unknown-code-list', at: 'k' }]);
  });
});

describe('list-labels', () => {
  it('shows a list, the list of a variable, and the register at a day', async () => {
    expect(await listed('define-labels l 1 One\nassign-labels row l\nlist-labels row')).toEqual([['1', 'One']]);
    expect(await listed('list-labels sex')).toEqual([
      ['1', 'Man'],
      ['2', 'Woman'],
    ]);
    expect(await listed('list-labels t/SEX')).toEqual([
      ['1', 'Man', '', '', ''],
      ['2', 'Woman', '', '', ''],
    ]);
    expect(await listed('list-labels t/CIVIL 2005-01-01')).toEqual([
      ['1', 'Unmarried', '', '', ''],
      ['2', 'Married', '', '', ''],
      ['6', 'Registered partner', '1993-01-01', '2010-01-01', ''],
      ['9', 'Unknown', '', '', '×'],
    ]);
    expect((await listed('list-labels t/CIVIL date_fmt(2015)')).map(([code]) => code)).toEqual(['1', '2', '9']);
  });

  it('shows which codes are flagged as missing', async () => {
    expect(await listed("recode row (4 = 99 'not known' missing)\nlist-labels row")).toEqual([
      ['99', 'not known', '×'],
    ]);
  });

  it.each([
    ['list-labels t/CIVIL', 'date-required', 't/CIVIL'],
    ['list-labels t/SEX 2020-01-01', 'date-not-allowed', '2020-01-01'],
    ['list-labels t/ROW', 'register-has-no-code-list', 't/ROW'],
    ['list-labels row', 'variable-has-no-code-list', 'row'],
    ['list-labels nolist', 'unknown-code-list', 'nolist'],
    ['list-labels t/NONE', 'unknown-register-variable', 'NONE'],
  ])('%s is a mistake', (statement, code, at) => {
    expect(problemsOf(start + statement, bank)).toMatchObject([{ severity: 'error', code, at }]);
  });
});
