import { describe, expect, test } from 'vitest';
import { definitionsAt } from '../../src/lsp/definition.ts';
import { highlightsAt } from '../../src/lsp/document-highlight.ts';
import { referencesAt } from '../../src/lsp/references.ts';
import { drawnSnapshot, drawRanges } from '../helpers/lsp.ts';

const start = `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as wage
`;

/** Makes a function that draws what is found at the cursor of a picture, whose other marks say what should be. */
const found =
  (find: (drawn: ReturnType<typeof drawnSnapshot>) => Parameters<typeof drawRanges>[1]) =>
  (drawn: string): string => {
    const all = drawnSnapshot(drawn.replaceAll(/[⟦⟧]/gu, ''));
    return drawRanges(all.snapshot, find(all));
  };

const definitions = found(({ snapshot, cursor }) => definitionsAt(snapshot, cursor).map(({ range }) => range));
const references = found(({ snapshot, cursor }) => referencesAt(snapshot, cursor, true).map(({ range }) => range));
const uses = found(({ snapshot, cursor }) => referencesAt(snapshot, cursor, false).map(({ range }) => range));

const withoutCursor = (drawn: string): string => drawn.replace('<|>', '');

describe('going to the definition', () => {
  test.each([
    ['of a variable', `${start.replace('as wage', 'as ⟦wage⟧')}summarize w<|>age\n`],
    [
      'of an import without a name',
      'require no.test.fdb:3 as db\ncreate-dataset d\nimport db/⟦SEX⟧\ntabulate S<|>EX\n',
    ],
    [
      'of a variable in a clone is that of the original',
      `${start.replace('as wage', 'as ⟦wage⟧')}clone-dataset people copy\nuse copy\nsummarize w<|>age\n`,
    ],
    [
      'of a merged variable is both where it was made and where it was brought in',
      `${start.replace('as wage', 'as ⟦wage⟧')}clone-units people other\nmerge ⟦wage⟧ into other\nuse other\nsummarize w<|>age\n`,
    ],
    [
      'of a name that a command makes of another is the command',
      `${start}⟦recode⟧ sex ('1' = '0'), prefix(r_)\ntabulate <|>r_sex\n`,
    ],
    [
      'of a part of a name is that of the part',
      `${start.replace('as sex', 'as ⟦sex⟧')}recode sex ('1' = '0'), prefix(r_)\ntabulate r_s<|>ex\n`,
    ],
    [
      'of a start of a spell is the import',
      'require no.test.fdb:3 as db\ncreate-dataset d\n⟦import-event⟧ db/STATUS 2010-01-01 to 2012-01-01 as st\nsummarize S<|>TART@st\n',
    ],
    ['of a name that `++` makes is that', `${start}for y in 1 2\n  generate ⟦w++$y⟧ = $y\nend\nsummarize w<|>2\n`],
    ['of a binding', 'let ⟦x⟧ = 1\nlet y = $<|>x\n'],
    ['of a binding that is set again is each place', 'let ⟦x⟧ = 1\nlet ⟦x⟧ = 2\nlet y = <|>$x\n'],
    ['of an iterator, which hides a binding', 'let x = 1\nfor ⟦x⟧ in 1 2\n  let y = $x<|>\nend\nlet z = $x\n'],
    ['of a dataset', `${start.replace('people', '⟦people⟧')}use peo<|>ple\n`],
    ['of a renamed dataset is where it got that name', `${start}rename-dataset people ⟦all⟧\nuse a<|>ll\n`],
    ['of a code list', `${start}define-labels ⟦l⟧ '1' Man\nassign-labels sex <|>l\n`],
    ['of an alias', start.replace('as db', 'as ⟦db⟧').replace('db/WAGE', 'd<|>b/WAGE')],
    ['of an identifier is nowhere', `${start}collapse (count) sex -> n, by(PERSON<|>ID_1)\n`],
    ['of a command is nowhere', `${start}summ<|>arize wage\n`],
    ['of a name that is not known is nowhere', `${start}summarize w<|>agee\n`],
  ])('%s', (_, drawn) => {
    expect(definitions(drawn)).toBe(withoutCursor(drawn));
  });
});

describe('references', () => {
  test.each([
    [
      'of a variable that a loop reaches through a binding stand in the loop, too',
      `${start.replace('as wage', 'as ⟦wage⟧')}for v in sex ⟦wage⟧\n  tabulate ⟦$v⟧\nend\nreplace ⟦w<|>age⟧ = ⟦wage⟧ + 1\n`,
    ],
    [
      'of a variable end where another gets its name',
      `${start.replace('as wage', 'as ⟦wage⟧')}generate x = ⟦wage⟧\ndrop ⟦w<|>age⟧\ngenerate wage = 1\nsummarize wage\n`,
    ],
    [
      'of a dataset',
      `${start.replace('people', '⟦peop<|>le⟧')}clone-dataset ⟦people⟧ copy\nuse copy\nmerge wage into ⟦people⟧\n`,
    ],
    [
      'of a register variable, whatever it is called in the datasets',
      'require no.test.fdb:3 as db\ncreate-dataset d\nimport db/⟦W<|>AGE⟧ 2018-06-15 as w18\nimport db/⟦WAGE⟧ 2019-06-15 as w19\nsummarize w18\n',
    ],
    [
      'of a variable in datasets that a loop goes through are all one',
      `${start}clone-units people other\nfor d in people other\n  use $d\n  generate ⟦n⟧ = 1\nend\nuse other\nsummarize ⟦<|>n⟧\n`,
    ],
  ])('%s', (_, drawn) => {
    expect(references(drawn)).toBe(withoutCursor(drawn));
  });

  test('without the declaration are the uses', () => {
    const drawn = 'let x = 1\nlet y = $⟦x⟧\nlet z = $⟦<|>x⟧ + $y\n';
    expect(uses(drawn)).toBe(withoutCursor(drawn));
  });

  test('in a Markdown document go across its fences', () => {
    const drawn = 'x\n\n```microdata\nlet ⟦x⟧ = 1\n```\n\nx = $x\n\n```microdata\nlet y = $⟦<|>x⟧\nlet z = $y\n```\n';
    const { snapshot, cursor } = drawnSnapshot(drawn.replaceAll(/[⟦⟧]/gu, ''), { name: 'file:///test.md' });
    const ranges = referencesAt(snapshot, cursor, true).map(({ range }) => range);
    expect(drawRanges(snapshot, ranges)).toBe(withoutCursor(drawn));
  });
});

describe('highlights', () => {
  test('tell where a thing is made or changed from where it is used', () => {
    const { snapshot, cursor } = drawnSnapshot(
      `${start}replace wage = wage * 2\nrecode sex ('1' = '0')\nsummarize <|>wage\n`,
    );
    const lines = highlightsAt(snapshot, cursor).map(({ range, kind }) => [
      range.start.line,
      range.start.character,
      kind,
    ]);
    expect(lines).toEqual([
      [3, 29, 3],
      [4, 8, 3],
      [4, 15, 2],
      [6, 10, 2],
    ]);
  });
});
