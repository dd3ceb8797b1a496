import { describe, expect, it } from 'vitest';
import { people } from '../../lang/analyse/analyse-text.ts';
import { completed, offered, putIn, taken } from './offered.ts';

/** Lines after `people`, what is offered first, in order, and what must not be offered; two empty lists mean nothing at all. */
interface Row {
  readonly drawn: string;
  readonly first: readonly string[];
  readonly never: readonly string[];
}

const rows = (...all: readonly (readonly [string, readonly string[], (readonly string[])?])[]): Row[] =>
  all.map(([drawn, first, never = []]) => ({ drawn, first, never }));

function check({ drawn, first, never }: Row): void {
  const found = offered(drawn);
  expect(found.slice(0, first.length)).toEqual(first);
  if (first.length === 0 && never.length === 0) expect(found).toEqual([]);
  expect(found.filter((text) => never.includes(text))).toEqual([]);
}

describe('at the head of a statement', () => {
  it('are all commands and constructs', () => {
    const found = offered('<|>');
    for (const word of ['tabulate', 'regress-predict', 'let', 'for', 'textblock']) expect(found).toContain(word);
    expect(found).not.toContain('end');
    // It can only be a mistake.
    expect(found).not.toContain('load');
  });

  it.each(
    rows(
      ['for y in 1 2\n<|>', ['end'], ['for']],
      ['for y in 1 2\n  tabu<|>', ['end'], ['for']],
      ['for y in 1 2\nend\n<|>', [], ['end']],
      ['coefplot <|>', ['regress'], ['tabulate', 'let', 'anova']],
      ['coefplot regr<|>', ['regress'], ['tabulate']],
      ['textblock\nsome text\nendb<|>', ['endblock'], ['tabulate']],
    ),
  )('$drawn', check);

  it.each([
    ['<|>', 'require'],
    ['require no.test.fdb:3 as db\n<|>', 'create-dataset'],
    ['require no.test.fdb:3 as db\ncreate-dataset d\n<|>', 'import'],
  ])('what the script needs next comes first: %j', (drawn, word) => {
    expect(putIn(completed(drawn).items[0] ?? { label: '' })).toBe(word);
  });

  it('replaces the whole of a word with hyphens', () => {
    expect(taken('create-da<|>taset d\n', 'clone-dataset')).toBe('clone-dataset d\n');
  });
});

describe('register variables and dates', () => {
  it.each(
    rows(
      ['import <|>', ['db/SEX', 'db/BIRTH']],
      ['import db/<|>', ['SEX', 'BIRTH']],
      ['import <|>/SEX', ['db']],
      ['import db/WAGE <|>', ['2022-12-31', '2021-12-31']],
      ['import db/MUNICIPALITY <|>', ['2023-01-01', '2022-01-01'], ['2023-12-31']],
      ['import db/STATUS <|>', ['2023-06-01', '2023-01-01']],
      ['import db/SEX <|>', ['as'], ['2022-12-31']],
      ['import db/WAGE 2020-12-31 <|>', ['as'], ['2022-12-31']],
      ['import db/WAGE 2020-12-31 as <|>', []],
      ['import-event <|>', ['db/STATUS']],
      ['import-event db/STATUS 2020-01-01 <|>', ['to'], ['2022-01-01']],
      ['import-event db/STATUS 2020-01-01 to <|>', ['2023-06-01', '2023-01-01'], ['2019-01-01']],
      ['import-event db/STATUS 2020-01-01 to 2021-01-01 <|>', ['as']],
      [
        'import-panel db/STATUS db/MUNICIPALITY 2020-01-01 <|>',
        ['2023-01-01', '2022-01-01', '2021-01-01'],
        ['2020-01-01'],
      ],
      ['import-panel db/STATUS db/MUNICIPALITY <|>', [], ['db/STATUS', '2010-06-01']],
      ['list-labels db/STATUS <|>', ['2023-06-01']],
      ['variables db/<|>', ['SEX']],
    ),
  )('$drawn', check);

  it('are ranked: what the statement can take, then what the script uses, then by name', () => {
    const found = offered('create-dataset jobs\nimport db/WORKER as w\nimport db/<|>');
    expect(found.slice(0, 2)).toEqual(['WORKER', 'HOURS']);
    const ofPeople = offered('import db/WAGE 2019-01-01 as before\nimport db/<|>');
    expect(ofPeople[0]).toBe('WAGE');
    expect(ofPeople.indexOf('HOURS')).toBeGreaterThan(ofPeople.indexOf('FAMILY'));
  });

  it('a panel can have all its days at once, oldest first', () => {
    const [list] = completed(`${people}import-panel db/MUNICIPALITY <|>`).items;
    expect(putIn(list ?? { label: '' })).toMatch(/^2014-01-01 2015-01-01 .* 2023-01-01$/u);
    expect(list?.labelDetails?.description).toBe('10 dates');
  });

  it('a date that has been begun is replaced as a whole', () => {
    expect(taken(`${people}import db/MUNICIPALITY 2020-<|>06-0`, '2020-01-01')).toBe(
      `${people}import db/MUNICIPALITY 2020-01-01`,
    );
  });
});

