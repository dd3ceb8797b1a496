import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';
import { problemsOf } from '../helpers/sentences.ts';

const bank = testDatabank({
  ROW: { values: [1, 2, 3, 4] },
  CODE: { values: ['a', 'b', 'a', 'b'] },
});
const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/CODE as code
define-labels acts 1 'Employed full time' 2 'Employed part time' 3 Student 4 Student
generate act = row
assign-labels act acts
`;

/** What may be computed from constants before a script runs, as a binding and as a value of every row. */
const worked: readonly (readonly [expression: string, value: number | string])[] = [
  ['date(1967, 5, 27)', -950],
  ['date(1970, 1, 1)', 0],
  ['date(2020, 2, 29)', 18321],
  ['isoformatdate(16800)', '2015-12-31'],
  ['year(16801)', 2016],
  ['halfyear(20087)', 2],
  ['quarter(20087)', 4],
  ['month(18321)', 2],
  ['week(16800)', 53],
  ['week(20087)', 1],
  ['day(18321)', 29],
  ['dow(18630)', 7],
  ['doy(20087)', 365],
  ['abs(-4.5)', 4.5],
  ['ceil(2.1)', 3],
  ['ceil(-2.1)', -2],
  ['floor(-2.1)', -3],
  ['int(-9.99)', -9],
  ['int(0.29 * 100)', 28],
  ['round(-3.8)', -4],
  ['round(1234.5, 100)', 1200],
  ['round(2.5)', 3],
  ['round(-2.5)', -3],
  ['round(1.005, 0.01)', 1.01],
  ['round(7.456, 0.1)', 7.5],
  ['round(183, 25)', 175],
  ['round(190, 25)', 200],
  ['round(3.14159, 2)', 4],
  ['sqrt(2)', 1.414213562],
  ['exp(1)', 2.718281828],
  ['ln(10)', 2.302585093],
  ['log10(250)', 2.397940009],
  ['logit(0.8)', 1.386294361],
  ['comb(10, 3)', 120],
  ['lnfactorial(10)', 15.10441257],
  ['sin(1)', 0.8414709848],
  ['cos(1)', 0.5403023059],
  ['tan(1)', 1.557407725],
  ['asin(0.5)', 0.5235987756],
  ['acos(0.5)', 1.047197551],
  ['atan(1)', 0.7853981634],
  ['pi()', 3.141592654],
];

const rounded = (value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(10)) : value);

describe('functions of constants', () => {
  it('have the same value in let and in every row', async () => {
    const lines = worked.flatMap(([expression], i) => [
      `let b${i} = ${expression}`,
      `generate v${i} = ${expression}`,
      `generate w${i} = $b${i}`,
    ]);
    const { values, statements } = await runTestScript(start + lines.join('\n'), [bank]);
    const bound = statements
      .filter(({ command }) => command === 'let')
      .map(({ results }) => (results[0]?.body.type === 'message' ? results[0].body.names['value'] : undefined));
    for (const [i, [expression, value]] of worked.entries()) {
      const text = bound[i] ?? '';
      expect([expression, typeof value === 'number' ? rounded(Number(text)) : text]).toEqual([expression, value]);
      expect([expression, rounded(values('d', `v${i}`)[3])]).toEqual([expression, value]);
      // What is computed once is the very same number, not one that looks like it.
      expect(values('d', `w${i}`)).toEqual(values('d', `v${i}`));
    }
  });

  it.each(['length', 'string', 'substr', 'rowmax', 'inlist', 'sysmiss', 'quantile', 'normal', 'label_to_code'])(
    '%s has no place in let',
    (name) => {
      const [problem] = problemsOf(`let x = ${name}(1, 2)`, bank);
      expect(problem).toMatchObject({ code: 'function-not-in-binding', at: name });
    },
  );
});

describe('what is seen before anything is computed', () => {
  it.each<[string, string, string, string, RegExp]>([
    ['generate v = date(2019, 2, 29)', 'warning', 'constant-is-missing', 'date(2019, 2, 29)', /no value/u],
    ['generate v = ln(0)', 'warning', 'constant-is-missing', 'ln(0)', /no value/u],
    ['generate v = round(row / 7, 2)', 'warning', 'round-unit', '2', /0\.01/u],
    ['keep if inrange(row, 5, 1)', 'warning', 'range-never-true', 'inrange(row, 5, 1)', /5|order/u],
    ["keep if labelcontains(act, 'Retired')", 'warning', 'label-part-not-found', "'Retired'", /Retired/u],
    ["keep if inlabels(act, 'Studnt')", 'error', 'label-not-in-list', "'Studnt'", /Student/u],
    ["generate v = label_to_code(act, 'Student')", 'error', 'label-ambiguous', "'Student'", /3.*4/u],
    ["keep if inlabels(row, 'x')", 'error', 'variable-has-no-code-list', 'row', /row/u],
    ['generate v = quantile(row, row)', 'error', 'argument-not-constant', 'row', /quantile/u],
    ['generate v = quantile(row, 1)', 'error', 'quantile-groups', '1', /2.*100/u],
    ['generate v = quantile(row, 2.5)', 'error', 'quantile-groups', '2.5', /2.*100/u],
    ['generate v = lenght(code)', 'error', 'unknown-function', 'lenght', /length/u],
    ['generate v = max(row, 2)', 'error', 'unknown-function', 'max', /rowmax/u],
    ['generate v = log(row)', 'error', 'unknown-function', 'log', /ln/u],
    ['generate v = substr(code, 1)', 'error', 'wrong-argument-count', 'substr(code, 1)', /substr\(/u],
    ['generate v = substr(row, 1, 2)', 'error', 'argument-type', 'row', /string\(row\)/u],
    ['generate v = rowconcat(code, row)', 'error', 'argument-type', 'row', /string\(row\)/u],
    ['generate v = inrange(code, 1, 2)', 'error', 'argument-type', 'code', /destring/u],
    ["keep if inlist(row, '1', '2')", 'error', 'mixed-list-types', "'1'", /quotes/u],
    ['generate v = pi', 'error', 'unknown-variable', 'pi', /pi\(\)|pi/u],
  ])('%s', (statement, severity, code, at, said) => {
    const [problem] = problemsOf(start + statement, bank);
    expect([problem?.severity, problem?.code, problem?.at]).toEqual([severity, code, at]);
    expect(`${problem?.text} ${problem?.hint}`).toMatch(said);
  });

  it('several codes with one label all match it', async () => {
    const { values } = await runTestScript(`${start}generate v = inlabels(act, 'Student', 'Employed part time')`, [
      bank,
    ]);
    expect(values('d', 'v')).toEqual([0, 1, 1, 1]);
  });
});
