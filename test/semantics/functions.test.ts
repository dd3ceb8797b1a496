import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

type Value = number | string | null;

/** One row with a missing number and a missing text, so that missing arguments can be written. */
const bank = testDatabank({
  ONE: { values: [1] },
  NUMBER_HOLE: { values: [1, 2], dataType: 'DOUBLE' },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ONE as one
generate none = .
generate no_text = 'x' if one == 2
generate kari = 'Kari'
`;

/** The value of each expression, computed by one script. */
async function valuesOf(expressions: readonly string[]): Promise<Value[]> {
  const lines = expressions.map((expression, i) => `generate v${i} = ${expression}`);
  const { values } = await runTestScript(start + lines.join('\n'), [bank]);
  return expressions.map((_, i) => values('d', `v${i}`)[0]!);
}

type Case = readonly [expression: string, expected: Value];

/** Expected decimals are given with ten significant digits. */
function expectValues(cases: readonly Case[], found: readonly Value[]): void {
  for (const [i, [expression, expected]] of cases.entries()) {
    const value = found[i]!;
    const isDecimal = typeof value === 'number' && typeof expected === 'number' && !Number.isInteger(expected);
    const shown = isDecimal ? Number(value.toPrecision(10)) : value;
    const wanted = isDecimal ? Number(expected.toPrecision(10)) : expected;
    expect([expression, shown]).toEqual([expression, wanted]);
  }
}

async function check(cases: readonly Case[]): Promise<void> {
  expectValues(cases, await valuesOf(cases.map(([expression]) => expression)));
}

describe('date functions', () => {
  const parts = ['isoformatdate', 'year', 'halfyear', 'quarter', 'month', 'week', 'day', 'dow', 'doy'];
  it.each([
    [-950, '1967-05-27', 1967, 1, 2, 5, 21, 27, 6, 147],
    [0, '1970-01-01', 1970, 1, 1, 1, 1, 1, 4, 1],
    [16800, '2015-12-31', 2015, 2, 4, 12, 53, 31, 4, 365],
    [16801, '2016-01-01', 2016, 1, 1, 1, 53, 1, 5, 1],
    [17897, '2019-01-01', 2019, 1, 1, 1, 1, 1, 2, 1],
    [18262, '2020-01-01', 2020, 1, 1, 1, 1, 1, 3, 1],
    [18321, '2020-02-29', 2020, 1, 1, 2, 9, 29, 6, 60],
    [18630, '2021-01-03', 2021, 1, 1, 1, 53, 3, 7, 3],
    [18631, '2021-01-04', 2021, 1, 1, 1, 1, 4, 1, 4],
    [19358, '2023-01-01', 2023, 1, 1, 1, 52, 1, 7, 1],
    [20087, '2024-12-30', 2024, 2, 4, 12, 1, 30, 1, 365],
  ])('take day %d apart', async (day, ...expected) => {
    const [year, month, date] = expected[0].split('-').map(Number);
    await check([
      [`date(${year}, ${month}, ${date})`, day],
      ...parts.map((part, i): Case => [`${part}(${day} * one)`, expected[i]!]),
      // A constant is folded before the run: the same value on another road.
      ...parts.map((part, i): Case => [`${part}(${day})`, expected[i]!]),
      ...parts.map((part, i): Case => [`${part}(${day} + 0.75)`, expected[i]!]),
    ]);
  });

  it('are missing outside the calendar and for dates that do not exist', async () => {
    await check([
      ['date(2019, 2, 29)', null],
      ['date(2021, 13, 1)', null],
      ['date(2021, 0, 1)', null],
      ['date(0, 1, 1)', null],
      ['date(10000, 1, 1)', null],
      ['date(1, 1, 1)', -719162],
      ['date(9999, 12, 31)', 2932896],
      ['date(2020.9, 2.9, 29.9)', 18321],
      ['date(2020, 2, none)', null],
      ['year(-719162)', 1],
      ['year(-719163)', null],
      ['isoformatdate(-719162)', '0001-01-01'],
      ['isoformatdate(2932896)', '9999-12-31'],
      ['isoformatdate(2932897)', null],
      ...parts.map((part): Case => [`${part}(none)`, null]),
      ['date(2020, 1, 1) - date(2019, 1, 1) + 1', 366],
    ]);
  });
});

describe('mathematical functions', () => {
  it('give the worked values', async () => {
    await check([
      ['abs(-4.5)', 4.5],
      ['ceil(2.1)', 3],
      ['ceil(-2.1)', -2],
      ['ceil(5)', 5],
      ['ceil(-17.3)', -17],
      ['floor(2.9)', 2],
      ['floor(-2.1)', -3],
      ['floor(-8.6)', -9],
      ['int(9.99)', 9],
      ['int(-9.99)', -9],
      ['int(-17.6)', -17],
      ['int(0.29 * 100)', 28],
      ['sqrt(2)', 1.414213562],
      ['exp(1)', 2.718281828],
      ['ln(10)', 2.302585093],
      ['log10(250)', 2.397940009],
      ['logit(0.8)', 1.386294361],
      ['comb(10, 3)', 120],
      ['comb(50, 25)', 126410606437752],
      ['lnfactorial(10)', 15.10441257],
      ['sin(1)', 0.8414709848],
      ['cos(1)', 0.5403023059],
      ['tan(1)', 1.557407725],
      ['asin(0.5)', 0.5235987756],
      ['acos(0.5)', 1.047197551],
      ['atan(1)', 0.7853981634],
      ['pi()', 3.141592654],
    ]);
  });

  it('give the same for data as for constants', async () => {
    await check([
      ['ceil(-2.1 * one)', -2],
      ['floor(-2.1 * one)', -3],
      ['int(-9.99 * one)', -9],
      ['round(-3.8 * one)', -4],
      ['round(1.005 * one, 0.01)', 1.01],
      ['round(1234.5 * one, 100)', 1200],
      ['comb(10 * one, 3)', 120],
      ['lnfactorial(10 * one)', 15.10441257],
      ['logit(0.8 * one)', 1.386294361],
    ]);
  });

  it('are missing outside their domains', async () => {
    await check([
      ['sqrt(-1 * one)', null],
      ['exp(710 * one)', null],
      ['exp(709.78 * one) > 0', 1],
      ['ln(0 * one)', null],
      ['ln(-one)', null],
      ['log10(0 * one)', null],
      ['logit(one)', null],
      ['logit(0 * one)', null],
      ['comb(3 * one, 4)', null],
      ['comb(3.5 * one, 1)', null],
      ['comb(3 * one, -1)', null],
      ['comb(0 * one, 0)', 1],
      ['lnfactorial(-one)', null],
      ['lnfactorial(2.5 * one)', null],
      ['asin(1.5 * one)', null],
      ['acos(-1.5 * one)', null],
      ['asin(one)', 1.570796327],
      ...['abs', 'ceil', 'floor', 'int', 'round', 'sqrt', 'exp', 'ln', 'log10', 'logit', 'lnfactorial', 'sin'].map(
        (name): Case => [`${name}(none)`, null],
      ),
      ['comb(none, 1)', null],
      ['comb(1, none)', null],
    ]);
  });

  it('round to a multiple, ties away from zero', async () => {
    await check([
      ['round(-3.8)', -4],
      ['round(1234.5, 100)', 1200],
      ['round(2.5)', 3],
      ['round(-2.5)', -3],
      ['round(1.005, 0.01)', 1.01],
      ['round(-1.005, 0.01)', -1.01],
      ['round(7.456, 0.1)', 7.5],
      ['round(183, 25)', 175],
      ['round(190, 25)', 200],
      ['round(187.5, 25)', 200],
      ['round(183, -25)', 175],
      ['round(5 * one, 0)', null],
      ['round(3.14159, 2)', 4],
      ['round(0.3, 0.1)', 0.3],
      ['round(2.5 * one, none)', null],
    ]);
  });
});

describe('quantile', () => {
  const groups = async (x: readonly (number | null)[], call: string, where = ''): Promise<Value[]> => {
    const data = testDatabank({ ROW: { values: x.map((_, i) => i) }, X: { values: x, dataType: 'DOUBLE' } });
    const script = `require test.bank:1 as t\ncreate-dataset d\nimport t/ROW as row\nimport t/X as x\n`;
    const { values } = await runTestScript(`${script}generate q = ${call}${where}`, [data]);
    return values('d', 'q');
  };

  it.each([
    [
      [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
      [0, 0, 0, 1, 1, 2, 2, 3, 3, 3],
    ],
    [
      [1, 1, 1, 1, 2, 3, 4, 5, 6, 7],
      [0, 0, 0, 0, 0, 1, 1, 2, 2, 2],
    ],
    [
      [0, 0, 0, 0, 0, 0, 5, 6, 7, 8],
      [0, 0, 0, 0, 0, 0, 0, 1, 1, 1],
    ],
    [
      [3, 3, 3],
      [0, 0, 0],
    ],
    [[7], [0]],
    [
      [null, 1, null, 2, 3, 4],
      [null, 0, null, 1, 2, 3],
    ],
  ])('of %j in four groups', async (x, expected) => {
    expect(await groups(x, 'quantile(x, 4)')).toEqual(expected);
  });

  it('ranks the rows of the condition', async () => {
    const x = [10, 20, 30, 40, 50, 60];
    expect(await groups(x, 'quantile(x, 2)', ' if x > 20')).toEqual([null, null, 0, 0, 1, 1]);
  });

  it('ranks all rows inside a condition', async () => {
    const x = [10, 20, 30, 40];
    expect(await groups(x, 'x', ' if quantile(x, 2) == 1')).toEqual([null, null, 30, 40]);
  });

  it.each(['quantile(x, 1)', 'quantile(x, 101)', 'quantile(x, 2.5)', 'quantile(x, row)'])(
    'refuses %s',
    async (call) => {
      await expect(groups([1, 2], call)).rejects.toThrow(/quantile/u);
    },
  );
});

describe('functions over several variables', () => {
  const over = (name: string, list: string, expected: Value): Case => [`${name}(${list})`, expected];

  it('give the worked values and skip missing arguments', async () => {
    const [all, hole, empty] = ['2 * one, 4, 9', '2 * one, none, 9', 'none, none'];
    await check([
      over('rowmax', all, 9),
      over('rowmin', all, 2),
      over('rowmean', all, 5),
      over('rowmedian', all, 4),
      over('rowtotal', all, 15),
      over('rowstd', all, 3.605551275),
      over('rowmax', hole, 9),
      over('rowmin', hole, 2),
      over('rowmean', hole, 5.5),
      over('rowmedian', hole, 5.5),
      over('rowtotal', hole, 11),
      over('rowstd', hole, 4.949747468),
      over('rowtotal', empty, 0),
      over('rowmean', empty, null),
      over('rowmax', empty, null),
      over('rowmin', empty, null),
      over('rowmedian', empty, null),
      over('rowstd', empty, null),
      over('rowstd', 'one', null),
      over('rowstd', 'one, none', null),
      over('rowvalid', empty, 0),
      over('rowmissing', empty, 2),
      over('rowvalid', 'one, none, kari, no_text', 2),
      over('rowmissing', 'one, none, kari, no_text', 2),
      over('rowtotal', 'one == 1, one == 2, 3', 4),
      ["rowconcat(kari, '-', no_text)", 'Kari-'],
      ["rowconcat(no_text, '-', no_text)", null],
      ["rowconcat('a', 'b')", 'ab'],
      ["rowconcat(string(one), '_', kari)", '1_Kari'],
    ]);
  });

  it('concatenate text only', async () => {
    await expect(valuesOf(["rowconcat(kari, '-', one)"])).rejects.toThrow(/rowconcat/u);
  });
});

describe('text functions', () => {
  it('give the worked values', async () => {
    await check([
      ["length('Bodø')", 4],
      ["length('a😀b')", 3],
      ["length('')", 0],
      ['string(301)', '301'],
      ['string(2.50)', '2.5'],
      ['string(20210131)', '20210131'],
      ['string(one * 20210131)', '20210131'],
      ['string(0.1 + 0.2)', '0.30000000000000004'],
      ['string(-0.5 * one)', '-0.5'],
      ['string(0 * -one)', '0'],
      ['string(one == 1)', '1'],
      ['string(one == 2)', '0'],
      ['string(kari)', 'Kari'],
      ['string(2^53)', '9007199254740992'],
      ['string(date(2020, 1, 1))', '18262'],
      ["lower('ØST Ab')", 'Øst ab'],
      ["upper('bodø')", 'BODø'],
      ["trim('  x y ')", 'x y'],
      ["ltrim('  x y ')", 'x y '],
      ["rtrim('  x y ')", '  x y'],
      ["substr('abcdef', 2, 3)", 'bcd'],
      ["substr('abcdef', -3, 2)", 'de'],
      ["substr('abcdef', -2, 9)", 'ef'],
      ["substr('abcdef', 5, 9)", 'ef'],
      ["substr('abcdef', 9, 1)", ''],
      ["substr('abcdef', -9, 2)", ''],
      ["substr('abcdef', 0, 2)", ''],
      ["substr('abcdef', 2, 0)", ''],
      ["substr('abcdef', 2, -1)", ''],
      ["substr('abcdef', 2.9, 3.9)", 'bcd'],
      ["substr('a😀b', 2, 1)", '😀'],
      ["startswith('4601', '46')", 1],
      ["endswith('4601', '46')", 0],
      ["endswith('4601', '01')", 1],
      ["startswith('Kari', 'kari')", 0],
      ["startswith(kari, '')", 1],
    ]);
  });

  it('treat variables as they treat constants', async () => {
    await check([
      ['length(kari)', 4],
      ['substr(kari, -2, 9)', 'ri'],
      ['upper(kari)', 'KARI'],
      ["startswith(kari, 'Ka')", 1],
      ["endswith(kari, 'Ka')", 0],
      ['substr(kari, one + 1, 2)', 'ar'],
    ]);
  });

  it('are missing, and tests false, for missing texts', async () => {
    await check([
      ['length(no_text)', null],
      ['string(no_text)', null],
      ['string(none)', null],
      ['lower(no_text)', null],
      ['upper(no_text)', null],
      ['trim(no_text)', null],
      ['ltrim(no_text)', null],
      ['rtrim(no_text)', null],
      ['substr(no_text, 1, 1)', null],
      ['substr(kari, none, 1)', null],
      ["startswith(no_text, 'a')", 0],
      ["endswith('a', no_text)", 0],
      ["!startswith(no_text, 'a')", 1],
    ]);
  });
});

describe('logical functions', () => {
  it('follow the rules of comparison', async () => {
    await check([
      ['inlist(one, 3, 1)', 1],
      ['inlist(one, 3, 2)', 0],
      ["inlist(kari, 'Ola', 'Kari')", 1],
      ["inlist('4', no_text, '4')", 1],
      ['inlist(none, 1, 2)', 0],
      ['inlist(none, none)', 0],
      ['inlist(1, none, one)', 1],
      ['!inlist(none, 1, 2)', 1],
      ['inrange(one, 1, 2)', 1],
      ['inrange(one, 0, 1)', 1],
      ['inrange(one, 2 * one, 1)', 0],
      ['inrange(none, 0, 1)', 0],
      ['inrange(one, none, 2)', 0],
      ['inrange(one, 0, none)', 0],
      ['sysmiss(none)', 1],
      ['sysmiss(one)', 0],
      ['sysmiss(one / 0)', 1],
      ['sysmiss(no_text)', 1],
      ['sysmiss(one == none)', 0],
      ['sysmiss(none) == 0', 0],
    ]);
  });
});

describe('label functions', () => {
  const labelled = `define-labels acts 1 'Employed full time' 2 'Employed part time' 3 Student
generate act = row
assign-labels act acts
`;
  const data = testDatabank({ ROW: { values: [1, 2, 3, 4, 5] } });
  const begin = `require test.bank:1 as t\ncreate-dataset d\nimport t/ROW as row\n${labelled}replace act = . if row == 5\n`;
  const run = (expression: string) => runTestScript(`${begin}generate v = ${expression}`, [data]);

  it.each([
    ["label_to_code(act, 'Student')", [3, 3, 3, 3, 3]],
    ["act == label_to_code(act, 'Student')", [0, 0, 1, 0, 0]],
    ["inlabels(act, 'Student', 'Employed part time')", [0, 1, 1, 0, 0]],
    ["labelcontains(act, 'Employed')", [1, 1, 0, 0, 0]],
    ["labelcontains(act, 'employed')", [0, 0, 0, 0, 0]],
    ["!inlabels(act, 'Student')", [1, 1, 0, 1, 1]],
  ])('%s', async (expression, expected) => {
    const { values } = await run(expression);
    expect(values('d', 'v')).toEqual(expected);
  });

  it.each([
    ["label_to_code(act, 'Studnt')", /Studnt/u],
    ["inlabels(act, 'Studnt')", /Studnt/u],
    ["inlabels(row, 'Student')", /row/u],
  ])('%s is a mistake', async (expression, said) => {
    await expect(run(expression)).rejects.toThrow(said);
  });
});
