import { describe, expect, it } from 'vitest';
import { diagnosticHint, diagnosticText } from '../../src/base/diagnostic.ts';
import { analyseText, people } from '../lang/analyse/analyse-text.ts';

/** Habits from other languages and common slips: what is written, the message, and words that its way out must have. */
const mistakes: readonly (readonly [script: string, code: string, wayOut: string])[] = [
  ['gen x = 1', 'abbreviated-command', 'generate'],
  ['tab sex', 'abbreviated-command', 'tabulate'],
  ['reg wage rate', 'abbreviated-command', 'regress'],
  ['sum wage', 'abbreviated-command', 'summarize'],
  ['Summarize wage', 'unknown-command', 'summarize'],
  ['egen x = 1', 'foreign-command', 'aggregate'],
  ['bysort sex', 'foreign-command', 'aggregate'],
  ['by sex: summarize wage', 'foreign-command', 'by()'],
  ['foreach x in a', 'foreign-command', 'for x in'],
  ['forvalues i = 1/3', 'foreign-command', 'for x in'],
  ['local a 1', 'foreign-command', 'let'],
  ['sort wage', 'foreign-command', 'order'],
  ['list wage', 'foreign-command', 'never be listed'],
  ['browse', 'foreign-command', 'never be listed'],
  ['scatter wage rate', 'foreign-command', 'hexbin'],
  ['xtile q = wage', 'foreign-command', 'quantile()'],
  ['keep if wage == .', 'missing-in-expression', 'sysmiss(wage)'],
  ['generate v = rowmax(wage, .)', 'missing-in-expression', 'sysmiss'],
  ["keep if sex = '1'", 'assignment-in-condition', '=='],
  ['keep if wage == 1 and rate == 2', 'foreign-operator', '&'],
  ['keep if wage && rate', 'foreign-operator', '&'],
  ['keep if not wage', 'foreign-operator', '!'],
  ['keep if ~wage', 'foreign-operator', '!'],
  ['keep if 18 <= wage <= 66', 'chained-comparison', 'inrange(wage, 18, 66)'],
  ['keep if sex == 1', 'text-compared-with-number', "sex == '1'"],
  ["keep if wage == '17'", 'text-compared-with-number', 'wage == 17'],
  ["keep if muni > '1000'", 'text-has-no-order', 'destring muni'],
  ['generate n = sex + muni', 'text-arithmetic', 'rowconcat(sex, muni)'],
  [
    "generate k = string(wage) ++ '_' ++ string(rate)",
    'concatenation-of-data',
    "rowconcat(string(wage), '_', string(rate))",
  ],
  ['generate k = sex ++ muni', 'concatenation-of-data', 'rowconcat(sex, muni)'],
  ['generate wage = 1', 'generate-existing-variable', 'replace wage'],
  ['replace nothere = 1', 'replace-unknown-variable', 'mother'],
  ['replace sex = 0 if wage > 1', 'replacement-type', "'0'"],
  ['generate 2x = 1', 'malformed-number', 'start with a letter'],
  ['generate a-b = 1', 'illegal-name', 'start with a letter'],
  ['generate f = mother + 1', 'key-variable-used', 'by()'],
  ['tabulate mother', 'key-variable-used', 'by()'],
  ['summarize sex', 'numeric-variable-needed', 'tabulate sex'],
  ['collapse (mean) muni, by(sex)', 'count-only-for-text', 'count'],
  ['collapse (first) wage, by(sex)', 'unknown-statistic', 'median'],
  ['collapse (mean) wage', 'option-required', 'by(variable)'],
  ['merge wage from people', 'merge-form', 'into'],
  ['merge 1:1 wage', 'merge-form', 'into'],
  ['merge wage into people', 'merge-into-itself', 'use'],
  ['drop wage if rate == 1', 'variables-or-condition', 'not both'],
  ['tabulate sex, nolabels if wage == 1', 'condition-after-options', 'before the comma'],
  ['collapse (sum) wage if rate == 1, by(sex)', 'condition-not-allowed', 'keep if'],
  ['import db/WAGE as w', 'date-required', '1993-01-01'],
  ['import db/SEX 2020-01-01 as s', 'date-not-allowed', 'leave the date out'],
  ['import WAGE 2020-06-15 as w', 'missing-alias', 'db/WAGE'],
  ['keep if wage == 1.', 'malformed-number', '12.5'],
  ['keep if wage == 1,5', 'decimal-comma', '1.5'],
  ['drop wage*', 'write-out-variables', 'one by one'],
  ['generate v = log(wage)', 'unknown-function', 'ln'],
  ['generate v = max(wage, rate)', 'unknown-function', 'rowmax'],
  ['generate v = missing(wage)', 'unknown-function', 'sysmiss'],
  ['generate v = sqrt(wage, 2)', 'wrong-argument-count', 'sqrt(x)'],
  ['tabulate sex sex', 'repeated-variable', 'once'],
  ['use peple', 'unknown-dataset', 'people'],
  ['rename wage sex', 'variable-exists', 'another name'],
  ['recode wage (5/1 = 2)', 'recode-interval-empty', 'smaller value first'],
  ["recode wage ('a' = 2)", 'recode-type', 'without quotes'],
  ['destring wage', 'already-numeric', 'remove it'],
  ['define-labels l 1 a 1 b', 'repeated-code', 'one label'],
  ['assign-labels wage nolist', 'unknown-code-list', 'define-labels nolist'],
  ['generate w = inrange(sex, 1, 2)', 'argument-type', 'destring sex'],
  ['generate w = substr(wage, 1, 2)', 'argument-type', 'string(wage)'],
  ['generate w = rowconcat(sex, wage)', 'argument-type', 'string(wage)'],
  ['clone-variables wage', 'copy-name-missing', '->'],
  ['import-panel db/WAGE 2020-06-15', 'dataset-not-empty', 'create-dataset'],
  ['tabulate sex muni, colsort(1, 2)', 'option-argument-wrong', 'colsort(code)'],
];

describe('mistakes', () => {
  it.each(mistakes)('%s: %s', (script, code, wayOut) => {
    const { diagnostics } = analyseText(people + script);
    expect(diagnostics.map((problem) => problem.code)).toEqual([code]);
    const said = diagnostics.map(
      (problem) => `${diagnosticText(problem, 'en')} ${diagnosticHint(problem, 'en') ?? ''}`,
    );
    expect(said[0]).toContain(wayOut);
  });
});