describe('variables, datasets, lists and bindings', () => {
  it.each(
    rows(
      ['summarize <|>', ['birth', 'wage', 'rate'], ['sex', 'mother', 'PERSONID_1']],
      ['destring <|>', ['sex', 'muni', 'status'], ['wage']],
      ['tabulate sex <|>', ['birth'], ['sex', 'mother']],
      ['tabulate <|>', ['sex', 'birth'], ['if']],
      ['histogram wage <|>', ['if'], ['rate']],
      ['keep <|>', ['if', 'sex']],
      ['drop sex <|>', ['birth'], ['if', 'sex']],
      ['rename <|>', ['sex'], ['PERSONID_1']],
      ['rename sex <|>', []],
      ['generate <|>', []],
      ['generate x = wage <|>', ['if'], ['rate']],
      ['replace <|>', ['sex']],
      ['merge <|>', ['sex'], ['into']],
      ['merge sex <|>', ['into', 'birth'], ['sex']],
      ['create-dataset other\nmerge sex into <|>', ['people'], ['other']],
      ['create-dataset jobs\nimport db/WORKER as worker\nuse people\nmerge sex into jobs <|>', ['on']],
      [
        'create-dataset jobs\nimport db/WORKER as worker\nuse people\nmerge sex into jobs on <|>',
        ['worker', 'JOBBID_1'],
        ['sex'],
      ],
      ['use <|>', ['people']],
      ['clone-dataset people <|>', []],
      ['define-labels l 1 A\nassign-labels <|>', ['sex']],
      ['define-labels l 1 A\nassign-labels sex <|>', ['l']],
      ['define-labels l 1 A\ndefine-labels m 1 A\ndrop-labels l <|>', ['m'], ['l']],
      ['generate w18 = 1\ngenerate w19 = 1\nreshape-to-panel <|>', ['w']],
      ['regress <|>', ['birth', 'wage'], ['sex']],
      ['regress wage <|>', ['sex'], ['wage', 'if']],
      ['regress wage rate <|>', ['sex', 'birth'], ['wage']],
      ['regress wage rate i.<|>', ['sex', 'birth']],
      ['regress wage c.<|>', ['birth', 'wage'], ['sex']],
      ['regress wage rate#<|>', ['sex']],
      ['oaxaca wage rate <|>', ['sex'], ['if']],
      ['oaxaca wage rate by <|>', ['sex']],
      ['ivregress wage (<|>', ['sex']],
      ['collapse <|>', ['(count)']],
      ['collapse (<|>', ['count', 'sum', 'mean']],
      ['collapse (mean) <|>', ['birth', 'wage', 'rate'], ['sex']],
      ['collapse (count) <|>', ['sex', 'birth']],
      ['collapse (count) sex -> n (mean) <|>', ['birth'], ['sex']],
      ['barchart (count) <|>', ['sex']],
      ['barchart (mean) <|>', ['birth'], ['sex']],
      ['collapse (mean) wage <|>', ['->']],
      ['collapse (mean) wage -> <|>', []],
      ['collapse (mean) wage, by(<|>', ['sex', 'birth']],
      ['clone-variables wage -> w2 sex <|>', ['->', 'birth'], ['sex']],
      ['barchart <|>', ['(count)', '(percent)']],
      ['sample <|>', []],
      ['let n = 5\nsample <|>', ['$n']],
      ['let y = 2020\ngenerate x = $<|>', ['$y']],
      ["let a = 'x'\nlet b = <|>", ['$a', 'date']],
      ['let y = 20\ngenerate w20 = 1\ndrop w++<|>', ['$y']],
      ['for y <|>', ['in']],
      ['for y in <|>', ['sex', 'birth']],
      ['for v in sex wage\n  drop sex birth muni wage rate mother status <|>', ['$v']],
      ['configure <|>', ['alpha', 'nocache']],
      ['help tab<|>', ['require']],
      ['help-procedure <|>', ['date_fmt']],
      ['require <|>', ['no.test.fdb:3']],
      ['require no.test.fdb:<|>', ['3', '2', '1']],
      ['require no.test.fdb:3 <|>', ['as']],
    ),
  )('$drawn', check);

  it('have their types and titles beside them, in the language of the editor', () => {
    const item = completed(`${people}summarize <|>`, { language: 'nb' }).items.find(({ label }) => label === 'wage');
    expect(item).toMatchObject({ detail: 'heltall · WAGE', labelDetails: { description: 'WAGE' } });
    const binding = completed(`${people}let y = 2020\ngenerate x = $<|>`).items[0];
    expect(binding).toMatchObject({ label: '$y', detail: '2020' });
  });

  it('are those before the statement, not those that later ones make', () => {
    expect(offered('summarize <|>\ngenerate later = 1')).not.toContain('later');
    expect(offered('generate before = 1\nsummarize <|>\ndrop before')).toContain('before');
  });

  it('are found in a line that cannot be read, and after one', () => {
    expect(offered('tabulate sex ((( \nsummarize <|> ==')).toContain('wage');
    expect(offered('keep if sex == \nsummarize <|>')).toContain('wage');
  });
});

