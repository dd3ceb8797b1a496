import { describe, expect, it } from 'vitest';
import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms } from '../../../src/commands/vocabulary.ts';
import { formatTyped } from '../../../src/lang/format/on-type.ts';
import { withEdits } from '../../../src/lang/format/sheet.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import { Random } from '../../helpers/fuzz/random.ts';
import { withoutSpans } from '../../helpers/script.ts';
import { carelessScript } from './run-laws.ts';

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

describe('anything typed anywhere', () => {
  /** What a script means, as far as it can be read. */
  const meaning = (name: string, text: string): unknown =>
    withoutSpans(parseDocument(sourceText(name, text), commandForms).document.script.statements);

  it('is followed by edits of blanks that leave the meaning and the place of the cursor alone', () => {
    const random = new Random(11);
    let edited = 0;
    for (let index = 0; index < 200; index++) {
      const { name, text: before } = carelessScript(index);
      const place = random.below(before.length + 1);
      const typed = random.of(['\n', '\n', 'd']);
      const text = before.slice(0, place) + typed + before.slice(place);
      const offset = place + typed.length;
      const edits = formatTyped(sourceText(name, text), offset, typed, commandForms);
      for (const { at, newText } of edits) {
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeLessThanOrEqual(text.length);
        expect(newText.replaceAll('\\', '').trim()).toBe('');
        expect(text.slice(at.start, at.end).replaceAll('\\', '').trim()).toBe('');
      }
      if (edits.length > 0) edited++;
      expect(meaning(name, withEdits(text, edits)), JSON.stringify(text)).toEqual(meaning(name, text));
    }
    expect(edited).toBeGreaterThan(50);
  });
});
