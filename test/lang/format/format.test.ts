import { describe, expect, it } from 'vitest';
import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms } from '../../../src/commands/vocabulary.ts';
import { type FormatRequest, formatEdits, formatted } from '../../../src/lang/format/format.ts';
import { marked, script } from '../../helpers/script.ts';

const plain = (text: string, request?: FormatRequest): string =>
  formatted(sourceText('a.txt', text), commandForms, request);
const markdown = (text: string): string => formatted(sourceText('a.md', text), commandForms);

describe('blanks inside a statement', () => {
  it.each([
    ['generate  x=a+b *-c', 'generate x = a + b * -c'],
    ['generate x = - ( a ) ^ - 2', 'generate x = -(a) ^ -2'],
    ['generate x = + + a', 'generate x = + +a'],
    ['keep if !( a==1&b!=2 )|sysmiss( c )', 'keep if !(a == 1 & b != 2) | sysmiss(c)'],
    ['generate a++$y=inlist(b++$y,1 ,2)', 'generate a ++ $y = inlist(b ++ $y, 1, 2)'],
    ['tabulate a b if c==1 ,rowpct   summarize( d e )', 'tabulate a b if c == 1, rowpct summarize(d e)'],
    ['regress y i.a # c.b a##b,control( i.r,i.s )level( 99 )', 'regress y i.a#c.b a##b, control(i.r, i.s) level(99)'],
    ['recode a(1 / 4=1)(min/-5 .=2 Low missing)(*=.)', 'recode a (1/4 = 1) (min/-5 . = 2 Low missing) (* = .)'],
    ['recode x++y (1=2)', 'recode x ++ y (1 = 2)'],
    ['collapse(mean)a->b(sum)c , by( d )', 'collapse (mean) a -> b (sum) c, by(d)'],
    ['ivregress y x(a=b c)z', 'ivregress y x (a = b c) z'],
    ['import  db/WAGE\u00A0date_fmt( $y,12 ,31 )\tas w', 'import db/WAGE date_fmt($y, 12, 31) as w'],
    ['require  no.ssb.fdb:53   as db', 'require no.ssb.fdb:53 as db'],
    ['for x ,y in 1:3 ,a b c;z in 2001:2003 ,2010', 'for x, y in 1 : 3, a b c; z in 2001 : 2003, 2010'],
    ['coefplot   negative-binomial y x , irr', 'coefplot negative-binomial y x, irr'],
    ['define-labels l -1"Minus"2 two', 'define-labels l -1 "Minus" 2 two'],
    ['tabulate a, rowsort( ) margins()', 'tabulate a, rowsort() margins()'],
    ['help  regress-predict', 'help regress-predict'],
  ])('%s', (written, shaped) => {
    expect(plain(`${written}\n`)).toBe(`${shaped}\n`);
  });

  it('leave numbers, dates, quotes and letters as they were written', () => {
    const text = "recode a (007 = 1e3 \"it's\") ('å  b' = '1') (2022-06-30 = .50)\ngenerate a\u030Ar = 007+1E3\n";
    expect(plain(text)).toContain('(2022-06-30');
    expect(plain("recode a (007=1e3 \"it's\")('å  //b'='1')\ngenerate a\u030Ar=007+1E3\n")).toBe(
      "recode a (007 = 1e3 \"it's\") ('å  //b' = '1')\ngenerate a\u030Ar = 007 + 1E3\n",
    );
  });
});

