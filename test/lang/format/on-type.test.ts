import { describe, expect, it } from 'vitest';
import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms } from '../../../src/commands/vocabulary.ts';
import { formatTyped } from '../../../src/lang/format/on-type.ts';
import { withEdits } from '../../../src/lang/format/sheet.ts';

/** The text after the edits for what was typed before `<|>`; a new line may already be indented by the editor. */
function afterTyping(picture: string, name = 'a.txt'): string {
  const offset = picture.indexOf('<|>');
  const text = picture.replace('<|>', '');
  const typed = /\n *$/u.test(text.slice(0, offset)) ? '\n' : text.charAt(offset - 1);
  return withEdits(text, formatTyped(sourceText(name, text), offset, typed, commandForms));
}

describe('a new line', () => {
  it('after the head of a loop is indented, and the head put into shape', () => {
    expect(afterTyping('for  x in 1:2\n<|>')).toBe('for x in 1 : 2\n  ');
    expect(afterTyping('for x in 1:2\n  use  a\n<|>\nend\n')).toBe('for x in 1:2\n  use a\n  \nend\n');
  });

  it('after the end of a loop is not', () => {
    expect(afterTyping('for x in 1 2\n  use a\n  end\n  <|>use  b')).toBe('for x in 1 2\n  use a\nend\nuse  b');
  });

  it('in a statement that goes on is indented twice, and the mark that makes it go on stays', () => {
    expect(afterTyping('use  b\nrecode  a (1=2) \\\n<|>')).toBe('use  b\nrecode  a (1=2) \\\n    ');
    expect(afterTyping('recode  a (1=2) \\ // why\n// so\n<|>')).toBe('recode  a (1=2) \\ // why\n// so\n    ');
    expect(afterTyping('use  a \\\n\n<|>')).toBe('use a\n\n');
  });

  it('before the end of a loop stands as deep as the loop', () => {
    expect(afterTyping('for x in 1 2\n  use a\n<|>  end\n')).toBe('for x in 1 2\n  use a\nend\n');
  });

  it('in a text block, in prose and after a mistake changes nothing else', () => {
    expect(afterTyping('textblock\n  a\n<|>')).toBe('textblock\n  a\n');
    expect(afterTyping('#  Head\n<|>\n```microdata\nuse  a\n```\n', 'a.md')).toBe(
      '#  Head\n\n```microdata\nuse  a\n```\n',
    );
    expect(afterTyping('gen  x=1\n<|>')).toBe('gen  x=1\n');
  });

  it('in a fence keeps to the fence', () => {
    expect(afterTyping('- x\n  ```microdata\n  for x in 1:2\n<|>\n  ```\n', 'a.md')).toBe(
      '- x\n  ```microdata\n  for x in 1 : 2\n    \n  ```\n',
    );
  });

  it('between CRLF ends is one of them', () => {
    expect(afterTyping('use  a\r\nfor x in 1:2\r\n<|>\r\n')).toBe('use  a\r\nfor x in 1 : 2\r\n  \r\n');
  });
});

describe('a letter', () => {
  it('that completes `end` moves it out', () => {
    expect(afterTyping('for x in 1 2\n  use  $x\n  end<|>\n')).toBe('for x in 1 2\n  use  $x\nend\n');
    expect(afterTyping('use  and<|>\n')).toBe('use  and\n');
  });
});
