import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, DocumentDiagnosticReport, DocumentSymbol, FoldingRange } from 'vscode-languageserver';
import { CancellationTokenSource, ResponseError } from 'vscode-languageserver/node';
import { type Editor, type EditorOptions, startEditor } from '../helpers/lsp-client.ts';
import { callProgram, testPlaces } from '../helpers/program.ts';
import { datasetJson, writeDataset } from '../metadata/ingest/exchange-files.ts';

const start = 'require no.ssb.fdb:60 as db\ncreate-dataset people\n';
const mistaken = `${start}improt db/BEFOLKNING_KJOENN as sex\n`;

const open: Editor[] = [];
const folders: string[] = [];

async function edit(options?: EditorOptions): Promise<Editor> {
  const editor = await startEditor(options);
  open.push(editor);
  return editor;
}

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-lsp-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const editor of open.splice(0)) editor.child.kill('SIGKILL');
});

afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

const actionsAt = (editor: Editor, uri: string, line: number, character: number): Promise<unknown> => {
  const range = { start: { line, character }, end: { line, character } };
  return editor.ask('textDocument/codeAction', uri, { range, context: { diagnostics: [] } });
};

/** The protocol's code of what was rejected. */
function codeOf(error: unknown): number | undefined {
  return error instanceof ResponseError ? error.code : undefined;
}

