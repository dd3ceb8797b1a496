import { describe, expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver';
import type { Language } from '../../src/base/language.ts';
import { commandSpecs } from '../../src/commands/vocabulary.ts';
import { functions } from '../../src/functions/vocabulary.ts';
import { commandText, functionText } from '../../src/lsp/hover/language-texts.ts';
import { hoverAt } from '../../src/lsp/hover.ts';
import { drawnSnapshot, drawRanges } from '../helpers/lsp.ts';

const start = `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as wage
`;

/** What is said of the thing at the cursor; nothing where there is none. */
function said(drawn: string, language: Language = 'en'): string | undefined {
  const { snapshot, cursor } = drawnSnapshot(drawn);
  const hover = hoverAt(snapshot, cursor, language);
  return (hover?.contents as MarkupContent | undefined)?.value;
}

/** The line that the cursor is in, with the place that the text is about. */
function place(drawn: string): string | undefined {
  const { snapshot, cursor } = drawnSnapshot(drawn);
  const range = hoverAt(snapshot, cursor, 'en')?.range;
  return range && drawRanges(snapshot, [range]).split('\n')[range.start.line];
}

describe('hovering', () => {
  test('over a command shows how it is written and what its options do', () => {
    expect(said(`${start}summ<|>arize wage, gini\n`)).toBe(`\`\`\`microdata
summarize [variable …] [if condition] [, options]
\`\`\`

Mean, standard deviation, count and percentiles. Without variables, all numeric ones are shown.

**Options**

- \`gini\`: Include the Gini coefficient.
- \`iqr\`: Include the interquartile range.

\`\`\`microdata
summarize wage age if age > 30, gini
\`\`\``);
  });

  test('over a construct that is no command does so, too', () => {
    expect(said('l<|>et x = 1\n', 'nb')).toContain('let name = expression');
    expect(said('<|>for x in 1 2\nlet y = $x\nend\n')).toContain('Repeats the lines up to end');
    expect(said('textbl<|>ock\ntext\nendblock\n')).toContain('textblock');
  });

  test('over an option shows what it does', () => {
    expect(said(`${start}regress-predict wage sex, predi<|>cted(p)\n`)).toContain('predicted(x)');
  });

  test('over a function shows its signature, in data and in bindings', () => {
    expect(said(`${start}generate x = l<|>n(wage)\n`)).toContain('ln(x)');
    expect(said('let d = date<|>_fmt(2020, 1)\n')).toContain('date_fmt(');
  });

  test('every command and every function has a text in both languages', () => {
    for (const language of ['nb', 'en'] as const) {
      for (const { name } of commandSpecs) expect(commandText(name, language)).toContain(name);
      for (const name of functions.keys()) expect(functionText(name, language)).toContain(name);
    }
  });

  test('over an imported variable shows whose it is, where it came from and its codes', () => {
    expect(said(`${start}tabulate s<|>ex\n`)).toBe(`**sex** · text

SEX

- **Dataset:** \`people\` (Person)
- **Source:** \`db/SEX\`, no.test.fdb:3
- **Time:** fixed

**Codes**

- \`1\` Mann
- \`2\` Kvinne`);
    expect(said(`${start}tabulate wa<|>ge\n`, 'nb')).toBe(`**wage** · heltall

WAGE

- **Datasett:** \`people\` (Person)
- **Kilde:** \`db/WAGE 2020-06-15\`, no.test.fdb:3
- **Tid:** periodesum, 1993-01-01 – 2022-12-31`);
  });

  test('over a variable of the script shows the statement that made it', () => {
    expect(said(`${start}generate rich = wage > 10\nrecode rich (1 = 2)\ntabulate <|>rich\n`)).toBe(`**rich** · integer

- **Dataset:** \`people\` (Person)
- **Made by:** \`generate rich = wage > 10\``);
    expect(said(`${start}recode sex ('1' = '0' 'man'), prefix(new_)\ntabulate n<|>ew_sex\n`)).toContain(
      "**Made by:** `recode sex ('1' = '0' 'man'), prefix(new_)`",
    );
  });

  test('over a variable shows it as it is at that line', () => {
    const text = `${start}replace wage = wage / 3\nsummarize wage\n`;
    expect(said(text.replace('as wage', 'as w<|>age'))).toContain('**wage** · integer');
    expect(said(text.replace('summarize wage', 'summarize w<|>age'))).toContain('**wage** · decimal');
  });

  test('over a name through a binding shows the binding and what it comes to', () => {
    expect(said(`${start}for v in wage sex\n  tabulate $<|>v\nend\n`)).toBe(`**$v** · name

- **Values:** \`wage\`, \`sex\`

---

**wage** · integer

WAGE

- **Dataset:** \`people\` (Person)
- **Source:** \`db/WAGE 2020-06-15\`, no.test.fdb:3
- **Time:** sum of a period, 1993-01-01 – 2022-12-31

---

**sex** · text

SEX

- **Dataset:** \`people\` (Person)
- **Source:** \`db/SEX\`, no.test.fdb:3
- **Time:** fixed

**Codes**

- \`1\` Mann
- \`2\` Kvinne`);
  });

  test('over a binding shows its value', () => {
    expect(said('let y = 2020\nlet d = date_fmt($<|>y, 1)\n')).toBe('**$y** · number\n\n`2020`');
    expect(said("let a = 'it'\nlet b = $<|>a\n")).toBe("**$a** · text\n\n`'it'`");
    expect(said('let <|>a = 1 / 0\nlet b = $a\n')).toBe('**$a**\n\nunknown after a mistake');
  });

  test('of a long loop shows the first values', () => {
    expect(said('for i in 1:100\n  let x = $<|>i\nend\n')).toBe(
      '**$i** · number\n\n- **Values:** `1`, `2`, `3`, `4`, `5`, `6`, `7`, `8`, `9`, `10`, …',
    );
  });

  test('over a register variable shows what the catalogue says', () => {
    expect(said(start.replace('db/WAGE', 'db/WA<|>GE'))).toBe(`**WAGE** · integer

WAGE

- **Units:** Person
- **Time:** sum of a period, 1993-01-01 – 2022-12-31
- **Source:** \`no.test.fdb:3\`
- **Values:** a value`);
  });

  test('over a dataset shows its variables at that line', () => {
    expect(said(`${start}use peo<|>ple\n`)).toBe(`**people** · cross-section

- **Units:** Person
- **Identifier:** \`PERSONID_1\`
- **Variables:** 2
  - \`sex\` text – SEX
  - \`wage\` integer – WAGE`);
    expect(said(start.replace('people', 'peo<|>ple'))).toBe('**people** · empty');
  });

  test('over a code shows its label', () => {
    expect(said(`${start}tabulate sex if sex == '<|>2'\n`)).toBe('`2` **Kvinne** · code of `sex`');
    expect(said(`${start}tabulate sex if inlist(sex, '1', <|>'2')\n`)).toBe('`2` **Kvinne** · code of `sex`');
    expect(said(`${start}recode sex (<|>'1' = '3')\n`)).toBe('`1` **Mann** · code of `sex`');
    expect(said(`${start}tabulate sex if sex == '<|>9'\n`)).toBeUndefined();
  });

  test('over a code list shows its codes', () => {
    expect(said(`${start}define-labels l '1' Man '2' Woman\nassign-labels sex <|>l\n`)).toBe(
      '**l**\n\n**Codes**\n\n- `1` Man\n- `2` Woman',
    );
  });

  test('over an alias shows its databank', () => {
    expect(said('require no.test.fdb:1 as <|>db\n', 'nb')).toBe(
      '**db** · Prøvedata\n\n- `no.test.fdb:1` (nyeste er 3)\n- **Variabler:** 10',
    );
  });

  test('is about the name under the cursor', () => {
    expect(place(`${start}tabulate s<|>ex\n`)).toBe('tabulate ⟦sex⟧');
    expect(place(`${start}import db/BI<|>RTH\n`)).toBe('import db/⟦BIRTH⟧');
    expect(place(`${start}for v in wage\nsummarize <|>$v\nend\n`)).toBe('summarize $⟦v⟧');
  });

  test('over nothing shows nothing', () => {
    expect(said(`${start}// a <|>comment\n`)).toBeUndefined();
    expect(said('<|>')).toBeUndefined();
  });

  test('shows texts of scripts and catalogues as they are', () => {
    expect(said(`${start}define-labels l '1' "*x* <b>_y_" '2' "\`"\nassign-labels sex <|>l\n`)).toBe(
      '**l**\n\n**Codes**\n\n- `1` \\*x\\* \\<b\\>\\_y\\_\n- `2` \\`',
    );
  });
});
