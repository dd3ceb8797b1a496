import { describe, expect, it } from 'vitest';
import { diagnosticHint, diagnosticText } from '../../../src/base/diagnostic.ts';
import { firstMessage, mended, parse, problems, script } from '../../helpers/script.ts';

/** Each row: a script with one mistake, the problem with its place, and the text after the offered fix. */
const table: readonly (readonly [script: string, problem: string, fixed?: string])[] = [
  ['gen x = 1', 'abbreviated-command «gen»', 'generate x = 1'],
  ['tab sex', 'abbreviated-command «tab»', 'tabulate sex'],
  ['sum wage', 'abbreviated-command «sum»', 'summarize wage'],
  ['reg y x', 'abbreviated-command «reg»', 'regress y x'],
  ['Summarize w', 'unknown-command «Summarize»', 'summarize w'],
  ['sumarize w', 'unknown-command «sumarize»', 'summarize w'],
  ['tabulaet w', 'unknown-command «tabulaet»', 'tabulate w'],
  ['egen a = mean(b)', 'foreign-command «egen»'],
  ['by x: y', 'foreign-command «by»'],
  ['123 foo', 'missing-command «123»'],
  ['keep if w == .', 'missing-in-expression «.»', 'keep if sysmiss(w)'],
  ['keep if . != w', 'missing-in-expression «.»', 'keep if !sysmiss(w)'],
  ['keep if w < .', 'missing-in-expression «.»'],
  ["keep if sex = '1'", 'assignment-in-condition «=»', "keep if sex == '1'"],
  ['generate x = a = 1', 'assignment-in-condition «=»', 'generate x = a == 1'],
  ['keep if a == 1 and b == 2', 'foreign-operator «and»', 'keep if a == 1 & b == 2'],
  ['keep if a == 1 OR b', 'foreign-operator «OR»', 'keep if a == 1 | b'],
  ['keep if a && b', 'foreign-operator «&&»', 'keep if a & b'],
  ['keep if a || b', 'foreign-operator «||»', 'keep if a | b'],
  ['keep if not a', 'foreign-operator «not»', 'keep if ! a'],
  ['keep if ~a', 'foreign-operator «~»', 'keep if !a'],
  ['keep if a ~= b', 'foreign-operator «~=»', 'keep if a != b'],
  ['keep if 18 <= age <= 66', 'chained-comparison «<=»', 'keep if inrange(age, 18, 66)'],
  ['keep if 18 < age < 66', 'chained-comparison «<»'],
  ['generate x = 2 ** 3', 'double-star-power «**»', 'generate x = 2 ^ 3'],
  ['generate x = y > 2020-01-31', 'date-in-expression «2020-01-31»', 'generate x = y > date(2020, 1, 31)'],
  ['generate a-b = 1', 'illegal-name «a-b»'],
  ['let a.b = 1', 'illegal-name «a.b»'],
  ['generate 2x = 1', 'malformed-number «2x»'],
  ['generate t = ${x}', 'braced-binding «${x}»'],
  ['generate x = a % b', 'illegal-character «%»'],
  ['generate x = y[1]', 'illegal-character «[1]»'],
  ['collapse (sum) x if y == 1, by(g)', 'condition-not-allowed «if»'],
  ['drop x if y == 1', 'variables-or-condition «if»'],
  ['drop', 'selection-empty «drop»'],
  ['drop = 1', 'unexpected-text «=»'],
  ['tabulate x, rowpct if y == 1', 'condition-after-options «if»', 'tabulate x if y == 1, rowpct'],
  ['keep if a if b', 'second-condition «if»'],
  ['merge x into d on a b', 'one-key-only «b»'],
  ['merge x from d', 'merge-form «from»'],
  ['merge 1:1 x using d', 'merge-form «using»'],
  ['for y in (2001, 2002)\nend', 'loop-parentheses «(»'],
  ['for y in 2001, ..., 2010\nend', 'loop-parentheses «...»'],
  ['for y in 2001…2010\nend', 'loop-parentheses «…»'],
  ['for x, y in 1:3\nend', 'loop-list-count «x, y in 1:3»'],
  ['for x in 1:3; x in 1:2\nend', 'loop-iterator-repeated «x»'],
  ['for y in 1 - 2\nend', 'sign-spacing «- 2»', 'for y in 1 -2\nend'],
  ['generate x = 1,5', 'decimal-comma «1,5»', 'generate x = 1.5'],
  ['sample 0,5 12', 'decimal-comma «0,5»', 'sample 0.5 12'],
  ['recode x (1 / 3,5 = 1)', 'decimal-comma «3,5»', 'recode x (1 / 3.5 = 1)'],
  ['tabulate wage*', 'write-out-variables «wage*»'],
  ['drop a-d', 'write-out-variables «a-d»'],
  ['import reg / X as y', 'register-name-spacing «reg / X»', 'import reg/X as y'],
  ['regress y i. x', 'factor-spacing «i. x»', 'regress y i.x'],
  ['regress y a#b##c', 'mixed-interaction «##»'],
  ['tabulate i.x', 'factor-outside-model «i.»'],
  ['regress i.y x', 'plain-variable-expected «i.y»'],
  ['tabulate x, rowpct, colpct', 'option-comma «,»', 'tabulate x, rowpct colpct'],
  ['coefplot summarize x', 'nested-command-missing «summarize»'],
  ['tabulate x summarize(w)', 'comma-before-options «summarize»', 'tabulate x, summarize(w)'],
  ['collapse (mean) x by(g)', 'comma-before-options «by»', 'collapse (mean) x, by(g)'],
  ['recode x (1 = 2) prefix(n_)', 'comma-before-options «prefix»', 'recode x (1 = 2), prefix(n_)'],
  ['import-panel reg/A 2020-01-01 reg/B', 'register-after-time «reg/B»'],
  ['keep if x in (1, 2)', 'foreign-operator «in»'],
  ['replace x += 1', 'foreign-operator «+»'],
  ['if x == 1', 'foreign-command «if»'],
  ['end', 'end-without-loop «end»'],
  ['for y in 1:2\nuse a', 'unclosed-loop «for y in 1:2»'],
  ["generate x = 'abc", "unterminated-string «'abc»"],
];

