import { describe, expect, it } from 'vitest';
import { span } from '../../../src/base/span.ts';
import { splitLines } from '../../../src/lang/syntax/lines.ts';
import { printStatement } from '../../../src/lang/syntax/print.ts';
import { marked, parse, problems, script, statements } from '../../helpers/script.ts';

const printed = (text: string): readonly string[] => statements(text).map(printStatement);

describe('logical lines', () => {
  it('end at \\n, \\r\\n and \\r alike', () => {
    expect(printed('use a\r\nuse b\ruse c\nuse d')).toEqual(['use a', 'use b', 'use c', 'use d']);
  });

  it('go on after a backslash, also before a comment', () => {
    expect(
      printed(script`
      drop a \
        b \  // the second
        c
      use d
    `),
    ).toEqual(['drop a b c', 'use d']);
  });

  it('skip a line that holds only a comment while a continuation is open', () => {
    expect(printed('drop a \\\n // no\n b\n')).toEqual(['drop a b']);
  });

  it('end at a blank line after a dangling backslash', () => {
    expect(printed('drop a \\\n\nuse b\n')).toEqual(['drop a', 'use b']);
  });

  it('end at the end of the file after a dangling backslash', () => {
    expect(printed('drop a \\')).toEqual(['drop a']);
  });

  it('do not let a text cross a line break', () => {
    expect(problems("generate x = 'a \\\nb'\n")).toContain("unterminated-string «'a»");
  });

  it('keep the offsets of the document', () => {
    const { text, spans } = marked('drop a \\ // note\n  ⟦bb⟧ \\\n\t⟦c⟧');
    const statement = parse(text).script.statements[0];
    if (statement?.type !== 'command' || statement.body.form !== 'selection') throw new Error('not a selection');
    expect(statement.body.variables.slice(1).map((name) => name.span)).toEqual(spans);
  });

  it('blank out comments and continuation marks without changing the length', () => {
    const text = 'drop a \\ // note\r\n  b // more\r\n';
    const [line] = splitLines(text, span(0, text.length)).lines;
    if (line?.type !== 'statement') throw new Error('not a statement');
    expect(line.text.replace(/\s+/gu, ' ')).toBe('drop a b');
    expect(line.text.lastIndexOf('b')).toBe(text.indexOf('b'));
  });
});

describe('characters', () => {
  it('ignore a byte-order mark and take no-break spaces and tabs as blanks', () => {
    expect(printed('\uFEFFuse\u00A0a\n\tuse\tb')).toEqual(['use a', 'use b']);
  });

  it('are composed in names and texts, while places stay those of the text', () => {
    const { text, spans } = marked("generate ⟦a\u030Ar⟧ = '\u00F8a\u030A'");
    const statement = parse(text).script.statements[0];
    if (statement?.type !== 'command' || statement.body.form !== 'assignment') throw new Error('not an assignment');
    expect(statement.body.target).toEqual({ type: 'plain-name', name: 'år', span: spans[0] });
    expect(statement.body.value).toMatchObject({ type: 'string', value: 'øå' });
  });

  it('take typographic quotes for straight ones, with a warning', () => {
    expect(problems('generate x = “abc”')).toEqual(['typographic-quote «“abc”»']);
    expect(problems('generate x = ‘it’')).toEqual(['typographic-quote «‘it’»']);
  });

  it('let an apostrophe of a word processor stand inside straight quotes', () => {
    expect(statements("generate x = 'don’t'")[0]).toMatchObject({ body: { value: { value: 'don’t' } } });
  });

  it('mean nothing between quotes', () => {
    expect(statements("generate x = 'a // b \\ , ( $c'")[0]).toMatchObject({
      body: { value: { value: 'a // b \\ , ( $c' } },
    });
  });
});

describe('comments', () => {
  it('start at // anywhere outside a text, and at # as the first character of a line', () => {
    const { script: parsed } = parse('# heading\nuse a// one\n  // two\n');
    expect(parsed.comments.map(({ text, ownLine }) => ({ text, ownLine }))).toEqual([
      { text: '# heading', ownLine: true },
      { text: '// one', ownLine: false },
      { text: '// two', ownLine: true },
    ]);
    expect(parsed.statements).toHaveLength(1);
  });

  it('leave # as the interaction operator elsewhere', () => {
    expect(printed('regress y a#b')).toEqual(['regress y a#b']);
  });
});

describe('text blocks', () => {
  it('keep their lines verbatim', () => {
    const text = 'textblock // opens\n## Two \\\n  $x // y\n\nendblock // closes\nuse a';
    expect(parse(text).script.statements[0]).toMatchObject({ type: 'textblock', text: '## Two \\\n  $x // y\n' });
    expect(problems(text)).toEqual([]);
  });

  it('must be opened, closed and alone on their line', () => {
    expect(problems('endblock\n')).toEqual(['endblock-without-textblock «endblock»']);
    expect(problems('textblock\nabc')).toEqual(['unclosed-textblock «textblock»']);
    expect(problems('textblock x\nabc\nendblock')).toEqual(['block-word-alone «textblock»']);
  });
});
