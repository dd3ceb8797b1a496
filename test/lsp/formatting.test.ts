import { describe, expect, it } from 'vitest';
import type { TextEdit } from 'vscode-languageserver';
import { formatDocument, formatOnType, formatRange } from '../../src/lsp/formatting.ts';
import { drawnSnapshot, withEdits } from '../helpers/lsp.ts';
import { startEditor } from '../helpers/lsp-client.ts';

describe('formatting', () => {
  it('brings a document into shape by edits between its words', () => {
    const { snapshot } = drawnSnapshot('for  y in 1:2\r\nuse a++$y // æ\r\n  end');
    const edits = formatDocument(snapshot);
    expect(withEdits(snapshot, edits)).toBe('for y in 1 : 2\r\n  use a ++ $y // æ\r\nend\r\n');
    expect(edits.every(({ newText }) => newText.trim() === '')).toBe(true);
  });

  it('leaves prose alone, also where a Markdown document holds no block', () => {
    expect(formatDocument(drawnSnapshot('use  a\n', { name: 'file:///a.md' }).snapshot)).toEqual([]);
    const { snapshot } = drawnSnapshot('a  b\n```microdata\nuse  a\n```\n', { name: 'file:///a.md' });
    expect(withEdits(snapshot, formatDocument(snapshot))).toBe('a  b\n```microdata\nuse a\n```\n');
  });

  it('of a range changes nothing outside it', () => {
    const { snapshot, ranges } = drawnSnapshot('use  a\n⟦  use  b\n⟧use  c\n');
    const [range] = ranges;
    expect(range).toBeDefined();
    if (range === undefined) return;
    expect(withEdits(snapshot, formatRange(snapshot, range))).toBe('use  a\nuse b\nuse  c\n');
  });

  it('while typing indents the new line and mends the one before', () => {
    const { snapshot, position } = drawnSnapshot('for  y in 1:2\n<|>\nend\n');
    expect(withEdits(snapshot, formatOnType(snapshot, position, '\n'))).toBe('for y in 1 : 2\n  \nend\n');
  });

  it('works over stdio', async () => {
    const editor = await startEditor();
    expect(editor.server.capabilities).toMatchObject({
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['d'] },
    });
    const drawn = drawnSnapshot('for y in 1 : 2\n  use  $y\n⟦  use  b\n⟧<|>\n');
    const uri = await editor.open('a.micro', drawn.text);
    const options = { tabSize: 8, insertSpaces: false };
    const ask = async (method: string, params: object): Promise<string> =>
      withEdits(
        drawn.snapshot,
        (await editor.ask(`textDocument/${method}`, uri, { options, ...params })) as TextEdit[],
      );
    expect(await ask('formatting', {})).toBe('for y in 1 : 2\n  use $y\n  use b\n');
    expect(await ask('rangeFormatting', { range: drawn.ranges[0] })).toBe('for y in 1 : 2\n  use  $y\n  use b\n\n');
    expect(await ask('onTypeFormatting', { position: drawn.position, ch: '\n' })).toBe(
      'for y in 1 : 2\n  use  $y\n  use b\n  \n',
    );
    expect(await editor.end()).toBe(0);
  });
});
