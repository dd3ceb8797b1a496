import { describe, expect, it } from 'vitest';
import { deepestNesting, longestChain } from '../../../src/lang/syntax/clauses.ts';
import { grouped, problems, statements } from '../../helpers/script.ts';

function tree(expression: string): string {
  const [statement] = statements(`generate x = ${expression}`);
  if (statement?.type !== 'command' || statement.body.form !== 'assignment') throw new Error('not an assignment');
  return grouped(statement.body.value);
}

function bound(expression: string): string {
  const [statement] = statements(`let x = ${expression}`);
  if (statement?.type !== 'let') throw new Error('not a binding');
  return grouped(statement.value);
}

describe('precedence', () => {
  it.each([
    ['2^3^2', '(2 ^ (3 ^ 2))'],
    ['-2^2', '(-(2 ^ 2))'],
    ['2^-3^a', '(2 ^ (-(3 ^ a)))'],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a / b * c', '((a / b) * c)'],
    ['a >= 20 & b < 30 | c == 1', '(((a >= 20) & (b < 30)) | (c == 1))'],
    ['!inlist(s, 1, 2) & w', '((!inlist(s, 1, 2)) & w)'],
    ['!a == b', '((!a) == b)'],
    ['name ++ $y - 2000 ++ "_2"', "((name ++ ($y - 2000)) ++ '_2')"],
    ['name ++ $y == "1"', "((name ++ $y) == '1')"],
    ['w++$y + w++$z', '((w ++ ($y + w)) ++ $z)'],
    ['(w ++ $y) + (w ++ $z)', '((w ++ $y) + (w ++ $z))'],
    ['- - a', '(-(-a))'],
    ['f() + g(a, (b))', '(f() + g(a, b))'],
  ])('of %s', (written, expected) => {
    expect(tree(written)).toBe(expected);
  });
});

describe('numbers and dates', () => {
  it('take leading zeros, fractions without a whole part, and exponents', () => {
    expect(tree('007 + .5 + 1e3 + 2.5E-2')).toBe('(((007 + .5) + 1e3) + 2.5E-2)');
  });

  it('are told apart: a date stands alone, with blanks it is a subtraction', () => {
    expect(bound('2022-06-30')).toBe('2022-06-30');
    expect(bound('2022 - 06 - 30')).toBe('((2022 - 06) - 30)');
    expect(tree('x2022-06-30')).toBe('((x2022 - 06) - 30)');
    expect(tree('2022-06-301')).toBe('((2022 - 06) - 301)');
  });

  it('report a date that is not in the calendar', () => {
    expect(problems('let d = 2021-02-29')).toEqual(['invalid-date «2021-02-29»']);
  });

  it('report what is neither a number nor a name, once', () => {
    expect(problems('generate x = 3rd')).toEqual(['malformed-number «3rd»']);
    expect(problems('keep if x == 1.')).toEqual(['malformed-number «1.»']);
    expect(problems('generate 2x = 1')).toEqual(['malformed-number «2x»']);
  });
});

describe('the place of an expression', () => {
  it('lets a lone dot stand only as the whole right-hand side', () => {
    expect(problems('generate x = .\nreplace x = . if y == 1')).toEqual([]);
    expect(problems('generate x = y + .')).toEqual(['missing-in-expression «.»']);
    expect(problems('generate x = rowmax(y, .)')).toEqual(['missing-in-expression «.»']);
    expect(problems('let x = .')).toEqual(['missing-in-expression «.»']);
  });

  it('lets dates stand in bindings but not in data expressions', () => {
    expect(problems('generate x = y > 2020-01-01')).toEqual(['date-in-expression «2020-01-01»']);
  });

  it('keeps comparisons and logic out of bindings', () => {
    expect(problems('let x = a == 1')).toEqual(['not-in-binding «==»']);
    expect(problems('let x = f(a & b)')).toEqual(['not-in-binding «&»']);
    expect(problems('let x = !a')).toEqual(['not-in-binding «!a»']);
  });
});

describe('limits', () => {
  it('refuse deep parentheses without running out of stack', () => {
    const deep = (levels: number): string => `keep if ${'('.repeat(levels)}a${')'.repeat(levels)}`;
    expect(problems(deep(deepestNesting))).toEqual([]);
    expect(problems(deep(deepestNesting + 1))).toEqual(['nesting-too-deep «(»']);
    expect(problems(deep(100_000))).toEqual(['nesting-too-deep «(»']);
  });

  it('read long alternatives and refuse endless ones', () => {
    const chain = (operators: number): string => `keep if a == 0${' | a == 1'.repeat(operators)}`;
    expect(problems(chain(longestChain))).toEqual([]);
    expect(problems(chain(longestChain + 1))).toEqual(['expression-too-long «|»']);
    expect(problems(`keep if (a)${' | (a)'.repeat(longestChain + 1)}`)).toEqual(['expression-too-long «|»']);
    expect(problems(`drop a${' a++$y'.repeat(3000)}`)).toEqual([]);
    expect(problems(`generate x = ${'-'.repeat(50_000)}1`)).toEqual(['expression-too-long «-»']);
  });
});
