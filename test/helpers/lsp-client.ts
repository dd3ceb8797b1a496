import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { testPlaces } from './program.ts';

const entry = path.join(import.meta.dirname, '../../src/cli/cli.ts');

/** How a test's editor introduces itself. */
export interface EditorOptions {
  readonly argv?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly locale?: string;
  readonly folder?: string;
}

/** A real client, with `microdata lsp` as a process of its own at the other end. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly child: ChildProcess;
  readonly server: InitializeResult;
  /** What the server has told the user. */
  readonly told: string[];
  /** Opens a document and gives its address. */
  open(name: string, text: string, languageId?: string): Promise<string>;
  /** Replaces the whole text of a document. */
  type(uri: string, version: number, text: string): Promise<void>;
  /** The problems that were published for a version of a document, all of them: analysis included. */
  problems(uri: string, version?: number): Promise<readonly Diagnostic[]>;
  /** `method` about a document; `params` beside the document's address. */
  ask(method: string, uri: string, params?: object): Promise<unknown>;
  /** Ends as editors do; gives the exit code. */
  end(): Promise<number | null>;
}

/** Starts the server and shakes hands with it. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const argv = ['--disable-warning=ExperimentalWarning', entry, 'lsp', ...(options.argv ?? [])];
  const child = spawn(process.execPath, argv, {
    env: { PATH: process.env['PATH'], ...testPlaces },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  const told: string[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.set(params.uri, params);
    for (const each of [...waiting]) each();
  });
  connection.onNotification('window/showMessage', ({ message }: { message: string }) => void told.push(message));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const server = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: options.folder === undefined ? null : [{ uri: options.folder, name: 'test' }],
    locale: options.locale ?? 'en',
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    child,
    server,
    told,
    async open(name, text, languageId = 'microdata') {
      const uri = `file:///test/${name}`;
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text },
      });
      return uri;
    },
    type: (uri, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    problems: (uri, version = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = published.get(uri);
          if (found?.version !== version) return;
          waiting.delete(look);
          resolve(found.diagnostics);
        };
        waiting.add(look);
        look();
      }),
    ask: (method, uri, params = {}) => connection.sendRequest(method, { textDocument: { uri }, ...params }),
    async end() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await closed;
      connection.dispose();
      return code;
    },
  };
}