describe('the server, over stdio', () => {
  it('finds the problems of a document as it is opened and typed, and ends as asked', async () => {
    const editor = await edit();
    expect(editor.server.serverInfo?.name).toBe('microdata');
    const uri = await editor.open('a.micro', mistaken);
    const [first] = await editor.problems(uri);
    expect(first).toMatchObject({
      code: 'unknown-command',
      severity: 1,
      source: 'microdata',
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } },
    });
    expect(first?.codeDescription?.href).toMatch(/^file:.*messages\.md#unknown-command$/u);
    await editor.type(uri, 2, mistaken.replace('improt', 'import'));
    expect(await editor.problems(uri, 2)).toEqual([]);
    expect(await editor.end()).toBe(0);
  });

  it('answers to what is asked of a document: actions, outline, folds, links, lenses, formatting', async () => {
    const editor = await edit({
      capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
      initializationOptions: { catalogue: 'https://example.org/c', commands: ['microdata.runBlock'] },
    });
    const uri = await editor.open('a.micro', mistaken);
    const [action] = (await actionsAt(editor, uri, 2, 3)) as CodeAction[];
    expect(action).toMatchObject({ title: "Replace 'improt' by 'import'", kind: 'quickfix', isPreferred: true });
    await editor.type(uri, 2, `${mistaken.replace('improt', 'import')}for y in 1 : 2\n    let a = $y\nend\n`);
    const symbols = (await editor.ask('textDocument/documentSymbol', uri)) as DocumentSymbol[];
    expect(symbols.map(({ name }) => name)).toEqual(['db', 'people']);
    const folds = (await editor.ask('textDocument/foldingRange', uri)) as FoldingRange[];
    expect(folds).toContainEqual({ startLine: 3, endLine: 4 });
    expect(await editor.ask('textDocument/documentLink', uri)).toMatchObject([
      { target: 'https://example.org/c/variables/BEFOLKNING_KJOENN.html' },
    ]);
    expect(await editor.ask('textDocument/codeLens', uri)).toMatchObject([
      { command: { command: 'microdata.runBlock' } },
    ]);
    const options = { tabSize: 2, insertSpaces: true };
    expect(await editor.ask('textDocument/formatting', uri, { options })).not.toEqual([]);
  });

  it('gives a list of symbols to clients that know no trees, and no lenses to those that can do nothing with them', async () => {
    const editor = await edit();
    expect(editor.server.capabilities.codeLensProvider).toBeUndefined();
    const uri = await editor.open('a.micro', start);
    expect(await editor.ask('textDocument/documentSymbol', uri)).toMatchObject([
      { name: 'db', location: { uri } },
      { name: 'people', location: { uri } },
    ]);
  });

  it('lets clients that want to, ask for problems', async () => {
    const editor = await edit({ capabilities: { textDocument: { diagnostic: {} } } });
    expect(editor.server.capabilities.diagnosticProvider).toBeDefined();
    const uri = await editor.open('a.micro', mistaken);
    const first = (await editor.ask('textDocument/diagnostic', uri)) as DocumentDiagnosticReport & {
      readonly items: unknown;
    };
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'unknown-command' }] });
    const previousResultId = first.resultId;
    expect(await editor.ask('textDocument/diagnostic', uri, { previousResultId })).toMatchObject({ kind: 'unchanged' });
    await editor.type(uri, 2, start);
    expect(await editor.ask('textDocument/diagnostic', uri, { previousResultId })).toMatchObject({ items: [] });
  });

  it('speaks the language that is asked for: by option, by command line, by locale, else Norwegian', async () => {
    const sentence = async (options: EditorOptions): Promise<string> => {
      const editor = await edit(options);
      const [first] = await editor.problems(await editor.open('a.micro', 'let a = 1\n'));
      return typeof first?.message === 'string' ? first.message : '';
    };
    expect(await sentence({ locale: 'en', initializationOptions: { language: 'nb' } })).toContain('Ingenting bruker');
    expect(await sentence({ locale: 'nb', argv: ['--lang', 'en'] })).toContain('Nothing uses');
    expect(await sentence({ locale: 'en-GB' })).toContain('Nothing uses');
    expect(await sentence({ locale: 'fr' })).toContain('Ingenting bruker');
  });

  it('forgets a document that is closed', async () => {
    const editor = await edit();
    const uri = await editor.open('a.micro', mistaken);
    await editor.problems(uri);
    const cleared = new Promise<unknown>((resolve) => {
      editor.connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await cleared).toEqual({ uri, diagnostics: [] });
    expect(await editor.ask('textDocument/documentSymbol', uri)).toEqual([]);
  });

  it('answers for the text that was asked about, or not at all', async () => {
    const editor = await edit();
    const uri = await editor.open('a.micro', mistaken);
    await editor.problems(uri);
    const asked = await editor.ask('textDocument/documentSymbol', uri);
    // Whether the edit comes before the answer is for the machine to say: either is right, an answer about other text is not.
    const stale = editor.ask('textDocument/documentSymbol', uri).catch((error: unknown) => codeOf(error));
    await editor.type(uri, 2, start);
    expect([asked, -32_801]).toContainEqual(await stale);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri } };
    const cancelled = editor.connection
      .sendRequest('textDocument/documentSymbol', params, source.token)
      .catch((error: unknown) => codeOf(error));
    source.cancel();
    const answer = await editor.ask('textDocument/documentSymbol', uri);
    expect(answer).not.toEqual(asked);
    expect([answer, -32_800]).toContainEqual(await cancelled);
  });

  it('leaves Markdown without blocks alone', async () => {
    const editor = await edit();
    const uri = await editor.open('notes.md', '# improt\n\nimprot db/X\n', 'markdown');
    expect(await editor.problems(uri)).toEqual([]);
  });
});

describe('databanks', () => {
  it('that cannot be read are told of, and the others are used', async () => {
    const editor = await edit({ argv: ['--databank', path.join(newFolder(), 'nowhere')] });
    const uri = await editor.open('a.micro', start);
    expect(await editor.problems(uri)).toEqual([]);
    expect(editor.told.join()).toContain('nowhere');
  });

  it('are found in settings, relative to the open folder, and read again when they change', async () => {
    const work = newFolder();
    fs.mkdirSync(path.join(work, 'banks'));
    const editor = await edit({ folder: pathToFileURL(work).href, initializationOptions: { databanks: ['banks'] } });
    const uri = await editor.open('a.micro', 'require org.ice:1 as ice\ncreate-dataset d\nimport ice/ICE as n\n');
    const codes = async (): Promise<readonly unknown[]> => (await editor.problems(uri)).map(({ code }) => code);
    expect(await codes()).toContain('unknown-databank');
    writeDataset(path.join(work, 'in'), 'ICE', datasetJson(), '5;1;;2024-12-31;\n6;2;;2024-12-31;\n');
    const target = path.join(work, 'banks', 'ice');
    const argv = [
      'databank',
      'ingest',
      path.join(work, 'in'),
      target,
      '--name',
      'org.ice',
      '--identifiers',
      'pseudonyms',
    ];
    const made = await callProgram(argv, { environment: { MICRODATA_SECRETS: path.join(work, 'secrets') } });
    expect(made).toMatchObject({ exitCode: 0 });
    await expect.poll(codes, { timeout: 30_000 }).toEqual([]);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { microdata: { databanks: [] } },
    });
    await expect.poll(codes, { timeout: 30_000 }).toContain('unknown-databank');
  });
});

