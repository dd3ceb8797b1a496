import { describe, expect, test } from 'vitest';
import { diagnosticText } from '../../src/base/diagnostic.ts';
import { prepareRename, renameAt } from '../../src/lsp/rename.ts';
import { drawnSnapshot, drawRanges, withEdits } from '../helpers/lsp.ts';

const start = `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as wage
`;

/** The script after renaming what is at the cursor, or why that is refused; of a script that begins as most do, the rest. */
function renamed(drawn: string, newName: string): string {
  const { snapshot, cursor } = drawnSnapshot(drawn);
  const result = renameAt(snapshot, cursor, newName);
  if (result === undefined) return 'no name';
  if (result.type === 'refused') return diagnosticText(result.problem, 'en');
  return withEdits(snapshot, result.edits);
}

/** What may be renamed at the cursor, drawn; or why not. */
function prepared(drawn: string): string {
  const { snapshot, cursor } = drawnSnapshot(drawn);
  const result = prepareRename(snapshot, cursor);
  if (result === undefined) return 'no name';
  return result.type === 'refused'
    ? diagnosticText(result.problem, 'en')
    : `${drawRanges(snapshot, [result.range])} (${result.placeholder})`;
}

/** A whole rename, before and after. */
interface Case {
  readonly of: string;
  readonly before: string;
  readonly to: string;
  readonly after: string;
}