describe('lines', () => {
  it('of a loop are indented, and blank lines are at most two outside and one inside', () => {
    const written = [
      ...['use a', '', '', '', 'for y in 1 : 2', '', '', ' use b', '', '    // about c', '# heading', 'let d=$y'],
      ...['textblock', '   as *written*   ', '', '  endblock // so', '  end // of the loop', '  use e'],
    ];
    const shaped = [
      ...['use a', '', '', 'for y in 1 : 2', '', '  use b', '', '  // about c', '  # heading', '  let d = $y'],
      ...['  textblock', '   as *written*   ', '', '  endblock // so', 'end // of the loop', 'use e', ''],
    ];
    expect(plain(written.join('\n'))).toBe(shaped.join('\n'));
  });

  it('that are continued keep their breaks and comments, and lose a mark that continues nothing', () => {
    expect(
      plain(script`
        recode region\
          (1/3=1 'North')\   // cold
            // the two coastal groups
        (4/6=2 'West') \

        use a \
        // the last
      `),
    ).toBe(script`
        recode region \
            (1/3 = 1 'North') \ // cold
            // the two coastal groups
            (4/6 = 2 'West')

        use a
        // the last
    `);
  });

  it('join what no break may part', () => {
    expect(plain('keep if inlist \\\n (a, - \\\n 1) \\\n & b\n')).toBe('keep if inlist(a, -1) \\\n    & b\n');
  });

  it('never begin with an interaction, which would make a comment of it', () => {
    const terms = Array.from({ length: 12 }, (_, i) => `variable${i}#other${i}`).join(' # ');
    const shaped = plain(`regress y ${terms} x\n`);
    expect(shaped.split('\n').filter((line) => /^\s*#/u.test(line))).toEqual([]);
  });

  it('have no blanks at their end, nor have comments', () => {
    expect(plain('use a \t\n# heading  \nuse b//c \u00A0\n')).toBe('use a\n# heading\nuse b //c\n');
  });
});

describe('long statements', () => {
  const shaped = (text: string): string => plain(text, { options: { width: 40, indent: 2 } });

  it('give every rule of a table a line', () => {
    expect(shaped("recode level age ('0' '1' = '1' 'Low') ('2'/'3' = '2' 'High') if x == 1, prefix(n_)\n")).toBe(script`
      recode level age \
          ('0' '1' = '1' 'Low') \
          ('2'/'3' = '2' 'High') \
          if x == 1, prefix(n_)
    `);
    expect(shaped("define-labels codes 1 'one' 2 'two' 3 'three' 4 'four'\n")).toBe(script`
      define-labels codes \
          1 'one' \
          2 'two' \
          3 'three' \
          4 'four'
    `);
  });

  it('fill lines with lists, and break conditions where they are loosest', () => {
    expect(shaped('summarize first second third fourth fifth sixth seventh eighth\n')).toBe(script`
      summarize first second third fourth \
          fifth sixth seventh eighth
    `);
    expect(shaped('keep if (a == 1 & b == 2) | inlist(code, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)\n')).toBe(script`
      keep if (a == 1 & b == 2) \
          | inlist(code, 1, 2, 3, 4, 5, 6, \
            7, 8, 9, 10, 11, 12)
    `);
    expect(shaped('import database/A_RATHER_LONG_NAME 2020-01-01 as wage\n')).toBe(script`
      import database/A_RATHER_LONG_NAME \
          2020-01-01 as wage
    `);
  });

  it('stay long where nothing can be broken', () => {
    const text = `generate x = '${'long '.repeat(12)}'\n`;
    expect(shaped(text)).toBe(`generate x = \\\n    '${'long '.repeat(12)}'\n`);
    expect(shaped(shaped(text))).toBe(shaped(text));
  });

  it('count letters, not the marks on them', () => {
    const name = 'a\u030A'.repeat(30);
    expect(shaped(`use ${name}abcdef\n`)).toBe(`use ${name}abcdef\n`);
    expect(shaped(`use ${name}abcdefg\n`)).toContain('\\');
  });
});

describe('the ends of a file', () => {
  it('are a byte order mark, if there was one, and one line break', () => {
    expect(plain('\uFEFF\n\n  use a\n\n\n')).toBe('\uFEFFuse a\n');
    expect(plain('use a')).toBe('use a\n');
    expect(plain('')).toBe('');
    expect(plain(' \n\n')).toBe('');
    expect(plain('// only this')).toBe('// only this\n');
  });

  it('and of its lines are those of the first', () => {
    expect(plain('use a\r\ntextblock\n  x\n\nendblock\ngen  x\r\n')).toBe(
      'use a\r\ntextblock\r\n  x\r\n\r\nendblock\r\ngen  x\r\n',
    );
    expect(plain('use  a\r\nuse b\r\nuse c\r\n\n')).toBe('use a\r\nuse b\r\nuse c\r\n');
    expect(plain('use a\rfor x in 1 2\ruse b\rend')).toBe('use a\rfor x in 1 2\r  use b\rend\r');
  });
});

describe('statements with errors', () => {
  it('stay as they are, and the rest is put right', () => {
    expect(plain('use  a\n   gen  x=1   \n\n\n\n  keep if  a=1 \\\n // why \n  & b==2\nfor y in 1:2\nuse  b\n')).toBe(
      'use a\n   gen  x=1   \n\n\n  keep if  a=1 \\\n // why \n  & b==2\nfor y in 1 : 2\n  use b\n',
    );
  });

  it('keep a text block that is not closed', () => {
    expect(plain('use  a\n  textblock\n  use   b\n')).toBe('use a\n  textblock\n  use   b\n');
  });
});

describe('Markdown', () => {
  it('is left alone outside the fences that are run', () => {
    const text = [
      '---\ntitle:   x\n---\n#   Head  \n\n```microdata   echo=false\n\nuse   a\n```\n',
      '```microdata eval=false\nuse   a\n```\n\n-  item\n\n   ```microdata\n   for x in 1 2\n   use  $x\n\n',
      '   end   \n   ```\n```r\nx  <-1\n```',
    ].join('');
    expect(markdown(text)).toBe(
      [
        '---\ntitle:   x\n---\n#   Head  \n\n```microdata   echo=false\nuse a\n```\n',
        '```microdata eval=false\nuse   a\n```\n\n-  item\n\n   ```microdata\n   for x in 1 2\n     use $x\n\n',
        '   end\n   ```\n```r\nx  <-1\n```',
      ].join(''),
    );
  });

  it('that ends in a fence gets no line break that it did not have', () => {
    expect(markdown('```microdata\nuse  a')).toBe('```microdata\nuse a');
    expect(markdown('```microdata\nuse  a\n\n')).toBe('```microdata\nuse a\n');
    expect(markdown('```microdata\n\n```\n')).toBe('```microdata\n\n```\n');
  });
});

describe('edits', () => {
  it('touch only what changes, so that cursors stay', () => {
    const edits = formatEdits(sourceText('a.txt', 'use a\ngenerate x=1  +2\nuse b\n'), commandForms);
    expect(edits).toEqual([
      { at: { start: 16, end: 16 }, newText: ' ' },
      { at: { start: 17, end: 17 }, newText: ' ' },
      { at: { start: 19, end: 20 }, newText: '' },
      { at: { start: 21, end: 21 }, newText: ' ' },
    ]);
  });

  it('of a range stay inside it, the indentation of its first line among them', () => {
    const { text, spans } = marked('use  a\nfor x in 1 2\n⟦use   b\n use  c\n⟧  use  d\n end\n');
    const within = spans[0];
    expect(within).toBeDefined();
    if (within === undefined) return;
    expect(plain(text, { within })).toBe('use  a\nfor x in 1 2\n  use b\n  use c\n  use  d\n end\n');
  });
});
