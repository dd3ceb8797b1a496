import type {
  DefinitionParams,
  DocumentHighlightParams,
  HoverParams,
  InlayHintParams,
  PrepareRenameParams,
  ReferenceParams,
  RenameParams,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { definitionsAt } from './definition.ts';
import { highlightsAt } from './document-highlight.ts';
import { hoverAt } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { offsetOf, spanOf } from './places.ts';
import { referencesAt } from './references.ts';
import { prepareRename, renameAt } from './rename.ts';
import { semanticTokens, semanticTokensEdits, semanticTokensLegend } from './semantic-tokens.ts';
import type { Feature } from './server.ts';

const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  connect: (connection, answering) =>
    connection.onHover(
      answering(null, (snapshot, { position }: HoverParams, { client }) =>
        hoverAt(snapshot, offsetOf(snapshot.source, position), client.language),
      ),
    ),
};

const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  connect: (connection, answering) =>
    connection.onDefinition(
      answering([], (snapshot, { position }: DefinitionParams) =>
        definitionsAt(snapshot, offsetOf(snapshot.source, position)),
      ),
    ),
};

const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  connect: (connection, answering) =>
    connection.onReferences(
      answering([], (snapshot, { position, context }: ReferenceParams) =>
        referencesAt(snapshot, offsetOf(snapshot.source, position), context.includeDeclaration),
      ),
    ),
};

const highlights: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  connect: (connection, answering) =>
    connection.onDocumentHighlight(
      answering([], (snapshot, { position }: DocumentHighlightParams) =>
        highlightsAt(snapshot, offsetOf(snapshot.source, position)),
      ),
    ),
};

const rename: Feature = {
  capabilities: ({ preparesRenaming }) => ({ renameProvider: preparesRenaming ? { prepareProvider: true } : true }),
  connect(connection, answering) {
    connection.onPrepareRename(
      answering(null, (snapshot, { position }: PrepareRenameParams, { refuse }) => {
        const prepared = prepareRename(snapshot, offsetOf(snapshot.source, position));
        if (prepared === undefined) return null;
        if (prepared.type === 'refused') return refuse(prepared.problem);
        const { range, placeholder } = prepared;
        return { range, placeholder };
      }),
    );
    connection.onRenameRequest(
      answering(null, (snapshot, { position, newName }: RenameParams, { client, refuse }): WorkspaceEdit | null => {
        const renamed = renameAt(snapshot, offsetOf(snapshot.source, position), newName);
        if (renamed === undefined) return null;
        if (renamed.type === 'refused') return refuse(renamed.problem);
        const { uri, version } = snapshot;
        const edits = [...renamed.edits];
        if (!client.takesVersionedEdits) return { changes: { [uri]: edits } };
        return { documentChanges: [{ textDocument: { uri, version }, edits }] };
      }),
    );
  },
};

/** Of how many documents the tokens that an editor has got are remembered, to say next time what has changed. */
const mostRemembered = 32;

const tokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
  }),
  connect(connection, answering) {
    const sent = new Map<string, SemanticTokens>();
    let count = 0;
    const remembered = (uri: string, data: number[]): SemanticTokens => {
      const all = { resultId: String(++count), data };
      sent.delete(uri);
      sent.set(uri, all);
      const [oldest] = sent.keys();
      if (sent.size > mostRemembered && oldest !== undefined) sent.delete(oldest);
      return all;
    };
    const { semanticTokens: requests } = connection.languages;
    requests.on(
      answering<SemanticTokensParams, SemanticTokens>({ data: [] }, (snapshot) =>
        remembered(snapshot.uri, semanticTokens(snapshot)),
      ),
    );
    requests.onDelta(
      answering<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
        { data: [] },
        (snapshot, { previousResultId }) => {
          const before = sent.get(snapshot.uri);
          const after = remembered(snapshot.uri, semanticTokens(snapshot));
          if (before?.resultId !== previousResultId) return after;
          return { resultId: String(count), edits: semanticTokensEdits(before.data, after.data) };
        },
      ),
    );
    requests.onRange(
      answering({ data: [] }, (snapshot, { range }: SemanticTokensRangeParams) => ({
        data: semanticTokens(snapshot, spanOf(snapshot.source, range)),
      })),
    );
  },
};

const hints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  connect: (connection, answering) =>
    connection.languages.inlayHint.on(
      answering([], (snapshot, { range }: InlayHintParams, { client }) =>
        inlayHints(snapshot, spanOf(snapshot.source, range), client.language, client.options.inlayHints),
      ),
    ),
};

/** Features about names and what they stand for. */
export const symbolFeatures: readonly Feature[] = [hover, definition, references, highlights, rename, tokens, hints];