const cases: readonly Case[] = [
  {
    of: 'a variable, in every statement that names it',
    before: `${start}generate pay = wage * 2 if <|>wage > 0 & !sysmiss(wage)
tabulate sex, summarize(wage)
regress wage pay
`,
    to: 'income',
    after: `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as income
generate pay = income * 2 if income > 0 & !sysmiss(income)
tabulate sex, summarize(income)
regress income pay
`,
  },
  {
    of: 'a variable that a clone of its dataset has, too',
    before: `${start}clone-dataset people copy
use copy
summarize wage<|>
use people
replace wage = 0 if wage < 0
`,
    to: 'w',
    after: `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as w
clone-dataset people copy
use copy
summarize w
use people
replace w = 0 if w < 0
`,
  },
  {
    of: 'a variable that is merged into another dataset',
    before: `${start}clone-units people other
merge wage into other
use other
summarize <|>wage
`,
    to: 'w',
    after: `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as w
clone-units people other
merge w into other
use other
summarize w
`,
  },
  {
    of: 'a result of collapse that keeps the name of its source',
    before: `${start}collapse (mean) <|>wage (count) sex -> n, by(sex)
summarize wage n
`,
    to: 'w',
    after: `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as w
collapse (mean) w (count) sex -> n, by(sex)
summarize w n
`,
  },
  {
    of: 'a variable that a loop reaches through a binding',
    before: `${start}for v in wage sex
  tabulate $v
end
summarize w<|>age
`,
    to: 'w',
    after: `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as w
for v in w sex
  tabulate $v
end
summarize w
`,
  },
  {
    of: 'a variable after which others are called',
    before: `${start}recode sex ('1' = '0'), prefix(r_)
clone-variables sex, suffix(_copy)
tabulate r_sex sex_copy
drop <|>sex
`,
    to: 'kjønn',
    after: `require no.test.fdb:3 as db
create-dataset people
import db/SEX as kjønn
import db/WAGE 2020-06-15 as wage
recode kjønn ('1' = '0'), prefix(r_)
clone-variables kjønn, suffix(_copy)
tabulate r_kjønn kjønn_copy
drop kjønn
`,
  },
  {
    of: 'the value of a spell, with its start and stop',
    before: `require no.test.fdb:3 as db
create-dataset spells
import-event db/STATUS 2015-01-01 to 2018-01-01
generate days = STOP@STATUS - START@STATUS if <|>STATUS == '2'
`,
    to: 'status',
    after: `require no.test.fdb:3 as db
create-dataset spells
import-event db/STATUS 2015-01-01 to 2018-01-01 as status
generate days = STOP@status - START@status if status == '2'
`,
  },
  {
    of: 'an import without a name of its own, which gets one',
    before: `require no.test.fdb:3 as db
create-dataset people
import db/W<|>AGE 2020-06-15 // the newest
import db/SEX, outer_join
tabulate SEX, summarize(WAGE)
`,
    to: 'wage',
    after: `require no.test.fdb:3 as db
create-dataset people
import db/WAGE 2020-06-15 as wage // the newest
import db/SEX, outer_join
tabulate SEX, summarize(wage)
`,
  },
  {
    of: 'a dataset',
    before: `${start}clone-units people <|>copy
merge wage into copy
use copy
delete-dataset copy
create-dataset copy
`,
    to: 'kopi',
    after: `${start}clone-units people kopi
merge wage into kopi
use kopi
delete-dataset kopi
create-dataset copy
`,
  },
  {
    of: 'a binding, hidden by one of a loop',
    before: `${start}let limit = 100
for <|>limit in 1 2
  generate above++$limit = wage > $limit
end
summarize wage if wage > $limit
`,
    to: 'n',
    after: `${start}let limit = 100
for n in 1 2
  generate above++$n = wage > $n
end
summarize wage if wage > $limit
`,
  },
  {
    of: 'a binding that is asked for by its name',
    before: `${start}let limit = 100
summarize wage if wage > <|>$limit
generate twice = wage * bind(limit)
`,
    to: 'low',
    after: `${start}let low = 100
summarize wage if wage > $low
generate twice = wage * bind(low)
`,
  },
  {
    of: 'a code list',
    before: `${start}define-labels <|>names '1' Man '2' Woman
assign-labels sex names
list-labels names
drop-labels names
`,
    to: 'labels',
    after: `${start}define-labels labels '1' Man '2' Woman
assign-labels sex labels
list-labels labels
drop-labels labels
`,
  },
  {
    of: 'an alias',
    before: start.replace('import db/SEX', 'import <|>db/SEX'),
    to: 'fdb',
    after: start.replaceAll(' db', ' fdb'),
  },
  {
    of: 'a key that a merge looks for in both datasets by its name',
    before: `${start}import db/MUNICIPALITY 2020-01-01 as muni
create-dataset other
import db/MUNICIPALITY 2020-01-01 as <|>muni
use people
merge wage into other on muni
`,
    to: 'town',
    after: `${start}import db/MUNICIPALITY 2020-01-01 as town
create-dataset other
import db/MUNICIPALITY 2020-01-01 as town
use people
merge wage into other on town
`,
  },
  {
    of: 'a variable of a panel, whose name those begin with that it is made of',
    before: `${start}for y in 2018 2019
  import db/WAGE date_fmt($y, 6, 15) as pay++$y
end
generate pay2020 = pay2019 * 2
reshape-to-panel pay
summarize-panel <|>pay
reshape-from-panel
summarize pay2018 pay2020
`,
    to: 'income',
    after: `${start}for y in 2018 2019
  import db/WAGE date_fmt($y, 6, 15) as income++$y
end
generate income2020 = income2019 * 2
reshape-to-panel income
summarize-panel income
reshape-from-panel
summarize income2018 income2020
`,
  },
  {
    of: 'a name in a script that has mistakes elsewhere',
    before: `${start}generate x = nothere
summarize <|>wage sexx
sumarize wage
summarize wage
`,
    to: 'w',
    after: `${start.replace('as wage', 'as w')}generate x = nothere
summarize w sexx
sumarize wage
summarize w
`,
  },
  {
    of: 'a prediction',
    before: `${start}generate high = wage > 0
regress-predict wage high, predicted(<|>guess)
summarize guess
`,
    to: 'p',
    after: `${start}generate high = wage > 0
regress-predict wage high, predicted(p)
summarize p
`,
  },
];