describe('codes and labels', () => {
  it.each(
    rows(
      ['keep if sex == <|>', ["'1'", "'2'", 'sex']],
      ['keep if wage > 1 & sex != <|>', ["'1'", "'2'"]],
      ["keep if sex == '<|>", ["'1'", "'2'"], ['sex']],
      ['keep if sex == "<|>', ['"1"', '"2"']],
      ['keep if sex == 1<|>', ["'1'", "'2'"]],
      ['keep if wage == <|>', ['birth', 'wage', 'rate'], ['sex']],
      ['keep if wage > <|>', ['birth'], ['sex']],
      ['generate x = 2020 - <|>', ['birth'], ['sex', 'upper']],
      ['keep if muni == <|>', ["'0301'", "'4601'", 'sex'], ['wage']],
      ["keep if inlist(status, '1', <|>", ["'2'", "'3'", "'4'"], ["'1'"]],
      ['recode sex (<|>', ["'1'", "'2'", 'min', 'max', 'missing', 'nonmissing']],
      ["recode sex ('1' = '9') (<|>", ["'2'"], ["'1'"]],
      ["recode sex ('1' = <|>", [], ["'1'"]],
      ["recode sex ('1' = '9' 'Other' <|>", ['missing']],
      ["recode sex ('1' = '9') <|>", ['if']],
      ['tabulate sex status, rowsort(<|>', ["'1'", "'2'", "'3'", "'4'"]],
      ['keep if inlabels(status, <|>', ["'Ugift'", "'Gift'", "'Enke'"]],
      ['destring status\nkeep if inrange(status, <|>', ['1', '2']],
      // A number that somebody has begun to quote.
      ["destring status\nkeep if status == '<|>", ['1', '2']],
      ['let name = status\nkeep if $name == <|>', ["'1'", "'2'", "'3'"]],
      ['define-labels l <|>\nassign-labels sex l', ["'1'", "'2'"]],
      ["define-labels l '1' <|>\nassign-labels sex l", ["'Mann'"]],
      ["define-labels l '1' A <|>\nassign-labels sex l", ["'2'"], ["'1'"]],
    ),
  )('$drawn', check);

  it('have rules to fill in, where the editor can', () => {
    expect(offered('recode sex <|>', { snippets: true })[0]).toBe('(${2:value} = ${3:code})');
    expect(offered("recode sex ('1' = '2') <|>", { snippets: true })[0]).toBe('(${2:value} = ${3:code})');
    expect(offered('recode sex <|>')).not.toContain('(value = code)');
  });

  it('show their labels, and are found by them', () => {
    const [first] = completed(`${people}keep if muni == Ber<|>`).items.filter(({ label }) => label.includes('Bergen'));
    expect(first).toMatchObject({ label: "'4601' Bergen", detail: 'Bergen', filterText: 'Bergen 4601' });
    expect(taken(`${people}keep if muni == '<|>03' & wage > 1`, "'0301' Oslo")).toBe(
      `${people}keep if muni == '0301' & wage > 1`,
    );
  });
});

