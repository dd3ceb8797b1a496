import { describe, expect, test } from 'vitest';
import { analyseText, people, problemsAfterPeople } from '../analyse/analyse-text.ts';

const bindings = (text: string): readonly string[] =>
  analyseText(text).analysed.statements.flatMap(({ operation }) =>
    operation.type === 'let' ? [`${operation.name} = ${operation.value} (${operation.valueType})`] : [],
  );

const echoes = (text: string): readonly string[] =>
  analyseText(people + text)
    .analysed.statements.slice(9)
    .map((statement) => statement.echo);

describe('bindings', () => {
  test.each([
    ['let a = 7 / 2', 'a = 3.5 (number)'],
    ['let a = 6 / 2', 'a = 3 (number)'],
    ['let a = 1999 ++ "-12-31"', 'a = 1999-12-31 (string)'],
    ['let a = 1 ++ 2', 'a = 12 (string)'],
    ['let a = to ++ day', 'a = today (symbol)'],
    ['let a = wage ++ 16 ++ "_b"', 'a = wage16_b (symbol)'],
    ['let a = date_fmt(2021, 9)', 'a = 2021-09-01 (date)'],
    ["let a = to_int('0042')", 'a = 42 (number)'],
    ['let a = to_str(county)', 'a = county (string)'],
    ['let a = 2 ^ 10 + abs(-1)', 'a = 1025 (number)'],
    ['let a = year(2021-06-30)', 'a = 2021 (number)'],
    ['let a = 2000-01-01', 'a = 2000-01-01 (date)'],
    ['let a = int(exp(1) * 1000)', 'a = 2718 (number)'],
  ])('%s', (line, shown) => {
    expect(bindings(line)).toEqual([shown]);
  });

  test('bind gives the value of the binding so named', () => {
    expect(bindings('let cpi2020 = 112.2\nlet c = bind(cpi ++ 2020)').at(-1)).toBe('c = 112.2 (number)');
  });

  test('`++` binds looser than minus and tighter than a comparison', () => {
    expect(problemsAfterPeople('let y = 2016\nkeep if nosuch ++ $y - 2000 == 1')).toEqual([
      '2 unknown-variable «nosuch ++ $y - 2000»',
    ]);
    expect(problemsAfterPeople('let y = 2016\ngenerate x ++ $y - 2000 = 1\nsummarize x16')).toEqual([]);
  });

  test.each([
    ['let a = $b', '1 unknown-binding «$b»'],
    ['let a = b + 1', '1 binding-arithmetic «b»'],
    ['let a = 1 / 0', '1 binding-has-no-value «1 / 0»'],
    ["let a = substr('a', 1, 1)", '1 function-not-in-binding «substr»'],
    ["let a = to_symbol('18x')", "1 illegal-name «to_symbol('18x')»"],
    ['let a = date_fmt(2021, 2, 30)', '1 no-such-date «date_fmt(2021, 2, 30)»'],
    ["let a = 'wage'\nsummarize $a", '2 binding-not-a-name «$a»'],
    ['let a = 1\nlet b = w++$a + w++$a', '2 binding-arithmetic «$a + w»'],
    ["import db/WAGE '2020-13-01' as w", undefined],
  ])('%s', (line, problem) => {
    if (problem !== undefined) expect(problemsAfterPeople(line)).toEqual([problem]);
    else expect(problemsAfterPeople(line).length).toBeGreaterThan(0);
  });

  test('a mistake in a binding is said once', () => {
    expect(problemsAfterPeople('let y = $nope + 1\nimport db/WAGE date_fmt($y) as w ++ $y\ngenerate x = $y')).toEqual([
      '1 unknown-binding «$nope»',
    ]);
  });
});

describe('loops', () => {
  test('echo the statement with bindings substituted', () => {
    expect(echoes('for y in 2019 : 2020\n  import db/WAGE date_fmt($y, 12, 31) as w ++ $y\nend')).toEqual([
      'for y in 2019 : 2020',
      'import db/WAGE 2019-12-31 as w2019',
      'import db/WAGE 2020-12-31 as w2020',
    ]);
  });

  test('walk lists in parallel and levels nested, the last fastest', () => {
    expect(echoes('for a, b in 1:2, x y; c in 7 8\n  generate v++$a++$b++$c = 1\nend')).toEqual([
      'for a, b in 1:2, x y; c in 7 8',
      'generate v1x7 = 1',
      'generate v1x8 = 1',
      'generate v2y7 = 1',
      'generate v2y8 = 1',
    ]);
  });

  test('keep what `let` makes to one pass', () => {
    expect(problemsAfterPeople('for y in 1 2\n  let z = $y\nend\ngenerate x = $z')).toEqual(['4 unknown-binding «$z»']);
  });

  test('name the pass that a problem comes from, once', () => {
    const { diagnostics } = analyseText(
      `${people}for y in 2019 2020 2030 2031\n  import db/WAGE date_fmt($y) as w++$y\nend`,
    );
    expect(diagnostics.map((d) => [d.code, d.iteration])).toEqual([['date-outside', [{ name: 'y', value: '2030' }]]]);
  });

  test.each([
    ['for y in 5 : 1\n  summarize wage\nend', '1 loop-range-empty «5 : 1»'],
    ['for y in 1.5 : 3\n  summarize wage\nend', '1 loop-range-not-integer «1.5»'],
    ['for x, y in 1 2 3, a b\n  summarize wage\nend', '1 loop-list-lengths «x, y in 1 2 3, a b»'],
    ['for y in 1 : 999999999\n  summarize wage\nend', '1 loop-too-long «1 : 999999999»'],
    [
      'for y in 1 : 60000; z in 1 : 60000\n  summarize wage\nend',
      '1 loop-too-long «for y in 1 : 60000; z in 1 : 60000»',
    ],
    ['for y in 1 2\n  require no.test.fdb:3 as db\nend', '2 session-command-in-loop «require»'],
  ])('%s', (text, problem) => {
    expect(problemsAfterPeople(text)[0]).toBe(problem);
  });
});

describe('bindings that nothing asks for', () => {
  test.each([
    ['let a = 1', ['1 unused-binding «a»']],
    ['let a = 1\nlet a = 2\nlet b = $a\ngenerate x = $b', []],
    ['let price2020 = 2\nlet y = 2020\ngenerate x = bind(price ++ $y)', []],
    ['for y in 1 2\n  let z = $y\nend', ['2 unused-binding «z»']],
    ['for y in 1 2\n  tabulate sex\nend', []],
    // A misspelt name is said; that its `let` is therefore unused is not.
    ['let first = 1\ngenerate x = $frist', ['2 unknown-binding «$frist»']],
    ['let first = 1\ngenerate x = = 2', ['2 assignment-in-condition «=»', '2 unexpected-text «=»']],
  ])('%s', (text, problems) => {
    expect(problemsAfterPeople(text)).toEqual(problems);
  });
});

describe('places that take constants', () => {
  test.each([
    ['import db/RATE !2 as r', '1 not-in-binding «!2»'],
    ['import db/RATE (2 > 1) as r', '1 not-in-binding «>»'],
    ['import db/RATE . as r', '1 missing-in-expression «.»'],
    ['drop wage ++ (1 == 1)', '1 not-in-binding «==»'],
    ['drop wage ++ (.)', '1 missing-in-expression «.»'],
    ['for x in 1 : (2 | 3)\nend', '1 not-in-binding «|»'],
  ])('do not take %s', (text, problem) => {
    expect(problemsAfterPeople(text)).toEqual([problem]);
  });
});