describe('a mistake is reported once, at its place', () => {
  it.each(table.map(([text, problem, fixed = '']) => ({ text, problem, fixed })))(
    '$text',
    ({ text, problem, fixed }) => {
      expect(problems(text)).toEqual([problem]);
      if (fixed !== '') expect(mended(text)).toBe(fixed);
    },
  );

  it('and the text that a fix offers has no problem left', () => {
    const left = table.flatMap(([, , fixed]) => (fixed === undefined ? [] : problems(fixed)));
    expect(left).toEqual([]);
  });
});

describe('what is expected', () => {
  it.each([
    ['keep if (a == 1', '`)` is missing here.'],
    ['keep if a == 1)', '`)` cannot stand here.'],
    ['generate x =', 'An expression is missing here.'],
    ['generate x', '`=` is missing here.'],
    ['use', 'A name or a binding is missing here.'],
    ['use a b', '`b` cannot stand here.'],
    ['regress', 'A name is missing here.'],
    ['recode x', '`(` is missing here.'],
    ['keep if x in (1, 2)', '`in` belongs to another language; write `inlist(x, …)`.'],
    ['replace x += 1', '`+=` belongs to another language; write `x = x + …`.'],
    ['collapse mean x, by(g)', 'Expected `(` here, found `mean`.'],
  ])('%s: %s', (text, message) => {
    expect(firstMessage(text)).toBe(message);
  });
});

describe('a script', () => {
  it('has all its problems reported, in source order', () => {
    const text = script`
      require no.ssb.fdb:53 as reg
      tab sex
      keep if a = 1 and b == ., rowpct if c
      for a in 1:2
      for b in 1:2
      use x y
      end
      end
      endblock
    `;
    expect(problems(text)).toEqual([
      'abbreviated-command «tab»',
      'assignment-in-condition «=»',
      'foreign-operator «and»',
      'missing-in-expression «.»',
      'condition-after-options «if»',
      'nested-loop «for»',
      'unexpected-text «y»',
      'endblock-without-textblock «endblock»',
    ]);
  });

  it('keeps the statements that can be read, and the name that a broken assignment introduces', () => {
    const { script: parsed } = parse('use a\nfoo b\ngenerate x = (\nuse c');
    expect(parsed.statements.map((statement) => statement.type)).toEqual([
      'command',
      'invalid-statement',
      'command',
      'command',
    ]);
    expect(parsed.statements[2]).toMatchObject({ body: { target: { name: 'x' }, value: { type: 'invalid' } } });
  });

  it('keeps a nested loop in the tree, so that its body is still checked', () => {
    const { script: parsed } = parse('for a in 1:2\nfor b in x y\nuse d\nend\nend');
    expect(parsed.statements).toMatchObject([{ type: 'for', body: [{ type: 'for', body: [{ type: 'command' }] }] }]);
  });

  it('of endless loops in loops stays a shallow tree', () => {
    const { script: parsed, diagnostics } = parse('for a in 1:2\n'.repeat(3000));
    expect(() => JSON.stringify(parsed)).not.toThrow();
    expect(diagnostics.filter((problem) => problem.code === 'unclosed-loop')).toHaveLength(3000);
  });

  it('gets the header that a nested loop should have had', () => {
    expect(firstMessage('for a in 1:2\nfor b in x y\nend\nend')).toContain('`for a in 1:2; b in x y`');
  });
});

describe('messages', () => {
  it('are whole sentences in both languages, and hints never begin as sentences', () => {
    for (const [text] of table) {
      for (const problem of parse(text).diagnostics) {
        for (const language of ['nb', 'en'] as const) {
          expect(diagnosticText(problem, language)).toMatch(/[.?]$/u);
          expect(diagnosticHint(problem, language) ?? 'none').toMatch(/^[^\sA-ZÆØÅ]/u);
        }
      }
    }
  });
});
