import { describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, SignatureHelp } from 'vscode-languageserver';
import { startEditor } from '../../helpers/lsp-client.ts';

const script =
  'require no.ssb.fdb:60 as db\ncreate-dataset people\nimport db/BEFOLKNING_KJOENN as sex\ntabulate sex if sex == ';
const atEnd = { position: { line: 3, character: 23 } };

describe('completion and signature help, over stdio', () => {
  it('answer a real client, with documentation when it looks at an offer', async () => {
    const editor = await startEditor({
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
      initializationOptions: { language: 'en' },
    });
    const { completionProvider, signatureHelpProvider } = editor.server.capabilities;
    expect(completionProvider).toMatchObject({
      resolveProvider: true,
      triggerCharacters: expect.arrayContaining(['/', '$', "'"]) as string[],
    });
    expect(signatureHelpProvider?.triggerCharacters).toContain('(');
    const uri = await editor.open('a.micro', script);

    const codes = (await editor.ask('textDocument/completion', uri, atEnd)) as CompletionList;
    expect(codes.items[0]).toMatchObject({
      label: "'1' Mann",
      textEdit: { newText: "'1'", range: { start: atEnd.position, end: atEnd.position } },
    });

    const heads = (await editor.ask('textDocument/completion', uri, {
      position: { line: 3, character: 3 },
    })) as CompletionList;
    const tabulate = heads.items.find(({ label }) => label === 'tabulate');
    const resolved = await editor.connection.sendRequest<CompletionItem>('completionItem/resolve', tabulate);
    expect(resolved.documentation).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining('tabulate sex status, rowpct') as string,
    });
    const foreign = await editor.connection.sendRequest<CompletionItem>('completionItem/resolve', {
      label: 'x',
      data: 17,
    });
    expect(foreign).toEqual({ label: 'x', data: 17 });

    const usage = (await editor.ask('textDocument/signatureHelp', uri, atEnd)) as SignatureHelp;
    expect(usage.signatures[0]?.label).toBe('tabulate dimension … [if condition] [, options]');
    expect(await editor.ask('textDocument/signatureHelp', uri, { position: { line: 3, character: 3 } })).toBeNull();
    expect(await editor.end()).toBe(0);
  });
});
