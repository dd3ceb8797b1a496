import { describe, expect, it } from 'vitest';
import { commandSpecs, constructSpecs } from '../../../src/commands/vocabulary.ts';
import type { CommandStatement } from '../../../src/lang/syntax/ast.ts';
import { printScript, printStatement } from '../../../src/lang/syntax/print.ts';
import { marked, problems, script, statements } from '../../helpers/script.ts';

/** The canonical form of a script's statements. */
function printed(text: string): string {
  return statements(text).map(printStatement).join('\n');
}

function command(text: string): CommandStatement {
  const [statement] = statements(text);
  if (statement?.type !== 'command') throw new Error('not a command');
  return statement;
}

describe('every statement form is read and printed back', () => {
  it.each([
    'require no.ssb.fdb:53 as reg',
    'require no.ssb.fdb:53.1.0.0 as reg',
    'require no.ssb.fdb:DRAFT as r',
    'create-dataset jobs ++ $year',
    'use people',
    'clone-dataset a b',
    'clone-units a b',
    'rename-dataset a b',
    'delete-dataset a',
    'reshape-to-panel inntekt bosted',
    'reshape-from-panel',
    'import reg/INNTEKT_WLONN 2019-12-31 as wage ++ $y, outer_join',
    'import reg/$v date_fmt($y, 12, 31) as $v ++ $y',
    'import BEFOLKNING_KJOENN as sex',
    'import-event reg/SIVSTAND 2019-01-01 to $stop as civil',
    "import-panel reg/A $alias/B 2018-01-01 $y ++ '-06-30' date_fmt(2020)",
    'generate high = wage > 500000 if !sysmiss(wage)',
    'generate spare = .',
    'replace debt = . if debt < 0',
    'rename a b',
    'clone-variables a -> b c d ++ 1 -> e, prefix(new_)',
    'drop a ++ $y b',
    'keep if a == 1',
    'aggregate (mean) wage -> mean_wage tax -> t (count) wage -> n, by(FAMILIE)',
    'collapse (sum) wage tax -> t, by(PERSONID_1)',
    'merge a b into people on key',
    'merge a into people',
    "recode age (min/17 = 0 'young') (18/max = 1 'old' missing) (missing = .), prefix(r_)",
    "recode a b (1 3 -5/-2 = 1) (* = 9) (nonmissing = 'x') if k == 1, generate(c d)",
    'recode x ++ y (1 = 2)',
    "recode code ('0301' = 1) ($lo/$hi = $new)",
    "destring a, ignore(' kr') force dpcomma",
    "define-labels sexlab 1 'man' -2 'woman' x 'other' $c $l",
    'assign-labels sex lab ++ $y',
    'drop-labels a b',
    'list-labels reg/BEFOLKNING_KJOENN 2020-01-01',
    'list-labels sexlab',
    'sample 0.1 12345',
    'sample $size $seed',
    'summarize',
    'summarize a b if c, gini iqr',
    'tabulate a b if c == 1, rowpct colsort() rowsort(-2) top(5) summarize(w v)',
    'ci a, level(99)',
    'anova y i.a##b c.d, posthoc',
    'regress y x i.region i.sex#c.age a#b#c if k, robust cluster(g) control(i.r i.s)',
    'regress-predict y x, predicted(p ++ $y)',
    'logit y x, mfx(dydx) mfx_at(mean) or',
    'ivregress y w v (a i.b = z1 z2), tsls',
    'oaxaca y x1 x2 by g, pool',
    'regress-mml y x by g h',
    'rdd y run x, cutoff(0.5) polynomial(2)',
    'regress-panel-diff y treated after x',
    'cox event days i.sex, hazard',
    'kaplan-meier event days if a, by(sex)',
    'coefplot regress y i.x if a == 1, robust',
    'barchart (mean) wage, over(sex region) horizontal',
    'histogram wage, bin(20) normal',
    'hexbin a b, gridsize(30)',
    'piechart sex if a',
    'sankey a b c',
    'configure alpha nocache',
    'variables reg/A reg/B',
    'help clone-dataset',
    'help-function quantile',
    'history',
    'clear',
    "save 'my script', edit",
    "load 'old script'",
    'let year = date_fmt(2021, 1, 1)',
    "let name = wage_ ++ $year - 2000 ++ '_2'",
  ])('%s', (line) => {
    expect(printed(line)).toBe(line);
  });

  it('whatever the blanks', () => {
    expect(printed('barchart(mean)wage,over( sex )')).toBe('barchart (mean) wage, over(sex)');
    expect(printed('collapse(sum)a(mean)b->c , by( k )')).toBe('collapse (sum) a (mean) b -> c, by(k)');
    expect(printed('recode x(1/4=1)(5 / 9=2 low)')).toBe("recode x (1/4 = 1) (5/9 = 2 'low')");
    expect(printed('generate x=a+b*-c')).toBe('generate x = a + b * -c');
  });
});