describe('bad input', () => {
  it('never ends the server', async () => {
    const editor = await edit();
    const uri = await editor.open('a.micro', mistaken);
    await editor.problems(uri);
    await expect(editor.connection.sendRequest('microdata/nonsense', {})).rejects.toThrow();
    await expect(editor.connection.sendRequest('textDocument/documentSymbol', {})).rejects.toThrow();
    await editor.connection.sendNotification('microdata/nonsense', { a: [1] });
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'file:///none', version: 9 },
      contentChanges: [{ text: 'x' }],
    });
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ nonsense: 1 }],
    });
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///none' } });
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: 7 });
    expect(await editor.ask('textDocument/documentSymbol', 'file:///none')).toEqual([]);
    expect(await actionsAt(editor, uri, 9_999, 9_999)).toEqual([]);
    expect(await actionsAt(editor, uri, -1, -1)).toEqual([]);
    const position = { line: 4_000_000_000, character: -7 };
    for (const method of ['hover', 'completion', 'signatureHelp', 'definition', 'documentHighlight', 'prepareRename']) {
      await editor.ask(`textDocument/${method}`, uri, { position }).catch(() => undefined);
    }
    await editor.type(uri, 3, start);
    expect(await editor.problems(uri, 3)).toEqual([]);
    expect(await editor.end()).toBe(0);
  });

  it('is survived below the protocol, too: texts that are no messages', async () => {
    const editor = await edit();
    const uri = await editor.open('a.micro', mistaken);
    await editor.problems(uri);
    const raw = (text: string): void => {
      editor.child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    raw('{"jsonrpc": "2.0", "id": ');
    raw('null');
    editor.child.stdin?.write('no header at all\r\n\r\nContent-Length: many\r\n\r\n');
    raw('[]');
    raw('{"id": {}, "method": 7}');
    raw('{"jsonrpc":"2.0","id":77,"result":null}');
    await editor.type(uri, 2, start);
    expect(await editor.problems(uri, 2)).toEqual([]);
    expect(await editor.end()).toBe(0);
  });
});

/** Runs `microdata lsp` with what a client that says nothing more would send. */
function raw(
  argv: readonly string[],
  input: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve) => {
    const entry = path.join(import.meta.dirname, '../../src/cli/cli.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, 'lsp', ...argv], {
      env: { PATH: process.env['PATH'], ...testPlaces },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.end(input);
  });
}

describe('the end', () => {
  const message = (content: object): string => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...content });
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  };

  it('comes with the end of input, as a failure where nobody asked for it', async () => {
    expect((await raw([], '')).code).toBe(1);
  });

  it('is a failure without a shutdown before it', async () => {
    expect((await raw([], message({ method: 'exit' }))).code).toBe(1);
  });

  it('is written down with everything else when asked to', async () => {
    const log = path.join(newFolder(), 'lsp.log');
    const input = [
      message({ id: 1, method: 'initialize', params: { capabilities: {} } }),
      message({ id: 2, method: 'shutdown' }),
      message({ method: 'exit' }),
    ].join('');
    expect((await raw(['--stdio', '--log', log], input)).code).toBe(0);
    const lines = fs.readFileSync(log, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toMatch(/^\d+\.\d in \{.*"method":"initialize"/u);
    expect(lines.some((line) => /^\d+\.\d out .*"capabilities"/u.test(line))).toBe(true);
  });

  it('comes at once where the log cannot be written', async () => {
    expect((await raw(['--log', '/no/such/folder/lsp.log'], '')).code).toBe(2);
  });
});
