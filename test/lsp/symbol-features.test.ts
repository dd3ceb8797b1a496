import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { type Editor, startEditor } from '../helpers/lsp-client.ts';

const script = `require no.ssb.fdb:60 as db
create-dataset people
import db/BEFOLKNING_KJOENN as sex
for v in sex
  tabulate $v
end
generate n = 1
`;

describe('names, over stdio', () => {
  let editor: Editor;
  let uri: string;

  beforeAll(async () => {
    editor = await startEditor({ capabilities: { textDocument: { rename: { prepareSupport: true } } } });
    uri = await editor.open('names.micro', script);
  });

  afterAll(async () => {
    await editor.end();
  });

  const at = (line: number, character: number) => ({ position: { line, character } });
  const range = (line: number, start: number, end: number) => ({
    start: { line, character: start },
    end: { line, character: end },
  });

  test('the server says what it can do', () => {
    expect(editor.server.capabilities).toMatchObject({
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: { prepareProvider: true },
      semanticTokensProvider: { full: { delta: true }, range: true },
      inlayHintProvider: true,
    });
  });

  test('hover', async () => {
    expect(await editor.ask('textDocument/hover', uri, at(2, 33))).toMatchObject({
      contents: { kind: 'markdown', value: expect.stringContaining('**sex** · text') as string },
      range: range(2, 31, 34),
    });
    expect(await editor.ask('textDocument/hover', uri, at(9, 0))).toBeNull();
  });

  test('definition, references and highlights', async () => {
    expect(await editor.ask('textDocument/definition', uri, at(3, 10))).toEqual([{ uri, range: range(2, 31, 34) }]);
    const context = { includeDeclaration: false };
    expect(await editor.ask('textDocument/references', uri, { ...at(3, 10), context })).toEqual([
      { uri, range: range(3, 9, 12) },
      { uri, range: range(4, 11, 13) },
    ]);
    expect(await editor.ask('textDocument/documentHighlight', uri, at(6, 9))).toEqual([
      { range: range(6, 9, 10), kind: 3 },
    ]);
  });

  test('rename, with its edits or the reason why not', async () => {
    expect(await editor.ask('textDocument/prepareRename', uri, at(3, 10))).toEqual({
      range: range(3, 9, 12),
      placeholder: 'sex',
    });
    expect(await editor.ask('textDocument/rename', uri, { ...at(3, 10), newName: 'gender' })).toEqual({
      changes: {
        [uri]: [
          { range: range(2, 31, 34), newText: 'gender' },
          { range: range(3, 9, 12), newText: 'gender' },
        ],
      },
    });
    await expect(editor.ask('textDocument/rename', uri, { ...at(3, 10), newName: '1x' })).rejects.toThrow(
      '`1x` cannot be a name',
    );
    expect(await editor.ask('textDocument/prepareRename', uri, at(0, 2))).toBeNull();
  });

  test('semantic tokens, whole, of a range, and as edits', async () => {
    const first = (await editor.ask('textDocument/semanticTokens/full', uri)) as SemanticTokens;
    expect(first.data.slice(0, 10)).toEqual([0, 0, 7, 0, 0, 0, 25, 2, 6, 1]);
    const part = (await editor.ask('textDocument/semanticTokens/range', uri, {
      range: range(0, 0, 7),
    })) as SemanticTokens;
    expect(part.data).toEqual([0, 0, 7, 0, 0]);
    await editor.type(uri, 2, `${script}drop n\n`);
    const changed = (await editor.ask('textDocument/semanticTokens/full/delta', uri, {
      previousResultId: first.resultId,
    })) as SemanticTokensDelta;
    expect(changed.edits).toEqual([{ start: first.data.length, deleteCount: 0, data: [1, 0, 4, 0, 0, 0, 5, 1, 3, 0] }]);
    const unknown = (await editor.ask('textDocument/semanticTokens/full/delta', uri, {
      previousResultId: 'of another life',
    })) as SemanticTokens;
    expect(unknown.data.length).toBe(first.data.length + 10);
    await editor.type(uri, 3, script);
  });

  test('inlay hints', async () => {
    expect(await editor.ask('textDocument/inlayHint', uri, { range: range(3, 0, 14) })).toEqual([
      { position: { line: 3, character: 12 }, label: '× 1 pass', paddingLeft: true },
    ]);
  });
});