describe('options', () => {
  it.each(
    rows(
      ['tabulate sex, <|>', ['missing', 'nolabels', 'freq']],
      ['tabulate sex, rowpct <|>', ['missing'], ['rowpct', 'summarize']],
      ['tabulate sex, <|> rowpct', ['missing'], ['rowpct', 'summarize']],
      ['tabulate sex, summarize(<|>', ['birth', 'wage'], ['sex']],
      ['tabulate sex, summarize(wage) <|>', ['missing'], ['summarize', 'rowpct']],
      ['logit wage rate, mfx(<|>', ['dydx', 'eyex', 'dyex', 'eydx']],
      ['regress wage rate, control(<|>', ['sex']],
      ['regress-predict wage rate, predicted(<|>', []],
      ['keep if wage > 1, <|>', []],
    ),
  )('$drawn', check);

  it('open their parentheses where the editor fills in snippets', () => {
    const found = offered('tabulate sex, <|>', { snippets: true });
    expect(found).toContain('summarize($1)');
    expect(offered('tabulate sex, <|>(wage)', { snippets: true })).toContain('summarize');
  });
});

describe('functions', () => {
  it.each(
    rows(
      ['generate x = round(<|>', ['birth', 'wage', 'rate'], ['sex', 'upper', 'date_fmt']],
      ['generate x = upper(<|>', ['sex', 'muni'], ['wage', 'round']],
      ['generate x = labelcontains(<|>', ['sex', 'muni', 'status'], ['wage', 'round']],
      ['generate x = round(wage, 1, <|>', [], ['wage']],
      ['let x = <|>', ['date'], ['rowmax', 'sex']],
    ),
  )('$drawn', check);
});

describe('nothing is offered', () => {
  it.each([
    ['in a comment', '// tabu<|>'],
    ['in a heading', '# tabu<|>'],
    ['behind a statement in a comment', 'tabulate sex // see <|>'],
    ['in a text block', 'textblock\ntabu<|>\nendblock'],
    ['in a text that is no code', "clone-variables wage, prefix('<|>"],
    ['in the text of a label', "define-labels l 1 '<|>"],
    ['between the characters of an operator', 'keep if wage ><|>= 1'],
    ['directly behind a literal', "keep if sex == '1'<|>"],
    ['in a number', 'generate x = 1.<|>'],
  ])('%s', (_, drawn) => {
    expect(offered(drawn)).toEqual([]);
  });

  it('after a blank, where the place does not ask for something certain', () => {
    expect(offered('tabulate <|>', { trigger: ' ' })).toEqual([]);
    expect(offered('import db/WAGE <|>', { trigger: ' ' })[0]).toBe('2022-12-31');
    expect(offered('keep if sex == <|>', { trigger: ' ' })).toEqual(["'1'", "'2'"]);
  });
});

describe('the range that is replaced', () => {
  it.each([
    ['summarize wa<|>ge', 'rate', 'summarize rate'],
    ['summarize <|>wage', 'rate', 'summarize rate'],
    ['generate x = wage+<|>birth', 'rate', 'generate x = wage+rate'],
    ['generate lønn = 1\nsummarize lø<|>nn', 'rate', 'generate lønn = 1\nsummarize rate'],
    [
      'create-dataset c\nimport-event db/STATUS 2010-01-01 to 2012-01-01 as s\nsummarize START@<|>',
      'START@s',
      undefined,
    ],
    ['regress wage \\\n  ra<|>', 'rate', 'regress wage \\\n  rate'],
    ['import db/WA<|>GE 2020-12-31', 'RATE', 'import db/RATE 2020-12-31'],
  ])('%j', (drawn, label, after) => {
    const expected = after ?? drawn.replace('<|>', label.slice('START@'.length));
    expect(taken(people + drawn, label)).toBe(people + expected);
  });

  it.each(['\r\n', '\r'])('is the same with other ends of lines: %j', (end) => {
    const drawn = `${people}regress wage \\\n  ra<|>\n`.replaceAll('\n', end);
    expect(taken(drawn, 'rate')).toBe(drawn.replace('ra<|>', 'rate'));
    expect(completed(`\uFEFF${people}tabulate <|>`.replaceAll('\n', end)).items.map(putIn)).toContain('sex');
  });

  it('compares with decomposed letters where these are typed', () => {
    const drawn = `${people}generate lønnår = 1\nsummarize lønna\u030A<|>`;
    const item = completed(drawn).items.find(({ label }) => label === 'lønnår');
    expect(item?.filterText).toBe('lønna\u030Ar');
    expect(taken(drawn, 'lønnår')).toBe(`${people}generate lønnår = 1\nsummarize lønnår`);
  });
});
