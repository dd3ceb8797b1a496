import { describe, expect, test } from 'vitest';
import { functions } from '../../../src/functions/vocabulary.ts';
import { printExpression } from '../../../src/lang/ir/print-expression.ts';
import { operationsAfterPeople, problemsAfterPeople } from './analyse-text.ts';

function typed(expression: string): string {
  const [operation] = operationsAfterPeople(`generate result = ${expression}`);
  return operation?.type === 'generate'
    ? `${printExpression(operation.value)} : ${JSON.stringify(operation.targetType)}`
    : '';
}

const integer = '{"type":"numeric","subtype":"integer"}';
const decimal = '{"type":"numeric","subtype":"decimal"}';
const text = '{"type":"alphanumeric"}';

describe('typing', () => {
  test.each([
    ['wage + 1', `(wage + 1) : ${integer}`],
    ['wage / 2', `(wage / 2) : ${decimal}`],
    ['rate * 2', `(rate * 2) : ${decimal}`],
    ['-2 ^ 2', `(- (2 ^ 2)) : ${decimal}`],
    ['wage > 5', `number((wage > 5)) : ${integer}`],
    ["(sex == '1') + (wage > 5)", `(number((sex ==text '1')) + number((wage > 5))) : ${integer}`],
    ['!wage & sysmiss(rate)', `number(((not true(wage)) and sysmiss(rate))) : ${integer}`],
    ['substr(muni, 1, 2)', `substr(muni, 1, 2) : ${text}`],
    ['int(rate)', `int(rate) : ${integer}`],
    ['.', '. : {"type":"numeric","subtype":"undetermined"}'],
    ['F(3, 20, 2, rate)', `nF(3, 20, 2, rate) : ${decimal}`],
    ['date_fmt(2020, 2)', `'2020-02-01' : ${text}`],
    ['sex', `sex : ${text}`],
  ])('%s', (source, printed) => {
    expect(typed(source)).toBe(printed);
  });

  test('a copy keeps labels, another expression does not', () => {
    const [copy] = operationsAfterPeople("generate s2 = sex\nkeep if inlabels(s2, 'Mann')");
    expect(copy?.type).toBe('generate');
    expect(problemsAfterPeople("generate s2 = trim(sex)\nkeep if inlabels(s2, 'Mann')")).toEqual([
      '2 variable-has-no-code-list «s2»',
    ]);
  });

  test('an open stop keeps the property when copied', () => {
    const lines =
      'create-dataset e\nimport-event db/STATUS 2010-01-01 to 2011-01-01 as s\ngenerate last = STOP@s\nkeep if last > date(2010, 6, 1)';
    const keep = operationsAfterPeople(lines).at(-1);
    expect(keep).toMatchObject({ condition: { left: { name: 'last', openStop: true } } });
  });
});

describe('mistakes', () => {
  test.each([
    ["keep if wage == '17'", "1 text-compared-with-number «wage == '17'»"],
    ["keep if muni > '1000'", '1 text-has-no-order «>»'],
    ['keep if muni > 1000', '1 text-has-no-order «>»'],
    ['generate n = sex + muni', '1 text-arithmetic «+»'],
    ["generate n = string(wage) ++ '_'", "1 concatenation-of-data «string(wage) ++ '_'»"],
    ['keep if sex', '1 text-as-condition «sex»'],
    ['keep if nosuch(wage)', '1 unknown-function «nosuch»'],
    ['generate l = log(wage)', '1 unknown-function «log»'],
    ['generate t = rowconcat(sex, wage)', '1 argument-type «wage»'],
    ['generate t = substr(wage, 1, 2)', '1 argument-type «wage»'],
    ["keep if inlist(wage, 1, '2')", "1 mixed-list-types «'2'»"],
    ['generate q = quantile(wage, 1)', '1 quantile-groups «1»'],
    ['generate q = quantile(wage, rate)', '1 argument-not-constant «rate»'],
    ['generate r = round(rate, 2)', '1 round-unit «2»'],
    ['generate r = round(3.14159, 2)', '1 round-unit «2»'],
    ['generate r = round(wage, 0)', '1 constant-is-missing «round(wage, 0)»'],
    ['generate s = sqrt(2 - 3) + wage', '1 constant-is-missing «sqrt(2 - 3)»'],
    ['generate s = ln(abs(-1) - 1)', '1 constant-is-missing «ln(abs(-1) - 1)»'],
    ['generate s = wage + 1 / 0', '1 constant-is-missing «1 / 0»'],
    ['generate s = wage + (-8) ^ 0.5', '1 constant-is-missing «(-8) ^ 0.5»'],
    ['keep if inrange(wage, 10, 5)', '1 range-never-true «inrange(wage, 10, 5)»'],
    ['generate s = sqrt(-1) + wage', '1 constant-is-missing «sqrt(-1)»'],
    ['generate m = sysmiss(mother)', '1 key-variable-used «mother»'],
    ['generate x = nosuch + 1 + nosuch', '1 unknown-variable «nosuch»'],
  ])('%s', (line, problem) => {
    expect(problemsAfterPeople(line)[0]).toBe(problem);
  });
});

describe('advice', () => {
  test.each([
    ['a whole number may be rounded to a unit that is one', 'generate r = round(wage, 5)'],
    ['a unit that is no number of decimals', 'generate r = round(rate, 10)'],
    ['a constant with a value', 'generate s = sqrt(2 * 2 - 1) / 1'],
  ])('is not given for %s', (_, line) => {
    expect(problemsAfterPeople(line)).toEqual([]);
  });
});

describe('every function', () => {
  test.each([...functions.values()].filter((definition) => definition.integer))(
    '$name gives integers only as numbers',
    (definition) => {
      expect(definition.returns).toBe('number');
    },
  );
});