describe('the examples in the declarations', () => {
  const examples = [...commandSpecs, ...constructSpecs].flatMap((spec) => spec.examples);

  it.each(examples)('%s: can be read', (example) => {
    expect(problems(example)).toEqual([]);
  });
});

describe('words that are special in one place', () => {
  it('are names in all others', () => {
    expect(printed('drop as to into on by in end for min max missing')).toBe(
      'drop as to into on by in end for min max missing',
    );
    expect(printed('let exp = exp(1)')).toBe('let exp = exp(1)');
    expect(printed('recode min (min/3 = 1)')).toBe('recode min (min/3 = 1)');
    expect(printed('merge on into to on in')).toBe('merge on into to on in');
  });

  it('except if, which is reserved', () => {
    expect(problems('recode x (if = 1)')).toEqual(['if-is-reserved «if»']);
    expect(problems('tabulate x, summarize(if)')).toEqual(['if-is-reserved «if»']);
  });
});

describe('places', () => {
  it('cover the words that they stand for', () => {
    const { text, spans } = marked('⟦⟦tabulate⟧ ⟦sex⟧ ⟦⟦if⟧ ⟦age ⟦>⟧ 30⟧⟧, ⟦⟦summarize⟧(⟦wage⟧)⟧⟧ // x');
    const statement = command(text);
    if (statement.body.form !== 'variables') throw new Error('not a list');
    const condition = statement.condition?.condition;
    const option = statement.options[0];
    expect([
      statement.span,
      statement.commandSpan,
      statement.body.variables[0]?.span,
      statement.condition?.span,
      statement.condition?.keywordSpan,
      condition?.span,
      condition?.type === 'binary' ? condition.operatorSpan : undefined,
      option?.span,
      option?.nameSpan,
      option?.arguments?.[0]?.span,
    ]).toEqual(spans);
  });
});

describe('option arguments', () => {
  it('are terms where a prefix or an interaction makes them so, and expressions otherwise', () => {
    const types = command("regress y x, control(i.a b#c d) o(-1 'x' p++$y)").options.map((option) =>
      option.arguments?.map((argument) => argument.type),
    );
    expect(types).toEqual([
      ['term', 'term', 'name'],
      ['unary', 'string', 'binary'],
    ]);
  });

  it('tell no parentheses from empty ones', () => {
    const [flag, empty] = command('logit y x, or margins()').options;
    expect(flag?.arguments).toBeUndefined();
    expect(empty?.arguments).toEqual([]);
  });
});

describe('loops', () => {
  it('take levels, several iterators, ranges and items of every kind', () => {
    const text = script`
      for x, y in 1:3, a b c; z in -1 2 'a' 2001-01-01 w++$q
        summarize w++$x
        textblock
      ## As it is
        endblock
      end // done
    `;
    expect(printScript({ ...emptyScript, statements: statements(text) })).toBe(script`
      for x, y in 1 : 3, a b c; z in -1, 2, 'a', 2001-01-01, w ++ $q
        summarize w ++ $x
      textblock
      ## As it is
      endblock
      end
    `);
  });

  it('take commas for blanks when there is one iterator', () => {
    expect(printed('for y in mother, father\nend')).toBe('for y in mother father\nend');
    expect(printed('for y in 2001:2003, 2010\nend')).toBe('for y in 2001 : 2003, 2010\nend');
    expect(printed('for y in ($a + 1) : $b - 1\nend')).toBe('for y in ($a + 1) : $b - 1\nend');
  });
});

const emptyScript = { type: 'script', comments: [], span: { start: 0, end: 0 } } as const;
