import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const bank = testDatabank({
  ROW: { values: [1, 2, 3, 4] },
  WAGE: { values: [0, null, 600000, 300000] },
  CODE: { values: ['1', '2', null, '3'] },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/WAGE as wage
import t/CODE as code
`;

const run = (script: string) => runTestScript(start + script, [bank]);

/** The value of an expression in the four rows. */
async function rowsOf(expression: string): Promise<readonly (number | string | null)[]> {
  return (await run(`generate v = ${expression}`)).values('d', 'v');
}

const four = (x: number | string | null) => [x, x, x, x];

/** The last lines of the script's output, as message codes with their names. */
async function bound(lets: string): Promise<readonly string[]> {
  const { statements } = await runTestScript(lets, []);
  return statements.flatMap(({ results }) =>
    results.map(({ body }) => (body.type === 'message' ? Object.values(body.names).join(' ') : body.type)),
  );
}

describe('operators', () => {
  it.each([
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['(-2) ^ 2', 4],
    ['-(-2)', 2],
    ['+3', 3],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['8 / 4 / 2', 1],
    ['8 - 4 - 2', 2],
    ['2 * 3 ^ 2', 18],
    ['1 + 1 == 2', 1],
    ['1 == 1 & 0 == 1 | 1 == 1', 1],
    ['1 == 1 | 1 == 1 & 0 == 1', 1],
    ['!1 == 0', 1],
    ['!(1 == 0)', 1],
    ['!0 & 0', 0],
    ['(1 == 1) + (2 == 2)', 2],
    ['1 < 2 & 2 > 1', 1],
    ['3 >= 3', 1],
    ['3 <= 2', 0],
    ['3 != 3', 0],
    ['7 / 2', 3.5],
    ['7 - 2 * int(7 / 2)', 1],
    ['0 ^ 0', 1],
    ['0.1 + 0.2 == 0.3', 0],
  ])('%s is %d for constants and data', async (expression, expected) => {
    expect(await rowsOf(expression)).toEqual(four(expected));
    // The same with a variable that is 1, so that nothing can be computed beforehand.
    const varied = expression.replaceAll(/\b(\d+(\.\d+)?)\b(?!\.)/gu, '($1 * (row > 0))');
    expect(await rowsOf(varied)).toEqual(four(expected));
  });

  it.each([
    ['1 / (row - row)', null],
    ['0 / (row - row)', null],
    ['10 ^ (row + 400)', null],
    ['(-row) ^ 0.5', null],
    ['(row - row) ^ 0', 1],
  ])('%s: what is not finite is missing', async (expression, expected) => {
    expect(await rowsOf(expression)).toEqual(four(expected));
  });
});

describe('missing values', () => {
  it.each([
    ['wage + 1', [1, null, 600001, 300001]],
    ['-wage', [0, null, -600000, -300000]],
    ['wage ^ 0', [1, null, 1, 1]],
    ['wage == wage', [1, 0, 1, 1]],
    ['wage != wage', [0, 1, 0, 0]],
    ['wage == 0', [1, 0, 0, 0]],
    ['wage != 0', [0, 1, 1, 1]],
    ['wage < 1', [1, 0, 0, 0]],
    ['wage >= 0', [1, 0, 1, 1]],
    ['!wage', [1, 1, 0, 0]],
    ['!(wage > 1)', [1, 1, 0, 0]],
    ['wage | row == 2', [0, 1, 1, 1]],
    ['wage & 1', [0, 0, 1, 1]],
    ["code == '1'", [1, 0, 0, 0]],
    ["code != '1'", [0, 1, 1, 1]],
    ['code == code', [1, 1, 0, 1]],
    ["!inlist(code, '1', '2')", [0, 0, 1, 1]],
    ['sysmiss(wage) == 0', [1, 0, 1, 1]],
    ['wage > 500000', [0, 0, 1, 0]],
    ['sysmiss(wage + row)', [0, 1, 0, 0]],
  ])('%s', async (expression, expected) => {
    expect(await rowsOf(expression)).toEqual(expected);
  });

  it.each([
    ['keep if wage != 0', [2, 3, 4]],
    ['keep if wage > 0', [3, 4]],
    ['keep if wage', [3, 4]],
    ['keep if !wage', [1, 2]],
    ["drop if !inlist(code, '1', '2')", [1, 2]],
    ['drop if wage', [1, 2]],
    ["keep if code != '1' & !sysmiss(code)", [2, 4]],
  ])('%s', async (statement, expected) => {
    expect((await run(statement)).values('d', 'row')).toEqual(expected);
  });

  it('stay apart with a condition, and are set by a dot', async () => {
    const { values } = await run(`generate high = wage > 500000 if !sysmiss(wage)
generate spare = .
replace wage = . if wage == 0
replace spare = 3 if row == 2`);
    expect(values('d', 'high')).toEqual([0, null, 1, 0]);
    expect(values('d', 'wage')).toEqual([null, null, 600000, 300000]);
    expect(values('d', 'spare')).toEqual([null, 3, null, null]);
  });
});

describe('bindings', () => {
  it.each([
    ['let x = 7 / 2', 'x 3.5 number'],
    ['let x = 4 / 2', 'x 2 number'],
    ['let x = wage_ ++ 2021', 'x wage_2021 symbol'],
    ['let x = wage ++ 16 ++ "_b"', 'x wage16_b symbol'],
    ['let x = to ++ day', 'x today symbol'],
    ['let x = 1 ++ 2', 'x 12 text'],
    ['let x = 1999 ++ "-12-31"', 'x 1999-12-31 text'],
    ['let x = name ++ 2016 - 2000 ++ "_2"', 'x name16_2 symbol'],
    ['let x = 2.5 ++ 16', 'x 2.516 text'],
    ['let x = date_fmt(2021)', 'x 2021-01-01 date'],
    ['let x = date_fmt(2021, 9)', 'x 2021-09-01 date'],
    ['let x = date_fmt(2021, 9, 30)', 'x 2021-09-30 date'],
    ['let x = date_fmt(2021, 9, 30) ++ "!"', 'x 2021-09-30! text'],
    ['let x = 2021-06-30', 'x 2021-06-30 date'],
    ["let x = to_int('0042')", 'x 42 number'],
    ['let x = to_int(-7.9)', 'x -7 number'],
    ['let x = to_str(15)', 'x 15 text'],
    ['let x = to_str(county)', 'x county text'],
    ["let x = to_symbol('wage18')", 'x wage18 symbol'],
    ['let x = round(pi() * 100)', 'x 314 number'],
    ['let x = cos(0)', 'x 1 number'],
    ['let x = 2 ^ 3 ^ 2', 'x 512 number'],
    ['let x = -2 ^ 2', 'x -4 number'],
  ])('%s', async (statement, expected) => {
    const [said] = await bound(statement);
    expect(said?.split(' ').sort()).toEqual(expected.split(' ').sort());
  });

  it('are found by name, and replaced by a later let', async () => {
    const said = await bound('let cpi2020 = 112.2\nlet x = bind(cpi ++ 2020)\nlet x = $x + 1');
    expect(said.map((line) => line.split(' ').includes('112.2'))).toEqual([true, true, false]);
    expect(said[2]).toContain('113.2');
  });

  it('stand for names, numbers, texts and dates', async () => {
    const { values } = await run(`let y = 2021
let who = wage
let c = '1'
generate age ++ $y = $y - row
generate double = 2 * $who
generate is_one = code == $c
rename double w++$y
let wage = 3
generate same = wage`);
    expect(values('d', 'age2021')).toEqual([2020, 2019, 2018, 2017]);
    expect(values('d', 'w2021')).toEqual([0, null, 1200000, 600000]);
    expect(values('d', 'is_one')).toEqual([1, 0, 0, 0]);
    expect(values('d', 'same')).toEqual([0, null, 600000, 300000]);
  });

  it.each([
    ['let x = $nothing', /nothing/u],
    ["let x = to_symbol('18wage')", /18wage/u],
    ['let x = date_fmt(2021, 2, 30)', /2021-02-30|date/u],
    ["let x = substr('abc', 1, 1)", /substr/u],
    ["let x = 'a' + 1", /./u],
    ['let x = 1 == 1', /./u],
    ["generate v = string(row) ++ 'a'", /\+\+/u],
    ['generate v = w++$y + w++$z', /./u],
    ["let s = 'wage'\nsummarize $s", /./u],
  ])('%s is a mistake', async (statement, said) => {
    await expect(run(statement)).rejects.toThrow(said);
  });
});

describe('loops', () => {
  const visited = async (header: string, name: string): Promise<readonly string[]> => {
    const script = `${header}\n  generate ${name} = 1\nend`;
    const { tables } = await run(script);
    return tables
      .get('d')!
      .schema.variables.slice(3)
      .map((variable) => variable.name);
  };

  it.each([
    ['for x in 1 2 5', 'v++$x', ['v1', 'v2', 'v5']],
    ['for x in mother, father', '$x', ['mother', 'father']],
    ['for x in 2001 : 2003', 'v++$x', ['v2001', 'v2002', 'v2003']],
    ['for x in 2001:2003, 2010', 'v++$x', ['v2001', 'v2002', 'v2003', 'v2010']],
    ['for x, y in 1:3, a b c', '$y++$x', ['a1', 'b2', 'c3']],
    ['for a in 1:2; b in x y', 'v++$a++$b', ['v1x', 'v1y', 'v2x', 'v2y']],
    ['for a in 1:2; b, c in 1 2, p q; e in 7', 'v++$a++$c++$b++$e', ['v1p17', 'v1q27', 'v2p17', 'v2q27']],
    ['for x in \'p\' "q"', 'v++$x', ['vp', 'vq']],
  ])('%s', async (header, name, expected) => {
    expect(await visited(header, name)).toEqual(expected);
  });

  it('keep bindings of the body to one turn, and everything else', async () => {
    const { values, tables } = await run(`let n = 5
for x in 1 2
  let n = $x * 10
  generate v++$x = $n
  create-dataset e++$x
  use d
end
generate after = $n`);
    expect(values('d', 'v1')[0]).toBe(10);
    expect(values('d', 'v2')[0]).toBe(20);
    expect(values('d', 'after')[0]).toBe(5);
    expect([...tables.keys()].sort()).toEqual(['d', 'e1', 'e2']);
  });

  it.each([
    ['for x in 5:1\n  let y = $x\nend', /5.*1/u],
    ['for x in 1.5:3\n  let y = $x\nend', /./u],
    ['for x, y in 1:3, a b\n  let z = $x\nend', /./u],
    ['for x in (1, 2)\n  let y = $x\nend', /./u],
    ['for x in 1, ..., 3\n  let y = $x\nend', /./u],
    ['for x in 1 2\nfor y in 1 2\nend\nend', /loop/u],
    ['for x in 1; x in 2\n  let y = $x\nend', /x/u],
    ['end', /for/u],
    ['for x in 1 2\nlet y = $x', /end/u],
  ])('%j is a mistake', async (script, said) => {
    await expect(run(script)).rejects.toThrow(said);
  });
});
