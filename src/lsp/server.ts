import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  type ServerCapabilities,
  ShowMessageNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type Diagnostic, diagnosticText } from '../base/diagnostic.ts';
import type { Language } from '../base/language.ts';
import type { MessageCode } from '../base/messages/catalogue.ts';
import type { MessageParameters } from '../base/messages/message.ts';
import { type Project, usualProject } from '../lint/project-file.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';
import { type Client, clientOf, withSettings } from './client.ts';
import { type DiagnosticStyle, protocolDiagnostics } from './diagnostics.ts';
import { documentStore } from './documents.ts';
import { features } from './features.ts';
import { findingsOf, problemsOf } from './findings.ts';
import { type Clock, publisher } from './publish.ts';
import type { Snapshot } from './snapshot.ts';

/** Something to tell the user that has no place in a document. */
export interface Notice {
  readonly code: MessageCode;
  readonly parameters: MessageParameters;
}

/** What the surroundings do for a server: it has no files and no clock of its own. */
export interface ServerHost {
  readonly clock: Clock;
  /** Of the program, where it is one. */
  readonly version?: string;
  /** Language of messages to clients that ask for none. */
  readonly language?: Language;
  /** Address of the page on all messages, if it is installed; anchors are message codes. */
  readonly messagePage?: string;
  /** Opens the databanks that a client asks for. Never throws: what is wrong with a databank is told. */
  openDirectory(client: Client, tell: (notice: Notice) => void): DatabankDirectory;
  /** The address of a folder that a client names by a path. */
  addressOf(folder: string, client: Client): string;
  /** What the project that a document belongs to says; a host without files leaves it out. Never throws: what is wrong is told. */
  projectOf?(uri: string, tell: (notice: Notice) => void): Project;
  /** Calls back when the databanks of a client have changed; the answer ends it. */
  watchDatabanks(client: Client, changed: () => void): () => void;
}

/** What features may ask about, beside the document. */
export interface Asked {
  readonly client: Client;
  readonly style: DiagnosticStyle;
  /** What the document's project says of rules and shape. */
  readonly project: Project;
  /** Address of a catalogue in HTML, if the client knows one. */
  readonly catalogue: string | undefined;
  /** Ends the request with a sentence on why there is no answer. */
  readonly refuse: (problem: Diagnostic) => never;
}

/** Makes the handler of a request about one document: an answer for its current snapshot, `empty` for unknown documents. */
export type Answering = <P extends { readonly textDocument: { readonly uri: string } }, R>(
  empty: R,
  act: (snapshot: Snapshot, params: P, asked: Asked) => R,
) => (params: P, token: CancellationToken) => Promise<R>;

/** One protocol feature: what it says that the server can do, and how it answers. */
export interface Feature {
  capabilities(client: Client): ServerCapabilities;
  connect(connection: Connection, answering: Answering): unknown;
}

/** Serves a connection until it is closed; starts to listen. */
export function serve(connection: Connection, host: ServerHost): void {
  let client = clientOf({ capabilities: {} }, host.language);
  let generation = 0;
  let stopWatching = (): void => undefined;
  const tell = ({ code, parameters }: Notice): void => {
    const message = diagnosticText({ code, parameters }, client.language);
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  };
  const projectOf = ({ uri }: Snapshot): Project => host.projectOf?.(uri, tell) ?? usualProject;
  const find = (snapshot: Snapshot): readonly Diagnostic[] => findingsOf(snapshot, projectOf(snapshot).lint);
  const documents = documentStore({ databanks: [], findCatalogue: () => undefined });
  const style = (): DiagnosticStyle => ({
    language: client.language,
    showsRelated: client.showsRelated,
    ...(host.messagePage === undefined ? {} : { messagePage: host.messagePage }),
  });
  const catalogue = (): string | undefined => {
    const named = client.options.catalogue;
    return named === undefined || /^[a-z][a-z\d+.-]+:/iu.test(named) ? named : host.addressOf(named, client);
  };
  const shown = publisher(
    host.clock,
    (snapshot, problems) => {
      const { uri, version } = snapshot;
      void connection.sendDiagnostics({ uri, version, diagnostics: protocolDiagnostics(snapshot, problems, style()) });
    },
    find,
  );

  const useDatabanks = (): void => {
    stopWatching();
    documents.useDirectory(host.openDirectory(client, tell));
    stopWatching = host.watchDatabanks(client, reload);
    generation++;
  };
  const reload = (): void => {
    useDatabanks();
    if (!client.pullsDiagnostics) for (const snapshot of documents.all()) shown.update(snapshot);
    else if (client.refreshesDiagnostics) connection.languages.diagnostics.refresh().catch(() => undefined);
  };
  const update = (snapshot: Snapshot | undefined): void => {
    if (snapshot !== undefined && !client.pullsDiagnostics) shown.update(snapshot);
  };

  /** Lets messages that have come in meanwhile go first: a request that they make pointless is not worked on. */
  const turn = (): Promise<void> => new Promise((resolve) => host.clock.after(0, resolve));
  const refuse = (problem: Diagnostic): never => {
    throw new ResponseError(LSPErrorCodes.RequestFailed, diagnosticText(problem, client.language));
  };
  const answering: Answering = (empty, act) => async (params, token) => {
    const asked = documents.current(params.textDocument.uri);
    if (asked === undefined) return empty;
    // The next message is taken up a turn after this one: whatever has come in since is known two turns later.
    await turn();
    await turn();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    // Positions in the request belong to the text that it was made for.
    if (documents.current(asked.uri) !== asked) throw new ResponseError(LSPErrorCodes.ContentModified, 'changed');
    return act(asked, params, { client, style: style(), project: projectOf(asked), catalogue: catalogue(), refuse });
  };

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params, host.language);
    const capabilities = features.map((feature) => feature.capabilities(client));
    return {
      serverInfo: { name: 'microdata', ...(host.version === undefined ? {} : { version: host.version }) },
      capabilities: Object.assign(
        {
          positionEncoding: 'utf-16' as const,
          textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
          workspace: { workspaceFolders: { supported: true } },
        },
        client.pullsDiagnostics
          ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } }
          : {},
        ...capabilities,
      ) as ServerCapabilities,
    };
  });
  connection.onInitialized(() => {
    useDatabanks();
    if (client.registersSettings) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'microdata' });
    }
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    client = withSettings(client, settings);
    reload();
  });
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    update(documents.open(uri, languageId, version, text));
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    update(documents.change(uri, version, contentChanges));
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    shown.forget(uri);
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.languages.diagnostics.on(
    answering<DocumentDiagnosticParams, DocumentDiagnosticReport>({ kind: 'full', items: [] }, (snapshot, params) => {
      const resultId = `${snapshot.version}.${generation}`;
      if (params.previousResultId === resultId) return { kind: 'unchanged', resultId };
      return {
        kind: 'full',
        resultId,
        items: protocolDiagnostics(snapshot, problemsOf(snapshot, find(snapshot)), style()),
      };
    }),
  );
  connection.onShutdown(() => {
    shown.stop();
    stopWatching();
  });
  for (const feature of features) feature.connect(connection, answering);
  connection.listen();
}
