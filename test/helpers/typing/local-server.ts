import { PassThrough } from 'node:stream';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Clock } from '../../../src/lsp/publish.ts';
import { serveStreams } from '../../../src/lsp/stdio.ts';
import { fuzzDirectory } from '../fuzz/directory.ts';

/** A server in this process with a client that is connected to it. */
export interface LocalServer {
  readonly connection: ProtocolConnection;
  /** What was published, the newest of each document. */
  readonly published: ReadonlyMap<string, PublishDiagnosticsParams>;
  /** Calls back for everything that is published. */
  readonly onPublished: (act: (params: PublishDiagnosticsParams) => void) => void;
  /** Whatever was thrown in the server. */
  readonly thrown: readonly string[];
  /** The problems of a version of a document, analysis included. */
  readonly problems: (uri: string, version: number) => Promise<PublishDiagnosticsParams>;
  readonly end: () => Promise<void>;
}

/** Starts a server against the demo databank and shakes hands with it. */
export async function startLocalServer(): Promise<LocalServer> {
  const thrown: string[] = [];
  const pending = new Set<() => void>();
  let time = 0;
  const clock: Clock = {
    // Time passes by turns of its own: some analyses count as quick and others as slow, on every machine the same.
    now: () => (time += 1 + 7 * (time % 5)),
    after(milliseconds, act) {
      const guarded = (): void => {
        pending.delete(callOff);
        try {
          act();
        } catch (error) {
          thrown.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
        }
      };
      const timer = milliseconds === 0 ? undefined : setTimeout(guarded, 1);
      const turn = timer === undefined ? setImmediate(guarded) : undefined;
      const callOff = (): void => {
        clearTimeout(timer);
        clearImmediate(turn);
        pending.delete(callOff);
      };
      pending.add(callOff);
      return callOff;
    },
  };
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  void serveStreams(
    { input: toServer, output: toClient },
    {
      clock,
      openDirectory: () => fuzzDirectory(),
      addressOf: (folder) => `file:///${folder}`,
      watchDatabanks: () => () => undefined,
    },
  );
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const published = new Map<string, PublishDiagnosticsParams>();
  const listeners: ((params: PublishDiagnosticsParams) => void)[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.set(params.uri, params);
    for (const each of [...listeners]) each(params);
  });
  // What a handler throws that answers nobody is logged.
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void thrown.push(message));
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  /** Messages keep their order: an answer comes after all that was said before it. */
  const hasHeard = (): Promise<unknown> => connection.sendRequest('typing/nothing').catch(() => undefined);
  const settled = async (): Promise<void> => {
    await hasHeard();
    while (pending.size > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await hasHeard();
  };
  await connection.sendRequest('initialize', introduction);
  await connection.sendNotification('initialized', {});
  return {
    connection,
    published,
    onPublished: (act) => void listeners.push(act),
    thrown,
    async problems(uri, version) {
      await settled();
      const found = published.get(uri);
      if (found?.version !== version) throw new Error(`nothing was published for version ${version}`);
      return found;
    },
    async end() {
      await connection.sendRequest('shutdown');
      connection.dispose();
      for (const callOff of [...pending]) callOff();
      toClient.destroy();
      toServer.destroy();
    },
  };
}

/** An editor that can do everything. */
const introduction = {
  processId: null,
  rootUri: null,
  workspaceFolders: null,
  locale: 'en',
  capabilities: {
    textDocument: {
      publishDiagnostics: { relatedInformation: true },
      completion: { completionItem: { snippetSupport: true } },
      rename: { prepareSupport: true },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    },
  },
  initializationOptions: {
    catalogue: 'https://example.org/catalogue',
    commands: ['microdata.runFromHere', 'microdata.runBlock'],
  },
};