describe('renaming', () => {
  test.each(cases)('$of', ({ before, to, after }) => {
    expect(renamed(before, to)).toBe(after);
  });

  test.each([
    {
      of: 'a name that a command makes of another',
      drawn: `${start}recode sex ('1' = '0'), prefix(r_)\ntabulate <|>r_sex\n`,
      said: 'The name `r_sex` is made of `sex` and follows when that is renamed.',
    },
    {
      of: 'a name that `++` puts together',
      drawn: `${start}for y in 1 2\n  generate w++$y = 1\nend\nsummarize <|>w1\n`,
      said: 'The name `w1` is put together by `w++$y`; change its parts there.',
    },
    {
      of: 'a name that comes through a text',
      drawn: `${start}let v = 'wage'\nsummarize to_symbol($v)\nsummarize <|>wage\n`,
      said: 'The name `wage` is put together by `to_symbol($v)`; change its parts there.',
    },
    {
      of: 'an identifier',
      drawn: `${start}collapse (count) sex -> n, by(<|>PERSONID_1)\n`,
      said: 'The name `PERSONID_1` is given by the system and cannot be changed.',
    },
    {
      of: 'a register variable of a panel',
      drawn:
        'require no.test.fdb:3 as db\ncreate-dataset d\nimport-panel db/WAGE 2018-01-01 2019-01-01\nsummarize-panel <|>WAGE\n',
      said: "`WAGE` is the register's name of the variable; `as` in the import or `rename` after it gives one of your own.",
    },
    {
      of: 'a prediction with the name that it has of itself',
      drawn: `${start}generate high = wage > 0\nregress-predict wage high\nsummarize <|>predicted\n`,
      said: 'The name `predicted` is given by the command; write another name in the parentheses after the option.',
    },
    {
      of: 'what one import in a loop makes of several register variables',
      drawn: `${start}for v in BIRTH RATE\n  import db/$v $d\nend\nsummarize <|>BIRTH\n`.replace(' $d', ''),
      said: 'The name `BIRTH` is put together by `$v`; change its parts there.',
    },
    { of: 'a command', drawn: `<|>${start}`, said: 'no name' },
  ])('$of has a name that cannot be changed', ({ drawn, said }) => {
    expect(prepared(drawn)).toBe(said);
    expect(renamed(drawn, 'other')).toBe(said);
  });

  test.each([
    ['sex', '`wage` cannot become `sex`, because of line 4: Dataset `people` already has a variable `sex`.'],
    ['2wage', '`2wage` cannot be a name: names start with a letter or _ and contain letters, digits and _.'],
    ['a b', '`a b` cannot be a name: names start with a letter or _ and contain letters, digits and _.'],
    ['if', '`if` cannot be a name: names start with a letter or _ and contain letters, digits and _.'],
    [
      'PERSONID_1',
      '`wage` cannot become `PERSONID_1`, because of line 4: `PERSONID_1` is the name of an identifier; choose another name.',
    ],
    [
      'by',
      '`wage` cannot become `by`, because of line 4: `by` has a meaning of its own in the language, so the name cannot be used everywhere; better choose another.',
    ],
  ])('a name that cannot be had is refused: %s', (newName, said) => {
    expect(renamed(start.replace('as wage', 'as <|>wage'), newName)).toBe(said);
  });

  test('a name that would bring a later statement to another variable is refused', () => {
    const drawn = `${start}clone-dataset people copy\nuse copy\nrename wage pay\nuse people\nsummarize <|>wage\n`;
    expect(renamed(drawn, 'pay')).toBe(
      '`wage` cannot become `pay`, because of line 7: Dataset `copy` already has a variable `pay`.',
    );
  });

  test('a name that is also a text is kept where the text would change', () => {
    const drawn = `${start}let v = wage\nlet heading = to_str($v) ++ '!'\nsummarize $v\nsummarize <|>wage\n`;
    expect(renamed(drawn, 'pay')).toBe('`wage` cannot become `pay`: line 6 would mean something else than before.');
  });

  test('what is offered to be renamed is the name under the cursor', () => {
    expect(prepared(`${start}summarize <|>wage\n`)).toBe(`${start}summarize ⟦wage⟧\n (wage)`);
    expect(prepared('let x = 1\nlet y = <|>$x + 1\n')).toBe('let x = 1\nlet y = $⟦x⟧ + 1\n (x)');
  });

  test('in a Markdown document only what stands in fences is renamed', () => {
    const text = '# Wage\n\nThe wage.\n\n```microdata\nlet <|>wage = 1\nlet y = $wage\nlet z = $y\n```\n\nwage\n';
    const { snapshot, cursor } = drawnSnapshot(text, { name: 'file:///test.md' });
    const result = renameAt(snapshot, cursor, 'pay');
    expect(result?.type === 'edits' && withEdits(snapshot, result.edits)).toBe(
      '# Wage\n\nThe wage.\n\n```microdata\nlet pay = 1\nlet y = $pay\nlet z = $y\n```\n\nwage\n',
    );
  });
});
