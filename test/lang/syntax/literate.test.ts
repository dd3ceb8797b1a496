import { describe, expect, it } from 'vitest';
import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms } from '../../../src/commands/vocabulary.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import { printStatement } from '../../../src/lang/syntax/print.ts';
import { describe as described, marked } from '../../helpers/script.ts';

function read(text: string, name = 'a.md') {
  return parseDocument(sourceText(name, text), commandForms);
}

/** The statements that a document runs. */
function executed(text: string): readonly string[] {
  return read(text).document.script.statements.map(printStatement);
}

const fence = '```microdata\nuse a\n```\n';

describe('the container', () => {
  it('is literate for a Markdown file with a microdata fence, and plain otherwise', () => {
    expect(read(fence).document.container).toBe('literate');
    expect(read('use a').document.container).toBe('plain');
    expect(read(fence, 'a.txt').document.container).toBe('plain');
    expect(read('# x', 'a.markdown').document.container).toBe('plain');
  });

  it('is what the caller says, if he does', () => {
    const source = sourceText('a.txt', fence);
    expect(parseDocument(source, commandForms, { container: 'literate' }).document.container).toBe('literate');
  });

  it('of a plain script is one part that shows every statement', () => {
    const { document } = read('use a\nuse b\n', 'a.txt');
    expect(document.parts).toMatchObject([{ type: 'fence', attributes: { echo: 'lines', eval: true, output: true } }]);
    expect(document.script.statements).toHaveLength(2);
  });
});

describe('a fence is run', () => {
  it.each([
    ['with backticks or tildes', '~~~ microdata\nuse a\n~~~\n'],
    ['with more than three marks, closed by as many or more', '````microdata\nuse a\n`````\n'],
    ['in braces', '```{microdata echo=false}\nuse a\n```\n'],
    ['in capitals', '```Microdata\nuse a\n```\n'],
    ['with up to three blanks before it', '   ```microdata\n   use a\n  ```\n'],
    ['in a list item', '- item\n\n  ```microdata\n  use a\n  ```\n'],
    ['in a nested list item', '1. one\n   - two\n\n     ```microdata\n     use a\n     ```\n'],
    ['on the line of a list mark', '- ```microdata\n  use a\n  ```\n'],
    ['that is never closed', '```microdata\nuse a'],
    ['after a comment that is closed', '<!-- x -->\n```microdata\nuse a\n```\n'],
    ['with line ends of another system', '```microdata\r\nuse a\r\n```\r\n'],
  ])('%s', (_, text) => {
    expect(executed(text)).toEqual(['use a']);
  });
});

describe('a fence is not run', () => {
  it.each([
    ['of another language', '```python\nuse a\n```\n'],
    ['of another language that holds one', '````md\n```microdata\nuse a\n```\n````\n'],
    ['without a language', '```\nuse a\n```\n'],
    ['whose first word only begins so', '```microdata2\nuse a\n```\n'],
    ['in a block quote', '> ```microdata\n> use a\n> ```\n'],
    ['indented as code', '    ```microdata\n    use a\n    ```\n'],
    ['indented as code in a list item', '- item\n\n      ```microdata\n      use a\n      ```\n'],
    ['in an HTML comment', '<!--\n```microdata\nuse a\n```\n-->\n'],
    ['as inline code', 'The ```microdata use a``` text\n'],
    ['with eval=false', '```microdata eval=false\nuse a\n```\n'],
  ])('%s', (_, text) => {
    const { document } = parseDocument(sourceText('a.md', text), commandForms, { container: 'literate' });
    expect(document.script.statements).toEqual([]);
  });
});

describe('a literate document', () => {
  const text = [
    '---\ntitle: "Wages"\nlang: nb\nother: x\n---\n',
    '# Head\n\nProse with `$x`.\n\n',
    '```microdata echo=lines label=first\nrequire no.ssb.fdb:53 as reg\n# note\n```\n',
    'More.\n',
    '```microdata output=false\nuse a\n```\n',
  ].join('');

  it('makes one script of its fences', () => {
    expect(executed(text)).toEqual(['require no.ssb.fdb:53 as reg', 'use a']);
    expect(read(text).document.script.comments.map((comment) => comment.text)).toEqual(['# note']);
  });

  it('keeps prose verbatim, in order, without the front matter', () => {
    const { document } = read(text);
    expect(document.parts.map((part) => (part.type === 'prose' ? part.text : part.attributes))).toEqual([
      '# Head\n\nProse with `$x`.\n\n',
      { echo: 'lines', eval: true, output: true, label: 'first' },
      'More.\n',
      { echo: 'true', eval: true, output: false, label: undefined },
    ]);
    expect([...document.frontMatter]).toEqual([
      ['title', 'Wages'],
      ['lang', 'nb'],
    ]);
  });

  it('is covered by its parts without gaps', () => {
    const { parts } = read(text).document;
    const covered = parts.map((part) => text.slice(part.span.start, part.span.end)).join('');
    expect(text.endsWith(covered)).toBe(true);
    expect(covered.startsWith('# Head')).toBe(true);
  });

  it('has problems at their places in the document', () => {
    const { text: plain, spans } = marked('# x\n\n- a\n\n  ```microdata\n  use a ⟦b⟧\n  ```\n');
    expect(read(plain).diagnostics.map((problem) => problem.at)).toEqual(spans);
  });

  it('must close every block inside its fence', () => {
    const open = '```microdata\nfor x in 1:2\n```\n\n```microdata\nend\n```\n\n```microdata\ntextblock\n```\n';
    const { diagnostics } = read(open);
    expect(described(open, diagnostics)).toEqual([
      'unclosed-loop «for x in 1:2»',
      'end-without-loop «end»',
      'unclosed-textblock «textblock»',
    ]);
    expect(diagnostics.map((problem) => problem.parameters['container'])).toEqual(['fence', undefined, 'fence']);
  });

  it('ends a continued line with the fence', () => {
    expect(executed('```microdata\ndrop a \\\n```\nb\n')).toEqual(['drop a']);
  });

  it('takes the indentation of the fence off its text blocks', () => {
    const { document } = read('- x\n\n  ```microdata\n  textblock\n  a\n    b\n  endblock\n  ```\n');
    expect(document.script.statements).toMatchObject([{ type: 'textblock', text: 'a\n  b' }]);
  });

  it('warns about attributes that it does not know', () => {
    const odd = '```microdata echo=maybe foo=1 bar\nuse a\n```\n';
    expect(described(odd, read(odd).diagnostics)).toEqual([
      'bad-fence-attribute «echo=maybe»',
      'unknown-fence-attribute «foo=1»',
      'unknown-fence-attribute «bar»',
    ]);
    expect(read(odd).diagnostics.every((problem) => problem.severity === 'warning')).toBe(true);
  });
});
