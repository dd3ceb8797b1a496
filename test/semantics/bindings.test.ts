import { describe, expect, it } from 'vitest';
import { epochDay } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript, type TestRun } from '../helpers/run-script.ts';
import { type FoundProblem, problemsOf } from '../helpers/sentences.ts';

const day = (year: number, month = 1, date = 1): number => epochDay(year, month, date) ?? 0;
const yearly = (values: readonly number[]) =>
  [2019, 2020, 2021].flatMap((year) =>
    values.map((value, unit) => ({ unit, start: day(year), stop: day(year, 12, 31), value: value + year })),
  );

const bank = testDatabank({
  ROW: { values: [1, 2, 3, 4] },
  CODE: { values: ['a', 'b', 'a', 'b'] },
  FAMILY: { values: [0, 0, 2, 2], refersTo: 'PERSON' },
  WAGE: { temporality: 'ACCUMULATED', dataType: 'LONG', records: yearly([10, 20, 30, 40]) },
  CIVIL: {
    temporality: 'EVENT',
    records: [0, 1, 2, 3].map((unit) => ({
      unit,
      start: day(2018, 5, 1),
      stop: day(2020, 4, 30),
      value: String(unit),
    })),
  },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/CODE as code
`;

const run = (script: string): Promise<TestRun> => runTestScript(start + script, [bank]);

/** The mistakes of a script; that it makes bindings which nothing uses is no matter here. */
const errorsOf = (script: string): readonly FoundProblem[] =>
  problemsOf(start + script, bank).filter(({ severity }) => severity === 'error');

const namesIn = ({ tables }: TestRun, dataset = 'd'): readonly string[] =>
  tables.get(dataset)!.schema.variables.map(({ name }) => name);

/** The values that `let` statements have shown, in order. */
async function bound(script: string): Promise<readonly string[]> {
  const { statements } = await run(script);
  return statements
    .filter(({ command }) => command === 'let')
    .flatMap(({ results }) => results.map(({ body }) => (body.type === 'message' ? (body.names['value'] ?? '') : '')));
}

describe('values of bindings', () => {
  it.each<[string, string]>([
    ["date_fmt('2021')", '2021-01-01'],
    ["date_fmt('2021', '09', '30')", '2021-09-30'],
    ['date_fmt(2021, 9) ++ "x"', '2021-09-01x'],
    ['year(date_fmt(2021, 9))', '2021'],
    ['date(2020, 1, 1)', '18262'],
    ['isoformatdate(18262)', '2020-01-01'],
    ['week(2016-01-01)', '53'],
    ["to_int('-12')", '-12'],
    ['to_int(2.9)', '2'],
    ['to_int(15 ++ "")', '15'],
    ['to_str(2021-06-30)', '2021-06-30'],
    ['to_str(2.50)', '2.5'],
    ['to_symbol(wage ++ 18)', 'wage18'],
    ['-5 ++ "a"', '-5a'],
    ['(1 + 2) ++ 3 * 4', '312'],
    ['2021-06-30 ++ 1', '2021-06-301'],
    ["'a' ++ b", 'ab'],
    ['1e3 ++ ""', '1000'],
    ['round(2.5) ++ "/" ++ comb(5, 2)', '3/10'],
  ])('let x = %s', async (expression, expected) => {
    expect(await bound(`let x = ${expression}`)).toEqual([expected]);
  });

  it('have names that may be put together, too', async () => {
    expect(await bound('let y = 2020\nlet cpi ++ $y = 112.2\nlet x = $cpi2020 * 2\nlet z = bind(cpi ++ $y)')).toEqual([
      '2020',
      '112.2',
      '224.4',
      '112.2',
    ]);
  });

  it('are those of the moment: a later let does not change what was made before', async () => {
    expect(await bound('let a = 1\nlet b = $a + 1\nlet a = 10\nlet c = $b')).toEqual(['1', '2', '10', '2']);
  });

  it('have names of their own: bare words are symbols, whatever is called so', async () => {
    expect(await bound('let row = 3\nlet x = row\nlet y = $row')).toEqual(['3', 'row', '3']);
    expect((await run('let row = 30\ngenerate v = row + $row')).values('d', 'v')).toEqual([31, 32, 33, 34]);
  });
});

describe('places of bindings', () => {
  it.each<[string, string, readonly string[]]>([
    ['a new name', 'let y = 20\ngenerate v ++ $y = 1', ['row', 'code', 'v20']],
    ['names in a list, greedily', 'let y = 20\ngenerate v20 = 1\ndrop v++$y code', ['row']],
    ['names with blanks around ++', 'let y = 20\ngenerate v20 = 1\ndrop v ++ $y code', ['row']],
    ['a whole name', 'let v = code\ndrop $v', ['row']],
    ['rename', 'let y = 20\nrename row r++$y', ['r20', 'code']],
    ['clone-variables', 'let y = 20\nclone-variables row -> r++$y code', ['row', 'code', 'r20', 'c_code']],
    ['the prefix of an option', "let p = 'n_'\nrecode row (1 = 2), prefix($p)", ['row', 'code', 'n_row']],
    ['a prefix that is put together', 'let y = 20\nrecode row (1 = 2), prefix(p_ ++ $y)', ['row', 'code', 'p_20row']],
    ['names of an option', 'let y = 20\nrecode row (1 = 2), generate(r++$y)', ['row', 'code', 'r20']],
    ['results of aggregate', 'let y = 20\naggregate (mean) row -> m++$y, by(code)', ['row', 'code', 'm20']],
    ['by()', 'let g = code\naggregate (mean) row -> m, by($g)', ['row', 'code', 'm']],
    ['a register variable', 'let v = WAGE\nimport t/$v 2020-12-31 as w', ['row', 'code', 'w']],
    ['an alias', 'let a = t\nimport $a/WAGE 2020-12-31 as w', ['row', 'code', 'w']],
    ['as', 'let y = 2020\nimport t/WAGE date_fmt($y) as w ++ $y', ['row', 'code', 'w2020']],
  ])('%s', async (_place, script, expected) => {
    const withOption = script.includes('clone-variables') ? `${script}, prefix(c_)` : script;
    expect(namesIn(await run(withOption))).toEqual(expected);
  });

  it.each<[string, string, readonly (number | string | null)[]]>([
    ['a date', 'let d = date_fmt(2020, 6)\nimport t/WAGE $d as w', [2030, 2040, 2050, 2060]],
    ['a text that is a date', 'let y = 2020\nimport t/WAGE $y ++ "-12-31" as w', [2030, 2040, 2050, 2060]],
    ['a number', 'let n = 2\ngenerate w = row * $n', [2, 4, 6, 8]],
    ['a text', "let c = 'a'\ngenerate w = code == $c", [1, 0, 1, 0]],
    ['a date as text', 'let d = 2020-06-01\ngenerate w = $d', new Array(4).fill('2020-06-01')],
    ['a symbol as a variable', 'let v = row\ngenerate w = $v + 1', [2, 3, 4, 5]],
    ['a name put together', 'let y = 1\ngenerate v1 = 5\ngenerate w = (v ++ $y) + row', [6, 7, 8, 9]],
    ['a comparison with a name put together', 'let y = 1\ngenerate v1 = row\ngenerate w = v ++ $y == 3', [0, 0, 1, 0]],
    ['a procedure', "generate w = row + to_int('7')", [8, 9, 10, 11]],
    ['a date procedure as text', 'generate w = date_fmt(2020, 6)', new Array(4).fill('2020-06-01')],
    ['a quantile', 'let n = 2\ngenerate w = quantile(row, $n)', [0, 0, 1, 1]],
    ['values of recode', 'let a = 1\nlet b = 2\nlet c = 9\nrecode row ($a/$b = $c)\nrename row w', [9, 9, 3, 4]],
    ['a condition', 'let n = 3\ngenerate w = 1 if row >= $n', [null, null, 1, 1]],
  ])('%s', async (_place, script, expected) => {
    expect((await run(script)).values('d', 'w')).toEqual(expected);
  });

  it('datasets, code lists, keys and samples', async () => {
    const { tables, values } = await run(`let y = 20
let key = PERSONID_1
create-dataset people++$y
import t/ROW as r
use d
rename row r++$y
merge r++$y into people++$y on $key
clone-dataset people++$y copy++$y
rename-dataset copy++$y other
delete-dataset other
clone-units people++$y units++$y
define-labels list++$y 1 One
use people++$y
assign-labels r list++$y
list-labels list++$y
drop-labels list++$y
let n = 2
let seed = 11
sample $n $seed`);
    expect([...tables.keys()].sort()).toEqual(['d', 'people20', 'units20']);
    expect(values('people20', 'r20')).toHaveLength(2);
  });

  it('days of events and panels', async () => {
    const { tables } = await run(`let y = 2019
create-dataset e
import-event t/CIVIL date_fmt($y) to $y ++ "-12-31" as c ++ $y
clone-units d p
use p
import-panel t/WAGE date_fmt($y) 2020-06-01 $y + 2 ++ "-01-01"`);
    expect(namesIn({ tables } as TestRun, 'e')).toEqual(['START@c2019', 'STOP@c2019', 'c2019']);
    expect(tables.get('p')!.rowCount).toBe(12);
  });

  it('stay what they are inside quotes, comments and text blocks', async () => {
    const { values, statements } = await run(`let y = 1
generate w = '$y' // not $z either
textblock
Nor $q.
endblock`);
    expect(values('d', 'w')[0]).toBe('$y');
    expect(statements.at(-1)?.echo).toBe("generate w = '$y'");
  });

  it.each([
    ["let s = 'row'\nsummarize $s", 'binding-not-a-name', '$s'],
    ['let n = 7\ngenerate $n = 1', 'binding-not-a-name', '$n'],
    ['let n = 7\nimport t/WAGE $n as w', 'no-such-date', '$n'],
    ["import t/WAGE '2020-13-01' as w", 'no-such-date', "'2020-13-01'"],
    ['let s = row\nrecode row ($s = 1)', 'binding-not-a-value', '$s'],
    ['generate v = row ++ code', 'concatenation-of-data', 'row ++ code'],
    ["generate v = string(row) ++ '_'", 'concatenation-of-data', "string(row) ++ '_'"],
    ['let x = rowmax(1, 2)', 'function-not-in-binding', 'rowmax'],
    ['let x = normal(1)', 'function-not-in-binding', 'normal'],
    ["let x = to_int('1.5')", 'binding-argument-type', "'1.5'"],
    ["let x = date_fmt('20x1')", 'binding-argument-type', "'20x1'"],
    ['let x = date_fmt(2021, 9, 31)', 'no-such-date', 'date_fmt(2021, 9, 31)'],
    ['let x = bind(nothing)', 'unknown-binding', 'bind(nothing)'],
    ['let x = 1e400', 'number-too-large', '1e400'],
    ['let x = sqrt(-1)', 'binding-has-no-value', 'sqrt(-1)'],
    ['let x = abs(1, 2)', 'wrong-argument-count', 'abs(1, 2)'],
    ["let x = wage ++ '-b'", 'illegal-name', "wage ++ '-b'"],
    ["let x = '1' * 2", 'binding-arithmetic', "'1'"],
    ['generate v = to_int(row)', 'binding-argument-type', 'row'],
  ])('%s is a mistake', (script, code, at) => {
    expect(errorsOf(script)).toMatchObject([{ severity: 'error', code, at }]);
  });
});

/** What `let`s in the body of a loop are bound to, pass by pass. */
const visited = (header: string, expression: string): Promise<readonly string[]> =>
  bound(`${header}\n  let x = ${expression}\nend`).then((values) => values);

describe('values of loops', () => {
  it.each<[string, string, readonly string[]]>([
    ['for x in 1 2 5', '$x', ['1', '2', '5']],
    ['for x in -1 +2 2.5', '$x', ['-1', '2', '2.5']],
    ['for x in a, b, c', '$x', ['a', 'b', 'c']],
    ['for x in \'a b\' "c"', '$x', ['a b', 'c']],
    ['for x in 2020-01-01 2021-06-30', '$x', ['2020-01-01', '2021-06-30']],
    ['for x in -1 : 1', '$x', ['-1', '0', '1']],
    ['for x in 3:3', '$x', ['3']],
    ['for x in 2001:2002, 2010, 2020:2021', '$x', ['2001', '2002', '2010', '2020', '2021']],
    ['for x in 2018 + 1 : 2018 + 2', '$x', ['2019', '2020']],
    ['for x in w ++ 1 w ++ 2', '$x', ['w1', 'w2']],
    ['for x in date_fmt(2020) date_fmt(2021, 7)', '$x', ['2020-01-01', '2021-07-01']],
    ['for x, y in 1:2, a b', '$y ++ $x', ['a1', 'b2']],
    ['for x, y, z in 1:2, a b, 2.5 3.5', '$y ++ $x ++ "_" ++ to_int($z)', ['a1_2', 'b2_3']],
    ['for a in 1:2; b in x y', 'v ++ $a ++ $b', ['v1x', 'v1y', 'v2x', 'v2y']],
    ['for a in 1:2; b in 1:$a', '$a ++ $b', ['11', '21', '22']],
    ['for a, b in 1 2, p q; c in r s; d in 7', '$b ++ $a ++ $c ++ $d', ['p1r7', 'p1s7', 'q2r7', 'q2s7']],
  ])('%s', async (header, expression, expected) => {
    expect(await visited(header, expression)).toEqual(expected);
  });

  it('come from bindings, in lists and as bounds', async () => {
    expect(await bound('let a = 2\nlet b = 4\nfor x in $a : $b\nlet y = $x\nend')).toEqual(['2', '4', '2', '3', '4']);
    expect(await bound('let a = 2\nlet b = w\nfor x in $b $a\nlet y = $x\nend')).toEqual(['2', 'w', 'w', '2']);
  });

  it('hide bindings of the same name while the loop runs', async () => {
    expect(await bound('let x = 0\nfor x in 1 2\nlet x = $x * 10\nlet y = $x\nend\nlet z = $x')).toEqual([
      '0',
      '10',
      '10',
      '20',
      '20',
      '0',
    ]);
    await expect(run('for x in 1 2\nlet inner = $x\nend\nlet y = $inner')).rejects.toThrow(/inner/u);
    await expect(run('for x in 1 2\nlet inner = 1\nend\nlet y = $x')).rejects.toThrow(/`\$x`/u);
  });

  it('leave datasets, variables, lists and the active dataset as the passes left them', async () => {
    const { tables, statements } = await run(`for y in 1 2
  create-dataset e++$y
  import t/ROW as r++$y
  define-labels l++$y $y One
end
list-labels l2
generate last = r2`);
    expect([...tables.keys()].sort()).toEqual(['d', 'e1', 'e2']);
    expect(statements.at(-1)?.activeDataset).toBe('e2');
  });

  it('say how many passes there are before the first', async () => {
    const { statements } = await run('for a in 1:3; b in x y\n  let c = $a\nend');
    const header = statements.find(({ command }) => command === 'for');
    expect(header?.echo).toBe('for a in 1:3; b in x y');
    expect(header?.results[0]?.body).toMatchObject({ code: 'status-loop', names: { iterations: '6' } });
    expect(statements.indexOf(header!)).toBeLessThan(statements.findIndex(({ command }) => command === 'let'));
  });

  it('are told with the statements of a pass, which are echoed with their values', async () => {
    const { statements } = await run(`for y, v in 2020 2021, a b
  import t/WAGE date_fmt($y, 12, 31) as w ++ $y // yearly
  generate $v = w ++ $y > 2045 & code == $v ++ ""
end`).catch((error: unknown) => ({ statements: [error] as never[] }));
    expect(statements.map((statement) => (statement instanceof Error ? statement.message : ''))).toEqual([
      expect.stringMatching(/text|number|variable/u),
    ]);
    const right = await run(`for y, v in 2020 2021, a b
  import t/WAGE date_fmt($y, 12, 31) as w ++ $y // yearly
  generate $v = w ++ $y > 2045 & code == to_str($v)
end`);
    const inner = right.statements.filter(({ iteration }) => iteration !== undefined);
    expect(inner.map(({ echo }) => echo)).toEqual([
      'import t/WAGE 2020-12-31 as w2020',
      "generate a = w2020 > 2045 & code == 'a'",
      'import t/WAGE 2021-12-31 as w2021',
      "generate b = w2021 > 2045 & code == 'b'",
    ]);
    expect(inner[2]?.iteration).toEqual([
      { name: 'y', value: '2021' },
      { name: 'v', value: 'b' },
    ]);
  });
});

describe('mistakes in loops', () => {
  it.each([
    ['for y in 1 2\n  generate v = $y\nend', 'generate-existing-variable', 'v', 'y = 2'],
    ['for y in 2020 2022\n  import t/WAGE date_fmt($y) as w ++ $y\nend', 'date-outside', 'date_fmt($y)', 'y = 2022'],
    ['for v in row nothing\n  summarize $v\nend', 'unknown-variable', '$v', 'v = nothing'],
    ['for v in row code\n  generate x_ ++ $v = $v + 1\nend', 'text-arithmetic', '+', 'v = code'],
    ['for a in 1:2; b in x y\n  generate v ++ $b = $a\nend', 'generate-existing-variable', 'v ++ $b', 'a = 2, b = x'],
    ['for y in 1 2\n  let s = "w" ++ $y\n  summarize $s\nend', 'binding-not-a-name', '$s', 'y = 1'],
  ])('%s: the place in the body, and the pass', (script, code, at, iteration) => {
    const [problem] = errorsOf(script);
    expect(problem).toMatchObject({ severity: 'error', code, at, iteration });
  });

  it('that only the data can show stop the run and name the pass', async () => {
    const { statements } = await run(`generate t1 = '1'
generate t2 = code
for y in 1 2
  destring t++$y
end
summarize row`);
    const [first, second] = statements.filter(({ command }) => command === 'destring');
    expect([first?.outcome, second?.outcome]).toEqual(['done', 'refused']);
    expect(second?.iteration).toEqual([{ name: 'y', value: '2' }]);
    expect(second?.echo).toBe('destring t2');
    expect(statements.at(-1)?.outcome).toBe('not-run');
  });

  it('about the script as a whole get a warning', () => {
    const problems = problemsOf('for y in 1 2\n  require test.bank:1 as t\n  configure alpha\nend', bank);
    expect(problems.filter(({ severity }) => severity === 'warning').map(({ code, at }) => [code, at])).toEqual([
      ['session-command-in-loop', 'require'],
      ['session-command-in-loop', 'configure'],
    ]);
  });

  it.each([
    ['for x in 5:1\n  let y = $x\nend', 'loop-range-empty', '5:1'],
    ['for x in 1.5:3\n  let y = $x\nend', 'loop-range-not-integer', '1.5'],
    ['for x in a:3\n  let y = $x\nend', 'loop-range-not-integer', 'a'],
    ['for x in 1:3 5\n  let y = $x\nend', 'loop-range-comma', '5'],
    ['for x in 1, 2:3 $z\n  let y = $x\nend', 'loop-range-comma', '$z'],
    ['for x 1 2\n  let y = $x\nend', 'unexpected-text', '1'],
    ['for x, y in 1:3, a b\n  let z = $x\nend', 'loop-list-lengths', 'x, y in 1:3, a b'],
    ['for x, y in 1:3\n  let z = $x\nend', 'loop-list-count', 'x, y in 1:3'],
    ['for x in 1; x in 2\n  let y = $x\nend', 'loop-iterator-repeated', 'x'],
    ['for x in $nothing\n  let y = $x\nend', 'unknown-binding', '$nothing'],
  ])('%s', (script, code, at) => {
    expect(errorsOf(script)).toMatchObject([{ severity: 'error', code, at }]);
  });
});
